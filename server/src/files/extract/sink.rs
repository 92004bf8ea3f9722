//! Where blocks go: all their words into the text, the first of them into the preview.

use super::{ExtractError, MOST_TEXT};
use crate::domain::document::{Block, Preview, Reading};

/// Most blocks of a preview, most bytes of them all, and of one cell of a table.
const MOST_BLOCKS: usize = 2_000;
const MOST_BYTES: usize = 256 * 1024;
const MOST_IN_CELL: usize = 1_000;
/// Most cells of a row that a preview shows.
const MOST_CELLS: usize = 40;

/// What was read so far.
#[derive(Default)]
pub struct Sink {
    text: String,
    preview: Preview,
    shown: usize,
}

impl Sink {
    /// Takes the next block; one without words is left out.
    ///
    /// # Errors
    /// `Enough` once the text is full.
    pub fn put(&mut self, block: Block) -> Result<(), ExtractError> {
        let Some(block) = clean(block) else { return Ok(()) };
        match &block {
            Block::Heading(text) | Block::Text(text) | Block::Item(text) | Block::Verbatim(text) | Block::Field(_, text) => {
                self.add(text);
            }
            Block::Row(cells) => {
                for (number, cell) in cells.iter().filter(|cell| !cell.is_empty()).enumerate() {
                    self.text.push_str(if number > 0 { "\t" } else { "" });
                    self.text.push_str(cell);
                }
                self.text.push('\n');
            }
            Block::Page(_) | Block::Sheet(_) => {}
        }
        self.show(block);
        if self.text.len() < MOST_TEXT { Ok(()) } else { Err(ExtractError::Enough) }
    }

    /// Says how many pages can be drawn.
    pub fn can_be_drawn(&mut self, pages: u32) {
        self.preview.pages = pages;
    }

    /// All that was read, cut to what is kept.
    pub fn finish(mut self) -> Reading {
        self.text.truncate(self.text.floor_char_boundary(MOST_TEXT));
        Reading { text: self.text, preview: self.preview }
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn show(&mut self, block: Block) {
        if self.preview.cut {
            return;
        }
        let room = MOST_BYTES.saturating_sub(self.shown);
        let short = |mut text: String, most: usize| {
            text.truncate(text.floor_char_boundary(most));
            text
        };
        let size = size_of(&block);
        if self.preview.blocks.len() >= MOST_BLOCKS || room == 0 {
            self.preview.cut = true;
            return;
        }
        self.preview.cut = size > room;
        self.shown += size.min(room);
        self.preview.blocks.push(match block {
            Block::Text(text) => Block::Text(short(text, room)),
            Block::Verbatim(text) => Block::Verbatim(short(text, room)),
            Block::Heading(text) => Block::Heading(short(text, room.min(MOST_IN_CELL))),
            Block::Item(text) => Block::Item(short(text, room)),
            Block::Field(name, text) => Block::Field(name, short(text, room.min(MOST_IN_CELL))),
            Block::Row(cells) => {
                Block::Row(cells.into_iter().take(MOST_CELLS).map(|cell| short(cell, room.min(MOST_IN_CELL))).collect())
            }
            other => other,
        });
    }
}

fn size_of(block: &Block) -> usize {
    match block {
        Block::Heading(text) | Block::Text(text) | Block::Item(text) | Block::Verbatim(text) | Block::Field(_, text) => {
            text.len()
        }
        Block::Row(cells) => cells.iter().take(MOST_CELLS).map(|cell| cell.len().min(MOST_IN_CELL)).sum(),
        Block::Page(_) | Block::Sheet(_) => 8,
    }
}

/// The block without signs that steer a terminal, and without white space around it; nothing where no word is left.
fn clean(block: Block) -> Option<Block> {
    let plain = |text: String| -> String {
        if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            text.chars().map(|c| if c.is_control() && !c.is_whitespace() { ' ' } else { c }).collect()
        } else {
            text
        }
    };
    let trimmed = |text: String| plain(text).trim().to_owned();
    let block = match block {
        Block::Heading(text) => Block::Heading(trimmed(text)),
        Block::Text(text) => Block::Text(trimmed(text)),
        Block::Item(text) => Block::Item(trimmed(text)),
        Block::Field(name, text) => Block::Field(name, trimmed(text)),
        Block::Verbatim(text) => Block::Verbatim(plain(text).trim_end().to_owned()),
        Block::Row(cells) => Block::Row(cells.into_iter().map(trimmed).collect()),
        other => return Some(other),
    };
    let empty = match &block {
        Block::Row(cells) => cells.iter().all(String::is_empty),
        other => size_of(other) == 0,
    };
    (!empty).then_some(block)
}
