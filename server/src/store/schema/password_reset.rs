//! Links to choose a new password, found by the hash of their key, and an account's by an index.

use crate::domain::password_reset::PasswordReset;
use crate::store::table::{IndexId, Stored, Table};

/// Links by account.
pub const BY_ACCOUNT: IndexId = IndexId::many(1);

impl Stored for PasswordReset {
    const TABLE: Table = Table::PasswordReset;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.key.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_ACCOUNT, self.account.as_bytes().to_vec())]
    }
}
