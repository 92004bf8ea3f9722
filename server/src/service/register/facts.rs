//! What filters ask of an activity, small enough that those of a whole register are read at one go.

use super::terms::Terms;
use crate::domain::{
    activity::{Activity, ActivityStatus},
    data_category::DataCategory,
    dpia,
    id::{DepartmentId, PurposeId},
    legal_basis::LegalBasis,
    personal_data::PersonalDataCategory,
    term::TermList,
};
use jiff::{Timestamp, civil::Date};

/// The facts of an activity that take little room. Kept beside each other in the order of the rows.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub status: ActivityStatus,
    pub updated_at: Timestamp,
    pub purpose: PurposeId,
    pub department: Option<DepartmentId>,
    /// When it is to be looked at again.
    pub review_on: Option<Date>,
    pub legal_basis: Option<LegalBasis>,
    /// Special categories of data are processed (art. 9).
    pub special: bool,
    /// Data go to a country outside the European Economic Area.
    pub outside_eea: bool,
    /// An impact assessment is advised at first look.
    pub dpia: bool,
    /// One bit for each data category.
    categories: u32,
    /// A bit for each category of data subjects; several may share one.
    subjects: u64,
}

impl Facts {
    /// The facts of an activity whose words have these numbers.
    pub fn of(activity: &Activity, words: &[u32], terms: &Terms) -> Self {
        let record = &activity.record;
        let known = record.personal_data.iter().filter_map(|item| match item.category {
            PersonalDataCategory::Known(category) => Some(1_u32 << category as u32),
            PersonalDataCategory::Other(_) => None,
        });
        let is_subject = |number: &&u32| terms.word(**number).is_some_and(|word| word.list == TermList::DataSubjects);
        Self {
            status: activity.status,
            updated_at: activity.updated_at,
            purpose: activity.purpose,
            department: record.department,
            review_on: activity.review_on,
            legal_basis: record.legal_basis,
            special: dpia::has_special_data(record),
            outside_eea: record.transfers().any(|transfer| transfer.country.is_transfer()),
            dpia: dpia::is_advised(record),
            categories: known.fold(0, |all, one| all | one),
            subjects: words.iter().filter(is_subject).fold(0, |all, number| all | bit(*number)),
        }
    }

    /// Adds one to the count of each data category that is processed, in the order of the columns.
    pub fn count_categories(&self, counts: &mut [usize; u32::BITS as usize]) {
        for (category, count) in counts.iter_mut().enumerate() {
            *count += (self.categories >> category & 1) as usize;
        }
    }

    /// Whether data of a category are processed.
    pub fn has_category(&self, category: DataCategory) -> bool {
        self.categories & (1 << category as u32) != 0
    }

    /// Whether one of these words may be among its categories of data subjects: where not, it is not.
    pub fn may_concern(&self, words: &[u32]) -> bool {
        words.iter().any(|number| self.subjects & bit(*number) != 0)
    }
}

fn bit(number: u32) -> u64 {
    1 << (number % u64::BITS)
}
