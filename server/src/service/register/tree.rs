//! The tree of a register: categories, subcategories, purposes, each with its counts per status.

use super::{facts::Facts, list::ActivityFilter, view::RegisterView};
use crate::domain::{
    activity::ActivityStatus,
    fold::fold,
    id::{CategoryId, PurposeId},
};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::sync::Arc;

/// How many activities stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub total: usize,
    pub validated: usize,
    pub incomplete: usize,
    pub suspended: usize,
}

impl Counts {
    pub(super) fn add(&mut self, status: ActivityStatus) {
        self.total += 1;
        match status {
            ActivityStatus::Validated => self.validated += 1,
            ActivityStatus::Incomplete => self.incomplete += 1,
            ActivityStatus::Suspended => self.suspended += 1,
        }
    }

    fn sum(&mut self, other: Self) {
        self.total += other.total;
        self.validated += other.validated;
        self.incomplete += other.incomplete;
        self.suspended += other.suspended;
    }
}

/// The whole register as branches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tree {
    pub counts: Counts,
    pub categories: Vec<CategoryBranch>,
}

/// A category with what hangs on it: subcategories, and purposes that have none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryBranch {
    pub id: CategoryId,
    pub name: String,
    /// The pack that brought it, where one did.
    pub pack: Option<String>,
    pub counts: Counts,
    pub subcategories: Vec<SubcategoryBranch>,
    pub purposes: Vec<PurposeBranch>,
}

/// A subcategory with its purposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SubcategoryBranch {
    pub id: CategoryId,
    pub name: String,
    pub counts: Counts,
    pub purposes: Vec<PurposeBranch>,
}

/// A purpose with the counts of its activities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PurposeBranch {
    pub id: PurposeId,
    pub name: String,
    /// The model it was made from, where it was.
    pub model: Option<String>,
    /// Named by a contributor's activity only, and waiting for a privacy champion.
    pub proposed: bool,
    pub counts: Counts,
}

impl RegisterView {
    /// How many activities stand under a purpose.
    pub fn counts_of(&self, purpose: PurposeId) -> Counts {
        let mut counts = Counts::default();
        self.facts().iter().filter(|facts| facts.purpose == purpose).for_each(|facts| counts.add(facts.status));
        counts
    }

    /// The tree, made once for each state of the register.
    pub fn tree(&self) -> Arc<Tree> {
        self.tree.get_or_init(|| Arc::new(self.grow(self.facts().iter(), false))).clone()
    }

    /// The tree of what a filter lets through; branches that hold nothing of it are left out.
    pub fn tree_of(&self, filter: &ActivityFilter) -> Arc<Tree> {
        if !filter.is_narrow() {
            return self.tree();
        }
        let wanted = |facts: &&Facts| filter.status.is_none_or(|status| status == facts.status);
        Arc::new(self.grow(self.passing(filter).map(|(_, facts)| facts).filter(wanted), true))
    }

    fn grow<'a>(&'a self, activities: impl Iterator<Item = &'a Facts>, prune: bool) -> Tree {
        let mut per_purpose: FxHashMap<PurposeId, Counts> = FxHashMap::default();
        for facts in activities {
            per_purpose.entry(facts.purpose).or_default().add(facts.status);
        }
        let kept = |counts: &Counts| !prune || counts.total > 0;
        let mut on: FxHashMap<(CategoryId, Option<CategoryId>), Vec<PurposeBranch>> = FxHashMap::default();
        for purpose in self.purposes() {
            let counts = per_purpose.get(&purpose.id).copied().unwrap_or_default();
            if !kept(&counts) {
                continue;
            }
            let (id, name, model, proposed) = (purpose.id, purpose.name.clone(), purpose.model.clone(), purpose.proposed);
            let branch = PurposeBranch { id, name, model, proposed, counts };
            on.entry((purpose.category, purpose.subcategory)).or_default().push(branch);
        }
        let mut tree = Tree::default();
        for category in self.categories().filter(|category| category.parent.is_none()) {
            let mut subcategories: Vec<_> = self
                .categories()
                .filter(|sub| sub.parent == Some(category.id))
                .map(|sub| {
                    let purposes = sorted(on.remove(&(category.id, Some(sub.id))).unwrap_or_default());
                    SubcategoryBranch { id: sub.id, name: sub.name.clone(), counts: total(&purposes), purposes }
                })
                .filter(|sub| kept(&sub.counts))
                .collect();
            subcategories.sort_by_cached_key(|branch| fold(&branch.name));
            let purposes = sorted(on.remove(&(category.id, None)).unwrap_or_default());
            let mut counts = total(&purposes);
            subcategories.iter().for_each(|branch| counts.sum(branch.counts));
            if !kept(&counts) {
                continue;
            }
            tree.counts.sum(counts);
            let (id, name, pack) = (category.id, category.name.clone(), category.pack.clone());
            tree.categories.push(CategoryBranch { id, name, pack, counts, subcategories, purposes });
        }
        tree.categories.sort_by_cached_key(|branch| fold(&branch.name));
        tree
    }
}

fn sorted(mut purposes: Vec<PurposeBranch>) -> Vec<PurposeBranch> {
    purposes.sort_by_cached_key(|branch| fold(&branch.name));
    purposes
}

fn total(purposes: &[PurposeBranch]) -> Counts {
    let mut counts = Counts::default();
    purposes.iter().for_each(|branch| counts.sum(branch.counts));
    counts
}
