//! Text without markup, in whatever encoding it was written.

use super::{ExtractError, sink::Sink};
use crate::domain::document::Block;
use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of some bytes: by their byte order mark, else UTF-8 where they are, else Windows-1252. `None` where they are no
/// text at all: no encoding but UTF-16, which says so, writes zero bytes.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned());
    }
    if bytes.contains(&0) {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // A character that was cut at the end of what is read says nothing about the encoding.
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    })
}

/// A text as it stands.
pub fn read(text: &str, sink: &mut Sink) -> Result<(), ExtractError> {
    sink.put(Block::Verbatim(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        for (bytes, expected) in [
            ("durée".as_bytes(), Some("durée")),
            (b"dur\xe9e", Some("durée")),
            (b"\xef\xbb\xbfdur\xc3\xa9e", Some("durée")),
            (b"\xff\xfed\0u\0r\0\xe9\0e\0", Some("durée")),
            (b"\xfe\xff\0d\0u\0r\0\xe9\0e", Some("durée")),
            (b"50 \x80", Some("50 €")),
            (b"dur\xc3", Some("dur\u{fffd}")),
            (b"", Some("")),
            (b"PK\x03\x04\0\0", None),
        ] {
            assert_eq!(text_of(bytes).as_deref(), expected, "{bytes:?}");
        }
    }
}
