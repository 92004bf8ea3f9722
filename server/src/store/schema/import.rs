//! Uploaded register files, in the scope of their organisation. The file itself lies beside the store.

use crate::domain::import::Import;
use crate::store::table::{Stored, Table};

impl Stored for Import {
    const TABLE: Table = Table::Import;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }
}
