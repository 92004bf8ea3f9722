//! Rows as the bytes of a file: UTF-8 with its mark, commas, CRLF, formulas neutralised.

use super::{
    cells::neutralised,
    headers::french_headers,
    loss::Loss,
    writer::{ExportRow, file_cells, without_controls},
};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use rayon::prelude::*;
use std::{borrow::Cow, io};

/// Rows that a thread writes in one go.
const AT_ONCE: usize = 256;

/// The file of a register, and what of the register it does not hold.
pub fn write<'a>(rows: impl IntoIterator<Item = ExportRow<'a>>) -> io::Result<(Vec<u8>, Vec<Loss>)> {
    let mut head = writer();
    head.write_record(french_headers())?;
    let rows: Vec<_> = rows.into_iter().collect();
    let parts: Vec<_> = rows.par_chunks(AT_ONCE).map(write_part).collect::<io::Result<_>>()?;
    let (mut file, mut losses) = (finished(head)?, Vec::new());
    file.reserve_exact(parts.iter().map(|(bytes, _)| bytes.len()).sum());
    for (bytes, lost) in parts {
        file.extend_from_slice(&bytes);
        losses.extend(lost);
    }
    Ok((file, losses))
}

/// Some rows of the file, without the header.
fn write_part(rows: &[ExportRow<'_>]) -> io::Result<(Vec<u8>, Vec<Loss>)> {
    let (mut writer, mut losses) = (writer_from(Vec::new()), Vec::new());
    for row in rows {
        for cell in file_cells(row, &mut losses) {
            writer.write_field(neutralised(without_controls(cell)).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok((finished(writer)?, losses))
}

/// Any other table as a file of the same form, for summaries and lists of faults.
pub fn write_table<'a>(header: &[&str], rows: impl IntoIterator<Item = Vec<Cow<'a, str>>>) -> io::Result<Vec<u8>> {
    let mut writer = writer();
    writer.write_record(header)?;
    Ok([finished(writer)?, write_rows(rows)?].concat())
}

/// More rows of such a file.
pub fn write_rows<'a>(rows: impl IntoIterator<Item = Vec<Cow<'a, str>>>) -> io::Result<Vec<u8>> {
    let mut writer = writer_from(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| neutralised(without_controls(cell)).into_owned()))?;
    }
    finished(writer)
}

/// A file with the header alone, to be filled in.
pub fn template() -> io::Result<Vec<u8>> {
    write([]).map(|(bytes, _)| bytes)
}

/// A filled file to learn from.
pub fn example() -> &'static [u8] {
    include_bytes!("example.csv")
}

fn writer() -> Writer<Vec<u8>> {
    // The mark tells spreadsheets that the file is UTF-8.
    writer_from("\u{feff}".as_bytes().to_vec())
}

fn writer_from(start: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary).from_writer(start)
}

fn finished(writer: Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(|error| error.into_error())
}
