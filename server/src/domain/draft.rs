//! What a person has typed into a form and not saved yet: kept for that person alone, and no part of the register.

use super::{id::AccountId, register::RegisterKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Most bytes that the names and values of one form may have together.
pub const MOST_BYTES: usize = 256 * 1024;

/// An entry that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Who types it; nobody else sees it.
    pub account: AccountId,
    #[serde(flatten)]
    pub place: DraftPlace,
    /// Number of the change at which the thing that it changes was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<u64>,
    /// Names and values as the form sends them, in its order.
    pub fields: Vec<(String, String)>,
    pub saved_at: Timestamp,
}

/// What an entry is to become. A person has one for each place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPlace {
    pub what: DraftOf,
    pub register: RegisterKind,
    /// The thing that it changes; none where it becomes a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
}

/// What is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftOf {
    Activity,
    Purpose,
}

impl Draft {
    /// Whether its fields are few and short enough to be kept.
    pub fn fits(fields: &[(String, String)]) -> bool {
        fields.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() <= MOST_BYTES
    }
}
