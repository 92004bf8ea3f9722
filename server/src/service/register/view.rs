//! What a register looks like from above: every activity as a short row, sorted, with its branch.
//!
//! Kept in memory and brought up to date change by change, so that lists and trees read no disk. It holds
//! nothing that the store does not: dropping it costs one scan.

use super::terms::{Counted, Terms};
use crate::domain::{
    activity::{Activity, ActivityStatus},
    data_category::DataCategory,
    dpia,
    fold::{fold, fold_into},
    id::{ActivityId, CategoryId, DepartmentId, PurposeId},
    legal_basis::LegalBasis,
    personal_data::PersonalDataCategory,
    purpose::Purpose,
    register::{Category, Department},
    term::{terms_of, terms_of_frame},
};
use jiff::{Timestamp, civil::Date};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, OnceLock};

/// A register seen from above, as it was after the change numbered `seq`.
#[derive(Clone, Default)]
pub struct RegisterView {
    pub seq: u64,
    categories: FxHashMap<CategoryId, Arc<Category>>,
    purposes: FxHashMap<PurposeId, Arc<PurposeHead>>,
    departments: FxHashMap<DepartmentId, Arc<Department>>,
    /// Sorted by branch and name.
    rows: Vec<Arc<Row>>,
    /// What `tree` made of this state; emptied by every change.
    pub(super) tree: OnceLock<Arc<super::tree::Tree>>,
    /// The same of `facets`.
    pub(super) facets: OnceLock<Arc<super::facets::Facets>>,
    /// The same of `words`.
    pub(super) counted: Counted,
    terms: Arc<Terms>,
}

/// What lists need of a purpose.
#[derive(Debug)]
pub struct PurposeHead {
    pub id: PurposeId,
    pub name: String,
    pub category: CategoryId,
    pub subcategory: Option<CategoryId>,
    pub model: Option<String>,
    pub proposed: bool,
    /// Words of its frame, by number.
    pub(super) terms: Box<[u32]>,
}

/// What lists need of an activity.
#[derive(Debug)]
pub struct Row {
    pub id: ActivityId,
    pub name: String,
    pub status: ActivityStatus,
    pub purpose: PurposeId,
    pub department: Option<DepartmentId>,
    pub updated_at: Timestamp,
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
    /// Words of reference lists, by number, rising.
    pub(super) terms: Box<[u32]>,
    /// Sorts by category, subcategory, purpose, name, and then by identifier.
    pub(super) key: String,
    /// Folded words that the text filter looks into; the name stands on the first line.
    pub(super) text: String,
}

impl Row {
    /// The name as it is sorted.
    pub(super) fn folded_name(&self) -> &str {
        self.text.split('\n').next().unwrap_or_default()
    }

    /// Adds one to the count of each data category that is processed, in the order of the columns.
    pub(super) fn count_categories(&self, counts: &mut [usize; u32::BITS as usize]) {
        for (category, count) in counts.iter_mut().enumerate() {
            *count += (self.categories >> category & 1) as usize;
        }
    }

    /// Whether data of a category are processed.
    pub fn has_category(&self, category: DataCategory) -> bool {
        self.categories & (1 << category as u32) != 0
    }
}

impl RegisterView {
    /// All rows, sorted by branch and name.
    pub fn rows(&self) -> &[Arc<Row>] {
        &self.rows
    }

    pub fn category(&self, id: CategoryId) -> Option<&Arc<Category>> {
        self.categories.get(&id)
    }

    pub fn categories(&self) -> impl Iterator<Item = &Arc<Category>> {
        self.categories.values()
    }

    pub fn purpose(&self, id: PurposeId) -> Option<&Arc<PurposeHead>> {
        self.purposes.get(&id)
    }

    pub fn purposes(&self) -> impl Iterator<Item = &Arc<PurposeHead>> {
        self.purposes.values()
    }

    pub fn department(&self, id: DepartmentId) -> Option<&Arc<Department>> {
        self.departments.get(&id)
    }

    pub fn departments(&self) -> impl Iterator<Item = &Arc<Department>> {
        self.departments.values()
    }

    /// The activities that are to be looked at again by a day.
    pub fn to_review(&self, until: Date) -> impl Iterator<Item = &Arc<Row>> {
        self.rows.iter().filter(move |row| row.review_on.is_some_and(|on| on <= until))
    }

    /// Names of the branch a purpose hangs on: category, subcategory (may be empty), purpose.
    pub fn branch(&self, purpose: PurposeId) -> (&str, &str, &str) {
        let Some(head) = self.purposes.get(&purpose) else { return ("", "", "") };
        let name = |id| self.categories.get(&id).map_or("", |category| category.name.as_str());
        (name(head.category), head.subcategory.map_or("", name), &head.name)
    }

