//! How mails write what is not ASCII: words in their heads, contents of their parts.

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use encoding_rs::{Encoding, WINDOWS_1252};

/// Reads base64 with or without its padding, as mails come.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true).with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A text in an encoding that is called so; Windows-1252 where no such encoding is known and it is no UTF-8.
pub fn text_of(bytes: &[u8], charset: &str) -> String {
    match Encoding::for_label(charset.trim().as_bytes()) {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1252.decode(bytes).0.into_owned(),
        },
    }
}

/// The bytes of a content that was made fit for mails.
pub fn content_of(body: &[u8], encoding: &str) -> Vec<u8> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(body),
        "quoted-printable" => quoted(body),
        _ => body.to_vec(),
    }
}

/// A value of a head with its encoded words (RFC 2047) resolved.
pub fn words_of(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((word, after)) = encoded_word(from) else {
            text.push_str(before);
            text.push_str("=?");
            rest = from.get(2..).unwrap_or_default();
            after_word = false;
            continue;
        };
        // White space between two encoded words belongs to neither.
        if !(after_word && before.trim().is_empty()) {
            text.push_str(before);
        }
        text.push_str(&word);
        after_word = true;
        rest = after;
    }
    text.push_str(rest);
    text
}

/// `=?charset?B or Q?text?=` at the beginning, and what follows.
fn encoded_word(text: &str) -> Option<(String, &str)> {
    let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
    let (kind, rest) = rest.split_once('?')?;
    let (word, after) = rest.split_once("?=")?;
    let bytes = match kind {
        "b" | "B" => base64(word.as_bytes()),
        "q" | "Q" => quoted(word.replace('_', " ").as_bytes()),
        _ => return None,
    };
    Some((text_of(&bytes, charset.split('*').next().unwrap_or(charset)), after))
}

fn base64(text: &[u8]) -> Vec<u8> {
    let letters: Vec<u8> =
        text.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).collect();
    // A last letter alone holds no byte.
    let whole = if letters.len() % 4 == 1 { letters.len() - 1 } else { letters.len() };
    BASE64.decode(letters.get(..whole).unwrap_or_default()).unwrap_or_default()
}

fn quoted(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'=' {
            bytes.push(*first);
            continue;
        }
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            // The line goes on.
            None => rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_heads_are_read() {
        for (value, expected) in [
            ("=?utf-8?B?RHVyw6ll?= de conservation", "Durée de conservation"),
            ("=?ISO-8859-1?Q?dur=E9e_l=E9gale?=", "durée légale"),
            ("=?utf-8?Q?a?= =?utf-8?Q?b?= c", "ab c"),
            ("=?x =?utf-8?X?a?=", "=?x =?utf-8?X?a?="),
        ] {
            assert_eq!(words_of(value), expected, "{value}");
        }
    }

    #[test]
    fn contents_are_read() {
        assert_eq!(content_of(b"dur=C3=A9e =\r\nl=E9gale=", "Quoted-Printable"), b"dur\xc3\xa9e l\xe9gale");
        assert_eq!(content_of(b"YmFp\r\nbA==", "base64"), b"bail");
        assert_eq!(content_of(b"YmFpbA", " base64 "), b"bail");
        assert_eq!(content_of(b"bail", "7bit"), b"bail");
        assert_eq!(text_of(b"dur\xe9e", "iso-8859-1"), "durée");
        assert_eq!(text_of(b"dur\xe9e", "nope"), "durée");
    }
}
