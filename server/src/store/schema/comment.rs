//! Comments on activities and actions, in the scope of their organisation.

use crate::domain::comment::Comment;
use crate::store::table::{IndexId, Stored, Table};

/// A comment by its own identifier.
pub const COMMENT: IndexId = IndexId::unique(1);

impl Stored for Comment {
    const TABLE: Table = Table::Comment;
    const SCHEMA: u16 = 1;

    /// Begins with what is remarked on, so that its comments follow each other, the oldest first.
    fn key(&self) -> Vec<u8> {
        [*self.on.id().as_bytes(), *self.id.as_bytes()].concat()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(COMMENT, self.id.as_bytes().to_vec())]
    }
}
