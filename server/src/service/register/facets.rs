//! What a register can be filtered by, with how many activities each choice holds; made once for each of its states.

use super::{
    terms::{Uses, Word},
    view::RegisterView,
};
use crate::domain::{data_category::DataCategory, fold::fold, id::DepartmentId, legal_basis::LegalBasis, term::TermList};
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
        let mut bases: FxHashMap<LegalBasis, usize> = FxHashMap::default();
        let mut categories = [0; u32::BITS as usize];
        for row in self.facts() {
            if let Some(department) = row.department {
                *departments.entry(department).or_default() += 1;
            }
            if let Some(basis) = row.legal_basis {
                *bases.entry(basis).or_default() += 1;
            }
            row.count_categories(&mut categories);
            facets.special += usize::from(row.special);
            facets.outside_eea += usize::from(row.outside_eea);
            facets.dpia += usize::from(row.dpia);
        }
        let is_subject = |(word, uses): &(&Word, Uses)| word.list == TermList::DataSubjects && uses.activities > 0;
        for (word, uses) in self.words().filter(is_subject) {
            subjects.entry(&word.key).or_insert((&word.name, 0)).1 += uses.activities;
        }
        let named = |(id, count): (DepartmentId, usize)| Some((id, self.department(id)?.name.clone(), count));
        facets.departments = departments.into_iter().filter_map(named).collect();
        facets.departments.sort_by_cached_key(|(_, name, _)| fold(name));
        facets.data_subjects = subjects.into_values().map(|(name, count)| (name.to_owned(), count)).collect();
        facets.data_subjects.sort_by(|(a, many), (b, few)| few.cmp(many).then_with(|| a.cmp(b)));
        facets.legal_bases = LegalBasis::ALL.into_iter().filter_map(|basis| Some((basis, *bases.get(&basis)?))).collect();
        facets.data_categories = DataCategory::ALL.into_iter().zip(categories).filter(|(_, count)| *count > 0).collect();
        facets
    }
}
