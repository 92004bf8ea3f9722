//! A questionnaire as data: themes, subthemes, questions. What depends on answers is computed elsewhere and
//! comes back as an [`super::evaluation::Evaluation`].

use super::{answer_value::AnswerKind, percent::Percent, text::Localised};

/// Longest key of a theme, subtheme, question, option or action.
pub const KEY_LENGTH: usize = 64;

/// Whether a word can be a key: lower-case letters, digits and underscores, beginning with a letter.
pub fn is_key(word: &str) -> bool {
    word.len() <= KEY_LENGTH
        && word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// What is asked, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Questionnaire {
    /// Name among questionnaires, for example `general`.
    pub key: String,
    /// Version its author gave it.
    pub version: String,
    pub title: Localised,
    pub description: Localised,
    pub departments: Vec<ConcernedDepartment>,
    pub themes: Vec<Theme>,
}

/// A kind of department that questions concern; not one of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcernedDepartment {
    pub key: String,
    pub name: Localised,
}

/// One axis of the radar.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub key: String,
    pub title: Localised,
    /// The most that actions can bring this theme to.
    pub reachable: Percent,
    pub subthemes: Vec<Subtheme>,
}

/// Questions that are answered in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Subtheme {
    pub key: String,
    pub title: Localised,
    pub questions: Vec<Question>,
}

/// One question. Its key is unique in the questionnaire.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub key: String,
    pub kind: AnswerKind,
    pub text: Localised,
    pub help: Localised,
    /// The article it rests on, for example `RGPD art. 37`.
    pub article: Localised,
    /// Keys of the departments it concerns.
    pub departments: Vec<String>,
    /// Its part in the score of its theme; 0 where it only informs.
    pub weight: f64,
    /// Actions that its author wrote down; a script may add others that depend on answers.
    pub actions: Vec<Proposal>,
}

/// An action that an answer may call for.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Unique in its question.
    pub key: String,
    /// What to do.
    pub title: Localised,
    /// Why, and what to begin with.
    pub why: Localised,
    pub article: Localised,
    pub priority: Level,
    pub effort: Level,
    /// How much of the question it brings, in percent; `None` shares what is missing evenly.
    pub gain: Option<Percent>,
}

/// Priority or effort of an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Low,
    #[default]
    Medium,
    High,
}

impl Level {
    /// The word in scripts, in the API and in keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl std::str::FromStr for Level {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Low, Self::Medium, Self::High].into_iter().find(|level| level.as_str() == word).ok_or(())
    }
}

/// A question with the place where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// Its number in the questionnaire, from 0; evaluations are parallel to it.
    pub index: usize,
    pub theme: &'a Theme,
    pub subtheme: &'a Subtheme,
    pub question: &'a Question,
}

impl Questionnaire {
    /// All questions in the order in which they are asked.
    pub fn questions(&self) -> impl Iterator<Item = Placed<'_>> {
        self.themes
            .iter()
            .flat_map(|theme| theme.subthemes.iter().map(move |subtheme| (theme, subtheme)))
            .flat_map(|(theme, subtheme)| subtheme.questions.iter().map(move |question| (theme, subtheme, question)))
            .enumerate()
            .map(|(index, (theme, subtheme, question))| Placed { index, theme, subtheme, question })
    }

    /// The question with this key.
    pub fn question(&self, key: &str) -> Option<Placed<'_>> {
        self.questions().find(|placed| placed.question.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain_words() {
        for (word, expected) in
            [("dpo", true), ("dpo_2", true), ("", false), ("2dpo", false), ("Dpo", false), ("dé", false), ("a-b", false)]
        {
            assert_eq!(is_key(word), expected, "{word}");
        }
        assert!(!is_key(&"a".repeat(KEY_LENGTH + 1)));
    }
}
