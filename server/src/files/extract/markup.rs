//! Walks the XML of a text document: paragraphs, headings, lists and tables become blocks.

use super::{ExtractError, sink::Sink};
use crate::{domain::document::Block, sheets::text_of};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Deepest nesting of elements.
const DEEPEST: usize = 1_000;

/// What an element is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Paragraph,
    /// A paragraph that is a heading.
    Heading,
    /// Says that the paragraph around it is a heading.
    MarksHeading,
    /// Says that the paragraph around it belongs to a list.
    MarksItem,
    /// Holds paragraphs of a list.
    List,
    /// Holds the letters of a paragraph, where they do not stand in it directly.
    Letters,
    Table,
    Row,
    Cell,
    Space,
    Break,
    /// Says again what stands elsewhere, or is not for readers.
    Aside,
    Other,
}

/// Reads a part. `direct` says whether letters stand in paragraphs directly.
pub fn read(xml: &str, role: fn(&BytesStart<'_>) -> Role, direct: bool, sink: &mut Sink) -> Result<(), ExtractError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut roles: Vec<Role> = Vec::new();
    let mut walk = Walk { direct, ..Walk::default() };
    loop {
        match reader.read_event()? {
            Event::Eof if roles.is_empty() => return Ok(()),
            Event::Eof => return Err(ExtractError::Mistaken),
            Event::Start(element) => {
                if roles.len() >= DEEPEST {
                    return Err(ExtractError::Limit("nesting"));
                }
                let role = role(&element);
                walk.begin(role);
                roles.push(role);
            }
            Event::End(_) => {
                if let Some(role) = roles.pop() {
                    walk.end(role, sink)?;
                }
            }
            event => {
                if let Some(text) = text_of(&event) {
                    walk.say(&text);
                }
            }
        }
    }
}

/// A paragraph while it is read.
#[derive(Default)]
struct Paragraph {
    text: String,
    heading: bool,
    item: bool,
}

/// Where the reader stands.
#[derive(Default)]
struct Walk {
    direct: bool,
    /// The innermost is the last: notes and text boxes stand inside a paragraph.
    paragraphs: Vec<Paragraph>,
    letters: usize,
    lists: usize,
    asides: usize,
    tables: usize,
    row: Vec<String>,
    cell: String,
}

impl Walk {
    fn begin(&mut self, role: Role) {
        match role {
            Role::Paragraph | Role::Heading => {
                let (heading, item) = (role == Role::Heading, self.lists > 0);
                self.paragraphs.push(Paragraph { heading, item, ..Paragraph::default() });
            }
            Role::MarksHeading => self.paragraphs.iter_mut().last().into_iter().for_each(|paragraph| paragraph.heading = true),
            Role::MarksItem => self.paragraphs.iter_mut().last().into_iter().for_each(|paragraph| paragraph.item = true),
            Role::List => self.lists += 1,
            Role::Letters => self.letters += 1,
            Role::Table => self.tables += 1,
            Role::Row if self.tables == 1 => self.row.clear(),
            Role::Cell if self.tables == 1 => self.cell.clear(),
            Role::Space => self.put(" "),
            Role::Break => self.put("\n"),
            Role::Aside => self.asides += 1,
            Role::Row | Role::Cell | Role::Other => {}
        }
    }

    fn end(&mut self, role: Role, sink: &mut Sink) -> Result<(), ExtractError> {
        match role {
            Role::Paragraph | Role::Heading => {
                let Some(paragraph) = self.paragraphs.pop() else { return Ok(()) };
                let Paragraph { text, heading, item } = paragraph;
                if self.tables > 0 {
                    self.cell.push_str(if self.cell.is_empty() { "" } else { "\n" });
                    self.cell.push_str(&text);
                    return Ok(());
                }
                return sink.put(match (heading, item) {
                    (true, _) => Block::Heading(text),
                    (false, true) => Block::Item(text),
                    (false, false) => Block::Text(text),
                });
            }
            Role::Cell if self.tables == 1 => self.row.push(std::mem::take(&mut self.cell)),
            Role::Row if self.tables == 1 => return sink.put(Block::Row(std::mem::take(&mut self.row))),
            Role::Table => self.tables = self.tables.saturating_sub(1),
            Role::List => self.lists = self.lists.saturating_sub(1),
            Role::Letters => self.letters = self.letters.saturating_sub(1),
            Role::Aside => self.asides = self.asides.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) {
        if self.direct || self.letters > 0 {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        if self.asides > 0 {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }
}
