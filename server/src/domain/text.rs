//! Languages of the interface, and texts written in up to three of them.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A language of the interface. French comes first: it is the language every text exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    #[default]
    Fr,
    /// British English.
    En,
    /// Spanish.
    Es,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Fr, Self::En, Self::Es];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Es => "es",
        }
    }
}

impl FromStr for Language {
    type Err = ();
    /// Accepts a code or a tag such as `en-GB`; only the first two letters count.
    fn from_str(tag: &str) -> Result<Self, ()> {
        let tag = tag.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| tag.split(['-', '_']).next() == Some(language.code())).ok_or(())
    }
}

/// A text in French and, where they were written, in English and Spanish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localised {
    /// French; never empty in checked content.
    pub fr: String,
    /// English; empty where it was not written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
    /// Spanish; empty where it was not written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub es: String,
}

impl Localised {
    /// The same text for every language, for example a name.
    pub fn same(text: impl Into<String>) -> Self {
        Self { fr: text.into(), ..Self::default() }
    }

    /// The text in a language, or in French where it is missing.
    pub fn get(&self, language: Language) -> &str {
        let wanted = match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
            Language::Es => &self.es,
        };
        if wanted.is_empty() { &self.fr } else { wanted }
    }

    /// The text of each language as it was written, empty ones too.
    pub fn each(&self) -> [(Language, &String); 3] {
        [(Language::Fr, &self.fr), (Language::En, &self.en), (Language::Es, &self.es)]
    }

    /// Languages in which the text is missing.
    pub fn missing(&self) -> Vec<Language> {
        self.each().into_iter().filter(|(_, text)| text.is_empty()).map(|(language, _)| language).collect()
    }
}

/// Cuts a text into pieces of at most `size` bytes, between letters; joined in order, they give it back.
pub fn pieces(text: &str, size: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(size));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_french() {
        let text = Localised { fr: "oui".into(), en: "yes".into(), es: String::new() };
        assert_eq!([text.get(Language::Fr), text.get(Language::En), text.get(Language::Es)], ["oui", "yes", "oui"]);
        assert_eq!(text.missing(), [Language::Es]);
    }

    #[test]
    fn tags_are_read_by_their_language() {
        for (tag, expected) in
            [("fr", Ok(Language::Fr)), ("en-GB", Ok(Language::En)), ("ES_mx", Ok(Language::Es)), ("de", Err(()))]
        {
            assert_eq!(tag.parse(), expected, "{tag}");
        }
    }
}
