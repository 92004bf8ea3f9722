//! From bytes to rows: encoding, separator, header, limits. What the cells say is the checker's business.

use super::{cells::Cells, checker::Checker, headers::column_of, record::import_row, rows::Rows};
use crate::domain::{
    column::{COLUMNS, COUNT, Kind},
    import::{CheckedFile, FaultKind, ImportRow, NoticeKind},
};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Largest file accepted.
pub const MAX_BYTES: usize = 50 * 1024 * 1024;
/// Most rows accepted.
pub const MAX_ROWS: u32 = 20_000;
/// Longest cell accepted, in bytes: what a spreadsheet cell can hold.
pub const MAX_CELL: usize = 32_767;

/// Why a file cannot be read at all, with what was found.
type Unreadable = (FaultKind, String);

/// Reads and checks a register file. Never fails: what is wrong stands among the faults.
pub fn check(bytes: &[u8]) -> CheckedFile {
    check_each(bytes, |_| {})
}

/// Checks a register file and gives its faultless rows as activities.
pub fn rows(bytes: &[u8]) -> (CheckedFile, Vec<ImportRow>) {
    let mut rows = Vec::new();
    let checked = check_each(bytes, |row| rows.push(row.read()));
    (checked, rows)
}

/// Checks a register file and shows each faultless row, in their order.
pub fn check_each(bytes: &[u8], each: impl FnMut(GoodRow<'_>)) -> CheckedFile {
    let mut found = CheckedFile::default();
    if let Err((kind, value)) = read(bytes, &mut found, each) {
        found.fault(0, 0, kind, &value);
    }
    found
}

/// A row without a fault.
pub struct GoodRow<'r> {
    /// 1 is the first row after the header.
    pub row: u32,
    cells: &'r Cells<'r>,
}

impl<'r> GoodRow<'r> {
    /// Category, subcategory (may be empty), purpose and name.
    pub fn path(&self) -> [&'r str; 4] {
        [1, 2, 3, 4].map(|number| self.cells.get(number))
    }

    /// The department in charge; may be empty.
    pub fn department(&self) -> &'r str {
        self.cells.get(12)
    }

    /// The activity that the row describes.
    pub fn read(&self) -> ImportRow {
        import_row(self.row, self.cells)
    }
}

fn read(bytes: &[u8], found: &mut CheckedFile, mut each: impl FnMut(GoodRow<'_>)) -> Result<(), Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err((FaultKind::Size, bytes.len().to_string()));
    }
    let text = decode(bytes, found)?;
    if text.trim_start().is_empty() {
        return Err((FaultKind::Header, String::new()));
    }
    let delimiter = delimiter(&text, found)?;
    let mut rows = Rows::new(&text, delimiter);
    let mut cells = Vec::with_capacity(COUNT);
    if rows.next(&mut cells) {
        header(&cells, found)?;
    }
    let mut checker = Checker::new(found);
    let mut row = 0;
    while rows.next(&mut cells) {
        row += 1;
        if row > MAX_ROWS {
            return Err((FaultKind::Size, MAX_ROWS.to_string()));
        }
        let width = cells.len();
        let cells = Cells::of(&cells);
        if checker.row(row, width, &cells) {
            each(GoodRow { row, cells: &cells });
        }
    }
    Ok(())
}

/// The text of a file: UTF-8, or with a notice what spreadsheets write instead of it.
fn decode<'a>(bytes: &'a [u8], found: &mut CheckedFile) -> Result<Cow<'a, str>, Unreadable> {
    const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
    let marked = bytes.strip_prefix(UTF_8_MARK);
    let body = marked.unwrap_or(bytes);
    let text = match std::str::from_utf8(body) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let encoding = match body {
                _ if marked.is_some() => return Err((FaultKind::Encoding, "UTF-8".into())),
                [0xff, 0xfe, ..] => UTF_16LE,
                [0xfe, 0xff, ..] => UTF_16BE,
                _ if looks_like_broken_utf8(body) => return Err((FaultKind::Encoding, "UTF-8".into())),
                _ => WINDOWS_1252,
            };
            decode_as(encoding, body, found)?
        }
    };
    // Without a way out in the middle, the compiler looks at many bytes at once.
    let binary = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | is_binary(*byte));
    if text.as_bytes().chunks(4096).any(binary) {
        return Err((FaultKind::Encoding, String::new()));
    }
    Ok(text)
}

/// Bytes that stand in no text file; a vertical tab and a form feed are how some programs break lines within a cell.
pub(super) fn is_binary(byte: u8) -> bool {
    byte < b'\t' || (byte > b'\r' && byte < b' ')
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], found: &mut CheckedFile) -> Result<Cow<'a, str>, Unreadable> {
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    // The bytes that Windows-1252 leaves undefined come out as C1 controls.
    if malformed || text.contains(|c| matches!(c, '\u{80}'..='\u{9f}')) {
        return Err((FaultKind::Encoding, encoding.name().to_owned()));
    }
    found.notice(0, 0, NoticeKind::Encoding, encoding.name());
    Ok(text)
}

/// Text in UTF-8 with some damage: it has more whole sequences than broken ones. Texts in Windows-1252 have hardly
/// any sequence that is whole by chance.
fn looks_like_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// What separates the columns, told from the header row: what makes 89 of them, else what makes most.
fn delimiter(text: &str, found: &mut CheckedFile) -> Result<u8, Unreadable> {
    let mut best = (1, b',');
    for delimiter in [b',', b'\t', b';'] {
        let mut cells = Vec::new();
        Rows::new(text, delimiter).next(&mut cells);
        let columns = cells.len();
        if best.0 != COUNT && (columns == COUNT || columns > best.0) {
            best = (columns, delimiter);
        }
    }
    let (columns, delimiter) = best;
    match columns {
        COUNT => {}
        1 => return Err((FaultKind::Delimiter, String::new())),
        _ => return Err((FaultKind::Columns, columns.to_string())),
    }
    if delimiter == b';' {
        found.notice(0, 0, NoticeKind::Delimiter, ";");
    }
    Ok(delimiter)
}

/// Checks that the first row is a header, and points out cells that are the header of another column.
fn header(cells: &[Cow<'_, str>], found: &mut CheckedFile) -> Result<(), Unreadable> {
    let cells = Cells::of(cells);
    let telling = |kind: Kind| matches!(kind, Kind::Choice(_) | Kind::YesNo | Kind::Email | Kind::Country);
    let mut filled = 0;
    for (column, cell) in cells.filled(&COLUMNS) {
        filled += 1;
        if telling(column.kind) && column.check(cell).is_ok() {
            return Err((FaultKind::Header, cell.to_owned()));
        }
    }
    if filled * 2 < COUNT {
        return Err((FaultKind::Header, cells.get(1).to_owned()));
    }
    for (column, cell) in cells.filled(&COLUMNS) {
        if column_of(cell).is_some_and(|meant| meant.number != column.number) {
            found.notice(0, column.number, NoticeKind::Header, cell);
        }
    }
    Ok(())
}
