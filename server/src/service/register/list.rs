//! Lists of activities: filtered, sorted, a page at a time.

use super::{
    facts::Facts,
    tree::Counts,
    view::{RegisterView, Row},
};
use crate::domain::{
    activity::ActivityStatus,
    data_category::DataCategory,
    fold::fold,
    id::{CategoryId, DepartmentId, PurposeId},
    legal_basis::LegalBasis,
    term::TermList,
};
use jiff::civil::Date;
use std::{cmp::Reverse, sync::Arc};

/// Which activities are wanted. Everything that is given must hold.
#[derive(Clone, Debug, Default)]
pub struct ActivityFilter {
    pub status: Option<ActivityStatus>,
    /// Every word must be found in the name, the branch, the description or the applications.
    pub q: String,
    /// A category or a subcategory.
    pub category: Option<CategoryId>,
    pub purpose: Option<PurposeId>,
    pub department: Option<DepartmentId>,
    pub legal_basis: Option<LegalBasis>,
    /// A name, whatever its case and accents; empty lets all pass.
    pub data_subject: String,
    pub data_category: Option<DataCategory>,
    /// Only those that process special categories of data.
    pub special: bool,
    /// Only those that send data outside the European Economic Area.
    pub outside_eea: bool,
    /// Only those for which an impact assessment is advised.
    pub dpia: bool,
    /// Only those that are to be looked at again by this day.
    pub review_until: Option<Date>,
}

impl ActivityFilter {
    /// Whether it leaves out more than branches.
    pub fn is_narrow(&self) -> bool {
        let chosen = self.department.is_some() || self.legal_basis.is_some() || self.data_category.is_some();
        let marked = self.special || self.outside_eea || self.dpia || self.review_until.is_some() || self.status.is_some();
        chosen || marked || !self.data_subject.is_empty() || !self.q.trim().is_empty()
    }
}

/// How a list is sorted; every order ends with branch and name, so that none is undecided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActivityOrder {
    #[default]
    Branch,
    Name,
    Status,
    /// The latest change first.
    Updated,
    /// The others from their end.
    BranchDown,
    NameDown,
    UpdatedDown,
}

impl ActivityOrder {
    /// Orders by the words in addresses; what begins with a hyphen runs the other way.
    const WORDS: [(&str, Self); 7] = [
        ("branch", Self::Branch),
        ("name", Self::Name),
        ("status", Self::Status),
        ("updated", Self::Updated),
        ("-branch", Self::BranchDown),
        ("-name", Self::NameDown),
        ("-updated", Self::UpdatedDown),
    ];

    /// The order of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, order)| *order)
    }
}

/// Where a page of a list begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Rows to pass over.
    pub offset: usize,
    /// Rows at the most.
    pub limit: usize,
}

/// A page of activities.
pub struct ActivityList {
    pub items: Vec<Arc<Row>>,
    /// How many the filter lets through in all.
    pub total: usize,
    /// Where the next page begins, where there is one.
    pub next: Option<usize>,
    /// What each status would show, the filter on status left aside: for the tabs.
    pub counts: Counts,
}

impl RegisterView {
    /// A page of the activities that a filter lets through.
    pub fn list(&self, filter: &ActivityFilter, order: ActivityOrder, page: Page) -> ActivityList {
        let (facts, mut counts, mut found) = (self.facts(), Counts::default(), Vec::new());
        for (at, facts) in self.passing(filter) {
            counts.add(facts.status);
            if filter.status.is_none_or(|status| status == facts.status) {
                found.push(at);
            }
        }
        let total = found.len();
        let end = page.offset.saturating_add(page.limit);
        match order {
            ActivityOrder::Branch => {}
            ActivityOrder::BranchDown => sort_until(&mut found, end, Reverse),
            ActivityOrder::Name | ActivityOrder::NameDown => {
                let sweep = self.sweep();
                match order {
                    ActivityOrder::Name => sort_until(&mut found, end, |at| sweep.rank(at)),
                    _ => sort_until(&mut found, end, |at| Reverse(sweep.rank(at))),
                }
            }
            ActivityOrder::Status => sort_until(&mut found, end, |at| facts.get(at).map(|facts| rank(facts.status))),
            ActivityOrder::Updated => sort_until(&mut found, end, |at| facts.get(at).map(|facts| Reverse(facts.updated_at))),
            ActivityOrder::UpdatedDown => sort_until(&mut found, end, |at| facts.get(at).map(|facts| facts.updated_at)),
        }
        let shown = found.into_iter().skip(page.offset).take(page.limit);
        let items: Vec<_> = shown.filter_map(|at| self.rows().get(at)).cloned().collect();
        let end = page.offset.saturating_add(items.len());
        ActivityList { next: (end < total && !items.is_empty()).then_some(end), items, total, counts }
    }

