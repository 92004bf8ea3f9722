//! Reports as PDF: lays out and writes. Knows no register, no language and no service: texts come ready in a report.
//!
//! `report` says what a report is, `sheets` how its pages are composed; `flow` fills pages from top to bottom, `wrap` breaks
//! lines, `font` measures, `document` collects. All that is layout. `write` makes the file: `drawing` says a page in the words
//! of printpdf, `subset` cuts the font, `outline` nests the bookmarks.

mod document;
mod drawing;
mod flow;
mod font;
mod outline;
mod report;
mod sheets;
mod subset;
mod table;
#[cfg(test)]
mod tests;
mod wrap;
mod write;

pub use report::{Badge, Block, RegisterReport, Section, Sheet, Tone, Words};

use thiserror::Error;

/// Why a report could not be made.
#[derive(Debug, Error)]
pub enum PdfError {
    /// The font that is built in cannot be read.
    #[error("the built-in font cannot be read")]
    Font,
    /// What is used of the font could not be cut out of it.
    #[error("subset of the font: {0}")]
    Subset(#[from] allsorts::subset::SubsetError),
    /// No calendar has the moment of the report.
    #[error("the moment of the report lies outside the calendar")]
    Date,
    /// printpdf left something out.
    #[error("something is missing from the file: {0}")]
    Incomplete(String),
    /// The document that was drawn is not as it should be.
    #[error("structure of the file: {0}")]
    Structure(#[from] lopdf::Error),
    /// Writing into memory failed.
    #[error("the file cannot be written: {0}")]
    Write(#[from] std::io::Error),
}

/// Makes the file. The same report gives the same bytes.
///
/// # Errors
/// Only where the built-in font is unusable or printpdf could not write all of the report.
pub fn render(report: &RegisterReport) -> Result<Vec<u8>, PdfError> {
    let faces = font::faces()?;
    let composed = sheets::compose(faces, report);
    write::file(composed, report)
}
