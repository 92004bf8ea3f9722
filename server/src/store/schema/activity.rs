//! Activities, in the scope of their organisation.

use crate::domain::activity::Activity;
use crate::store::table::{IndexId, Stored, Table};

/// Activities by purpose.
pub const BY_PURPOSE: IndexId = IndexId::many(1);

impl Stored for Activity {
    const TABLE: Table = Table::Activity;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_PURPOSE, self.purpose.as_bytes().to_vec())]
    }
}
