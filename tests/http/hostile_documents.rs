//! Files of every format, and files that nobody would write but to do harm, through the process that reads them.

use super::documents::{pdf, pdf_of, zipped};
use crate::harness::PROGRAM;
use probant::{
    domain::document::TextFormat,
    files::{Extracted, Extractor, Painter},
};
use std::{
    fs::File,
    io::{Read, Seek, Write},
    time::{Duration, Instant},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

#[test]
fn a_hostile_file_is_only_unreadable() {
    let loops = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 2/Prev 62>>\nstartxref\n62\n%%EOF";
    let bomb = zipped("word/document.xml", &vec![b' '; 300 << 20]);
    let deflated = deflated(&vec![b' '; 200 << 20]);
    let table: Vec<(&str, TextFormat, Vec<u8>)> = vec![
        ("a loop of cross-references", TextFormat::Pdf, loops.to_vec()),
        ("nothing", TextFormat::Pdf, Vec::new()),
        ("noise", TextFormat::Pdf, (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
        ("deep arrays", TextFormat::Pdf, nested_pdf("[", 500_000)),
        ("deep dictionaries", TextFormat::Pdf, nested_pdf("<</A", 500_000)),
        ("a stream that grows", TextFormat::Pdf, pdf_of(&[("<</Length LENGTH/Filter/FlateDecode>>", deflated)])),
        ("a package that grows", TextFormat::Docx, bomb),
        ("nested elements", TextFormat::Docx, zipped("word/document.xml", "<a>".repeat(100_000).as_bytes())),
        ("100,000 pages", TextFormat::Pdf, many_pages(100_000)),
        ("pages that hold each other", TextFormat::Pdf, b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF".to_vec()),
        ("a spreadsheet that grows", TextFormat::Sheet, big_sheet()),
        ("a picture that is called a text", TextFormat::Plain, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("a program that is called a table", TextFormat::Csv, b"\x7fELF\x02\x01\x01\0\0".to_vec()),
        ("a letter that is called a spreadsheet", TextFormat::Sheet, zipped("word/document.xml", b"<w:p/>")),
        ("parts within parts", TextFormat::Eml, nested_mail(10_000)),
        ("a cut package", TextFormat::Docx, zipped("word/document.xml", b"<w:t>x</w:t>")[..40].to_vec()),
    ];
    let extractor = Extractor::new(&*PROGRAM).within(Duration::from_secs(40));
    for (name, format, bytes) in table {
        let began = Instant::now();
        let found = extractor.extract(file(&bytes), format).unwrap();
        let blank = matches!(&found, Extracted::Read(read) if read.text.trim().is_empty());
        assert!(found == Extracted::Unreadable || blank, "{name}");
        assert!(began.elapsed() < Duration::from_secs(41), "{name}: {:?}", began.elapsed());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_page_is_a_picture_or_none() {
    let page =
        |extent: &str| String::from_utf8(pdf("Bail")).unwrap().replace("[0 0 612 792]", &format!("{extent:<13}")).into_bytes();
    let draws = |content: &str| pdf_of(&[("<</Length LENGTH>>", content.as_bytes().to_vec())]);
    let bomb = deflated(&b"q 1 0 0 1 0 0 cm ".repeat(4 << 20));
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length LENGTH>>";
    let itself = pdf_of(&[("<</Length LENGTH>>", b"/X Do".to_vec()), (form, b"/X Do /X Do".to_vec())]);
    let itself = String::from_utf8(itself).unwrap().replace("<</Font<</F1 4 0 R>>>>", "<</XObject<</X 6 0 R>>>>");
    let table: Vec<(&str, Vec<u8>, Option<bool>)> = vec![
        ("a page", pdf("Bail"), Some(true)),
        ("no extent", page("[0 0 0 0]"), None),
        ("endless extent", page("[0 0 1e30 1]"), None),
        ("endless height", page("[0 0 1 9e9]"), None),
        ("nothing", Vec::new(), Some(false)),
        ("a text", b"Bail".to_vec(), Some(false)),
        ("100,000 pages", many_pages(100_000), None),
        ("deep arrays", nested_pdf("[", 500_000), Some(false)),
        ("states without end", draws(&"q ".repeat(1_000_000)), None),
        ("clips without end", draws(&"0 0 9 9 re W n ".repeat(200_000)), None),
        ("a content that grows", pdf_of(&[("<</Filter/FlateDecode/Length LENGTH>>", bomb)]), None),
        ("a form that draws itself", itself.into_bytes(), None),
    ];
    let painter = Painter::new(Extractor::new(&*PROGRAM));
    for (name, bytes, drawn) in table {
        let (place, began) = (painter.place().await.unwrap(), Instant::now());
        let picture = painter.draw(&place, file(&bytes), 1).unwrap();
        assert!(drawn.is_none_or(|drawn| picture.is_some() == drawn), "{name}");
        assert!(picture.is_none_or(|picture| picture.starts_with(b"\x89PNG")), "{name}");
        assert!(began.elapsed() < Duration::from_secs(12), "{name}: {:?}", began.elapsed());
    }
}

#[test]
fn the_text_of_each_format_comes_out() {
    let extractor = Extractor::new(&*PROGRAM);
    for (format, bytes, expected) in [
        (TextFormat::Pdf, pdf("Registre des traitements"), "Registre des traitements"),
        (TextFormat::Docx, zipped("word/document.xml", "<w:p><w:t>Durée</w:t></w:p>".as_bytes()), "Durée"),
        (TextFormat::Odt, zipped("content.xml", "<t><text:p>Durée</text:p></t>".as_bytes()), "Durée"),
        (
            TextFormat::Sheet,
            zipped(
                "content.xml",
                "<t><table><table-row><table-cell><p>Durée</p></table-cell></table-row></table></t>".as_bytes(),
            ),
            "Durée",
        ),
        (TextFormat::Pptx, zipped("ppt/slides/slide1.xml", "<a:p><a:t>Durée</a:t></a:p>".as_bytes()), "Durée"),
        (TextFormat::Plain, b"dur\xe9e".to_vec(), "durée"),
        (TextFormat::Markdown, b"# Dur\xc3\xa9e".to_vec(), "Durée"),
        (TextFormat::Csv, b"a;b".to_vec(), "a\tb"),
        (TextFormat::Html, b"<p>dur&eacute;e<script>x</script>".to_vec(), "durée"),
        (TextFormat::Eml, b"Subject: bail\n\nloyer".to_vec(), "bail\nloyer"),
    ] {
        let Extracted::Read(read) = extractor.extract(file(&bytes), format).unwrap() else { panic!("{format:?}") };
        assert_eq!(read.text.trim(), expected);
        assert!(!read.preview.blocks.is_empty(), "{format:?}");
    }
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

/// Content as a zlib stream.
fn deflated(content: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(std::io::Cursor::new(zipped("x", content))).unwrap();
    let mut bytes = vec![0x78, 0x9c];
    archive.by_index_raw(0).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn nested_pdf(opening: &str, times: usize) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF", opening.repeat(times)).into_bytes()
}

/// A spreadsheet whose one row never ends: a billion empty cells.
fn big_sheet() -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<worksheet><sheetData><row>").unwrap();
    let cells = b"<c/>".repeat(1 << 18);
    (0..600).for_each(|_| zip.write_all(&cells).unwrap());
    zip.finish().unwrap().into_inner()
}

/// So many pages without a word.
fn many_pages(count: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let kids: String = (0..count).map(|page| format!("{} 0 R ", page + 3)).collect();
    let mut places = Vec::new();
    let mut object = |pdf: &mut Vec<u8>, number: usize, content: String| {
        places.push(pdf.len());
        writeln!(pdf, "{number} 0 obj\n{content}\nendobj").unwrap();
    };
    object(&mut pdf, 1, "<</Type/Catalog/Pages 2 0 R>>".into());
    object(&mut pdf, 2, format!("<</Type/Pages/Kids[{kids}]/Count {count}>>"));
    (0..count).for_each(|page| object(&mut pdf, page + 3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".into()));
    let start = pdf.len();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    places.iter().for_each(|place| writeln!(pdf, "{place:010} 00000 n ").unwrap());
    write!(pdf, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", places.len() + 1).unwrap();
    pdf
}

fn nested_mail(depth: usize) -> Vec<u8> {
    let parts = (0..depth).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"));
    format!("From: x\n{}", parts.collect::<String>()).into_bytes()
}
