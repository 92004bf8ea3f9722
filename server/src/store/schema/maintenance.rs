//! Maintenance windows, in the scope of the instance.

use crate::domain::maintenance::Maintenance;
use crate::store::table::{Stored, Table};

impl Stored for Maintenance {
    const TABLE: Table = Table::Maintenance;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }
}
