//! What people remark on an activity, for each other.

use super::{
    fault::{Fault, FieldError},
    id::{AccountId, ActivityId, CommentId},
    register::RegisterKind,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Longest comment, in characters.
pub const LONGEST: usize = 2_000;

/// A comment as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub id: CommentId,
    pub activity: ActivityId,
    pub register: RegisterKind,
    pub text: String,
    pub by: AccountId,
    pub at: Timestamp,
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
}