    /// The words of reference lists that its rows and purposes refer to.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Drops what was made of this state, so that it is made anew.
    pub fn forget(&mut self) {
        (self.tree, self.facets, self.counted) = (OnceLock::new(), OnceLock::new(), Counted::default());
    }

    /// Whether another activity of this purpose bears this name already.
    pub fn is_taken(&self, purpose: PurposeId, name: &str, except: Option<ActivityId>) -> bool {
        self.rows.iter().any(|row| row.purpose == purpose && row.name == name && Some(row.id) != except)
    }

    /// Takes over a category. Rows already below it keep the place of its old name.
    pub fn put_category(&mut self, category: Category) {
        self.categories.insert(category.id, Arc::new(category));
    }

    pub fn remove_category(&mut self, id: CategoryId) {
        self.categories.remove(&id);
    }

    pub fn put_department(&mut self, department: Department) {
        self.departments.insert(department.id, Arc::new(department));
    }

    pub fn remove_department(&mut self, id: DepartmentId) {
        self.departments.remove(&id);
    }

    pub fn put_purpose(&mut self, purpose: &Purpose) {
        let model = match &purpose.origin {
            crate::domain::purpose::PurposeOrigin::Model { model } => Some(model.clone()),
            _ => None,
        };
        let head = PurposeHead {
            id: purpose.id,
            name: purpose.name.clone(),
            category: purpose.category,
            subcategory: purpose.subcategory,
            model,
            proposed: purpose.proposed,
            terms: Terms::numbers(&mut self.terms, terms_of_frame(&purpose.frame)),
        };
        self.purposes.insert(purpose.id, Arc::new(head));
    }

    pub fn remove_purpose(&mut self, id: PurposeId) {
        self.purposes.remove(&id);
    }

    /// Takes over a new or changed activity, in its place.
    pub fn put_activity(&mut self, activity: &Activity) {
        self.remove_activity(activity.id);
        let row = Arc::new(self.row(activity));
        let place = self.rows.partition_point(|other| other.key < row.key);
        self.rows.insert(place, row);
    }

    /// Takes over many activities at once; cheaper than one by one.
    pub fn put_activities(&mut self, activities: impl Iterator<Item = Activity>) {
        let rows: Vec<_> = activities.map(|activity| Arc::new(self.row(&activity))).collect();
        let new: FxHashSet<_> = rows.iter().map(|row| row.id).collect();
        self.rows.retain(|row| !new.contains(&row.id));
        self.rows.extend(rows);
        self.rows.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    }

    pub fn remove_activity(&mut self, id: ActivityId) {
        self.rows.retain(|row| row.id != id);
    }

    /// Removes many activities at once; cheaper than one by one.
    pub fn remove_activities(&mut self, ids: &FxHashSet<ActivityId>) {
        if !ids.is_empty() {
            self.rows.retain(|row| !ids.contains(&row.id));
        }
    }

    fn row(&mut self, activity: &Activity) -> Row {
        let record = &activity.record;
        let terms = Terms::numbers(&mut self.terms, terms_of(record));
        let (category, subcategory, purpose) = self.branch(activity.purpose);
        let mut text = String::new();
        for part in [record.name.as_str(), purpose, subcategory, category, record.description.as_str()] {
            fold_into(part, &mut text);
            text.push('\n');
        }
        for application in &record.applications {
            fold_into(application, &mut text);
            text.push('\n');
        }
        text.shrink_to_fit();
        let known = record.personal_data.iter().filter_map(|item| match item.category {
            PersonalDataCategory::Known(category) => Some(1_u32 << category as u32),
            PersonalDataCategory::Other(_) => None,
        });
        Row {
            legal_basis: record.legal_basis,
            special: dpia::has_special_data(record),
            outside_eea: record.transfers().any(|transfer| transfer.country.is_transfer()),
            dpia: dpia::is_advised(record),
            terms,
            categories: known.fold(0, |all, one| all | one),
            id: activity.id,
            name: record.name.clone(),
            status: activity.status,
            purpose: activity.purpose,
            department: record.department,
            updated_at: activity.updated_at,
            review_on: activity.review_on,
            key: self.key(activity.purpose, &record.name, activity.id),
            text,
        }
    }

    fn key(&self, purpose: PurposeId, name: &str, id: ActivityId) -> String {
        let (category, subcategory, purpose) = self.branch(purpose);
        // Separators sort before every letter, so that a short name comes before the longer ones it begins.
        [&fold(category), &fold(subcategory), &fold(purpose), &fold(name), id.to_string().as_str()]
            .map(|part| part as &str)
            .join("\u{1}")
    }
}
