//! API tokens, found by the hash of their secret, and those of a person in an organisation by an index.

use crate::domain::{
    id::{AccountId, OrganisationId},
    token::Token,
};
use crate::store::table::{IndexId, Stored, Table};

/// Tokens by account, then by organisation.
pub const BY_PERSON: IndexId = IndexId::many(1);

/// The index key of a person in an organisation.
pub fn person_key(account: AccountId, organisation: OrganisationId) -> Vec<u8> {
    [*account.as_bytes(), *organisation.as_bytes()].concat()
}

impl Stored for Token {
    const TABLE: Table = Table::Token;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.key.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_PERSON, person_key(self.account, self.organisation))]
    }
}
