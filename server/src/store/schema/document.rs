//! Documents with what they were before and what people were reminded of, in the scope of their organisation.

use crate::domain::document::{Document, DocumentReminder, DocumentRule, DocumentVersion};
use crate::store::table::{IndexId, Stored, Table, key_text};

/// Documents, or versions, by the digest of their content: several may share one.
pub const BY_DIGEST: IndexId = IndexId::many(1);

/// Documents by each thing they are linked to.
pub const BY_LINK: IndexId = IndexId::many(2);

/// Documents that expire or are to be looked at again, all under the empty key.
pub const DATED: IndexId = IndexId::many(3);

impl Stored for Document {
    const TABLE: Table = Table::Document;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let links = self.links.iter().map(|link| (BY_LINK, link.id().as_bytes().to_vec()));
        let dated = self.expires_on.or(self.review_on).map(|_| (DATED, Vec::new()));
        std::iter::once((BY_DIGEST, self.sha256.0.to_vec())).chain(links).chain(dated).collect()
    }
}

impl Stored for DocumentVersion {
    const TABLE: Table = Table::DocumentVersion;
    const SCHEMA: u16 = 1;

    /// Begins with the document, so that its versions follow each other, the oldest first.
    fn key(&self) -> Vec<u8> {
        [&self.document.as_bytes()[..], &self.number.to_be_bytes()].concat()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_DIGEST, self.sha256.0.to_vec())]
    }
}

impl Stored for DocumentReminder {
    const TABLE: Table = Table::DocumentReminder;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        [&self.document.as_bytes()[..], &[self.day as u8]].concat()
    }
}

impl Stored for DocumentRule {
    const TABLE: Table = Table::DocumentRule;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        key_text(&Self::form(&self.category))
    }
}
