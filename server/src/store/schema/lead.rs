//! Leads of themes and subthemes, in the scope of their organisation.

use crate::domain::lead::Lead;
use crate::store::table::{Stored, Table, key_text};

impl Stored for Lead {
    const TABLE: Table = Table::Lead;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        key(&self.theme, &self.subtheme)
    }
}

/// The key of a theme, or of a subtheme.
pub fn key(theme: &str, subtheme: &str) -> Vec<u8> {
    [key_text(theme), key_text(subtheme)].concat()
}
