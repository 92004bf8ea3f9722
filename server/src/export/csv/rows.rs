//! Splits a text into rows and cells by the rules of RFC 4180, as the `csv` crate does. Copies nothing but cells
//! that hold doubled quotes: a register of 10,000 rows is nearly a million cells, most of them empty.

use std::borrow::Cow;

/// Most cells of a row that are kept: enough to say that there are too many.
const MOST_CELLS: usize = 1_000;

/// The rows of a text, each read into the same buffer.
pub(super) struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    at: usize,
}

impl<'t> Rows<'t> {
    pub fn new(text: &'t str, delimiter: u8) -> Self {
        Self { text, delimiter, at: 0 }
    }

    /// Reads the next row; false where there is none. Lines without anything are no rows.
    pub fn next(&mut self, cells: &mut Vec<Cow<'t, str>>) -> bool {
        cells.clear();
        while matches!(self.byte(), Some(b'\r' | b'\n')) {
            self.at += 1;
        }
        if self.byte().is_none() {
            return false;
        }
        loop {
            let cell = if self.byte() == Some(b'"') { self.quoted() } else { Cow::Borrowed(self.plain()) };
            // Rows of millions of cells exist only to fill memory.
            if cells.len() < MOST_CELLS {
                cells.push(cell);
            }
            match self.byte() {
                Some(byte) if byte == self.delimiter => self.at += 1,
                _ => return true,
            }
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Up to the next separator or end of line; quotes mean nothing here.
    fn plain(&mut self) -> &'t str {
        let rest = self.rest();
        let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\r' | b'\n');
        let end = rest.as_bytes().iter().position(ends).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Up to the closing quote, where two quotes stand for one. What follows the closing quote belongs to the cell.
    fn quoted(&mut self) -> Cow<'t, str> {
        let mut cell = Cow::Borrowed("");
        loop {
            self.at += 1;
            let rest = self.rest();
            let end = rest.find('"').unwrap_or(rest.len());
            add(&mut cell, rest.get(..end).unwrap_or_default());
            self.at = (self.at + end + 1).min(self.text.len());
            if self.byte() != Some(b'"') || end == rest.len() {
                break;
            }
            add(&mut cell, "\"");
        }
        let after = self.plain();
        add(&mut cell, after);
        cell
    }
}

fn add<'t>(cell: &mut Cow<'t, str>, text: &'t str) {
    if cell.is_empty() {
        *cell = Cow::Borrowed(text);
    } else if !text.is_empty() {
        cell.to_mut().push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut cells, mut all) = (Rows::new(text, b','), Vec::new(), Vec::new());
        while rows.next(&mut cells) {
            all.push(cells.iter().map(|cell| cell.to_string()).collect());
        }
        all
    }

    #[test]
    fn quotes_lines_and_ends() {
        let table: [(&str, &[&[&str]]); 9] = [
            ("", &[]),
            ("\r\n\n\r", &[]),
            ("a,b\r\n\r\nc,", &[&["a", "b"], &["c", ""]]),
            (",,\n", &[&["", "", ""]]),
            ("\"a\"\"b\",\"\",c", &[&["a\"b", "", "c"]]),
            ("\"a\r\nb\";c", &[&["a\r\nb;c"]]),
            ("a\"b\",c", &[&["a\"b\"", "c"]]),
            ("\"a\"b\"c,d", &[&["ab\"c", "d"]]),
            ("\"never closed,\n", &[&["never closed,\n"]]),
        ];
        for (text, expected) in table {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[a\u{e9},\"\r\n;]{0,40}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(split(&text), expected);
        }
    }
}
