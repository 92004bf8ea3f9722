//! Purposes, in the scope of their organisation.

use crate::domain::purpose::Purpose;
use crate::store::table::{IndexId, Stored, Table};

/// Purposes by category, then by subcategory where there is one.
pub const BY_CATEGORY: IndexId = IndexId::many(1);

impl Stored for Purpose {
    const TABLE: Table = Table::Purpose;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let mut key = self.category.as_bytes().to_vec();
        if let Some(subcategory) = self.subcategory {
            key.extend_from_slice(subcategory.as_bytes());
        }
        vec![(BY_CATEGORY, key)]
    }
}
