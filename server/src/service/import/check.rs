//! Reads a file against a register: its own faults, the names that are taken already, what each row would make.

use crate::{
    domain::{
        access::Champion,
        activity::{ActivityRecord, ActivityStatus},
        completeness::missing,
        fault::Fault,
        id::PurposeId,
        import::{CheckedFile, Corrections, Creates},
        register::RegisterKind,
    },
    export::csv::{FileRow, check_each},
    service::{
        Services, activity,
        register::{branch::Branches, view::RegisterView},
    },
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A register to read files against.
pub(super) struct Checking<'v> {
    branches: Branches,
    taken: Taken<'v>,
}

/// What of a row the register does not hold yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Makes {
    pub category: bool,
    pub subcategory: bool,
    pub purpose: bool,
    pub department: bool,
}

impl<'v> Checking<'v> {
    pub fn of(view: &'v RegisterView, kind: RegisterKind) -> Self {
        Self { branches: Branches::of(view, kind), taken: Taken::of(view) }
    }

    /// Checks a file and shows each row with what it would make; `None` for a row with a fault.
    pub fn check(
        &self,
        bytes: &[u8],
        corrections: &Corrections,
        mut each: impl FnMut(&FileRow<'_>, Option<Makes>),
    ) -> (CheckedFile, Creates) {
        let mut new = New::default();
        let mut duplicates = Vec::new();
        let mut checked = check_each(bytes, corrections, |row| {
            if !row.good() {
                each(&row, None);
            } else if self.is_taken(row.path()) {
                duplicates.push((row.row, row.path()[3].to_owned()));
                each(&row, None);
            } else {
                let makes = new.note(&row, &self.branches);
                each(&row, Some(makes));
            }
        });
        for (row, name) in &duplicates {
            checked.valid_rows -= 1;
            checked.duplicate(*row, name, 0);
        }
        checked.faults.sort_by_key(|fault| (fault.row, fault.column));
        (checked, new.count())
    }

    /// Whether the register holds an activity at a path.
    pub fn is_taken(&self, path: [&str; 4]) -> bool {
        self.taken.holds(&self.branches, path)
    }

    /// The branches, for whoever goes on to make something.
    pub fn into_branches(self) -> Branches {
        self.branches
    }
}

/// The names that are taken in the purposes of a register.
struct Taken<'v>(FxHashSet<(PurposeId, &'v str)>);

impl<'v> Taken<'v> {
    fn of(view: &'v RegisterView) -> Self {
        Self(view.rows().iter().map(|row| (row.purpose, row.name.as_str())).collect())
    }

    fn holds(&self, branches: &Branches, [category, subcategory, purpose, name]: [&str; 4]) -> bool {
        !self.0.is_empty()
            && branches.find(category, subcategory, purpose).is_some_and(|purpose| self.0.contains(&(purpose, name)))
    }
}

/// What rows would add to a register, by name.
#[derive(Default)]
struct New {
    paths: [FxHashSet<Box<str>>; 3],
    departments: FxHashSet<Box<str>>,
    activities: u32,
    key: String,
}

impl New {
    fn note(&mut self, row: &FileRow<'_>, branches: &Branches) -> Makes {
        self.activities += 1;
        let [category, subcategory, purpose, _] = row.path();
        let missing = [
            branches.category_named(category, "").is_none(),
            !subcategory.is_empty() && branches.category_named(category, subcategory).is_none(),
            branches.find(category, subcategory, purpose).is_none(),
        ];
        self.key.clear();
        for ((part, missing), paths) in [category, subcategory, purpose].into_iter().zip(missing).zip(&mut self.paths) {
            self.key.push_str(part);
            self.key.push('\u{1f}');
            if missing && !paths.contains(self.key.as_str()) {
                paths.insert(self.key.as_str().into());
            }
        }
        let department = row.department();
        let unknown = !department.is_empty() && !branches.has_department(department);
        if unknown && !self.departments.contains(department) {
            self.departments.insert(department.into());
        }
        let [category, subcategory, purpose] = missing;
        Makes { category, subcategory, purpose, department: unknown }
    }

    fn count(&self) -> Creates {
        let [categories, subcategories, purposes] = self.paths.each_ref().map(|paths| paths.len() as u32);
        let departments = self.departments.len() as u32;
        Creates { categories, subcategories, purposes, departments, activities: self.activities, ..Creates::default() }
    }
}

/// What a page shows of the rows: some of them with what they would make, and the cells of the first faulty ones.
#[derive(Default)]
pub struct Glance {
    /// Rows to pass over.
    pub from: usize,
    /// Rows at the most.
    most: usize,
    /// Faulty rows whose cells are kept at the most.
    most_faulty: usize,
    pub lines: Vec<Line>,
    /// By row.
    pub faulty: FxHashMap<u32, Faulty>,
    seen: usize,
}

/// The cells of a faulty row, all 89.
pub struct Faulty(pub Vec<String>);

/// A row as a table shows it.
pub struct Line {
    pub row: u32,
    /// Category, subcategory, purpose, name.
    pub path: [String; 4],
    pub department: String,
    /// What of it is new; `None` where the row has a fault.
    pub makes: Option<Makes>,
    /// Where the activity will stand.
    pub standing: Option<ActivityStatus>,
    record: Option<ActivityRecord>,
}

impl Glance {
    /// Looks at so many rows from one on, and keeps the cells of as many faulty ones.
    pub fn new(from: usize, most: usize, most_faulty: usize) -> Self {
        Self { from, most, most_faulty, ..Self::default() }
    }

    pub(super) fn see(&mut self, row: &FileRow<'_>, makes: Option<Makes>) {
        let place = self.seen;
        self.seen += 1;
        if (self.from..self.from.saturating_add(self.most)).contains(&place) {
            self.lines.push(Line {
                row: row.row,
                path: row.path().map(str::to_owned),
                department: row.department().to_owned(),
                makes,
                standing: None,
                record: makes.map(|_| row.read().record),
            });
        }
        if makes.is_none() && self.faulty.len() < self.most_faulty {
            let cells = (1..=crate::domain::column::COUNT as u8).map(|number| row.cell(number).to_owned());
            self.faulty.insert(row.row, Faulty(cells.collect()));
        }
    }

    /// Says where the activities of the rows shown will stand.
    pub(super) fn tell_standing(
        &mut self,
        services: &Services,
        champion: &Champion,
        kind: RegisterKind,
        view: &RegisterView,
    ) -> Result<(), Fault> {
        let branches = Branches::of(view, kind);
        for line in &mut self.lines {
            let Some(record) = line.record.take() else { continue };
            let [category, subcategory, purpose, _] = &line.path;
            let fits = match branches.find(category, subcategory, purpose) {
                Some(purpose) => activity::purpose(services, champion, purpose)?.holds(&record),
                // Framed by what is imported, this row included.
                None => true,
            };
            line.standing = Some(standing(missing(kind, &record).is_empty(), fits));
        }
        Ok(())
    }
}

/// Where an activity stands that is imported.
pub(super) fn standing(complete: bool, fits: bool) -> ActivityStatus {
    match (complete, fits) {
        (false, _) => ActivityStatus::Incomplete,
        (true, true) => ActivityStatus::Validated,
        (true, false) => ActivityStatus::Suspended,
    }
}
