//! The cells of one row as they stand in the file, and the apostrophe that keeps spreadsheets from running them.

use crate::domain::column::{COUNT, Column};
use std::borrow::Cow;

/// The 89 cells of a row: trimmed, and with the apostrophe of [`neutralised`] taken off again.
pub(super) struct Cells<'a>([&'a str; COUNT]);

impl<'a> Cells<'a> {
    /// The cells of a row; those beyond the 89th are not kept.
    pub fn of(row: &'a [Cow<'_, str>]) -> Self {
        let mut cells = [""; COUNT];
        for (cell, raw) in cells.iter_mut().zip(row) {
            if !raw.is_empty() {
                *cell = restored(raw.trim());
            }
        }
        Self(cells)
    }

    /// The cell of a column, 1 to 89.
    pub fn get(&self, number: u8) -> &'a str {
        usize::from(number).checked_sub(1).and_then(|index| self.0.get(index)).copied().unwrap_or_default()
    }

    /// Puts another text into a cell, as it is.
    pub fn set(&mut self, number: u8, text: &'a str) {
        if let Some(cell) = usize::from(number).checked_sub(1).and_then(|index| self.0.get_mut(index)) {
            *cell = text;
        }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|cell| cell.is_empty())
    }

    /// The filled cells with their columns.
    pub fn filled<'s>(&'s self, columns: &'static [Column]) -> impl Iterator<Item = (&'static Column, &'a str)> + 's {
        columns.iter().zip(self.0).filter(|(_, cell)| !cell.is_empty())
    }
}

/// Whether a spreadsheet would take a text for a formula, once any apostrophes before it are gone.
pub(super) fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text with an apostrophe before it where a spreadsheet would run it. Texts that begin with apostrophes
/// and then a formula get one more, so that [`restored`] undoes exactly this.
pub(super) fn neutralised(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&text) { Cow::Owned(format!("'{text}")) } else { text }
}

/// The text that [`neutralised`] was given.
pub(super) fn restored(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_nothing_else() {
        let table = [
            ("=1+1", "'=1+1"),
            ("+33 1 23", "'+33 1 23"),
            ("-", "'-"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("''=1", "'''=1"),
            ("'quoted'", "'quoted'"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (text, written) in table {
            assert_eq!(neutralised(text.into()), written);
            assert_eq!(restored(written), text);
        }
    }
}
