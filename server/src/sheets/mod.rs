//! Spreadsheets: rows of text out of XLSX and ODS files, and tables into XLSX files. Knows no registers.
//!
//! Files come from anywhere: what is read is counted as it inflates, headers are never believed, entities of a document type
//! are refused, and memory holds one row at a time.

mod ods;
mod package;
#[cfg(test)]
mod tests;
mod words;
mod writer;
mod xlsx;

pub use package::{MOST_INFLATED, SheetError, attribute, text_of};
pub use writer::{Cell, Choices, SheetForm, WorkbookWriter};

use package::Package;
use std::{borrow::Cow, ops::Range};
use xlsx::Xlsx;

/// Most columns that are read of a row; what is further right is passed over.
pub const MOST_COLUMNS: usize = 256;
/// Most text that is kept of a cell, in bytes: more than any program writes. What is longer is cut.
const MOST_TEXT: usize = 128 * 1024;

/// A spreadsheet file.
pub enum Workbook<'a> {
    Xlsx(Box<Xlsx<'a>>),
    /// The tables stand one after the other in one part.
    Ods(Package<'a>),
}

impl<'a> Workbook<'a> {
    /// Whether the bytes are those of a package, as both formats are.
    pub fn is_package(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
    }

    /// Opens a file.
    ///
    /// # Errors
    /// Where it is neither XLSX nor ODS, is damaged, or inflates beyond what is read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, SheetError> {
        let package = Package::open(bytes)?;
        if package.has(xlsx::MAIN) {
            Xlsx::open(package).map(|xlsx| Self::Xlsx(Box::new(xlsx)))
        } else if package.has(ods::MAIN) {
            Ok(Self::Ods(package))
        } else {
            Err(SheetError::Damaged)
        }
    }

    /// Shows each row that holds anything of some of the tables, counted from 0: the table, the number of the row, from 1, and
    /// its cells up to the last filled one.
    ///
    /// # Errors
    /// Those of `each`; that the file is damaged or inflates beyond what is read.
    pub fn rows<E: From<SheetError>>(
        &mut self,
        tables: Range<usize>,
        each: impl FnMut(usize, u32, &[Cow<'_, str>]) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::Xlsx(xlsx) => xlsx.rows(tables, each),
            Self::Ods(package) => ods::rows(package, tables, each),
        }
    }
}

/// A row while it is read.
#[derive(Default)]
struct Line<'s> {
    cells: Vec<Cow<'s, str>>,
}

impl<'s> Line<'s> {
    fn put(&mut self, column: usize, text: Cow<'s, str>) {
        if column >= MOST_COLUMNS || text.is_empty() {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cow::Borrowed(""));
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
    }

    /// The cells up to the last one that is more than blank; none where there is no such cell.
    fn filled(&self) -> &[Cow<'s, str>] {
        let end = self.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        self.cells.get(..end).unwrap_or_default()
    }
}

/// Adds text to that of a cell, as much as is kept.
fn add(text: &mut String, more: &str) {
    let room = MOST_TEXT.saturating_sub(text.len());
    text.push_str(more.get(..more.floor_char_boundary(room)).unwrap_or_default());
}
