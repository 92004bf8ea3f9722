//! Text in columns, whatever parts them.

use super::{ExtractError, sink::Sink};
use crate::domain::document::Block;
use csv::{ReaderBuilder, StringRecord};

/// What may part columns, the likeliest first where several are found equally often.
const BETWEEN: [u8; 4] = *b";,\t|";

/// Reads rows.
pub fn read(text: &str, sink: &mut Sink) -> Result<(), ExtractError> {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    let between = BETWEEN.into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b';');
    let mut rows = ReaderBuilder::new().delimiter(between).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut row = StringRecord::new();
    loop {
        match rows.read_record(&mut row) {
            Ok(true) => sink.put(Block::Row(row.iter().map(str::to_owned).collect()))?,
            Ok(false) => return Ok(()),
            Err(_) => return Err(ExtractError::Mistaken),
        }
    }
}
