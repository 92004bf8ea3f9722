//! What the 89 cells of a row do not say of its activity: a further table of a spreadsheet says it, field by field, so that a
//! register leaves and comes back whole.
//!
//! A row of that table names an activity by its path, a field as a path into its JSON, the value that the activity has there
//! and the one that the 89 cells give. Where a cell was changed since, the cell counts.

use crate::domain::activity::ActivityRecord;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::{borrow::Cow, cmp::Ordering, collections::BTreeMap};

/// Heads of the columns after the path, which tell the table from others.
pub const HEADS: [&str; 3] = ["field", "value", "instead_of"];
/// Columns of the path.
const PATH: usize = 4;
/// Most fields of one activity.
const MOST_FIELDS: usize = 5_000;
/// Characters that a cell takes; what is longer goes on in the next row.
const MOST_CHARACTERS: usize = 16_000;

/// One field of an activity, as the table says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// For example `recipients/1/name`.
    pub field: String,
    /// JSON; empty where the activity has nothing there.
    pub value: String,
    /// JSON; empty where the cells give nothing there.
    pub instead_of: String,
}

/// The details of one activity.
#[derive(Debug, Default)]
pub(super) struct Of {
    details: Vec<Detail>,
}

/// An activity with its details.
#[derive(Debug)]
pub(super) struct Applied {
    pub record: ActivityRecord,
    /// A field whose cell was changed since, so that the detail does not count.
    pub left_aside: Option<String>,
}

/// The details of a file.
#[derive(Default)]
pub(super) struct Details {
    /// By path; with them, whether a row was found.
    activities: FxHashMap<String, (Of, bool)>,
    /// The table of details that is being read.
    table: Option<usize>,
}

impl Details {
    /// Takes a row of a further table.
    pub fn row(&mut self, table: usize, row: u32, cells: &[Cow<'_, str>]) {
        let cell = |number: usize| cells.get(number).map_or("", |cell| cell.as_ref());
        if HEADS.iter().enumerate().all(|(place, head)| cell(PATH + place) == *head) {
            self.table = Some(table);
            return;
        }
        if self.table != Some(table) || row == 1 {
            return;
        }
        let path = [0, 1, 2, 3].map(|number| super::cells::restored(cell(number).trim()));
        let detail = Detail { field: cell(4).to_owned(), value: cell(5).to_owned(), instead_of: cell(6).to_owned() };
        let (of, _) = self.activities.entry(path.join(BETWEEN)).or_default();
        let room = of.details.len() < MOST_FIELDS;
        match of.details.last_mut().filter(|last| last.field == detail.field) {
            // A text that is too long for one cell goes on in the next row.
            Some(last) => {
                last.value.push_str(&detail.value);
                last.instead_of.push_str(&detail.instead_of);
            }
            None if room => of.details.push(detail),
            None => {}
        }
    }

    /// The details of the activity at a path.
    pub fn of(&mut self, path: &[&str; 4]) -> Option<&Of> {
        if self.activities.is_empty() {
            return None;
        }
        let (of, used) = self.activities.get_mut(&path.join(BETWEEN))?;
        *used = true;
        Some(of)
    }

    /// Names of activities that no row describes.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        let unused = self.activities.iter().filter(|(_, (_, used))| !used);
        unused.map(|(path, _)| path.rsplit(BETWEEN).next().unwrap_or_default())
    }
}

/// Stands in no name.
const BETWEEN: &str = "\u{1f}";

impl Of {
    /// The activity that the cells give, with what the details say beyond them.
    ///
    /// # Errors
    /// The field that cannot be understood.
    pub fn apply(&self, record: ActivityRecord) -> Result<Applied, String> {
        let mut tree = json(&record);
        let department = record.department;
        let mut left_aside = None;
        let mut details: Vec<(Vec<&str>, &Detail)> =
            self.details.iter().map(|detail| (detail.field.split('/').collect(), detail)).collect();
        details.sort_by(|(a, _), (b, _)| by_place(a, b));
        let now = leaves(&tree);
        let (mut taken, mut put) = (Vec::new(), Vec::new());
        for (place, detail) in details {
            let found = now.get(&place.join("/")).map_or(String::new(), ToString::to_string);
            if found != detail.instead_of || place.first() == Some(&"department") {
                left_aside.get_or_insert_with(|| detail.field.clone());
            } else if detail.value.is_empty() {
                taken.push(place);
            } else {
                let value: Value = serde_json::from_str(&detail.value).map_err(|_| detail.field.clone())?;
                put.push((place, value));
            }
        }
        for place in taken.iter().rev() {
            take(&mut tree, place);
        }
        let mut last = String::new();
        for (place, value) in put {
            last = place.join("/");
            set(&mut tree, &place, value).ok_or_else(|| last.clone())?;
        }
        let record: ActivityRecord = serde_json::from_value(tree).map_err(|_| last)?;
        Ok(Applied { record: ActivityRecord { department, ..record }, left_aside })
    }
}

