//! From bytes to text: the encoding, and what separates the columns.

use super::{reader::Unreadable, rows::Rows};
use crate::domain::{
    column::COUNT,
    import::{CheckedFile, FaultKind, NoticeKind},
};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text of a file: UTF-8, or with a notice what spreadsheets write instead of it.
pub(super) fn decode<'a>(bytes: &'a [u8], found: &mut CheckedFile) -> Result<Cow<'a, str>, Unreadable> {
    const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
    let marked = bytes.strip_prefix(UTF_8_MARK);
    let body = marked.unwrap_or(bytes);
    let text = match std::str::from_utf8(body) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let encoding = match body {
                _ if marked.is_some() => return Err(Unreadable::new(FaultKind::Encoding, "UTF-8")),
                [0xff, 0xfe, ..] => UTF_16LE,
                [0xfe, 0xff, ..] => UTF_16BE,
                _ if looks_like_broken_utf8(body) => return Err(Unreadable::new(FaultKind::Encoding, "UTF-8")),
                _ => WINDOWS_1252,
            };
            decode_as(encoding, body, found)?
        }
    };
    // Without a way out in the middle, the compiler looks at many bytes at once.
    let binary = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | is_binary(*byte));
    if text.as_bytes().chunks(4096).any(binary) {
        return Err(Unreadable::new(FaultKind::Encoding, ""));
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
        return Err(Unreadable::new(FaultKind::Encoding, encoding.name()));
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
pub(super) fn delimiter(text: &str, found: &mut CheckedFile) -> Result<u8, Unreadable> {
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
        1 => return Err(Unreadable::new(FaultKind::Delimiter, "")),
        _ => return Err(Unreadable::new(FaultKind::Columns, columns)),
    }
    if delimiter == b';' {
        found.notice(0, 0, NoticeKind::Delimiter, ";");
    }
    Ok(delimiter)
}
