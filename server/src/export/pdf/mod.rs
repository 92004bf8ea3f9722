//! Reports as PDF: lays out and writes. Knows no register, no language and no service: texts come ready in a report.
//!
//! `report` says what a report is, `sheets` how its pages are composed; `flow` fills pages from top to bottom, `wrap` breaks
//! lines, `font` measures; `document` collects pages and glyphs, `write` makes the file of them.

mod document;
mod flow;
mod font;
mod outline;
mod report;
mod sheets;
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
    Subset(#[from] subsetter::Error),
}

/// Makes the file. The same report gives the same bytes.
///
/// # Errors
/// Only where the built-in font is unusable.
pub fn render(report: &RegisterReport) -> Result<Vec<u8>, PdfError> {
    let faces = font::faces()?;
    let composed = sheets::compose(faces, report);
    write::file(composed, report)
}
