//! Accounts and their passwords, in the scope of the instance: a person may belong to several organisations.

use crate::domain::{
    account::{Account, Email},
    password::Credential,
};
use crate::store::table::{IndexId, Stored, Table};

/// The account of an address.
pub const BY_EMAIL: IndexId = IndexId::unique(1);

/// The index key of an address. Nothing else begins with it, since no address holds a zero byte.
pub fn email_key(email: &Email) -> Vec<u8> {
    crate::store::table::key_text(email.as_str())
}

impl Stored for Account {
    const TABLE: Table = Table::Account;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(BY_EMAIL, email_key(&self.email))]
    }
}

impl Stored for Credential {
    const TABLE: Table = Table::Credential;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.account.as_bytes().to_vec()
    }
}
