//! What a content looks like before it is downloaded: its words in plain blocks, without anything that could act.

use serde::{Deserialize, Serialize};

/// Pages of one document that are drawn.
pub const PAGES: u32 = 50;

/// The beginning of a content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub blocks: Vec<Block>,
    /// Whether the content goes on.
    #[serde(default)]
    pub cut: bool,
    /// How many pages it has that can be drawn; [`PAGES`] of them are.
    #[serde(default)]
    pub pages: u32,
}

/// A piece of a content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Heading(String),
    Text(String),
    /// Of a list.
    Item(String),
    /// White space counts.
    Verbatim(String),
    /// Of a table; rows that follow each other belong to one.
    Row(Vec<String>),
    /// A page begins, or a slide: its number, from 1.
    Page(u32),
    /// A sheet of a spreadsheet begins: its number, from 1.
    Sheet(u32),
    /// Something said of the whole: one of [`FIELDS`], and the words.
    Field(String, String),
}

/// What is said of a message, as its locale keys name it.
pub const FIELDS: [&str; 5] = ["from", "to", "date", "subject", "attachment"];

/// All that was read of a content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// All its words, for the search.
    pub text: String,
    pub preview: Preview,
}
