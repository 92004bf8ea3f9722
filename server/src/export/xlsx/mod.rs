//! The register as a spreadsheet: the 89 columns as the file of text has them, and in further tables what they cannot hold, so
//! that it comes back whole. And any other tables.

mod lists;

pub use crate::sheets::{Cell, SheetForm, WorkbookWriter};

use super::csv::{
    DETAIL_HEADS, Detail, ExportRow, LOSS_HEADS, Loss, details, french_headers, kept, parts, rows, sheet_cells, with_rows,
};
use crate::{
    domain::column::{COLUMNS, Column, Kind},
    locale::Texts,
};
use std::{borrow::Cow, io};

/// Widths of the columns of the register: the branch and the description, then all others.
const WIDTHS: [u8; 6] = [24, 24, 28, 32, 48, 20];
/// The path of an activity and what is said of it.
const DETAIL_WIDTHS: [u8; 7] = [24, 24, 28, 32, 36, 48, 32];
/// Head of a table and the columns of the path stay in sight.
const FIXED: (u32, u32) = (1, 4);

/// The file of a register, and what of the register its 89 columns do not hold: that stands in the further tables.
///
/// # Errors
/// Where the file would become larger than the format holds.
pub fn write<'a>(rows: impl IntoIterator<Item = ExportRow<'a>>, t: Texts) -> io::Result<(Vec<u8>, Vec<Loss>)> {
    let (mut losses, mut said) = (Vec::new(), Vec::new());
    let mut workbook = WorkbookWriter::new();
    let values = t.get("export-table-values");
    let written = rows.into_iter().map(|row| {
        let (cells, given) = sheet_cells(&row, &mut losses);
        let path = || cells.iter().take(4).cloned().collect::<Vec<_>>();
        said.extend(details(&given, row.record).into_iter().map(|detail| (path(), detail)));
        COLUMNS.iter().zip(cells).map(|(column, cell)| typed(column, cell)).collect()
    });
    let form = SheetForm { name: &t.get("export-table-register"), widths: &WIDTHS, fixed: FIXED, choices: &lists::of(&values) };
    workbook.table(&form, std::iter::once(heads(&french_headers())).chain(written))?;
    if !losses.is_empty() {
        write_losses(&mut workbook, &losses, t)?;
    }
    if !said.is_empty() {
        write_details(&mut workbook, said, t)?;
    }
    let form = SheetForm { name: &values, widths: &[44], fixed: (1, 0), choices: &[] };
    workbook.table(&form, lists::rows(t))?;
    Ok((workbook.finish()?, losses))
}

/// A register without activities, to be filled in.
///
/// # Errors
/// Internal only.
pub fn template(t: Texts) -> io::Result<Vec<u8>> {
    write([], t).map(|(bytes, _)| bytes)
}

/// The filled file to learn from.
///
/// # Errors
/// Internal only.
pub fn example(t: Texts) -> io::Result<Vec<u8>> {
    let (_, filled) = rows(super::csv::example());
    with_rows(&filled, |rows| write(rows, t)).map(|(bytes, _)| bytes)
}

/// Cells with texts of any origin.
pub fn texts<'a>(texts: impl IntoIterator<Item = String>) -> impl Iterator<Item = Cell<'a>> {
    texts.into_iter().map(|text| Cell::Text(kept(text.into())))
}

fn heads<'a>(heads: &[&'a str]) -> Vec<Cell<'a>> {
    heads.iter().map(|head| Cell::head(*head)).collect()
}

/// Numbers as numbers, all else as text: spreadsheets sort and count what is typed.
fn typed<'a>(column: &Column, cell: Cow<'a, str>) -> Cell<'a> {
    let number = matches!(column.kind, Kind::Number { .. }).then(|| cell.parse::<u32>().ok()).flatten();
    match number {
        Some(number) if number.to_string() == cell => Cell::Number(number),
        _ => Cell::Text(cell),
    }
}

/// For people: what the 89 columns leave out.
fn write_losses(workbook: &mut WorkbookWriter, losses: &[Loss], t: Texts) -> io::Result<()> {
    let head = LOSS_HEADS.map(|key| Cell::head(t.get(key))).to_vec();
    let rows = losses.iter().map(|loss| texts(loss.told(t)).collect());
    let form = SheetForm { name: &t.get("export-table-losses"), widths: &[32, 32, 40, 60], fixed: (1, 1), choices: &[] };
    workbook.table(&form, std::iter::once(head).chain(rows))
}

/// For the import: the same, field by field.
fn write_details(workbook: &mut WorkbookWriter, said: Vec<(Vec<Cow<'_, str>>, Detail)>, t: Texts) -> io::Result<()> {
    let french = french_headers();
    let path = french.iter().take(4).copied();
    let head = path.chain(DETAIL_HEADS).map(Cell::head).collect::<Vec<_>>();
    let rows = said.into_iter().flat_map(|(path, detail)| {
        parts(&detail)
            .map(|part| path.iter().cloned().chain(part.map(Cow::Owned)).map(Cell::Text).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    });
    let form = SheetForm { name: &t.get("export-table-details"), widths: &DETAIL_WIDTHS, fixed: FIXED, choices: &[] };
    workbook.table(&form, std::iter::once(head).chain(rows))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub use tests::read;
