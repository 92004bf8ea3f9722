//! Texts of a pack, from its `locales/*.ftl`: the part of Fluent that a pack needs.
//!
//! One message a line (`key = text`), attributes on indented lines below it (`    .fix = text`), places for
//! values in braces (`{ $length }`). The server reads the same files with a complete Fluent.

use crate::{Localised, RetentionPeriod, RetentionUnit, same, texts};

/// The three files of a pack.
pub struct Locale {
    pub fr: Messages,
    pub en: Messages,
    pub es: Messages,
}

/// One file, read while the pack is compiled: a call only looks its texts up.
pub struct Messages {
    file: &'static str,
    /// Messages and attributes: each at the place that the hash of its name says, or at the next free one.
    texts: [Text; PLACES],
}

/// Where the text of a message or of an attribute stands.
#[derive(Clone, Copy)]
struct Text {
    name: Name,
    start: usize,
    /// 0 where the place is free.
    end: usize,
    /// Whether it has places for values.
    open: bool,
}

/// Messages and attributes that a file may have.
const TEXTS: usize = 512;
/// Half of them stay free, so that a text is found at once.
const PLACES: usize = TEXTS * 2;
const FREE: Text = Text { name: Name(0), start: 0, end: 0, open: false };

impl Messages {
    /// Reads a file, best given by `include_str!`. A pack whose file has more than 512 messages and attributes, or one of them twice,
    /// does not compile.
    #[expect(clippy::indexing_slicing, reason = "evaluated while compiling: what cannot be read stops the build")]
    pub const fn new(file: &'static str) -> Self {
        let bytes = file.as_bytes();
        let (mut texts, mut count, mut message, mut at) = ([FREE; PLACES], 0, Name(0), 0);
        while at < bytes.len() {
            let end = line_end(bytes, at);
            let start = skip_spaces(bytes, at, end);
            let name = if start > at && start < end && bytes[start] == b'.' {
                Some(message.then(b'.', bytes, start + 1))
            } else if start == at && start < end && bytes[start].is_ascii_lowercase() {
                message = Name::START.read(bytes, start);
                Some(message)
            } else {
                None
            };
            if let Some(name) = name {
                assert!(count < TEXTS, "too many messages and attributes");
                let mut place = name.place();
                while texts[place].end > 0 {
                    assert!(texts[place].name.0 != name.0, "a message or an attribute stands there twice");
                    place = (place + 1) % PLACES;
                }
                texts[place] = text(bytes, name, start, end);
                count += 1;
            }
            at = end + 1;
        }
        Self { file, texts }
    }

    /// The text of this name, and whether it has places for values.
    fn find(&self, name: Name) -> Option<(&'static str, bool)> {
        let (before, from) = self.texts.split_at_checked(name.place())?;
        let mut taken = from.iter().chain(before).take_while(|text| text.end > 0);
        let text = taken.find(|text| text.name == name)?;
        Some((self.file.get(text.start..text.end)?, text.open))
    }
}

impl Locale {
    /// The message `key`, with its places filled. A key that is missing reads as itself: tests look for that.
    pub fn text(&self, key: &str, values: &[(&str, Localised)]) -> Localised {
        self.filled(Name::of(key), key, values)
    }

    /// The attribute `name` of the message `key`; `None` where the message has none.
    pub fn attribute(&self, key: &str, name: &str, values: &[(&str, Localised)]) -> Option<Localised> {
        let name = Name::of(key).then(b'.', name.as_bytes(), 0);
        self.fr.find(name).is_some().then(|| self.filled(name, key, values))
    }

    /// A period in words, for example "3 ans": the messages `period-year` and `period-years`, and so for each unit, have
    /// a place `{ $count }`.
    pub fn period(&self, period: &RetentionPeriod) -> Localised {
        let key = match (period.unit, period.length) {
            (RetentionUnit::Hours, 0 | 1) => "period-hour",
            (RetentionUnit::Hours, _) => "period-hours",
            (RetentionUnit::Days, 0 | 1) => "period-day",
            (RetentionUnit::Days, _) => "period-days",
            (RetentionUnit::Weeks, 0 | 1) => "period-week",
            (RetentionUnit::Weeks, _) => "period-weeks",
            (RetentionUnit::Months, 0 | 1) => "period-month",
            (RetentionUnit::Months, _) => "period-months",
            (RetentionUnit::Years, 0 | 1) => "period-year",
            (RetentionUnit::Years, _) => "period-years",
        };
        self.text(key, &[("count", same(period.length.to_string()))])
    }

