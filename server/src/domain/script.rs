//! What an organisation makes of a script: versions of its own with their history, one unfinished draft, and changes made
//! without code. The originals come with the product and its packs; texts are kept apart, by their hash.

use super::{
    id::AccountId,
    lines::{self, Edit},
    text::Localised,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Longest text of an own version, in bytes: what a form can send.
pub const MOST_BYTES: usize = 400 * 1024;
/// Longest comment on a version, in characters.
pub const COMMENT_LENGTH: usize = 500;
/// Longest text of a question that is changed without code, in characters.
pub const TEXT_LENGTH: usize = 2_000;
/// Changes without code of one script.
pub const MOST_CHANGES: usize = 200;
/// Kinds of questions that are added without code.
pub const ADDED_KINDS: [&str; 5] = ["yes_no", "yes_no_partly_na", "text", "number", "date"];

/// What a script declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptKind {
    /// What a campaign asks.
    Questionnaire,
    /// Models of purposes.
    Models,
    /// A way through a form.
    Entry,
    /// A guide for interviews.
    Guide,
}

impl ScriptKind {
    /// The word in the keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Questionnaire => "questionnaire",
            Self::Models => "models",
            Self::Entry => "entry",
            Self::Guide => "guide",
        }
    }
}

/// One version of an organisation's own; the latest is in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptVersion {
    /// Key of the script: `general`, or pack and name as in `hr.audit`.
    pub script: String,
    /// From 1, in the order in which they were published.
    pub number: u32,
    /// SHA-256 of the text; `None` goes back to the original.
    pub hash: Option<String>,
    /// SHA-256 of the original from which it grew.
    pub origin: String,
    pub at: Timestamp,
    pub by: AccountId,
    /// Why, in the words of whoever published it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// The earlier version whose text it publishes anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restores: Option<u32>,
}

/// A text of a script that can be laid beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    Original,
    /// The number of an own version.
    Version(u32),
    Draft,
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Original => f.write_str("original"),
            Self::Version(number) => write!(f, "{number}"),
            Self::Draft => f.write_str("draft"),
        }
    }
}

impl FromStr for Edition {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "original" => Ok(Self::Original),
            "draft" => Ok(Self::Draft),
            number => number.parse().map(Self::Version).map_err(drop),
        }
    }
}

/// What somebody makes of a script and has not published yet. An organisation has one for each script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptDraft {
    pub script: String,
    /// SHA-256 of the original that it changes.
    pub origin: String,
    /// What it changes: a draft is saved often, and stays small.
    pub edits: Vec<Edit>,
    pub by: AccountId,
    pub saved_at: Timestamp,
}

impl ScriptDraft {
    /// Its text, from that of the original.
    pub fn text(&self, origin: &str) -> String {
        lines::apply(origin, &self.edits)
    }
}

/// The changes that an organisation made to a questionnaire without code. They stand beside the script and are made
/// whenever it is compiled, so that a new version of a pack keeps them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Customised {
    pub script: String,
    pub changes: Vec<Custom>,
}

/// One change without code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Custom {
    /// Key of the question.
    pub question: String,
    pub change: CustomChange,
    pub at: Timestamp,
    pub by: AccountId,
}

/// What becomes of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum CustomChange {
    /// Other words; an empty help keeps the one there is.
    Reword { text: Localised, help: Localised },
    /// It is not asked.
    Hide,
    /// Another part in the score of its theme, from 0 to 1000.
    Weigh { weight: f64 },
    /// A question of the organisation's own.
    Add(AddedQuestion),
}

/// A question that an organisation adds, at the end of a subtheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddedQuestion {
    pub subtheme: String,
    /// One of [`ADDED_KINDS`].
    pub kind: String,
    pub text: Localised,
    pub help: Localised,
    pub article: Localised,
    pub weight: f64,
    /// What to do where the answer does not conform; empty for nothing.
    pub action: Localised,
}

impl CustomChange {
    /// The word in forms and in the keys of the locale files.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Reword { .. } => "reword",
            Self::Hide => "hide",
            Self::Weigh { .. } => "weigh",
            Self::Add(_) => "add",
        }
    }
}

impl Customised {
    /// Makes a change; it takes the place of an earlier one of the same kind to the same question.
    pub fn put(&mut self, custom: Custom) {
        let same = |other: &&mut Custom| other.question == custom.question && other.change.as_str() == custom.change.as_str();
        match self.changes.iter_mut().find(same) {
            Some(other) => *other = custom,
            None => self.changes.push(custom),
        }
    }

    /// Takes a change back; false where there is no such change.
    pub fn take(&mut self, question: &str, kind: &str) -> bool {
        let before = self.changes.len();
        self.changes.retain(|custom| custom.question != question || custom.change.as_str() != kind);
        self.changes.len() < before
    }

    /// A key for a question of the organisation's own that no question has.
    pub fn new_key(&self, taken: impl Fn(&str) -> bool) -> String {
        let known = |key: &str| taken(key) || self.changes.iter().any(|custom| custom.question == key);
        (1..).map(|number| format!("own_{number}")).find(|key| !known(key)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_as_they_were_written() {
        let text = Localised::same("?");
        let added = AddedQuestion {
            subtheme: "s".into(),
            kind: "yes_no".into(),
            text: text.clone(),
            help: text.clone(),
            article: text.clone(),
            weight: 1.0,
            action: text.clone(),
        };
        let all = [
            CustomChange::Reword { text: text.clone(), help: text },
            CustomChange::Hide,
            CustomChange::Weigh { weight: 2.0 },
            CustomChange::Add(added),
        ];
        for change in all {
            let written = serde_json::to_string(&change).unwrap();
            assert_eq!(serde_json::from_str::<CustomChange>(&written).unwrap(), change, "{written}");
        }
    }

    #[test]
    fn a_question_is_changed_once_in_each_way() {
        let mut customised = Customised::default();
        let (at, by) = (Timestamp::UNIX_EPOCH, AccountId::new());
        let mut put = |question: &str, change| customised.put(Custom { question: question.into(), change, at, by });
        put("dpo", CustomChange::Hide);
        put("dpo", CustomChange::Weigh { weight: 2.0 });
        put("dpo", CustomChange::Weigh { weight: 3.0 });
        put("own_1", CustomChange::Hide);
        assert_eq!(customised.changes.len(), 3);
        assert_eq!(customised.changes[1].change, CustomChange::Weigh { weight: 3.0 });
        assert_eq!(customised.new_key(|key| key == "own_2"), "own_3");
        assert!(customised.take("dpo", "hide") && !customised.take("dpo", "hide"));
    }
}
