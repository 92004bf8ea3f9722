//! Texts and presentations of office programs: which parts they have, and what their elements are to a reader.

use super::{
    ExtractError,
    markup::{self, Role},
    package::Package,
    sink::Sink,
};
use crate::{domain::document::Block, sheets::attribute};
use quick_xml::events::BytesStart;
use std::fs::File;

/// Where the words of a kind of package are.
pub struct Office {
    /// The place of a part among those that hold words; `None` for all others.
    place: fn(&str) -> Option<u32>,
    role: fn(&BytesStart<'_>) -> Role,
    /// Whether letters stand in paragraphs directly.
    direct: bool,
    /// Whether each part is a page of its own.
    pages: bool,
}

/// Office Open XML text: body, notes, heads and feet.
pub const DOCX: Office = Office { place: docx_place, role: docx_role, direct: false, pages: false };

/// Office Open XML presentation: slides, each with its notes left aside.
pub const PPTX: Office = Office { place: pptx_place, role: pptx_role, direct: false, pages: true };

/// OpenDocument text.
pub const ODT: Office = Office { place: |name| (name == "content.xml").then_some(0), role: odt_role, direct: true, pages: false };

/// Reads a package.
pub fn read(file: File, office: &Office, sink: &mut Sink) -> Result<(), ExtractError> {
    let mut package = Package::open(file)?;
    let parts = package.parts(office.place)?;
    if parts.is_empty() {
        return Err(ExtractError::Mistaken);
    }
    for (number, index) in parts {
        if office.pages {
            sink.put(Block::Page(number))?;
        }
        markup::read(&package.text(index)?, office.role, office.direct, sink)?;
    }
    Ok(())
}

fn docx_place(name: &str) -> Option<u32> {
    let name = name.strip_prefix("word/")?.strip_suffix(".xml")?;
    let kinds = ["document", "footnotes", "endnotes", "comments", "header", "footer"];
    (0..).zip(kinds).find(|(_, kind)| name.starts_with(kind)).map(|(place, _)| place)
}

fn docx_role(element: &BytesStart<'_>) -> Role {
    match element.local_name().as_ref() {
        "p" => Role::Paragraph,
        "t" => Role::Letters,
        "pStyle" => {
            let style = attribute(element, "val").unwrap_or_default().to_lowercase();
            // Names of styles follow the language of the program that wrote the file.
            let heading = ["heading", "titre", "title", "ttulo", "t\u{ed}tulo"].iter().any(|name| style.starts_with(name));
            if heading { Role::MarksHeading } else { Role::Other }
        }
        "numPr" => Role::MarksItem,
        "tbl" => Role::Table,
        "tr" => Role::Row,
        "tc" => Role::Cell,
        "tab" => Role::Space,
        "br" | "cr" => Role::Break,
        // What older programs show instead.
        "Fallback" => Role::Aside,
        _ => Role::Other,
    }
}

fn pptx_place(name: &str) -> Option<u32> {
    name.strip_prefix("ppt/slides/slide")?.strip_suffix(".xml")?.parse().ok()
}

fn pptx_role(element: &BytesStart<'_>) -> Role {
    match element.local_name().as_ref() {
        "p" => Role::Paragraph,
        "t" => Role::Letters,
        "tbl" => Role::Table,
        "tr" => Role::Row,
        "tc" => Role::Cell,
        "tab" => Role::Space,
        "br" => Role::Break,
        "Fallback" => Role::Aside,
        _ => Role::Other,
    }
}

fn odt_role(element: &BytesStart<'_>) -> Role {
    match element.local_name().as_ref() {
        "p" => Role::Paragraph,
        "h" => Role::Heading,
        "list" => Role::List,
        "table" => Role::Table,
        "table-row" => Role::Row,
        "table-cell" => Role::Cell,
        "tab" | "s" => Role::Space,
        "line-break" => Role::Break,
        "tracked-changes" => Role::Aside,
        _ => Role::Other,
    }
}
