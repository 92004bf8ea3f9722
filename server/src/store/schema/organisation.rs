//! Organisations, in the scope of the instance.

use crate::domain::organisation::Organisation;
use crate::store::table::{Stored, Table};

impl Stored for Organisation {
    const TABLE: Table = Table::Organisation;
    const SCHEMA: u16 = 1;
    const VERSIONS: bool = true;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }
}
