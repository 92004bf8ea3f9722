//! Links to documents for people without an account, found by the hash of their key; in the scope of the instance, since who
//! opens one belongs to no organisation.

use crate::domain::share::Share;
use crate::store::table::{IndexId, Stored, Table};

/// Links by document.
pub const BY_DOCUMENT: IndexId = IndexId::many(1);

impl Stored for Share {
    const TABLE: Table = Table::Share;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.key.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_DOCUMENT, self.document.as_bytes().to_vec())]
    }
}
