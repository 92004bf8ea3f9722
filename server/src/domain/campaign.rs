//! A campaign: one run of a questionnaire by an organisation. Once validated it never changes again.

use super::{
    answer_value::AnswerValue,
    evaluation::Progress,
    facts::Facts,
    fault::{Fault, FieldError},
    id::{AccountId, CampaignId},
    text::{Localised, pieces},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Longest comment on an answer, in characters.
pub const COMMENT_LENGTH: usize = 2_000;

/// A run of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    pub id: CampaignId,
    pub questionnaire: QuestionnaireVersion,
    pub opened_at: Timestamp,
    pub opened_by: AccountId,
    /// When the last answer was given.
    pub updated_at: Timestamp,
    pub progress: Progress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validation: Option<Validation>,
}

/// The questionnaire a campaign began with, and keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionnaireVersion {
    pub key: String,
    pub version: String,
    pub title: Localised,
    /// SHA-256 of the script, the organisation's changes without code included.
    pub hash: String,
    /// Number of the organisation's own version; none for the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<u32>,
    /// Whether the organisation changed it without code.
    #[serde(default)]
    pub customised: bool,
}

/// What freezes a campaign: who, when, and the facts that its questions saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    pub at: Timestamp,
    pub by: AccountId,
    pub facts: Facts,
}

impl Campaign {
    /// Refuses every change after validation.
    pub fn require_open(&self) -> Result<(), Fault> {
        if self.validation.is_some() { Err(Fault::conflict("campaign-frozen")) } else { Ok(()) }
    }
}

/// What was answered to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CampaignAnswer {
    pub campaign: CampaignId,
    /// Key of the question.
    pub question: String,
    /// `None` where the answer was taken back and its comment stays.
    pub value: Option<AnswerValue>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    pub by: AccountId,
    pub at: Timestamp,
}

/// A comment without spaces around it, checked.
pub fn comment(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    if text.chars().count() > COMMENT_LENGTH {
        return Err(FieldError::new("comment", "answer-text-long").with("max", COMMENT_LENGTH));
    }
    Ok(text.to_owned())
}

/// A piece of the text of a script, kept as long as a campaign needs it. Small, as the store likes values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptPart {
    /// SHA-256 of the whole text.
    pub hash: String,
    /// Its place among the parts, from 0.
    pub number: u16,
    pub file: String,
    pub text: String,
}

impl ScriptPart {
    /// Cuts a text; joined in order, the parts give it back.
    pub fn cut(hash: &str, file: &str, text: &str) -> Vec<Self> {
        const SIZE: usize = 3_500;
        let part =
            |(number, piece): (u16, &str)| Self { hash: hash.to_owned(), number, file: file.to_owned(), text: piece.to_owned() };
        (0_u16..).zip(pieces(text, SIZE)).map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cut_script_is_the_same_again(text in "[a-zé’\n\u{202f}😀]{0,9000}") {
            let parts = ScriptPart::cut("h", "f", &text);
            prop_assert!(parts.iter().all(|part| part.text.len() <= 3_500));
            prop_assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
        }
    }
}
