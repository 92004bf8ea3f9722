//! What people are told, in the scope of the organisation it is about, or of the instance for operators; and how far
//! the readers of the journal are.

use crate::domain::notification::{Notification, ReaderPosition};
use crate::store::table::{IndexId, Stored, Table, key_text};

/// What a person has yet to read.
pub const BY_UNREAD: IndexId = IndexId::many(1);
/// What was told about a thing.
pub const BY_SUBJECT: IndexId = IndexId::many(2);
/// What waits for a daily mail, by the moment of that mail.
pub const BY_DIGEST: IndexId = IndexId::many(3);

impl Stored for Notification {
    const TABLE: Table = Table::Notification;
    const SCHEMA: u16 = 1;

    /// Begins with the recipient, so that a person reads only one's own.
    fn key(&self) -> Vec<u8> {
        [*self.recipient.as_bytes(), *self.id.as_bytes()].concat()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let unread = self.is_unread().then(|| (BY_UNREAD, self.recipient.as_bytes().to_vec()));
        let subject = self.matter.subject().map(|subject| (BY_SUBJECT, subject.as_bytes().to_vec()));
        let digest = self.digest.map(|due| (BY_DIGEST, due.as_second().max(0).to_be_bytes().to_vec()));
        unread.into_iter().chain(subject).chain(digest).collect()
    }
}

impl Stored for ReaderPosition {
    const TABLE: Table = Table::ReaderPosition;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        key_text(&self.reader)
    }
}
