//! Texts of a pack, from its `locales/*.ftl`: the part of Fluent that a pack needs.
//!
//! One message a line (`key = text`), attributes on indented lines below it (`    .fix = text`), places for
//! values in braces (`{ $length }`). The server reads the same files with a complete Fluent.

use crate::{Localised, texts};

/// The three files of a pack.
pub struct Locale {
    pub fr: &'static str,
    pub en: &'static str,
    pub es: &'static str,
}

impl Locale {
    /// The message `key`, with its places filled. A key that is missing reads as itself: tests look for that.
    pub fn text(&self, key: &str, values: &[(&str, Localised)]) -> Localised {
        self.find(key, |file| message(file, key), values)
    }

    /// The attribute `name` of the message `key`; `None` where the message has none.
    pub fn attribute(&self, key: &str, name: &str, values: &[(&str, Localised)]) -> Option<Localised> {
        attribute(self.fr, key, name)?;
        Some(self.find(key, |file| attribute(file, key, name), values))
    }

    fn find(&self, key: &str, read: impl Fn(&'static str) -> Option<&'static str>, values: &[(&str, Localised)]) -> Localised {
        let text = |file, language: fn(&Localised) -> &str| fill(read(file).unwrap_or(key), values, language);
        texts(text(self.fr, |value| &value.fr), text(self.en, |value| &value.en), text(self.es, |value| &value.es))
    }
}

fn message(file: &'static str, key: &str) -> Option<&'static str> {
    file.lines().find_map(|line| value_of(line, key))
}

fn attribute(file: &'static str, key: &str, name: &str) -> Option<&'static str> {
    file.lines()
        .skip_while(|line| value_of(line, key).is_none())
        .skip(1)
        .take_while(|line| line.starts_with(' '))
        .find_map(|line| value_of(line.trim_start().strip_prefix('.')?, name))
}

fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.trim_start().strip_prefix('=').map(str::trim)
}

fn fill(text: &str, values: &[(&str, Localised)], language: fn(&Localised) -> &str) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{ ${name} }}"), language(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCALE: Locale = Locale {
        fr: "# note\nlong = Gardé { $length } mois\n    .fix = Ramener à { $limit } mois\nlong-other = Autre\n",
        en: "long = Kept { $length } months\n    .fix = Reduce to { $limit } months\nlong-other = Other\n",
        es: "long = { $length } meses\n    .fix = Reducir a { $limit } meses\nlong-other = Otro\n",
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
