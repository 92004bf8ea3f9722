//! Checks rows against the table of columns and turns the faultless ones into activities. Holds what must be
//! remembered from row to row: paths already seen, parents of names, heads of departments.

use super::{cells::Cells, reader::MAX_CELL};
use crate::domain::{
    column::{
        COLUMNS, COUNT, Kind,
        choices::{ORIGINS, Origin, read},
        yes_no,
    },
    import::{CheckedFile, FaultKind, NoticeKind},
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Goes through the rows in their order.
pub(super) struct Checker<'f> {
    pub(super) found: &'f mut CheckedFile,
    /// The row in which each path stands.
    paths: FxHashMap<Box<str>, u32>,
    subcategories: Seen,
    purposes: Seen,
    heads: Seen,
    recipients_read: bool,
    /// Kept between rows so that a lookup allocates nothing.
    key: String,
}

/// What each name was seen with first, and whether something else was pointed out.
type Seen = FxHashMap<Box<str>, (Box<str>, bool)>;

/// The columns that must be filled in every row.
const ALWAYS_REQUIRED: u128 = 1 << 1 | 1 << 3 | 1 << 4;

impl<'f> Checker<'f> {
    pub fn new(found: &'f mut CheckedFile) -> Self {
        Self {
            found,
            paths: FxHashMap::default(),
            subcategories: FxHashMap::default(),
            purposes: FxHashMap::default(),
            heads: FxHashMap::default(),
            recipients_read: false,
            key: String::new(),
        }
    }

    /// Checks one row, which had so many cells in the file; true where it is good.
    pub fn row(&mut self, row: u32, width: usize, cells: &Cells<'_>) -> bool {
        let filled = cells.filled(&COLUMNS).fold(0, |mask: u128, (column, _)| mask | 1 << column.number);
        if filled == 0 {
            self.found.notice(row, 0, NoticeKind::BlankRow, "");
            return false;
        }
        self.found.rows += 1;
        let listed = self.found.faults.len();
        let before = self.found.count();
        if width == COUNT {
            self.cells(row, cells, filled);
            self.date(row, cells);
            self.path(row, cells);
            self.found.faults.get_mut(listed..).unwrap_or_default().sort_by_key(|fault| fault.column);
        } else {
            let first_wrong = width.min(COUNT - 1) + 1;
            self.found.fault(row, first_wrong as u8, FaultKind::Columns, &width.to_string());
        }
        let good = self.found.count() == before;
        if good {
            self.found.valid_rows += 1;
            self.notices(row, cells);
            self.head(row, cells);
            self.parents(row, cells);
        }
        good
    }

    /// Each cell by itself, and the columns that it requires. Bit n of a mask stands for column n.
    fn cells(&mut self, row: u32, cells: &Cells<'_>, filled: u128) {
        let mut required: u128 = 0;
        for (column, cell) in cells.filled(&COLUMNS) {
            if cell.len() > MAX_CELL {
                self.found.fault(row, column.number, FaultKind::Size, &cell.len().to_string());
            } else if let Err(kind) = column.check(cell) {
                self.found.fault(row, column.number, kind, cell);
            }
            let says_no = column.kind == Kind::YesNo && yes_no(cell) != Some(true);
            if !says_no {
                required |= column.requires.iter().fold(0, |mask, number| mask | 1 << number);
            }
        }
        let missing = (required | ALWAYS_REQUIRED) & !filled;
        if missing != 0 {
            for column in COLUMNS.iter().filter(|column| missing & (1 << column.number) != 0) {
                let kind = if column.required { FaultKind::Required } else { FaultKind::Requires };
                self.found.fault(row, column.number, kind, "");
            }
        }
        let source = cells.get(51);
        if !source.is_empty() && matches!(read(&ORIGINS, cells.get(50)), Some(Origin::Direct)) {
            self.found.fault(row, 51, FaultKind::Requires, source);
        }
    }

