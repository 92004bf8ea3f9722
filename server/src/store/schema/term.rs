//! Words that were added to reference lists, in the scope of their organisation.

use crate::domain::term::Term;
use crate::store::table::{IndexId, Stored, Table, key_name};

/// Words by list and name: no list has two of the same.
pub const IN_LIST: IndexId = IndexId::unique(1);

impl Stored for Term {
    const TABLE: Table = Table::Term;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let list = serde_json::to_string(&self.list).unwrap_or_default();
        vec![(IN_LIST, key_name(&format!("{list} {}", self.name)).to_vec())]
    }
}