    /// The rows that a filter lets through, by branch and name.
    pub fn chosen<'a>(&'a self, filter: &'a ActivityFilter) -> impl Iterator<Item = &'a Arc<Row>> {
        let wanted = |facts: &Facts| filter.status.is_none_or(|status| status == facts.status);
        self.passing(filter).filter(move |(_, facts)| wanted(facts)).filter_map(|(at, _)| self.rows().get(at))
    }

    /// The rows that a filter lets through, its status left aside: their places and facts.
    pub(super) fn passing<'a>(&'a self, filter: &'a ActivityFilter) -> impl Iterator<Item = (usize, &'a Facts)> {
        // Quotes around words are no part of them.
        let words = fold(&filter.q).replace(['"', '\u{ab}', '\u{bb}', '\u{201c}', '\u{201d}'], " ");
        let words: Vec<_> = words.split_whitespace().collect();
        let having = (!words.is_empty()).then(|| self.sweep().having(&words));
        let subject = fold(&filter.data_subject);
        let subjects = (!subject.is_empty()).then(|| self.terms().alike(&TermList::DataSubjects, &subject));
        let concerns = move |at: usize, facts: &Facts| {
            subjects.as_ref().is_none_or(|subjects| facts.may_concern(subjects) && self.sweep().has_term(at, subjects))
        };
        self.facts().iter().enumerate().filter(move |(at, facts)| {
            self.in_branch(facts, filter)
                && filter.department.is_none_or(|department| facts.department == Some(department))
                && filter.legal_basis.is_none_or(|basis| facts.legal_basis == Some(basis))
                && filter.data_category.is_none_or(|category| facts.has_category(category))
                && (!filter.special || facts.special)
                && (!filter.outside_eea || facts.outside_eea)
                && (!filter.dpia || facts.dpia)
                && filter.review_until.is_none_or(|until| facts.review_on.is_some_and(|on| on <= until))
                && having.as_ref().is_none_or(|having| having.get(*at) == Some(&true))
                && concerns(*at, facts)
        })
    }

    fn in_branch(&self, facts: &Facts, filter: &ActivityFilter) -> bool {
        if filter.purpose.is_some_and(|purpose| purpose != facts.purpose) {
            return false;
        }
        filter.category.is_none_or(|category| {
            self.purpose(facts.purpose).is_some_and(|head| head.category == category || head.subcategory == Some(category))
        })
    }
}

/// Puts the rows before a place in order, and drops the rest: nobody looks at it. Rows that are equal stay in the order of branch
/// and name, which is that of their places.
fn sort_until<K: Ord>(rows: &mut Vec<usize>, end: usize, key: impl Fn(usize) -> K) {
    if end < rows.len() {
        rows.select_nth_unstable_by_key(end, |at| (key(*at), *at));
        rows.truncate(end);
    }
    rows.sort_unstable_by_key(|at| (key(*at), *at));
}

/// What waits for somebody comes first.
fn rank(status: ActivityStatus) -> u8 {
    match status {
        ActivityStatus::Suspended => 0,
        ActivityStatus::Incomplete => 1,
        ActivityStatus::Validated => 2,
    }
}
