//! From a file to rows: which format it has, its header, its limits. What the cells say is the checker's business.

use super::{
    cells::Cells,
    checker::Checker,
    details::{Applied, Details},
    headers::column_of,
    record::import_row,
    rows::Rows,
    text::{decode, delimiter},
};
use crate::{
    domain::{
        activity::ActivityRecord,
        column::{COLUMNS, COUNT, Kind},
        import::{CheckedFile, Corrections, FaultKind, ImportRow, NoticeKind},
    },
    sheets::{MOST_INFLATED, SheetError, Workbook},
};
use std::borrow::Cow;

/// Largest file accepted.
pub const MAX_BYTES: usize = 50 * 1024 * 1024;
/// Most rows accepted.
pub const MAX_ROWS: u32 = 20_000;
/// Longest cell accepted, in bytes: what a spreadsheet cell can hold.
pub const MAX_CELL: usize = 32_767;
/// Tables beside the first that are looked at for details.
const MOST_TABLES: usize = 8;

/// Why a file cannot be read at all, with what was found.
#[derive(Debug)]
pub(super) struct Unreadable {
    kind: FaultKind,
    value: String,
}

impl Unreadable {
    pub fn new(kind: FaultKind, value: impl ToString) -> Self {
        Self { kind, value: value.to_string() }
    }
}

impl From<SheetError> for Unreadable {
    fn from(error: SheetError) -> Self {
        match error {
            SheetError::Damaged => Self::new(FaultKind::Encoding, ""),
            SheetError::TooLarge => Self::new(FaultKind::Size, MOST_INFLATED),
        }
    }
}

/// Reads and checks a register file. Never fails: what is wrong stands among the faults.
pub fn check(bytes: &[u8]) -> CheckedFile {
    check_each(bytes, &Corrections::default(), |_| {})
}

/// Checks a register file and gives its faultless rows as activities.
pub fn rows(bytes: &[u8]) -> (CheckedFile, Vec<ImportRow>) {
    let mut rows = Vec::new();
    let checked = check_each(bytes, &Corrections::default(), |row| rows.extend(row.good().then(|| row.read())));
    (checked, rows)
}

/// Checks a register file, with the cells that people corrected in it, and shows each row that holds anything.
pub fn check_each(bytes: &[u8], corrections: &Corrections, each: impl FnMut(FileRow<'_>)) -> CheckedFile {
    let mut found = CheckedFile::default();
    if let Err(Unreadable { kind, value }) = read(bytes, corrections, &mut found, each) {
        found.fault(0, 0, kind, &value);
    }
    found
}

/// A row of a file.
pub struct FileRow<'r> {
    /// 1 is the first row after the header.
    pub row: u32,
    good: bool,
    cells: &'r Cells<'r>,
    /// The activity, where a further table says more of it than the cells.
    detailed: Option<&'r ActivityRecord>,
}

impl<'r> FileRow<'r> {
    /// Whether it has no fault.
    pub fn good(&self) -> bool {
        self.good
    }

    /// Category, subcategory (may be empty), purpose and name.
    pub fn path(&self) -> [&'r str; 4] {
        [1, 2, 3, 4].map(|number| self.cells.get(number))
    }

    /// The cell of a column, 1 to 89, without spaces around it.
    pub fn cell(&self, number: u8) -> &'r str {
        self.cells.get(number)
    }

    /// The department in charge; may be empty.
    pub fn department(&self) -> &'r str {
        self.cells.get(12)
    }

    /// The activity that a good row describes.
    pub fn read(&self) -> ImportRow {
        let row = import_row(self.row, self.cells);
        match self.detailed {
            Some(record) => ImportRow { record: record.clone(), ..row },
            None => row,
        }
    }
}

fn read(
    bytes: &[u8],
    corrections: &Corrections,
    found: &mut CheckedFile,
    each: impl FnMut(FileRow<'_>),
) -> Result<(), Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::new(FaultKind::Size, bytes.len()));
    }
    if Workbook::is_package(bytes) {
        read_workbook(bytes, corrections, found, each)
    } else {
        read_text(bytes, corrections, found, each)
    }
}

