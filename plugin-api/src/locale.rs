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

/// One file, with the place of each message found while the pack is compiled.
pub struct Messages {
    file: &'static str,
    /// Where each message begins, and the hash of its key: at the place that the hash says, or at the next free one.
    places: [(usize, u32); PLACES],
}

/// Messages a file may have.
const MESSAGES: usize = 256;
/// Half of them stay free, so that a message is found at once.
const PLACES: usize = MESSAGES * 2;
/// A place without a message.
const FREE: usize = usize::MAX;

impl Messages {
    /// Reads a file, best given by `include_str!`. A pack whose file has more than 256 messages does not compile.
    #[expect(clippy::indexing_slicing, reason = "evaluated while compiling: a file too long stops the build")]
    pub const fn new(file: &'static str) -> Self {
        let bytes = file.as_bytes();
        let (mut places, mut count, mut at) = ([(FREE, 0); PLACES], 0, 0);
        let mut line_start = true;
        while let Some((_, rest)) = bytes.split_at_checked(at) {
            let Some(byte) = rest.first() else { break };
            if line_start && byte.is_ascii_lowercase() {
                assert!(count < MESSAGES, "too many messages");
                let hash = hash(rest);
                let mut place = hash as usize % PLACES;
                while places[place].0 != FREE {
                    place = (place + 1) % PLACES;
                }
                places[place] = (at, hash);
                count += 1;
            }
            line_start = *byte == b'\n';
            at += 1;
        }
        Self { file, places }
    }

    fn message(&self, key: &str) -> Option<&'static str> {
        self.block(key)?.lines().next()
    }

    fn attribute(&self, key: &str, name: &str) -> Option<&'static str> {
        let attributes = self.block(key)?.lines().skip(1).take_while(|line| line.starts_with(' '));
        attributes.filter_map(|line| line.trim_start().strip_prefix('.')).find_map(|line| value_of(line, name))
    }

    /// The file from the value of this message on.
    fn block(&self, key: &str) -> Option<&'static str> {
        let wanted = hash(key.as_bytes());
        let (before, from) = self.places.split_at_checked(wanted as usize % PLACES)?;
        let taken = from.iter().chain(before).take_while(|(start, _)| *start != FREE);
        taken.filter(|(_, hash)| *hash == wanted).find_map(|(start, _)| value_of(self.file.get(*start..)?, key))
    }
}

impl Locale {
    /// The message `key`, with its places filled. A key that is missing reads as itself: tests look for that.
    pub fn text(&self, key: &str, values: &[(&str, Localised)]) -> Localised {
        self.find(key, |file| file.message(key), values)
    }

    /// The attribute `name` of the message `key`; `None` where the message has none.
    pub fn attribute(&self, key: &str, name: &str, values: &[(&str, Localised)]) -> Option<Localised> {
        self.fr.attribute(key, name).is_some().then(|| self.find(key, |file| file.attribute(key, name), values))
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

    fn find(&self, key: &str, read: impl Fn(&Messages) -> Option<&'static str>, values: &[(&str, Localised)]) -> Localised {
        let text = |file, language: fn(&Localised) -> &str| fill(read(file).unwrap_or(key), values, language);
        texts(text(&self.fr, |value| &value.fr), text(&self.en, |value| &value.en), text(&self.es, |value| &value.es))
    }
}

/// FNV-1a of a key: of the bytes before the first space or equals sign.
const fn hash(mut bytes: &[u8]) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    while let [first, rest @ ..] = bytes {
        if *first == b' ' || *first == b'=' {
            break;
        }
        hash = (hash ^ *first as u32).wrapping_mul(0x0100_0193);
        bytes = rest;
    }
    hash
}

fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.trim_start_matches(' ').strip_prefix('=').map(str::trim_start)
}

fn fill(text: &str, values: &[(&str, Localised)], language: fn(&Localised) -> &str) -> String {
    let mut filled = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("{ $") {
        filled.push_str(before);
        let place = from.split_once(" }").and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((language(value), after))
        });
        let (value, after) = place.unwrap_or(("{ $", from));
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
}
