//! Identifiers: one type for each kind of thing, so that none can stand where another belongs.
//!
//! All are UUIDs of version 7, so that they sort by creation. They are names, never secrets.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// An identifier that follows from what it names, so that the same thing never gets two.
pub fn derived(parts: &[&[u8]]) -> Uuid {
    let digest = parts.iter().fold(Sha256::new(), |digest, part| digest.chain_update(part)).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier, later in order than all made before it.
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// The 16 bytes that stand for it in keys.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// An organisation: the tenant that owns registers, campaigns and documents.
    OrganisationId,
    /// A person who can sign in; may belong to several organisations.
    AccountId,
    /// A signed-in browser.
    SessionId,
    /// An API token.
    TokenId,
    /// A category or subcategory of a register.
    CategoryId,
    /// A purpose of processing.
    PurposeId,
    /// A processing activity.
    ActivityId,
    /// A word that was added to a reference list.
    TermId,
    /// A department of an organisation.
    DepartmentId,
    /// An import of a register file, from preview to commit.
    ImportId,
    /// A run of a questionnaire by an organisation.
    CampaignId,
    /// An action of the compliance programme.
    ActionId,
    /// A document filed as evidence.
    DocumentId,
    /// A maintenance window.
    MaintenanceId,
    /// A thing that a person is told.
    NotificationId,
    /// A message that waits to be sent or has been sent.
    MailId,
    /// A link to a document for somebody without an account.
    ShareId,
    /// What somebody remarked on an activity.
    CommentId,
}
