//! A package of XML parts, read as a stream whose every byte is counted.

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};
use std::{
    cell::Cell,
    io::{self, BufReader, Cursor, Read},
    rc::Rc,
};
use zip::ZipArchive;

/// Most bytes that are inflated to read a file.
pub const MOST_INFLATED: u64 = 512 * 1024 * 1024;
/// Most bytes of a single tag or text.
const MOST_IN_ONE: u64 = 4 * 1024 * 1024;
/// Most parts of a package.
const MOST_PARTS: usize = 2_000;
/// Deepest nesting of elements.
const DEEPEST: usize = 64;

/// Why a spreadsheet cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Neither of the two formats, cut off, or protected by a password.
    #[error("the spreadsheet is damaged")]
    Damaged,
    /// Inflates beyond [`MOST_INFLATED`], or holds a text beyond all measure.
    #[error("the spreadsheet is too large")]
    TooLarge,
}

/// An opened package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    budget: Rc<Budget>,
}

/// What may still be read.
struct Budget {
    all: Cell<u64>,
    one: Cell<u64>,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, SheetError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(SheetError::TooLarge);
        }
        let budget = Budget { all: Cell::new(MOST_INFLATED), one: Cell::new(MOST_IN_ONE) };
        Ok(Self { archive, budget: Rc::new(budget) })
    }

    pub fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// Opens a part.
    pub fn part(&mut self, name: &str) -> Result<Part<'_>, SheetError> {
        let file = self.archive.by_name(name).map_err(|_| SheetError::Damaged)?;
        let counted = Counted { part: Box::new(file), budget: Rc::clone(&self.budget) };
        let mut reader = Reader::from_reader(BufReader::new(counted));
        reader.config_mut().expand_empty_elements = true;
        Ok(Part { reader, buffer: Vec::new(), budget: Rc::clone(&self.budget), depth: 0 })
    }
}

/// A part on its way through the parser.
pub struct Part<'p> {
    reader: Reader<BufReader<Counted<'p>>>,
    buffer: Vec<u8>,
    budget: Rc<Budget>,
    depth: usize,
}

impl Part<'_> {
    /// The next tag or text; empty elements begin and end.
    pub fn next(&mut self) -> Result<Event<'_>, SheetError> {
        self.buffer.clear();
        self.budget.one.set(MOST_IN_ONE);
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) if self.budget.is_spent() => return Err(SheetError::TooLarge),
            Err(_) => return Err(SheetError::Damaged),
        };
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            // Entities of a document type are how a small file becomes a huge one.
            Event::DocType(_) => return Err(SheetError::Damaged),
            Event::Eof if self.depth > 0 => return Err(SheetError::Damaged),
            _ => {}
        }
        if self.depth > DEEPEST { Err(SheetError::Damaged) } else { Ok(event) }
    }
}

impl Budget {
    fn is_spent(&self) -> bool {
        self.all.get() == 0 || self.one.get() == 0
    }

    fn spend(&self, bytes: u64) {
        self.all.set(self.all.get().saturating_sub(bytes));
        self.one.set(self.one.get().saturating_sub(bytes));
    }
}

/// What comes out of the package, counted.
struct Counted<'p> {
    part: Box<dyn Read + 'p>,
    budget: Rc<Budget>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.budget.is_spent() {
            return Err(io::Error::other("more than is read"));
        }
        let read = self.part.read(buffer)?;
        self.budget.spend(read as u64);
        Ok(read)
    }
}

/// The text of an event; `None` for tags and the like.
pub fn text_of<'e>(event: &'e Event<'_>) -> Option<std::borrow::Cow<'e, str>> {
    match event {
        Event::Text(text) => Some(text.xml10_content()),
        Event::CData(text) => Some(text.xml10_content()),
        Event::GeneralRef(reference) => Some(match reference.resolve_char_ref() {
            Ok(Some(letter)) => letter.to_string().into(),
            _ => resolve_predefined_entity(&reference.xml10_content()).unwrap_or(" ").into(),
        }),
        _ => None,
    }
}

/// An attribute by its name without the prefix of its namespace.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
