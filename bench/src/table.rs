//! Rows of the result and how they are printed: a Markdown table, ready for the documentation.

use std::fmt;

/// One thing measured.
pub struct Row {
    what: String,
    ours: String,
    beside: String,
    asked: String,
    /// `None` where nothing is asked for or it could not be compared.
    met: Option<bool>,
}

impl Row {
    pub fn new(what: impl Into<String>, ours: impl Into<String>) -> Self {
        Self { what: what.into(), ours: ours.into(), beside: String::new(), asked: String::new(), met: None }
    }

    /// What it is compared with.
    pub fn beside(mut self, beside: impl Into<String>) -> Self {
        self.beside = beside.into();
        self
    }

    /// What is asked for, and whether it is reached.
    pub fn asked(mut self, asked: impl Into<String>, met: bool) -> Self {
        self.asked = asked.into();
        self.met = Some(met);
        self
    }

    fn cells(&self) -> [&str; 5] {
        let met = match self.met {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        [&self.what, &self.ours, &self.beside, &self.asked, met]
    }
}

/// All rows.
#[derive(Default)]
pub struct Table(Vec<Row>);

impl Table {
    pub fn extend(&mut self, rows: Vec<Row>) {
        self.0.extend(rows);
    }
}

const HEAD: [&str; 5] = ["what", "Probant", "compared with", "asked for", "met"];

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut widths = HEAD.map(|title| title.chars().count());
        for row in &self.0 {
            for (width, cell) in widths.iter_mut().zip(row.cells()) {
                *width = (*width).max(cell.chars().count());
            }
        }
        line(f, widths, HEAD)?;
        line(f, widths, widths.map(|width| "-".repeat(width)).each_ref().map(String::as_str))?;
        self.0.iter().try_for_each(|row| line(f, widths, row.cells()))
    }
}

fn line(f: &mut fmt::Formatter<'_>, widths: [usize; 5], cells: [&str; 5]) -> fmt::Result {
    for (width, cell) in widths.into_iter().zip(cells) {
        write!(f, "| {cell:<width$} ")?;
    }
    writeln!(f, "|")
}