    /// Day, month and year, each within its bounds, must be a day of the calendar.
    fn date(&mut self, row: u32, cells: &Cells<'_>) {
        let part = |number: u8| COLUMNS.get(usize::from(number) - 1).filter(|column| column.check(cells.get(number)).is_ok());
        if part(7).and(part(8)).and(part(9)).is_some() && start_date(cells).is_none() {
            self.found.fault(row, 7, FaultKind::Date, cells.get(7));
        }
    }

    /// No row has the path of an earlier one, where that one is good: a faulty row is no activity.
    fn path(&mut self, row: u32, cells: &Cells<'_>) {
        let path = [1, 2, 3, 4].map(|number| cells.get(number));
        join(&mut self.key, &path);
        if let Some(earlier) = self.paths.get(self.key.as_str()) {
            self.found.duplicate(row, path[3], *earlier);
        }
    }

    /// Remembers where a good row stands, and points out names under two parents.
    fn parents(&mut self, row: u32, cells: &Cells<'_>) {
        let [category, subcategory, purpose, name] = [1, 2, 3, 4].map(|number| cells.get(number));
        join(&mut self.key, &[category, subcategory, purpose, name]);
        self.paths.insert(self.key.as_str().into(), row);
        join(&mut self.key, &[category, subcategory]);
        if is_second(&mut self.purposes, purpose, &self.key) {
            self.found.notice(row, 3, NoticeKind::PurposeParent, purpose);
        }
        if !subcategory.is_empty() && is_second(&mut self.subcategories, subcategory, category) {
            self.found.notice(row, 2, NoticeKind::SubcategoryParent, subcategory);
        }
    }

    fn notices(&mut self, row: u32, cells: &Cells<'_>) {
        if !cells.get(50).is_empty() && cells.get(51).is_empty() && read(&ORIGINS, cells.get(50)) != Some(Origin::Direct) {
            self.found.notice(row, 51, NoticeKind::IndirectSource, "");
        }
        if !cells.get(56).is_empty() && cells.get(55).is_empty() {
            self.found.notice(row, 55, NoticeKind::VolumeWithoutSubjects, cells.get(56));
        }
        for (answer, name) in [(69, 68), (73, 72), (76, 72)] {
            if !cells.get(answer).is_empty() && cells.get(name).is_empty() {
                self.found.notice(row, answer, NoticeKind::NoWithoutName, cells.get(answer));
            }
        }
        if !self.recipients_read && !cells.get(69).is_empty() {
            self.recipients_read = true;
            self.found.notice(0, 69, NoticeKind::RecipientReading, "");
        }
    }

    /// A department has one head: the first that is named.
    fn head(&mut self, row: u32, cells: &Cells<'_>) {
        let department = cells.get(12);
        let head = [13, 14, 15, 16].map(|number| cells.get(number));
        if !department.is_empty() && head.iter().any(|part| !part.is_empty()) {
            join(&mut self.key, &head);
            if is_second(&mut self.heads, department, &self.key) {
                self.found.notice(row, 12, NoticeKind::DepartmentHead, department);
            }
        }
    }
}

/// The date of columns 7 to 9, where they make one.
pub(super) fn start_date(cells: &Cells<'_>) -> Option<Date> {
    let [day, month, year] = [7, 8, 9].map(|number| cells.get(number));
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Writes a key into a buffer; no cell holds the control character between the parts.
fn join(key: &mut String, parts: &[&str]) {
    key.clear();
    for part in parts {
        key.push_str(part);
        key.push('\u{1f}');
    }
}

/// Whether a name is seen with a second value, told once.
fn is_second(seen: &mut Seen, name: &str, value: &str) -> bool {
    match seen.get_mut(name) {
        None => {
            seen.insert(name.into(), (value.into(), false));
            false
        }
        Some((first, told)) => {
            let second = **first != *value && !*told;
            *told |= second;
            second
        }
    }
}
