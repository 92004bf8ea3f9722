//! What people remark on an activity or an action, for each other.

use super::{
    fault::{Fault, FieldError},
    id::{AccountId, ActionId, ActivityId, CommentId},
    register::RegisterKind,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest comment, in characters.
pub const LONGEST: usize = 2_000;

/// A comment as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub id: CommentId,
    #[serde(flatten)]
    pub on: Remarked,
    pub text: String,
    pub by: AccountId,
    pub at: Timestamp,
}

/// What is remarked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Remarked {
    Activity { activity: ActivityId, register: RegisterKind },
    Action { action: ActionId },
}

impl Remarked {
    /// What stands for it in keys.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Activity { activity, .. } => activity.0,
            Self::Action { action } => action.0,
        }
    }

    /// The activity, where it is one.
    pub fn activity(&self) -> Option<ActivityId> {
        match self {
            Self::Activity { activity, .. } => Some(*activity),
            Self::Action { .. } => None,
        }
    }
}

/// A text as it is kept: trimmed, line breaks of one kind.
///
/// # Errors
/// `Invalid` where nothing is said, or too much.
pub fn checked(text: &str) -> Result<String, Fault> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    match text.chars().count() {
        0 => Err(Fault::invalid("comment", "fault-required")),
        count if count > LONGEST => {
            Err(Fault::Invalid(vec![FieldError::new("comment", "comment-too-long").with("limit", LONGEST)]))
        }
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_says_something_and_not_too_much() {
        let long = "é".repeat(LONGEST);
        let table = [("", None), ("  \n ", None), (" Oui\r\nou non ", Some("Oui\nou non")), (&long, Some(long.as_str()))];
        for (text, kept) in table {
            assert_eq!(checked(text).ok().as_deref(), kept);
        }
        assert!(checked(&"é".repeat(LONGEST + 1)).is_err());
    }

    #[test]
    fn comments_are_read_as_they_were_kept_before_actions_had_any() {
        let [id, activity, by] = [CommentId::new().0, ActivityId::new().0, AccountId::new().0];
        let kept = serde_json::json!({
            "id": id, "activity": activity, "register": "processor", "text": "Oui", "by": by, "at": "2026-11-25T10:00:00Z"
        });
        let read: Comment = serde_json::from_value(kept.clone()).unwrap();
        assert_eq!(read.on, Remarked::Activity { activity: ActivityId(activity), register: RegisterKind::Processor });
        assert_eq!(serde_json::to_value(&read).unwrap(), kept);
        let on = Remarked::Action { action: ActionId::new() };
        let action = serde_json::to_value(Comment { on, ..read }).unwrap();
        assert_eq!(serde_json::from_value::<Comment>(action).unwrap().on, on);
    }
}
