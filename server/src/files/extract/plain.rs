//! Text without markup, in whatever encoding it was written.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of some bytes: by their byte order mark, else UTF-8 where they are, else Windows-1252, which any bytes are.
pub fn text_of(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // A character that was cut at the end of what is read says nothing about the encoding.
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        for (bytes, expected) in [
            ("durée".as_bytes(), "durée"),
            (b"dur\xe9e", "durée"),
            (b"\xef\xbb\xbfdur\xc3\xa9e", "durée"),
            (b"\xff\xfed\0u\0r\0\xe9\0e\0", "durée"),
            (b"\xfe\xff\0d\0u\0r\0\xe9\0e", "durée"),
            (b"50 \x80", "50 €"),
            (b"dur\xc3", "dur\u{fffd}"),
            (b"", ""),
        ] {
            assert_eq!(text_of(bytes), expected, "{bytes:?}");
        }
    }
}
