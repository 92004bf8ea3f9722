//! What a document was before: each content that another one replaced stays, with who sent it and when.

use super::{Digest, Document};
use crate::domain::id::{AccountId, DocumentId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A content that a later one replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentVersion {
    pub document: DocumentId,
    /// From 1.
    pub number: u32,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub sha256: Digest,
    pub media_type: String,
    pub by: AccountId,
    pub at: Timestamp,
}

/// That the content which stands now is not the first one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The number of this version: 2 at least.
    pub number: u32,
    pub by: AccountId,
    pub at: Timestamp,
}

impl Document {
    /// The number of the version that stands now, from 1.
    pub fn version(&self) -> u32 {
        self.revised.as_ref().map_or(1, |revised| revised.number)
    }

    /// Who sent the content that stands now, and when.
    pub fn sent(&self) -> (AccountId, Timestamp) {
        self.revised.as_ref().map_or((self.created_by, self.created_at), |revised| (revised.by, revised.at))
    }

    /// The content that stands now, to be kept when another takes its place.
    pub fn as_version(&self) -> DocumentVersion {
        let (by, at) = self.sent();
        DocumentVersion {
            document: self.id,
            number: self.version(),
            name: self.name.clone(),
            size: self.size,
            sha256: self.sha256,
            media_type: self.media_type.clone(),
            by,
            at,
        }
    }
}
