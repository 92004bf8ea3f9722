//! OpenDocument spreadsheets: all tables stand in one part; what repeats is written once with its number.

use super::{
    Line, add,
    package::{Package, Part, SheetError, attribute, text_of},
    words::number,
};
use quick_xml::events::{BytesStart, Event};
use std::{borrow::Cow, ops::Range};

/// The part that holds the tables.
pub const MAIN: &str = "content.xml";
/// Most spaces that one element stands for.
const MOST_SPACES: usize = 1_000;

pub fn rows<E: From<SheetError>>(
    package: &mut Package<'_>,
    tables: Range<usize>,
    mut each: impl FnMut(usize, u32, &[Cow<'_, str>]) -> Result<(), E>,
) -> Result<(), E> {
    let mut part = package.part(MAIN)?;
    let mut table = 0;
    while table < tables.end && go_to_table(&mut part)? {
        if tables.contains(&table) {
            rows_of(&mut part, |row, cells| each(table, row, cells))?;
        } else {
            skip(&mut part)?;
        }
        table += 1;
    }
    if table > tables.start || tables.start > 0 { Ok(()) } else { Err(SheetError::Damaged.into()) }
}

/// The rows of a table begun, up to its end.
fn rows_of<E: From<SheetError>>(
    part: &mut Part<'_>,
    mut each: impl FnMut(u32, &[Cow<'_, str>]) -> Result<(), E>,
) -> Result<(), E> {
    let mut row: u32 = 0;
    loop {
        match part.next()? {
            Event::Eof => return Err(SheetError::Damaged.into()),
            Event::End(element) if element.local_name().as_ref() == "table" => return Ok(()),
            Event::Start(element) if element.local_name().as_ref() == "table-row" => {
                let times = repeated(&element, "number-rows-repeated");
                let line = read_row(part)?;
                let filled = line.filled();
                if filled.is_empty() {
                    row = row.saturating_add(times);
                    continue;
                }
                for _ in 0..times {
                    row = row.saturating_add(1);
                    each(row, filled)?;
                }
            }
            _ => {}
        }
    }
}

/// Reads on to the beginning of the next table; false where there is none any more.
fn go_to_table(part: &mut Part<'_>) -> Result<bool, SheetError> {
    loop {
        match part.next()? {
            Event::Eof => return Ok(false),
            Event::Start(element) if element.local_name().as_ref() == "table" => return Ok(true),
            _ => {}
        }
    }
}

/// Reads on to the end of the element begun.
fn skip(part: &mut Part<'_>) -> Result<(), SheetError> {
    let mut depth = 1;
    while depth > 0 {
        match part.next()? {
            Event::Eof => return Err(SheetError::Damaged),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    Ok(())
}

fn repeated(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|number| number.parse().ok()).unwrap_or(1).max(1)
}

fn read_row(part: &mut Part<'_>) -> Result<Line<'static>, SheetError> {
    let mut line = Line::default();
    let mut column: usize = 0;
    loop {
        match part.next()? {
            Event::Eof => return Err(SheetError::Damaged),
            Event::End(element) if element.local_name().as_ref() == "table-row" => return Ok(line),
            Event::Start(element) if matches!(element.local_name().as_ref(), "table-cell" | "covered-table-cell") => {
                let times = repeated(&element, "number-columns-repeated") as usize;
                let typed = typed(&element);
                let text = read_cell(part)?;
                let text = typed.unwrap_or(text);
                for place in (column..super::MOST_COLUMNS).take(times) {
                    line.put(place, Cow::Owned(text.clone()));
                }
                column = column.saturating_add(times);
            }
            _ => {}
        }
    }
}

/// The value of a cell that is no text: what it shows is rounded, or written as the language of the person wants it.
fn typed(element: &BytesStart<'_>) -> Option<String> {
    match attribute(element, "value-type")?.as_str() {
        "float" | "percentage" | "currency" => Some(number(attribute(element, "value")?.trim()).into_owned()),
        "boolean" => Some(if attribute(element, "boolean-value")? == "true" { "Oui" } else { "Non" }.to_owned()),
        _ => None,
    }
}

/// The text of a cell begun, up to its end: its paragraphs as lines, without notes.
fn read_cell(part: &mut Part<'_>) -> Result<String, SheetError> {
    let mut text = String::new();
    let (mut depth, mut paragraphs, mut inside) = (1, 0, 0);
    while depth > 0 {
        let event = part.next()?;
        match &event {
            Event::Eof => return Err(SheetError::Damaged),
            Event::Start(element) => match element.local_name().as_ref() {
                "annotation" => skip(part)?,
                name => {
                    depth += 1;
                    match name {
                        "p" => {
                            inside += 1;
                            paragraphs += 1;
                            if paragraphs > 1 {
                                add(&mut text, "\n");
                            }
                        }
                        "s" => {
                            let spaces = attribute(element, "c").and_then(|number| number.parse().ok()).unwrap_or(1);
                            add(&mut text, &" ".repeat(spaces.min(MOST_SPACES)));
                        }
                        "tab" => add(&mut text, "\t"),
                        "line-break" => add(&mut text, "\n"),
                        _ => {}
                    }
                }
            },
            Event::End(element) => {
                depth -= 1;
                inside -= i32::from(element.local_name().as_ref() == "p");
            }
            event if inside > 0 => {
                if let Some(more) = text_of(event) {
                    add(&mut text, &more);
                }
            }
            _ => {}
        }
    }
    Ok(text)
}
