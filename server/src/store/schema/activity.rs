//! Activities, in the scope of their organisation.

use crate::domain::activity::Activity;
use crate::store::table::{IndexId, Stored, Table, key_name};

/// Activities by purpose, then by name: no two of a purpose have the same.
pub const IN_PURPOSE: IndexId = IndexId::unique(2);

impl Stored for Activity {
    const TABLE: Table = Table::Activity;
    const SCHEMA: u16 = 1;
    const VERSIONS: bool = true;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(IN_PURPOSE, [&self.purpose.as_bytes()[..], &key_name(&self.record.name)].concat())]
    }
}
