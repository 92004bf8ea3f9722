//! Spreadsheets: the rows of every table.

use super::{ExtractError, sink::Sink};
use crate::{domain::document::Block, sheets::Workbook};

/// Most tables that are read.
const MOST_TABLES: usize = 500;

/// Reads all tables.
pub fn read(bytes: &[u8], sink: &mut Sink) -> Result<(), ExtractError> {
    let mut workbook = Workbook::open(bytes)?;
    let mut begun = 0;
    workbook.rows(0..MOST_TABLES, |table, _, cells| {
        if table >= begun {
            begun = table + 1;
            sink.put(Block::Sheet(u32::try_from(begun).unwrap_or(u32::MAX)))?;
        }
        sink.put(Block::Row(cells.iter().map(|cell| cell.clone().into_owned()).collect()))
    })
}
