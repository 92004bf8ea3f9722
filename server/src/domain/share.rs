//! A link by which somebody without an account reads one document, until a day, with a password where one is asked for.

use super::{
    id::{AccountId, DocumentId, OrganisationId, ShareId},
    secret::SecretHash,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Most links that a document has at one time.
pub const MOST_SHARES: usize = 50;
/// Days ahead that a link may end at the most.
pub const LONGEST_DAYS: i64 = 366;
/// Shortest password of a link, in characters: it is guarded against guessing, and the link itself cannot be guessed.
pub const SHORTEST_PASSWORD: usize = 8;
/// Longest password of a link, in characters.
pub const LONGEST_PASSWORD: usize = 200;

/// A link as it is stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub id: ShareId,
    /// Hash of the key in the link.
    pub key: SecretHash,
    pub organisation: OrganisationId,
    pub document: DocumentId,
    /// The first moment at which it works no more.
    pub until: Timestamp,
    /// Hash of the password; nothing where the link alone opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    pub created_by: AccountId,
    pub created_at: Timestamp,
}

impl Share {
    /// A moment of its last day, for people: they are told the day on which it still works.
    pub fn last(&self) -> Timestamp {
        self.until - SignedDuration::from_secs(1)
    }

    /// Whether it still works.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.until
    }
}

impl std::fmt::Debug for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Share").field("id", &self.id).field("document", &self.document).finish_non_exhaustive()
    }
}
