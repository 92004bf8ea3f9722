//! Uploaded register files, in the scope of their organisation. The file itself lies beside the store.

use crate::domain::{
    id::ImportId,
    import::{Import, ImportCorrection},
};
use crate::store::table::{Stored, Table};

impl Stored for Import {
    const TABLE: Table = Table::Import;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }
}

/// The key of a corrected cell; those of one file begin with its identifier.
pub fn correction_key(import: ImportId, row: u32, column: u8) -> Vec<u8> {
    [&import.as_bytes()[..], &row.to_be_bytes(), &[column]].concat()
}

impl Stored for ImportCorrection {
    const TABLE: Table = Table::ImportCorrection;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        correction_key(self.import, self.row, self.column)
    }
}
