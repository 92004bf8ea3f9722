//! Sessions, found by the hash of the key in the cookie, and an account's by an index.

use crate::domain::session::{LastVisit, Session};
use crate::store::table::{IndexId, Stored, Table};

/// Sessions by account.
pub const BY_ACCOUNT: IndexId = IndexId::many(1);

impl Stored for Session {
    const TABLE: Table = Table::Session;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.key.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_ACCOUNT, self.account.as_bytes().to_vec())]
    }
}

impl Stored for LastVisit {
    const TABLE: Table = Table::LastVisit;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.account.as_bytes().to_vec()
    }
}
