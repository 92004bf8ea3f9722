//! What the operator says to everybody, in the scope of the instance.

use crate::domain::instance::{Contact, TermsPart};
use crate::store::table::{Stored, Table, key_text};

/// Key of the only contact.
pub const CONTACT: &[u8] = b"contact";

impl Stored for Contact {
    const TABLE: Table = Table::Contact;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        CONTACT.to_vec()
    }
}

/// Parts stand under their language, in order.
impl Stored for TermsPart {
    const TABLE: Table = Table::TermsPart;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        [key_text(self.language.code()), self.number.to_be_bytes().to_vec()].concat()
    }
}
