//! Documents, in the scope of their organisation.

use crate::domain::document::Document;
use crate::store::table::{IndexId, Stored, Table};

/// Documents by the digest of their content: several may share one.
pub const BY_DIGEST: IndexId = IndexId::many(1);

/// Documents by each activity they are linked to.
pub const BY_ACTIVITY: IndexId = IndexId::many(2);

impl Stored for Document {
    const TABLE: Table = Table::Document;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let links = self.links.iter().map(|activity| (BY_ACTIVITY, activity.as_bytes().to_vec()));
        std::iter::once((BY_DIGEST, self.sha256.0.to_vec())).chain(links).collect()
    }
}
