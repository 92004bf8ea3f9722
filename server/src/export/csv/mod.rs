//! The register file: 89 columns, one row for each activity. Reads bytes into checked rows and writes rows into
//! bytes; knows neither the store nor the person who asks.

mod cells;
mod checker;
mod details;
mod file;
#[cfg(test)]
pub(super) mod generated;
mod headers;
mod loss;
mod reader;
mod record;
#[cfg(test)]
mod roundtrip;
mod rows;
mod sample;
mod sheet;
#[cfg(test)]
mod tests;
mod text;
mod writer;

pub(super) use details::{Detail, HEADS as DETAIL_HEADS, details, parts};
pub use file::{example, template, write, write_rows, write_table};
pub use headers::{french_headers, headers};
pub use loss::{LOSS_HEADS, Loss, LossKind};
pub use reader::{FileRow, MAX_BYTES, MAX_CELL, MAX_ROWS, check, check_each, rows};
pub use sample::big_register;
pub use sheet::{cells, read_cells};
pub(super) use sheet::{kept, sheet_cells};
pub use writer::{ExportRow, with_rows};