/// What an activity says beyond what the 89 cells give of it; departments have cells of their own.
pub fn details(given: &ActivityRecord, whole: &ActivityRecord) -> Vec<Detail> {
    let whole = ActivityRecord { department: given.department, ..whole.clone() };
    if whole == *given {
        return Vec::new();
    }
    let [mut given, mut whole] = [given, &whole].map(|record| leaves(&json(record)));
    let mut details = Vec::new();
    for (field, value) in std::mem::take(&mut whole) {
        let before = given.remove(&field);
        if before.as_ref() != Some(&value) {
            let instead_of = before.map_or(String::new(), |before| before.to_string());
            details.push(Detail { field, value: value.to_string(), instead_of });
        }
    }
    details.extend(given.into_iter().map(|(field, before)| Detail {
        field,
        value: String::new(),
        instead_of: before.to_string(),
    }));
    details
}

/// The rows of the table: a text that is too long for one cell goes on in the next row.
pub fn parts(detail: &Detail) -> impl Iterator<Item = [String; 3]> {
    let cut = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        letters.chunks(MOST_CHARACTERS).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>()
    };
    let (values, before) = (cut(&detail.value), cut(&detail.instead_of));
    let part = |parts: &[String], number: usize| parts.get(number).cloned().unwrap_or_default();
    (0..values.len().max(before.len()).max(1))
        .map(move |number| [detail.field.clone(), part(&values, number), part(&before, number)])
}

fn json(record: &ActivityRecord) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// Every value that has none within, by its place.
fn leaves(tree: &Value) -> BTreeMap<String, Value> {
    fn walk(place: &str, tree: &Value, found: &mut BTreeMap<String, Value>) {
        let below = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") };
        match tree {
            Value::Object(parts) if !parts.is_empty() => parts.iter().for_each(|(name, part)| walk(&below(name), part, found)),
            Value::Array(parts) if !parts.is_empty() => {
                parts.iter().enumerate().for_each(|(number, part)| walk(&below(&number.to_string()), part, found));
            }
            leaf => {
                found.insert(place.to_owned(), leaf.clone());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk("", tree, &mut found);
    found
}

/// Entries of lists by their number, so that each follows the one before.
fn by_place(a: &[&str], b: &[&str]) -> Ordering {
    let number = |part: &str| part.parse::<u32>().ok();
    let parts = a.iter().zip(b).map(|(a, b)| match (number(a), number(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.cmp(b),
    });
    parts.fold(Ordering::Equal, Ordering::then).then(a.len().cmp(&b.len()))
}

/// Takes a value away, and what is empty without it.
fn take(tree: &mut Value, place: &[&str]) {
    let [name, below @ ..] = place else { return };
    let Some(part) = part_mut(tree, name) else { return };
    take(part, below);
    let empty = below.is_empty() || part.as_object().is_some_and(Map::is_empty) || part.as_array().is_some_and(Vec::is_empty);
    match tree {
        Value::Object(parts) if empty => drop(parts.remove(*name)),
        Value::Array(parts) if empty => {
            if let Some(number) = name.parse().ok().filter(|number| *number < parts.len()) {
                parts.remove(number);
            }
        }
        _ => {}
    }
}

fn part_mut<'t>(tree: &'t mut Value, name: &str) -> Option<&'t mut Value> {
    match tree {
        Value::Object(parts) => parts.get_mut(name),
        Value::Array(parts) => parts.get_mut(name.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Puts a value in its place and makes what leads there; `None` where nothing can lead there.
fn set(tree: &mut Value, place: &[&str], value: Value) -> Option<()> {
    let [name, below @ ..] = place else {
        *tree = value;
        return Some(());
    };
    let number = name.parse::<usize>().ok();
    if !tree.is_object() && !tree.is_array() {
        *tree = if number.is_some() { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
    }
    let part = match tree {
        Value::Object(parts) => parts.entry((*name).to_owned()).or_insert(Value::Null),
        Value::Array(parts) => {
            if number? == parts.len() {
                parts.push(Value::Null);
            }
            parts.get_mut(number?)?
        }
        _ => return None,
    };
    set(part, below, value)
}
