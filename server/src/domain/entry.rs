//! A way through a form: one question after another, in themes. What is asked stands in a script; what the fields are
//! and may hold stands in the table of the form.

use super::text::Localised;
use std::collections::BTreeMap;

/// Most questions of one way.
pub const MOST_QUESTIONS: usize = 200;

/// A way through the fields of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub title: Localised,
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
    /// Names of fields, or of groups of them.
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

impl Entry {
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
