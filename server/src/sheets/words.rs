//! How spreadsheets write what XML cannot hold: `_x000D_` stands for a carriage return.

use std::borrow::Cow;

/// The text with its escapes resolved.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        whole.push_str(before);
        match letter(from) {
            Some(letter) => {
                whole.push(letter);
                rest = from.get(LENGTH..).unwrap_or_default();
            }
            None => {
                whole.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

/// Length of `_x000D_`.
const LENGTH: usize = 7;

/// The letter that an escape at the beginning of the text stands for.
fn letter(text: &str) -> Option<char> {
    let digits = text.get(..LENGTH)?.strip_prefix("_x")?.strip_suffix('_')?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| hexadecimal)?)
}

/// Writes a text as the content of an XML element.
pub fn escape_into(text: &str, xml: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match first {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' => xml.push(first),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push_str(&format!("_x{:04X}_", first as u32)),
            '_' if letter(rest).is_some() => xml.push_str("_x005F_"),
            _ => xml.push(first),
        }
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
}

/// A number as it is typed: spreadsheets write 5 as `5`, `5.0` or `5E0`.
pub fn number(text: &str) -> Cow<'_, str> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    match text.parse::<f64>() {
        Ok(number) if number.fract() == 0.0 && number.abs() < EXACT => Cow::Owned(format!("{number:.0}")),
        _ => Cow::Borrowed(text),
    }
}
