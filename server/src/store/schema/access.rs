//! Memberships, in the scope of the instance: an account's are found by its id, an organisation's by an index.

use crate::domain::access::Membership;
use crate::store::table::{IndexId, Stored, Table};

/// Memberships by organisation.
pub const BY_ORGANISATION: IndexId = IndexId::many(1);

impl Stored for Membership {
    const TABLE: Table = Table::Membership;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        [*self.account.as_bytes(), *self.organisation.as_bytes()].concat()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_ORGANISATION, self.organisation.as_bytes().to_vec())]
    }
}
