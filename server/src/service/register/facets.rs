//! What a register can be filtered by, with how many activities each choice holds; made once for each of its states.

use super::view::{RegisterView, Row};
use crate::domain::{data_category::DataCategory, fold::fold, id::DepartmentId, legal_basis::LegalBasis};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The choices, each with its number of activities; those that hold none are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By name.
    pub departments: Vec<(DepartmentId, String, usize)>,
    /// In the order of art. 6.
    pub legal_bases: Vec<(LegalBasis, usize)>,
    /// As they are written first, the most frequent first.
    pub data_subjects: Vec<(String, usize)>,
    /// In the order of the columns.
    pub data_categories: Vec<(DataCategory, usize)>,
    pub special: usize,
    pub outside_eea: usize,
    pub dpia: usize,
}

impl RegisterView {
    /// The facets of the whole register.
    pub fn facets(&self) -> Arc<Facets> {
        self.facets.get_or_init(|| Arc::new(self.count())).clone()
    }

    fn count(&self) -> Facets {
        let mut facets = Facets::default();
        let mut departments: FxHashMap<DepartmentId, usize> = FxHashMap::default();
        let mut subjects: FxHashMap<&str, (&str, usize)> = FxHashMap::default();
        let rows = || self.rows().iter();
        for row in rows() {
            if let Some(department) = row.department {
                *departments.entry(department).or_default() += 1;
            }
            for subject in &row.data_subjects {
                subjects.entry(&subject.key).or_insert((&subject.name, 0)).1 += 1;
            }
        }
        let named = |(id, count): (DepartmentId, usize)| Some((id, self.department(id)?.name.clone(), count));
        facets.departments = departments.into_iter().filter_map(named).collect();
        facets.departments.sort_by_cached_key(|(_, name, _)| fold(name));
        facets.data_subjects = subjects.into_values().map(|(name, count)| (name.to_owned(), count)).collect();
        facets.data_subjects.sort_by(|(a, many), (b, few)| few.cmp(many).then_with(|| a.cmp(b)));
        let count = |is: &dyn Fn(&Row) -> bool| rows().filter(|row| is(row)).count();
        let bases = LegalBasis::ALL.map(|basis| (basis, count(&|row| row.legal_basis == Some(basis))));
        facets.legal_bases = bases.into_iter().filter(|(_, count)| *count > 0).collect();
        let categories = DataCategory::ALL.map(|category| (category, count(&|row| row.has_category(category))));
        facets.data_categories = categories.into_iter().filter(|(_, count)| *count > 0).collect();
        (facets.special, facets.outside_eea) = (count(&|row| row.special), count(&|row| row.outside_eea));
        facets.dpia = count(&|row| row.dpia);
        facets
    }
}