    fn filled(&self, name: Name, key: &str, values: &[(&str, Localised)]) -> Localised {
        let text = |file: &Messages, language: fn(&Localised) -> &str| match file.find(name) {
            Some((text, true)) => fill(text, values, language),
            Some((text, false)) => text.to_owned(),
            None => key.to_owned(),
        };
        texts(text(&self.fr, |value| &value.fr), text(&self.en, |value| &value.en), text(&self.es, |value| &value.es))
    }
}

/// FNV-1a of a key, or of a key, a dot and an attribute. In 64 bits no two names of a file meet: [`Messages::new`] looks.
#[derive(Clone, Copy, PartialEq)]
struct Name(u64);

impl Name {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    fn of(key: &str) -> Self {
        Self::START.read(key.as_bytes(), 0)
    }

    /// Reads on, from `at` to the first space or equals sign.
    #[expect(clippy::indexing_slicing, reason = "the loop looks at the length")]
    const fn read(mut self, bytes: &[u8], mut at: usize) -> Self {
        while at < bytes.len() && bytes[at] != b' ' && bytes[at] != b'=' {
            self = self.and(bytes[at]);
            at += 1;
        }
        self
    }

    const fn then(self, byte: u8, bytes: &[u8], at: usize) -> Self {
        self.and(byte).read(bytes, at)
    }

    const fn and(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01b3))
    }

    /// Where a table begins to look for it.
    const fn place(self) -> usize {
        (self.0 % PLACES as u64) as usize
    }
}

/// What stands behind the equals sign of a line; nothing where there is none.
#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn text(bytes: &[u8], name: Name, mut start: usize, end: usize) -> Text {
    while start < end && bytes[start] != b'=' {
        start += 1;
    }
    assert!(start < end, "a message without an equals sign");
    start = skip_spaces(bytes, start + 1, end);
    let end = if end > start && bytes[end - 1] == b'\r' { end - 1 } else { end };
    let (mut open, mut at) = (false, start);
    while at < end {
        open |= bytes[at] == b'{';
        at += 1;
    }
    Text { name, start, end, open }
}

#[expect(clippy::indexing_slicing, reason = "the loop looks at the length")]
const fn line_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    at
}

#[expect(clippy::indexing_slicing, reason = "the loop looks at the length")]
const fn skip_spaces(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && bytes[at] == b' ' {
        at += 1;
    }
    at
}

/// A text with its places filled; a place without a value stays as it is.
fn fill(text: &str, values: &[(&str, Localised)], language: fn(&Localised) -> &str) -> String {
    let mut filled = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        filled.push_str(before);
        let value = from.strip_prefix(" $").and_then(|named| {
            let (name, after) = named.split_once('}')?;
            let (_, value) = values.iter().find(|(known, _)| *known == name.trim_end_matches(' '))?;
            Some((language(value), after))
        });
        let (value, after) = value.unwrap_or(("{", from));
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    static LOCALE: Locale = Locale {
        fr: Messages::new("# note\nlong = Gardé { $length } mois\n    .fix = Ramener à { $limit } mois\nlong-other = Autre\n"),
        en: Messages::new("long = Kept { $length } months\n    .fix = Reduce to { $limit } months\nlong-other = Other\n"),
        es: Messages::new("long = { $length } meses\n    .fix = Reducir a { $limit } meses\nlong-other = Otro\n"),
    };

    #[test]
    fn messages_and_attributes_are_filled() {
        let values = [("length", texts("36", "36", "36")), ("limit", texts("1", "1", "1"))];
        assert_eq!(LOCALE.text("long", &values).fr, "Gardé 36 mois");
        assert_eq!(LOCALE.attribute("long", "fix", &values).map(|fix| fix.es), Some("Reducir a 1 meses".into()));
        assert_eq!(LOCALE.attribute("long-other", "fix", &values), None);
        assert_eq!(LOCALE.text("absent", &[]).en, "absent");
    }

    #[test]
    fn lines_end_as_they_are_typed_and_unknown_places_stay() {
        static LOCALE: Locale = Locale {
            fr: Messages::new("a=Un\r\n  .fix  =  Deux { $x } et {$x}, { $y }, { rien\r\nb = "),
            en: Messages::new("a = One\n    .title = T\n\n# .fix = note\n"),
            es: Messages::new(""),
        };
        let values = [("x", same("2"))];
        assert_eq!(LOCALE.text("a", &values), texts("Un", "One", "a"));
        let fix = LOCALE.attribute("a", "fix", &values).unwrap();
        assert_eq!(fix, texts("Deux 2 et {$x}, { $y }, { rien", "a", "a"));
        assert_eq!((LOCALE.attribute("a", "title", &[]), LOCALE.attribute("b", "fix", &[])), (None, None));
        assert_eq!(LOCALE.text("b", &[]).fr, "");
    }
}
