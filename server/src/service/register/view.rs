//! What a register looks like from above: every activity as a short row, sorted, with its branch.
//!
//! Kept in memory and brought up to date change by change, so that lists and trees read no disk. It holds
//! nothing that the store does not: dropping it costs one scan.

use super::{
    facts::Facts,
    sweep::Sweep,
    terms::{Terms, Uses},
};
use crate::domain::{
    activity::Activity,
    fold::{fold, fold_into},
    id::{ActivityId, CategoryId, DepartmentId, PurposeId},
    purpose::Purpose,
    register::{Category, Department},
    term::{terms_of, terms_of_frame},
};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
};

/// A register seen from above, as it was after the change numbered `seq`.
#[derive(Clone, Default)]
pub struct RegisterView {
    pub seq: u64,
    categories: FxHashMap<CategoryId, Arc<Category>>,
    purposes: FxHashMap<PurposeId, Arc<PurposeHead>>,
    departments: FxHashMap<DepartmentId, Arc<Department>>,
    /// Sorted by branch and name.
    rows: Vec<Arc<Row>>,
    /// Those of each row, in the same order: whoever looks at all of them need not visit ten thousand places.
    facts: Vec<Facts>,
    /// What `tree` made of this state; emptied by every change.
    pub(super) tree: OnceLock<Arc<super::tree::Tree>>,
    /// The same of `facets`.
    pub(super) facets: OnceLock<Arc<super::facets::Facets>>,
    /// The same of `sweep`.
    pub(super) sweep: OnceLock<Arc<Sweep>>,
    terms: Arc<Terms>,
    /// How often each word is used, by its number.
    uses: Vec<Uses>,
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
    facts: Facts,
    /// Words of reference lists, by number, rising.
    pub(super) terms: Box<[u32]>,
    /// Sorts by category, subcategory, purpose, name, and then by identifier.
    pub(super) key: String,
    /// Folded words that the text filter looks into; the name stands on the first line.
    pub(super) text: String,
}

impl Deref for Row {
    type Target = Facts;
    fn deref(&self) -> &Facts {
        &self.facts
    }
}

impl Row {
    /// The name as it is sorted; the text begins with it.
    pub(super) fn folded_name(&self) -> &str {
        self.text.split('\n').next().unwrap_or_default()
    }
}

impl RegisterView {
    /// All rows, sorted by branch and name.
    pub fn rows(&self) -> &[Arc<Row>] {
        &self.rows
    }

    /// The facts of all rows.
    pub(super) fn facts(&self) -> &[Facts] {
        &self.facts
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

    /// How often each word is used, by its number.
    pub(super) fn uses(&self) -> &[Uses] {
        &self.uses
    }

    /// Drops what was made of this state, so that it is made anew.
    pub fn forget(&mut self) {
        (self.tree, self.facets, self.sweep) = Default::default();
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
        self.remove_purpose(purpose.id);
        Uses::change(&mut self.uses, &head.terms, |uses| uses.purposes += 1);
        self.purposes.insert(purpose.id, Arc::new(head));
    }

    pub fn remove_purpose(&mut self, id: PurposeId) {
        if let Some(head) = self.purposes.remove(&id) {
            Uses::change(&mut self.uses, &head.terms, |uses| uses.purposes = uses.purposes.saturating_sub(1));
        }
    }

    /// Takes over a new or changed activity, in its place.
    pub fn put_activity(&mut self, activity: &Activity) {
        self.remove_activity(activity.id);
        let row = Arc::new(self.row(activity));
        Uses::change(&mut self.uses, &row.terms, |uses| uses.activities += 1);
        let place = self.rows.partition_point(|other| other.key < row.key);
        self.facts.insert(place, row.facts);
        self.rows.insert(place, row);
    }

    /// Takes over many activities at once; cheaper than one by one.
    pub fn put_activities(&mut self, activities: impl Iterator<Item = Activity>) {
        let rows: Vec<_> = activities.map(|activity| Arc::new(self.row(&activity))).collect();
        let new: FxHashSet<_> = rows.iter().map(|row| row.id).collect();
        self.remove_activities(&new);
        rows.iter().for_each(|row| Uses::change(&mut self.uses, &row.terms, |uses| uses.activities += 1));
        self.rows.extend(rows);
        self.rows.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        self.facts = self.rows.iter().map(|row| row.facts).collect();
    }

    pub fn remove_activity(&mut self, id: ActivityId) {
        if let Some(place) = self.rows.iter().position(|row| row.id == id) {
            let row = self.rows.remove(place);
            self.facts.remove(place);
            Uses::change(&mut self.uses, &row.terms, |uses| uses.activities = uses.activities.saturating_sub(1));
        }
    }

    /// Removes many activities at once; cheaper than one by one.
    pub fn remove_activities(&mut self, ids: &FxHashSet<ActivityId>) {
        if ids.is_empty() {
            return;
        }
        let Self { rows, facts, uses, .. } = self;
        let gone = rows.extract_if(.., |row| ids.contains(&row.id));
        gone.for_each(|row| Uses::change(uses, &row.terms, |uses| uses.activities = uses.activities.saturating_sub(1)));
        *facts = rows.iter().map(|row| row.facts).collect();
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
        Row {
            facts: Facts::of(activity, &terms, &self.terms),
            terms,
            id: activity.id,
            name: record.name.clone(),
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
