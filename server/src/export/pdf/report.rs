//! What a register report says: texts in their final language, in the order in which they are read.

use jiff::Timestamp;

/// A register, ready to be laid out.
#[derive(Clone, Debug)]
pub struct RegisterReport {
    /// BCP 47 tag of all texts, for readers that speak.
    pub language: &'static str,
    pub organisation: String,
    pub title: String,
    /// Which layout, and of what: below the title.
    pub subtitle: String,
    /// The day of the report, as people write it.
    pub date: String,
    /// The moment recorded in the file.
    pub created: Timestamp,
    /// Company sheet and data protection officer, on the first page. Where there is nothing, the sheets stand alone, without
    /// title page and contents.
    pub cover: Vec<Section>,
    /// One per activity, those of a branch together.
    pub sheets: Vec<Sheet>,
    pub words: Words,
}

/// Words that pages repeat.
#[derive(Clone, Debug)]
pub struct Words {
    pub contents: String,
    pub page: String,
    /// Said in place of the contents when there are no sheets.
    pub empty: String,
}

/// One activity.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Category, subcategory and purpose; those that exist.
    pub path: Vec<String>,
    pub title: String,
    pub badge: Option<Badge>,
    pub sections: Vec<Section>,
}

impl Sheet {
    /// How many levels of its path a sheet has in common with a branch.
    pub fn shares(&self, branch: &[String]) -> usize {
        branch.iter().zip(&self.path).take_while(|(a, b)| a == b).count()
    }
}

/// A short word about a sheet, in a coloured field.
#[derive(Clone, Debug)]
pub struct Badge {
    pub text: String,
    pub tone: Tone,
}

/// What a colour stands for; the words beside it say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Attention,
    Neutral,
}

/// A titled part of a sheet.
#[derive(Clone, Debug)]
pub struct Section {
    pub title: String,
    pub blocks: Vec<Block>,
}

/// What a section is made of.
#[derive(Clone, Debug)]
pub enum Block {
    Row {
        label: String,
        value: String,
    },
    List {
        label: String,
        items: Vec<String>,
    },
    /// The first column names things; `weights` share the width that is left among the others, and there is one for each.
    Table {
        head: Vec<String>,
        weights: Vec<f32>,
        rows: Vec<Vec<String>>,
    },
    Note {
        text: String,
        tone: Tone,
    },
}

impl Block {
    /// A label and a value.
    pub fn row(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self::Row { label: label.into(), value: value.into() }
    }

    /// A table without the columns, after the first, in which no row says anything: a list where the first alone is left.
    /// `weights` has one for each column after the first.
    pub fn table(mut head: Vec<String>, weights: &[f32], rows: Vec<Vec<String>>) -> Option<Self> {
        let says = |column: usize| column == 0 || rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
        let said: Vec<bool> = (0..head.len()).map(says).collect();
        let weights = kept(weights.to_vec(), said.get(1..)?);
        head = kept(head, &said);
        let rows: Vec<_> = rows.into_iter().map(|row| kept(row, &said)).collect();
        if !weights.is_empty() {
            return Some(Self::Table { head, weights, rows });
        }
        let items: Vec<_> = rows.into_iter().flatten().filter(|cell| !cell.is_empty()).collect();
        head.pop().filter(|_| !items.is_empty()).map(|label| Self::List { label, items })
    }
}

/// The cells whose columns say something.
fn kept<T>(cells: Vec<T>, said: &[bool]) -> Vec<T> {
    cells.into_iter().zip(said).filter(|(_, said)| **said).map(|(cell, _)| cell).collect()
}
