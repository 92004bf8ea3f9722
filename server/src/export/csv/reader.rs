//! From bytes to rows: encoding, separator, header, limits. What the cells say is the checker's business.

use super::{cells::Cells, checker::Checker, headers::column_of};
use crate::domain::{
    column::{COLUMNS, COUNT, Kind},
    import::{CheckedFile, FaultKind, NoticeKind},
};
use csv::{Reader, ReaderBuilder, StringRecord};
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
    let mut found = CheckedFile::default();
    if let Err((kind, value)) = read(bytes, &mut found) {
        found.fault(0, 0, kind, &value);
    }
    found
}

fn read(bytes: &[u8], found: &mut CheckedFile) -> Result<(), Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err((FaultKind::Size, bytes.len().to_string()));
    }
    let text = decode(bytes, found)?;
    if text.trim().is_empty() {
        return Err((FaultKind::Header, String::new()));
    }
    let delimiter = delimiter(&text, found)?;
    let mut reader = reader(&text, delimiter);
    let mut record = StringRecord::new();
    if next(&mut reader, &mut record)? {
        header(&record, found)?;
    }
    let mut checker = Checker::new(found);
    let mut row = 0;
    while next(&mut reader, &mut record)? {
        row += 1;
        if row > MAX_ROWS {
            return Err((FaultKind::Size, MAX_ROWS.to_string()));
        }
        checker.row(row, record.len(), &Cells::of(&record));
    }
    Ok(())
}

fn next(reader: &mut Reader<&[u8]>, record: &mut StringRecord) -> Result<bool, Unreadable> {
    // The text was decoded beforehand, so that no record of it can fail to be UTF-8.
    reader.read_record(record).map_err(|error| (FaultKind::Encoding, error.to_string()))
}

fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
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
    if text.bytes().any(is_binary) {
        return Err((FaultKind::Encoding, String::new()));
    }
    Ok(text)
}

/// Bytes that stand in no text file; a vertical tab and a form feed are how some programs break lines within a cell.
pub(super) fn is_binary(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
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
        let mut record = StringRecord::new();
        next(&mut reader(text, delimiter), &mut record)?;
        let columns = record.len();
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
fn header(record: &StringRecord, found: &mut CheckedFile) -> Result<(), Unreadable> {
    let cells = Cells::of(record);
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
