//! Office Open XML spreadsheets: tables are parts of their own, texts stand in a part that they share.

use super::{
    Line, add,
    package::{Package, Part, SheetError, attribute, text_of},
    words::{number, unescaped},
};
use quick_xml::events::{BytesStart, Event};
use std::{borrow::Cow, collections::HashMap, ops::Range};

/// The part that lists the tables.
pub const MAIN: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
/// Most text that cells share, in bytes, and most single texts.
const MOST_SHARED: usize = 96 * 1024 * 1024;
const MOST_TEXTS: usize = 4_000_000;

pub struct Xlsx<'a> {
    package: Package<'a>,
    /// The parts of the tables, in their order.
    tables: Vec<String>,
    shared: Shared,
}

impl<'a> Xlsx<'a> {
    pub fn open(mut package: Package<'a>) -> Result<Self, SheetError> {
        let (targets, shared) = relations(&mut package)?;
        let mut tables = Vec::new();
        let mut part = package.part(MAIN)?;
        loop {
            match part.next()? {
                Event::Eof => break,
                Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                    let id = attribute_of_relation(&element);
                    tables.extend(id.and_then(|id| targets.get(&id)).cloned());
                }
                _ => {}
            }
        }
        drop(part);
        if tables.is_empty() {
            return Err(SheetError::Damaged);
        }
        let shared = match shared {
            Some(name) if package.has(&name) => Shared::read(&mut package.part(&name)?)?,
            _ => Shared::default(),
        };
        Ok(Self { package, tables, shared })
    }

    pub fn rows<E: From<SheetError>>(
        &mut self,
        tables: Range<usize>,
        mut each: impl FnMut(usize, u32, &[Cow<'_, str>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self { package, tables: parts, shared } = self;
        for (table, name) in parts.iter().enumerate().take(tables.end).skip(tables.start) {
            let mut part = package.part(name)?;
            let mut row: u32 = 0;
            loop {
                match part.next()? {
                    Event::Eof => break,
                    Event::Start(element) if element.local_name().as_ref() == "row" => {
                        let said = attribute(&element, "r").and_then(|number| number.parse().ok());
                        row = said.unwrap_or_else(|| row.saturating_add(1));
                        let line = read_row(&mut part, shared)?;
                        let filled = line.filled();
                        if !filled.is_empty() {
                            each(table, row, filled)?;
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// The id of a relation; the element has an `id` of its own in another namespace at times.
fn attribute_of_relation(element: &BytesStart<'_>) -> Option<String> {
    let mut attributes = element.attributes();
    let ids = attributes.with_checks(false).flatten();
    let id = ids.filter(|one| one.key.local_name().as_ref() == "id").max_by_key(|one| one.key.as_ref().len())?;
    Some(id.value.into_owned())
}

/// The parts that relations lead to, and the one that holds the shared texts.
fn relations(package: &mut Package<'_>) -> Result<(HashMap<String, String>, Option<String>), SheetError> {
    let (mut targets, mut shared) = (HashMap::new(), None);
    let mut part = package.part(RELATIONS)?;
    loop {
        match part.next()? {
            Event::Eof => return Ok((targets, shared)),
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let [id, kind, target] = ["Id", "Type", "Target"].map(|name| attribute(&element, name).unwrap_or_default());
                let target = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("xl/{target}"),
                };
                if kind.ends_with("/sharedStrings") {
                    shared = Some(target);
                } else if kind.ends_with("/worksheet") {
                    targets.insert(id, target);
                }
            }
            _ => {}
        }
    }
}

/// The texts that cells share, in one.
#[derive(Default)]
struct Shared {
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Shared {
    fn read(part: &mut Part<'_>) -> Result<Self, SheetError> {
        let mut shared = Self::default();
        loop {
            match part.next()? {
                Event::Eof => return Ok(shared),
                Event::Start(element) if element.local_name().as_ref() == "si" => {
                    shared.text.push_str(&read_text(part)?);
                    shared.ends.push(shared.text.len());
                    if shared.text.len() > MOST_SHARED || shared.ends.len() > MOST_TEXTS {
                        return Err(SheetError::TooLarge);
                    }
                }
                _ => {}
            }
        }
    }

    fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(number).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }
}

/// The text of an element begun, up to its end: its runs together, without the aids to pronounce them.
fn read_text(part: &mut Part<'_>) -> Result<String, SheetError> {
    let mut text = String::new();
    let (mut depth, mut inside, mut aside) = (1, false, false);
    while depth > 0 {
        match part.next()? {
            Event::Eof => return Err(SheetError::Damaged),
            Event::Start(element) => {
                depth += 1;
                match element.local_name().as_ref() {
                    "t" => inside = true,
                    "rPh" => aside = true,
                    _ => {}
                }
            }
            Event::End(element) => {
                depth -= 1;
                match element.local_name().as_ref() {
                    "t" => inside = false,
                    "rPh" => aside = false,
                    _ => {}
                }
            }
            event if inside && !aside => {
                if let Some(more) = text_of(&event) {
                    add(&mut text, &more);
                }
            }
            _ => {}
        }
    }
    Ok(match unescaped(&text) {
        Cow::Owned(unescaped) => unescaped,
        Cow::Borrowed(_) => text,
    })
}

/// The cells of a row begun, up to its end.
fn read_row<'s>(part: &mut Part<'_>, shared: &'s Shared) -> Result<Line<'s>, SheetError> {
    let mut line = Line::default();
    let mut next = 0;
    loop {
        match part.next()? {
            Event::Eof => return Err(SheetError::Damaged),
            Event::End(element) if element.local_name().as_ref() == "row" => return Ok(line),
            Event::Start(element) if element.local_name().as_ref() == "c" => {
                let column = attribute(&element, "r").and_then(|place| column_of(&place)).unwrap_or(next);
                next = column.saturating_add(1);
                let kind = attribute(&element, "t");
                line.put(column, read_cell(part, kind.as_deref().unwrap_or("n"), shared)?);
            }
            _ => {}
        }
    }
}

/// The text of a cell begun, up to its end. Of a formula, the value that was calculated last.
fn read_cell<'s>(part: &mut Part<'_>, kind: &str, shared: &'s Shared) -> Result<Cow<'s, str>, SheetError> {
    let (mut value, mut inside) = (String::new(), false);
    loop {
        match part.next()? {
            Event::Eof => return Err(SheetError::Damaged),
            Event::End(element) => match element.local_name().as_ref() {
                "c" => break,
                "v" => inside = false,
                _ => {}
            },
            Event::Start(element) => match element.local_name().as_ref() {
                "v" => inside = true,
                "is" => value = read_text(part)?,
                _ => {}
            },
            event if inside => {
                if let Some(more) = text_of(&event) {
                    add(&mut value, &more);
                }
            }
            _ => {}
        }
    }
    Ok(match kind {
        "s" => value.trim().parse().map_or(Cow::Borrowed(""), |number| Cow::Borrowed(shared.get(number))),
        "n" => Cow::Owned(number(value.trim()).into_owned()),
        "b" => Cow::Borrowed(match value.trim() {
            "1" | "true" => "Oui",
            "" => "",
            _ => "Non",
        }),
        "str" => Cow::Owned(unescaped(&value).into_owned()),
        _ => Cow::Owned(value),
    })
}

/// The column of a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}
