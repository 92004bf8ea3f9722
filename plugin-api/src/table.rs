//! Tables as spreadsheets save them: commas, semicolons or tabs, quotes, UTF-8 or the Western European set of Windows.

use crate::{FileFault, Localised, words::Words};

/// A table with a line of heads.
pub struct Table {
    heads: Vec<Words>,
    pub rows: Vec<Row>,
}

/// A line with something in it.
pub struct Row {
    /// As a spreadsheet counts: the heads are line 1.
    pub line: u32,
    cells: Vec<String>,
}

impl Table {
    /// Reads a table; the separator is the one that the heads have most of.
    pub fn read(bytes: &[u8]) -> Self {
        let text = text_of(bytes);
        let first = text.lines().next().unwrap_or_default();
        let separators = [';', '\t', ','];
        let separator = separators.into_iter().max_by_key(|separator| first.matches(*separator).count()).unwrap_or(';');
        let mut lines = split(&text, separator).into_iter();
        let heads = lines.next().map(|(_, cells)| cells).unwrap_or_default();
        let filled = lines.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        Self {
            heads: heads.iter().map(|head| Words::of([head.as_str()])).collect(),
            rows: filled.map(|(line, cells)| Row { line, cells }).collect(),
        }
    }

    /// The place of a column by its head, written as patterns of [`Words::are`]; case and accents do not count.
    pub fn column(&self, heads: &[&str]) -> Option<usize> {
        self.heads.iter().position(|head| head.are(heads))
    }
}

impl Row {
    /// The text of a cell; empty where there is no such column.
    pub fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map(String::as_str).unwrap_or_default()
    }

    /// The values of a cell that holds several, separated by commas, bars or lines.
    pub fn list(&self, column: Option<usize>) -> impl Iterator<Item = &str> {
        self.cell(column).split([',', '|', '\n']).map(str::trim).filter(|value| !value.is_empty())
    }

    /// A fault of a cell of this line.
    pub fn fault(&self, column: &str, message: Localised) -> FileFault {
        FileFault { line: self.line, column: column.into(), message }
    }
}

/// The text of a file: UTF-8, else the set that Windows calls 1252.
fn text_of(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let letter = |byte: &u8| match byte {
        0x80 => '€',
        0x85 => '…',
        0x8c => 'Œ',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 => '–',
        0x97 => '—',
        0x9c => 'œ',
        byte => char::from(*byte),
    };
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(letter).collect(), str::to_owned)
}

/// Lines with their numbers, split into cells; a quoted cell may hold separators and lines.
fn split(text: &str, separator: char) -> Vec<(u32, Vec<String>)> {
    let (mut lines, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut line, mut began) = (false, 1, 1);
    let mut letters = text.chars().filter(|letter| *letter != '\r').peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell).trim().to_owned());
                lines.push((began, std::mem::take(&mut cells)));
                line += 1;
                began = line;
            }
            letter if letter == separator && !quoted => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            letter => {
                line += u32::from(letter == '\n');
                cell.push(letter);
            }
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(cell.trim().to_owned());
        lines.push((began, cells));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_as_spreadsheets_save_them() {
        let table = [
            ("Nom;Durée\nPaie;5 ans\n".as_bytes(), "Paie", "5 ans", 2),
            ("\u{feff}nom,duree\r\n\r\n\"Paie, primes\",\"5\nans\"".as_bytes(), "Paie, primes", "5\nans", 3),
            (b"NOM\tDUR\xc9E\nl\x92\x9cuvre\t\"dit \"\"x\"\"\"\n", "l’œuvre", "dit \"x\"", 2),
        ];
        for (bytes, name, period, line) in table {
            let read = Table::read(bytes);
            let row = &read.rows[0];
            let (name_at, period_at) = (read.column(&["nom"]), read.column(&["duree"]));
            assert_eq!((row.cell(name_at), row.cell(period_at), row.line), (name, period, line));
            assert_eq!((read.rows.len(), row.cell(read.column(&["absent"]))), (1, ""));
        }
        let list = Table::read("a\n\"x, y | z\nw,,\"\n".as_bytes());
        assert_eq!(list.rows[0].list(Some(0)).collect::<Vec<_>>(), ["x", "y", "z", "w"]);
    }
}
