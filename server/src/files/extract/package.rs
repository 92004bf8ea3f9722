//! Office documents that are ZIP packages of XML parts. Counts what it reads and never believes a header.

use super::{ExtractError, MOST_TEXT};
use quick_xml::{Reader, escape::resolve_predefined_entity, events::Event};
use std::{
    fs::File,
    io::{BufReader, Read},
};
use zip::ZipArchive;

/// Most entries of a package.
const MOST_ENTRIES: usize = 2_000;
/// How many times larger an entry may become, once it is larger than [`SMALL`].
const MOST_GROWTH: u64 = 100;
/// Below this many bytes growth is not looked at.
const SMALL: u64 = 1024 * 1024;
/// Most bytes that all parts read may have together.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// Deepest nesting of elements.
const DEEPEST: usize = 1_000;

/// Where the text of a kind of package is.
pub struct Package {
    /// Whether a part holds text.
    part: fn(&str) -> bool,
    /// Elements whose text counts; empty: all.
    text_in: &'static [&'static str],
    /// Elements at whose end a line ends.
    lines: &'static [&'static str],
    /// Elements that stand for white space.
    spaces: &'static [&'static str],
}

/// Office Open XML text: body, notes, heads and feet.
pub const DOCX: Package = Package {
    part: |name| {
        let parts = ["document", "footnotes", "endnotes", "comments", "header", "footer"];
        name.strip_prefix("word/").is_some_and(|rest| rest.ends_with(".xml") && parts.iter().any(|part| rest.starts_with(part)))
    },
    text_in: &["t"],
    lines: &["p"],
    spaces: &["tab", "br", "cr"],
};

/// Office Open XML spreadsheet: the texts of its cells, and names of sheets are left out.
pub const XLSX: Package = Package {
    part: |name| name == "xl/sharedStrings.xml" || (name.starts_with("xl/worksheets/") && name.ends_with(".xml")),
    text_in: &["t"],
    lines: &["si", "is"],
    spaces: &[],
};

/// OpenDocument text.
pub const ODT: Package =
    Package { part: |name| name == "content.xml", text_in: &[], lines: &["p", "h"], spaces: &["tab", "s", "line-break"] };

/// The text of a package.
pub fn text_of(file: File, package: &Package) -> Result<String, ExtractError> {
    let mut archive = ZipArchive::new(BufReader::new(file))?;
    if archive.len() > MOST_ENTRIES {
        return Err(ExtractError::Limit("entries"));
    }
    let (mut text, mut total) = (String::new(), 0);
    for index in 0..archive.len() {
        let entry = archive.by_index(index)?;
        if !entry.name().is_ok_and(|name| (package.part)(&name)) {
            continue;
        }
        let allowed = entry.compressed_size().saturating_mul(MOST_GROWTH).max(SMALL).min(MOST_BYTES - total);
        let mut xml = Vec::new();
        entry.take(allowed + 1).read_to_end(&mut xml)?;
        if xml.len() as u64 > allowed {
            return Err(ExtractError::Limit("growth"));
        }
        total += xml.len() as u64;
        read_part(&xml, package, &mut text)?;
        if text.len() >= MOST_TEXT {
            break;
        }
    }
    Ok(text)
}

fn read_part(xml: &[u8], package: &Package, text: &mut String) -> Result<(), ExtractError> {
    let xml = super::plain::text_of(xml);
    let mut reader = Reader::from_str(&xml);
    let (mut depth, mut inside) = (0_usize, 0_usize);
    let counts = |name: &str| package.text_in.is_empty() || package.text_in.contains(&name);
    while text.len() < MOST_TEXT {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ExtractError::Limit("nesting"));
                }
                inside += usize::from(counts(element.local_name().as_ref()));
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                let name = element.local_name();
                inside = inside.saturating_sub(usize::from(counts(name.as_ref())));
                if package.lines.contains(&name.as_ref()) {
                    text.push('\n');
                }
            }
            Event::Empty(element) if package.spaces.contains(&element.local_name().as_ref()) => text.push(' '),
            Event::Text(part) if inside > 0 => text.push_str(&part.xml10_content()),
            Event::CData(part) if inside > 0 => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) if inside > 0 => match reference.resolve_char_ref()? {
                Some(c) => text.push(c),
                // Entities of a document type are not followed: they are how a small file becomes a huge one.
                None => text.push_str(resolve_predefined_entity(&reference.xml10_content()).unwrap_or(" ")),
            },
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Seek, Write};
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn package(parts: &[(&str, &str)]) -> File {
        let mut zip = ZipWriter::new(tempfile::tempfile().unwrap());
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        let mut file = zip.finish().unwrap();
        file.rewind().unwrap();
        file
    }

    #[test]
    fn the_words_of_office_documents_are_found() {
        let word = "<w:document><w:body><w:p><w:r><w:t>Bail &amp; dur\u{e9}e&#233;</w:t></w:r><w:r><w:tab/><w:instrText>PAGE</w:instrText></w:r></w:p><w:p><w:r><w:t>fin</w:t></w:r></w:p></w:body></w:document>";
        let sheet = "<sst><si><t>Finalité</t></si><si><r><t>ba</t></r><r><t>il</t></r></si></sst>";
        let open = "<office:text><text:h>Titre</text:h><text:p>un<text:s/>mot <text:span>gras</text:span></text:p></office:text>";
        for (part, xml, kind, expected) in [
            ("word/document.xml", word, &DOCX, "Bail & duréeé \nfin\n"),
            ("word/footnotes.xml", word, &DOCX, "Bail & duréeé \nfin\n"),
            ("word/settings.xml", word, &DOCX, ""),
            ("xl/sharedStrings.xml", sheet, &XLSX, "Finalité\nbail\n"),
            ("content.xml", open, &ODT, "Titre\nun mot gras\n"),
        ] {
            assert_eq!(text_of(package(&[(part, xml)]), kind).unwrap(), expected, "{part}");
        }
    }

    #[test]
    fn a_hostile_package_is_refused_within_its_limits() {
        let bomb = " ".repeat(200 * 1024 * 1024);
        let nested = "<w:t>".repeat(5_000);
        let many: Vec<(String, &str)> = (0..2_001).map(|number| (format!("word/document{number}.xml"), "")).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        for (parts, expected) in [
            (&[("word/document.xml", bomb.as_str())][..], "growth"),
            (&[("word/document.xml", &nested)], "nesting"),
            (&many, "entries"),
        ] {
            let found = text_of(package(parts), &DOCX);
            assert!(matches!(found, Err(ExtractError::Limit(limit)) if limit == expected), "{expected}: {found:?}");
        }
    }

    #[test]
    fn entities_of_a_document_type_are_not_followed() {
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:t>&b;</w:t>";
        assert_eq!(text_of(package(&[("word/document.xml", laughs)]), &DOCX).unwrap(), " ");
    }

    #[test]
    fn what_is_no_package_is_an_error() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"PK\x03\x04 not really").unwrap();
        file.rewind().unwrap();
        assert!(text_of(file, &DOCX).is_err());
    }
}
