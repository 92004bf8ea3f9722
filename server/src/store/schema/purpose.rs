//! Purposes, in the scope of their organisation.

use crate::domain::purpose::Purpose;
use crate::store::table::{IndexId, Stored, Table, key_name};
use uuid::Uuid;

/// Purposes by category, then by subcategory (nil where there is none), then by name: no two of a branch have the same.
pub const IN_CATEGORY: IndexId = IndexId::unique(2);

impl Stored for Purpose {
    const TABLE: Table = Table::Purpose;
    const SCHEMA: u16 = 1;
    const VERSIONS: bool = true;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let subcategory = self.subcategory.map_or(Uuid::nil(), |id| id.0);
        let key = [&self.category.as_bytes()[..], subcategory.as_bytes(), &key_name(&self.name)].concat();
        vec![(IN_CATEGORY, key)]
    }
}
