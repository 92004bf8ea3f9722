//! Installed packs and trusted publishers, in the scope of the instance.

use crate::domain::{pack::Installation, publisher::Publisher};
use crate::store::table::{Stored, Table, key_text};

impl Stored for Installation {
    const TABLE: Table = Table::Installation;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        key_text(&self.id)
    }
}

impl Stored for Publisher {
    const TABLE: Table = Table::Publisher;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.key.0.to_vec()
    }
}
