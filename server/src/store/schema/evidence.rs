//! Documents on answers and actions, in the scope of their organisation.

use crate::domain::evidence::Evidence;
use crate::store::table::{IndexId, Stored, Table};

/// What a document proves.
pub const BY_DOCUMENT: IndexId = IndexId::many(1);

impl Stored for Evidence {
    const TABLE: Table = Table::Evidence;
    const SCHEMA: u16 = 1;

    /// Begins with what is proved, so that its documents follow each other.
    fn key(&self) -> Vec<u8> {
        [*self.proved.id().as_bytes(), *self.document.as_bytes()].concat()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_DOCUMENT, self.document.as_bytes().to_vec())]
    }
}
