//! The queue of mails, in the scope of the instance: one sender works for all organisations.

use crate::domain::mail::Mail;
use crate::store::table::{IndexId, Stored, Table};

/// Mails that wait, by the moment at which to try.
pub const BY_DUE: IndexId = IndexId::many(1);
/// Mails by organisation.
pub const BY_ORGANISATION: IndexId = IndexId::many(2);

impl Stored for Mail {
    const TABLE: Table = Table::Mail;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let due = self.due().map(|due| (BY_DUE, due.as_second().max(0).to_be_bytes().to_vec()));
        let organisation = self.organisation.map(|organisation| (BY_ORGANISATION, organisation.as_bytes().to_vec()));
        due.into_iter().chain(organisation).collect()
    }
}
