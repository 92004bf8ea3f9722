//! The register file: 89 columns, one row for each activity. Reads bytes into checked rows and writes rows into
//! bytes; knows neither the store nor the person who asks.

mod cells;
mod checker;
mod headers;
mod loss;
mod reader;
mod record;
#[cfg(test)]
mod roundtrip;
mod rows;
mod sample;
#[cfg(test)]
mod tests;
mod writer;

pub use headers::{french_headers, headers};
pub use loss::{Loss, LossKind};
pub use reader::{GoodRow, MAX_BYTES, MAX_CELL, MAX_ROWS, check, check_each, rows};
pub use sample::big_register;
pub use writer::{ExportRow, cells, example, read_cells, template, write, write_rows, write_table};
