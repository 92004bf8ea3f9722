//! A way through a form: one question after another, in themes. What is asked stands in a script; what the fields are
//! and may hold stands in the table of the form. A guide for interviews is written in the same way and has no form.

use super::{data_category::DataCategory, text::Localised, word::meant};
use std::collections::BTreeMap;

/// Most questions of one way.
pub const MOST_QUESTIONS: usize = 200;

/// Fields of the form of an activity without which none can be complete, beside the kinds of data: those of
/// [`super::completeness::missing`], by the names of their groups.
const COMPLETE: [&str; 3] = ["client_name", "legal_basis", "data_subjects"];

/// A way through the fields of a form, or a guide for interviews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub title: Localised,
    /// A guide: what to talk about and to listen for. No question has a field.
    pub guide: bool,
    pub themes: Vec<EntryTheme>,
}

/// Questions about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryTheme {
    pub key: String,
    pub title: Localised,
    pub questions: Vec<EntryQuestion>,
}

/// One question and the fields that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryQuestion {
    /// Unique in its way.
    pub key: String,
    /// Names of fields, or of groups of them; none in a guide.
    pub fields: Vec<String>,
    pub text: Localised,
    pub help: Localised,
    pub example: Localised,
    /// Why it is asked.
    pub why: Localised,
    /// The article it rests on.
    pub article: Localised,
}

/// What a field holds, as conditions see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryValue {
    /// A text, or the word of a fixed value; empty where nothing is filled in.
    Text(String),
    List(Vec<String>),
}

/// What is filled in, by the name of the field. Every field of the form is there.
pub type EntryValues = BTreeMap<String, EntryValue>;

/// Fields without which nothing can be saved; `form` is `activity` or `purpose`.
pub fn needed_to_save(form: &str) -> &'static [&'static str] {
    if form == "activity" { &["processing_name", "purpose", "category"] } else { &["name", "category"] }
}

impl EntryQuestion {
    /// Whether it has to be asked: without one of its fields nothing can be saved, or what is saved cannot be complete.
    /// Each kind of data counts: what is not asked is not told, and the register would say that there is none.
    pub fn is_needed(&self, form: &str) -> bool {
        let completes = |field: &str| {
            form == "activity" && (COMPLETE.contains(&field) || field == "other_data" || meant::<DataCategory>(field).is_some())
        };
        self.fields.iter().any(|field| needed_to_save(form).contains(&field.as_str()) || completes(field))
    }
}

impl Entry {
    /// The question with this key.
    pub fn question(&self, key: &str) -> Option<&EntryQuestion> {
        self.questions().map(|(_, question)| question).find(|question| question.key == key)
    }

    /// All questions in the order in which they are asked, each with the number of its theme.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &EntryQuestion)> {
        let themes = self.themes.iter().enumerate();
        themes.flat_map(|(theme, of)| of.questions.iter().map(move |question| (theme, question)))
    }

    /// The question that asks for a field.
    pub fn asking(&self, field: &str) -> Option<&EntryQuestion> {
        self.questions().map(|(_, question)| question).find(|question| question.fields.iter().any(|name| name == field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        activity::ActivityRecord, completeness, data_category::DataCategory, register::RegisterKind, word::word,
    };

    fn needed(form: &str, field: &str) -> bool {
        let none = Localised::default;
        let (help, example, why) = (none(), none(), none());
        let fields = vec!["description".to_owned(), field.to_owned()];
        let question = EntryQuestion { key: "q".into(), fields, text: none(), help, example, why, article: none() };
        question.is_needed(form)
    }

    #[test]
    fn what_a_record_cannot_be_complete_without_is_always_asked() {
        for (form, field, expected) in [
            ("activity", "processing_name", true),
            ("activity", "purpose", true),
            ("activity", "legal_basis", true),
            ("activity", "data_subjects", true),
            ("activity", "health_data", true),
            ("activity", "other_data", true),
            ("activity", "it_tools", false),
            ("activity", "recipients", false),
            ("purpose", "name", true),
            ("purpose", "category", true),
            ("purpose", "legal_basis", false),
            ("purpose", "grades", false),
        ] {
            assert_eq!(needed(form, field), expected, "{form} {field}");
        }
        for kind in [RegisterKind::Controller, RegisterKind::Processor] {
            for missing in completeness::missing(kind, &ActivityRecord::default()) {
                let fields = match missing {
                    "personal_data" => DataCategory::ALL.iter().map(word).collect(),
                    "data_subject_categories" => vec!["data_subjects".to_owned()],
                    field => vec![field.to_owned()],
                };
                assert!(fields.iter().all(|field| needed("activity", field)), "{missing}");
            }
        }
    }
}
