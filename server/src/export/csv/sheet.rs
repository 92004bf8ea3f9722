//! The 89 cells as forms and spreadsheets hold them, where texts are typed and never run as formulas.

use super::{
    cells::{Cells, neutralised},
    file::write_table,
    headers::french_headers,
    loss::Loss,
    reader::{MAX_CELL, rows},
    record::import_row,
    writer::{ExportRow, file_cells, filled, without_controls},
};
use crate::domain::{
    activity::ActivityRecord,
    column::{COLUMNS, Column},
    import::{ImportFault, ImportRow},
};
use std::{borrow::Cow, io};

/// The 89 cells of one activity as a form shows them: nothing is neutralised.
pub fn cells(row: &ExportRow<'_>) -> Vec<String> {
    filled(row, &mut Vec::new()).into_iter().map(Cow::into_owned).collect()
}

/// Reads 89 cells that a form or the API filled, by the very road of a file: the same checks, the same faults.
pub fn read_cells(cells: &[&str]) -> io::Result<(Option<ImportRow>, Vec<ImportFault>)> {
    let cells = cells.iter().map(|cell| Cow::Borrowed(*cell)).collect();
    let (file, rows) = rows(&write_table(&french_headers(), [cells])?);
    Ok((rows.into_iter().next(), file.faults))
}

/// The 89 cells of one activity as a spreadsheet holds them, where texts are never run as formulas, and the activity that they
/// give when they are read.
pub fn sheet_cells<'a>(row: &ExportRow<'a>, losses: &mut Vec<Loss>) -> (Vec<Cow<'a, str>>, ActivityRecord) {
    // What would not be read again as far as it has room stands among the details alone.
    let fits = |column: &Column, cell: &str| cell.len() <= MAX_CELL || column.check(cut(cell)).is_ok();
    let cells = COLUMNS.iter().zip(file_cells(row, losses));
    let cells: Vec<_> = cells.map(|(column, cell)| if fits(column, &cell) { kept(cell) } else { Cow::Borrowed("") }).collect();
    let given = import_row(0, &Cells::of(&cells)).record;
    (cells, given)
}

/// A text as a cell of a spreadsheet holds it: as much as there is room for, and such that the import gives it back.
pub fn kept(text: Cow<'_, str>) -> Cow<'_, str> {
    typed(held(text))
}

fn held(text: Cow<'_, str>) -> Cow<'_, str> {
    match without_controls(text) {
        Cow::Borrowed(text) => Cow::Borrowed(cut(text)),
        Cow::Owned(text) => Cow::Owned(cut(&text).to_owned()),
    }
}

/// The import takes one apostrophe off before what would be a formula.
fn typed(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with('\'') { neutralised(text) } else { text }
}

/// As much of a text as the import takes.
fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MAX_CELL)).unwrap_or(text)
}
