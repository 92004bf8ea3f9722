//! A document that proves an answer or an action (GDPR art. 5(2)): the link, not the document.

use super::id::{AccountId, ActionId, CampaignId, DocumentId, derived};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Most documents of one answer or action.
pub const MOST: usize = 50;

/// What is proved.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Proved {
    Action { action: ActionId },
    Answer { campaign: CampaignId, question: String },
}

impl Proved {
    /// What stands for it in keys.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Action { action } => action.0,
            Self::Answer { campaign, question } => derived(&[campaign.as_bytes(), &[0], question.as_bytes()]),
        }
    }
}

/// A document hung on what it proves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    #[serde(flatten)]
    pub proved: Proved,
    pub document: DocumentId,
    pub by: AccountId,
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_of_each_campaign_is_proved_by_itself() {
        let [one, two] = [CampaignId::new(), CampaignId::new()];
        let of = |campaign, question: &str| Proved::Answer { campaign, question: question.into() }.id();
        assert_eq!(of(one, "a"), of(one, "a"));
        assert!(of(one, "a") != of(one, "b") && of(one, "a") != of(two, "a"));
    }
}
