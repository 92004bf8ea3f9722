//! What the operator says about the instance to everybody, signed in or not: whom to ask, and the terms of use.

use super::{
    account::Email,
    fault::FieldError,
    text::{Language, Localised, pieces},
};
use serde::{Deserialize, Serialize};

/// Longest line of the contact page, in characters.
const LINE_LENGTH: usize = 200;
/// Longest terms of use in one language, in characters.
const TERMS_LENGTH: usize = 40_000;
/// Bytes of one part of the terms. Small, as the store likes values.
const PART_SIZE: usize = 3_500;

/// How to reach whoever looks after the instance. One value for the whole instance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub email: String,
    pub phone: String,
    /// When somebody answers, in words.
    pub hours: Localised,
}

impl Contact {
    /// The address to write to; without it there is no contact page.
    pub fn address(&self) -> Option<&str> {
        (!self.email.is_empty()).then_some(self.email.as_str())
    }

    /// Checks what was filled in and takes off what surrounds it.
    ///
    /// # Errors
    /// Every wrong field: `email`, `phone`, `hours_fr`, `hours_en`, `hours_es`.
    pub fn complete(mut self) -> Result<Self, Vec<FieldError>> {
        let mut faults = Vec::new();
        for (field, text) in [("email", &mut self.email), ("phone", &mut self.phone)] {
            *text = text.trim().to_owned();
            if text.chars().count() > LINE_LENGTH {
                faults.push(FieldError::new(field, "sheet-too-long").with("limit", LINE_LENGTH));
            }
        }
        let more = !self.phone.is_empty() || self.hours != Localised::default();
        if (more || !self.email.is_empty()) && self.email.parse::<Email>().is_err() {
            faults.push(FieldError::new("email", "account-email-invalid"));
        }
        self.hours = checked("hours", self.hours, LINE_LENGTH, &mut faults);
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}

/// A piece of the terms of use in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsPart {
    pub language: Language,
    /// Its place among the parts of the language, from 0.
    pub number: u16,
    pub text: String,
}

impl TermsPart {
    /// Cuts the terms; joined in order, the parts of a language give them back.
    pub fn cut(terms: &Localised) -> Vec<Self> {
        let of = |(language, text): (Language, &String)| {
            let parts = (0_u16..).zip(pieces(text, PART_SIZE));
            parts.map(|(number, text)| Self { language, number, text: text.to_owned() }).collect::<Vec<_>>()
        };
        terms.each().into_iter().flat_map(of).collect()
    }

    /// Puts the terms together again, from parts in order.
    pub fn join(parts: impl IntoIterator<Item = Self>) -> Localised {
        let mut terms = Localised::default();
        for part in parts {
            let whole = match part.language {
                Language::Fr => &mut terms.fr,
                Language::En => &mut terms.en,
                Language::Es => &mut terms.es,
            };
            whole.push_str(&part.text);
        }
        terms
    }
}

/// Checks terms of use.
///
/// # Errors
/// Every wrong field: `terms_fr`, `terms_en`, `terms_es`.
pub fn terms(written: Localised) -> Result<Localised, Vec<FieldError>> {
    let mut faults = Vec::new();
    let terms = checked("terms", written, TERMS_LENGTH, &mut faults);
    if faults.is_empty() { Ok(terms) } else { Err(faults) }
}

/// Trims a text and checks it in each language. French must be there where another is: it stands in for the others.
pub(super) fn checked(field: &str, text: Localised, limit: usize, faults: &mut Vec<FieldError>) -> Localised {
    let text = Localised { fr: tidy(&text.fr), en: tidy(&text.en), es: tidy(&text.es) };
    if text.fr.is_empty() && !(text.en.is_empty() && text.es.is_empty()) {
        faults.push(FieldError::new(format!("{field}_fr"), "text-french-missing"));
    }
    for (language, text) in text.each() {
        if text.chars().count() > limit {
            faults.push(FieldError::new(format!("{field}_{}", language.code()), "sheet-too-long").with("limit", limit));
        }
    }
    text
}

/// Browsers send line ends as CR LF.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// A part of a text that was written with a few signs: `# ` before a heading, `- ` before each entry of a list, a blank
/// line between paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    Paragraph(String),
    List(Vec<String>),
}

/// The parts of a text. Everything that is no heading and no list is a paragraph; nothing is markup of another kind.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        let entry = line.strip_prefix("- ").map(|entry| entry.trim().to_owned());
        match (blocks.last_mut(), entry) {
            _ if line.is_empty() => {
                open = false;
                continue;
            }
            (Some(Block::List(entries)), Some(entry)) if open => entries.push(entry),
            (_, Some(entry)) => blocks.push(Block::List(vec![entry])),
            _ if line.starts_with('#') => {
                blocks.push(Block::Heading(line.trim_start_matches('#').trim().to_owned()));
                open = false;
                continue;
            }
            (Some(Block::Paragraph(words)), None) if open => {
                words.push(' ');
                words.push_str(line);
            }
            (_, None) => blocks.push(Block::Paragraph(line.to_owned())),
        }
        open = true;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_checked_as_a_whole() {
        let hours = |fr: &str, en: &str| Localised { fr: fr.into(), en: en.into(), es: String::new() };
        let table: [(&str, &str, Localised, &[&str]); 5] = [
            ("", "", hours("", ""), &[]),
            (" dpo@probant.example ", "02 47 00 00 00", hours("9 h - 17 h", "9 to 5"), &[]),
            ("dpo", "", hours("", ""), &["email"]),
            ("a@b.fr", "", hours("", "9 to 5"), &["hours_fr"]),
            ("", &"0".repeat(201), hours(&"a".repeat(201), ""), &["phone", "email", "hours_fr"]),
        ];
        for (email, phone, hours, expected) in table {
            let contact = Contact { email: email.into(), phone: phone.into(), hours };
            let found = contact.complete().err().unwrap_or_default();
            assert_eq!(found.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), expected, "{email} {phone}");
        }
    }

    #[test]
    fn cut_terms_are_the_same_again() {
        let terms = Localised { fr: "é’😀 ".repeat(900), en: "terms".into(), es: String::new() };
        let parts = TermsPart::cut(&terms);
        assert!(parts.len() > 2 && parts.iter().all(|part| part.text.len() <= PART_SIZE));
        assert_eq!(TermsPart::join(parts), terms);
    }

    #[test]
    fn a_few_signs_make_headings_lists_and_paragraphs() {
        let text = "# Objet\nUn texte\nsur deux lignes.\n\nUn autre. <b>\n- un\n- deux\n\n- trois\n##  Suite";
        let expected = [
            Block::Heading("Objet".into()),
            Block::Paragraph("Un texte sur deux lignes.".into()),
            Block::Paragraph("Un autre. <b>".into()),
            Block::List(vec!["un".into(), "deux".into()]),
            Block::List(vec!["trois".into()]),
            Block::Heading("Suite".into()),
        ];
        assert_eq!(blocks(text), expected);
        assert_eq!(blocks(" \n\n"), []);
    }
}