fn read_text(
    bytes: &[u8],
    corrections: &Corrections,
    found: &mut CheckedFile,
    each: impl FnMut(FileRow<'_>),
) -> Result<(), Unreadable> {
    let text = decode(bytes, found)?;
    if text.trim_start().is_empty() {
        return Err(Unreadable::new(FaultKind::Header, ""));
    }
    let delimiter = delimiter(&text, found)?;
    let mut rows = Rows::new(&text, delimiter);
    let mut cells = Vec::with_capacity(COUNT);
    if rows.next(&mut cells) {
        header(&cells, found)?;
    }
    let mut reading = Reading::new(found, corrections, Details::default(), each);
    let mut row = 0;
    while rows.next(&mut cells) {
        row += 1;
        reading.row(row, cells.len(), &cells)?;
    }
    Ok(())
}

/// The first table is the register; the others may say what the 89 columns cannot hold.
fn read_workbook(
    bytes: &[u8],
    corrections: &Corrections,
    found: &mut CheckedFile,
    each: impl FnMut(FileRow<'_>),
) -> Result<(), Unreadable> {
    let mut workbook = Workbook::open(bytes)?;
    let mut details = Details::default();
    workbook.rows(1..MOST_TABLES, |table, row, cells| {
        details.row(table, row, cells);
        Ok::<_, Unreadable>(())
    })?;
    let mut reading = Reading::new(found, corrections, details, each);
    let mut head = None;
    workbook.rows(0..1, |_, row, cells| match head {
        None => {
            head = Some(row);
            if cells.len() != COUNT {
                return Err(Unreadable::new(FaultKind::Columns, cells.len()));
            }
            header(cells, reading.checker.found)
        }
        // Spreadsheets leave out the empty cells at the end of a row.
        Some(head) => reading.row(row.saturating_sub(head), cells.len().max(COUNT), cells),
    })?;
    reading.finish();
    if head.is_some() { Ok(()) } else { Err(Unreadable::new(FaultKind::Header, "")) }
}

/// Goes through the rows after the header.
struct Reading<'f, F> {
    checker: Checker<'f>,
    corrections: &'f Corrections,
    details: Details,
    count: u32,
    each: F,
}

impl<'f, F: FnMut(FileRow<'_>)> Reading<'f, F> {
    fn new(found: &'f mut CheckedFile, corrections: &'f Corrections, details: Details, each: F) -> Self {
        Self { checker: Checker::new(found), corrections, details, count: 0, each }
    }

    fn row(&mut self, row: u32, width: usize, raw: &[Cow<'_, str>]) -> Result<(), Unreadable> {
        self.count += 1;
        if self.count > MAX_ROWS {
            return Err(Unreadable::new(FaultKind::Size, MAX_ROWS));
        }
        let mut cells = Cells::of(raw);
        let path = [1, 2, 3, 4].map(|number| cells.get(number));
        let details = self.details.of(&path);
        if !self.corrections.is_empty() {
            for column in 1..=COUNT as u8 {
                if let Some(value) = self.corrections.get(&(row, column)) {
                    cells.set(column, value.trim());
                }
            }
        }
        let mut good = self.checker.row(row, width, &cells);
        let mut detailed = None;
        if good && let Some(details) = details {
            match details.apply(import_row(row, &cells).record) {
                Ok(Applied { record, left_aside }) => {
                    detailed = Some(record);
                    if let Some(field) = left_aside {
                        self.checker.found.notice(row, 0, NoticeKind::DetailsAside, &field);
                    }
                }
                Err(field) => {
                    good = false;
                    self.checker.found.valid_rows -= 1;
                    self.checker.found.fault(row, 4, FaultKind::Details, &field);
                }
            }
        }
        if !cells.is_blank() {
            (self.each)(FileRow { row, good, cells: &cells, detailed: detailed.as_ref() });
        }
        Ok(())
    }

    /// Points out details that belong to no row.
    fn finish(self) {
        let Self { checker, details, .. } = self;
        for name in details.unused() {
            checker.found.notice(0, 0, NoticeKind::DetailsUnused, name);
        }
    }
}

/// Checks that the first row is a header, and points out cells that are the header of another column.
fn header(cells: &[Cow<'_, str>], found: &mut CheckedFile) -> Result<(), Unreadable> {
    let cells = Cells::of(cells);
    let telling = |kind: Kind| matches!(kind, Kind::Choice(_) | Kind::YesNo | Kind::Email | Kind::Country);
    let mut filled = 0;
    for (column, cell) in cells.filled(&COLUMNS) {
        filled += 1;
        if telling(column.kind) && column.check(cell).is_ok() {
            return Err(Unreadable::new(FaultKind::Header, cell));
        }
    }
    if filled * 2 < COUNT {
        return Err(Unreadable::new(FaultKind::Header, cells.get(1)));
    }
    for (column, cell) in cells.filled(&COLUMNS) {
        if column_of(cell).is_some_and(|meant| meant.number != column.number) {
            found.notice(0, column.number, NoticeKind::Header, cell);
        }
    }
    Ok(())
}
