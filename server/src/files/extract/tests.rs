//! Files of each format, and files that nobody would write but to do harm.

use super::*;
use crate::domain::document::Block;
use std::io::{Seek, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

fn package(parts: &[(&str, &str)]) -> File {
    let mut zip = ZipWriter::new(tempfile::tempfile().unwrap());
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    rewound(zip.finish().unwrap())
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    rewound(file)
}

fn rewound(mut file: File) -> File {
    file.rewind().unwrap();
    file
}

fn blocks(file: File, format: TextFormat) -> Vec<Block> {
    read(file, format).unwrap().preview.blocks
}

fn text(text: &str) -> Block {
    Block::Text(text.into())
}

fn row(cells: &[&str]) -> Block {
    Block::Row(cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn a_word_document_becomes_headings_lists_and_tables() {
    let body = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Titre1\"/></w:pPr><w:r><w:t>Bail</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Loyer &amp; dur\u{e9}e&#233;</w:t></w:r><w:r><w:tab/><w:instrText>PAGE</w:instrText></w:r></w:p>\
        <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>un point</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        </w:body></w:document>";
    let notes = "<w:footnotes><w:p><w:t>en bas</w:t></w:p></w:footnotes>";
    let parts = [("word/footnotes.xml", notes), ("word/document.xml", body), ("word/settings.xml", "<w:p><w:t>non</w:t></w:p>")];
    let expected = vec![
        Block::Heading("Bail".into()),
        text("Loyer & duréeé"),
        Block::Item("un point".into()),
        row(&["a", "b\nc"]),
        text("en bas"),
    ];
    assert_eq!(blocks(package(&parts), TextFormat::Docx), expected);
}

#[test]
fn open_documents_and_slides_are_read() {
    let open = "<office:text><text:h>Titre</text:h><text:p>un<text:s/>mot <text:span>gras</text:span><text:note><text:p>note</text:p></text:note></text:p>\
        <text:list><text:list-item><text:p>point</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table></office:text>";
    let expected =
        vec![Block::Heading("Titre".into()), text("note"), text("un mot gras"), Block::Item("point".into()), row(&["a"])];
    assert_eq!(blocks(package(&[("content.xml", open)]), TextFormat::Odt), expected);
    let slide = |words: &str| format!("<p:sld><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>");
    let (first, tenth) = (slide("un"), slide("dix"));
    let slides = [("ppt/slides/slide10.xml", tenth.as_str()), ("ppt/slides/slide2.xml", first.as_str())];
    let expected = vec![Block::Page(2), text("un"), Block::Page(10), text("dix")];
    assert_eq!(blocks(package(&slides), TextFormat::Pptx), expected);
}

#[test]
fn tables_and_plain_texts_are_read() {
    assert_eq!(blocks(file(b"nom;dur\xe9e\n\"a;b\";5\n"), TextFormat::Csv), [row(&["nom", "durée"]), row(&["a;b", "5"])]);
    assert_eq!(blocks(file(b"a,b\n1,2,3\n"), TextFormat::Csv), [row(&["a", "b"]), row(&["1", "2", "3"])]);
    assert_eq!(blocks(file(b"un\x1b[31m\n  deux\n"), TextFormat::Plain), [Block::Verbatim("un [31m\n  deux".into())]);
    assert_eq!(blocks(file(b"<h1>a</h1><script>x</script>"), TextFormat::Html), [Block::Heading("a".into())]);
}

#[test]
fn a_preview_ends_long_before_the_text() {
    let rows: String = (0..50_000).map(|n| format!("{n};mot{n}\n")).collect();
    let read = read(file(rows.as_bytes()), TextFormat::Csv).unwrap();
    assert!(read.preview.cut && read.preview.blocks.len() <= 2_000 && read.text.contains("mot49999"));
    let long = "x".repeat(MOST_TEXT + 100);
    let read = super::read(file(long.as_bytes()), TextFormat::Plain).unwrap();
    assert!(read.preview.cut && read.text.len() == MOST_TEXT);
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
        let found = read(package(parts), TextFormat::Docx);
        assert!(matches!(found, Err(ExtractError::Limit(limit)) if limit == expected), "{expected}: {found:?}");
    }
}

#[test]
fn entities_of_a_document_type_are_not_followed() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:p><w:t>rire &b;.</w:t></w:p>";
    assert_eq!(read(package(&[("word/document.xml", laughs)]), TextFormat::Docx).unwrap().text, "rire  .\n");
}

#[test]
fn a_spreadsheet_that_claims_a_billion_cells_is_bounded() {
    let table = "<office:spreadsheet><table:table><table:table-row table:number-rows-repeated=\"1000000000\">\
        <table:table-cell table:number-columns-repeated=\"1000000000\"><text:p>xxxxxxxxxxxxxxxxxxxx</text:p></table:table-cell>\
        </table:table-row></table:table></office:spreadsheet>";
    let read = read(package(&[("content.xml", table)]), TextFormat::Sheet).unwrap();
    assert!(read.preview.cut && read.text.len() == MOST_TEXT);
}

#[test]
fn what_is_not_what_its_name_says_is_an_error() {
    for (bytes, format) in [
        (&b"PK\x03\x04 not really"[..], TextFormat::Docx),
        (b"PK\x03\x04 not really", TextFormat::Sheet),
        (b"plain words", TextFormat::Docx),
        (b"plain words", TextFormat::Pdf),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", TextFormat::Plain),
        (b"\x7fELF\0\0\0", TextFormat::Csv),
        (b"plain words", TextFormat::Eml),
    ] {
        assert!(read(file(bytes), format).is_err(), "{format:?}");
    }
    // A spreadsheet under the name of a letter has no part of a letter.
    assert!(read(package(&[("xl/workbook.xml", "<a/>")]), TextFormat::Docx).is_err());
}

#[test]
fn what_the_process_writes_is_read_back() {
    let reading = read(file(b"un\ndeux\n"), TextFormat::Plain).unwrap();
    let mut output = serde_json::to_vec(&reading.preview).unwrap();
    output.push(b'\n');
    output.extend_from_slice(reading.text.as_bytes());
    assert_eq!(read_back(output), Some(reading));
    for wrong in [&b"running 0 tests\n"[..], b"{\"blocks\":[]}", b"\xff\n", b""] {
        assert_eq!(read_back(wrong.to_vec()), None);
    }
}
