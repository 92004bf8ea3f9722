//! Files that other programs write, and files that nobody would.

use super::*;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A package with a last part that grows to more than is read: `begin`, then `again` over and over.
fn endless(parts: &[(&str, &str)], name: &str, begin: &str, again: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(package(parts))).unwrap();
    zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
    zip.write_all(begin.as_bytes()).unwrap();
    for _ in 0..=MOST_INFLATED / again.len() as u64 {
        zip.write_all(again.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const BOOK: &str = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"7\" r:id=\"rId1\"/><sheet name=\"B\" sheetId=\"8\" id=\"x\" r:id=\"rId3\"/></sheets></workbook>";
const RELATIONS: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://x/worksheet\" Target=\"/xl/worksheets/other.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";

fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    package(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/other.xml", "<worksheet><sheetData/></worksheet>"),
    ])
}

fn ods(tables: &str) -> Vec<u8> {
    package(&[(
        "content.xml",
        &format!("<office:document-content><office:spreadsheet>{tables}</office:spreadsheet></office:document-content>"),
    )])
}

type Rows = Vec<(usize, u32, Vec<String>)>;

fn read(bytes: &[u8], tables: Range<usize>) -> Result<Rows, SheetError> {
    let mut found = Vec::new();
    Workbook::open(bytes)?.rows(tables, |table, row, cells| {
        found.push((table, row, cells.iter().map(|cell| cell.to_string()).collect()));
        Ok::<_, SheetError>(())
    })?;
    Ok(found)
}

fn row(number: u32, cells: &[&str]) -> (usize, u32, Vec<String>) {
    (0, number, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn cells_of_office_open_xml() {
    let strings = "<sst><si><t>Finalité</t></si><si><r><t xml:space=\"preserve\">ba </t></r><r><t>il</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_\nb_x005F_x000D_</t></si></sst>";
    let sheet = "<worksheet><sheetData>\
        <row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c r=\"D2\" s=\"4\"/></row>\
        <row r=\"3\"><c r=\"A3\" s=\"1\"/></row>\
        <row r=\"7\"><c r=\"AA7\" t=\"inlineStr\"><is><t>&lt;&#233;&amp;</t></is></c></row>\
        <row><c><v>5</v></c><c><v>2019.0</v></c><c><v>1.5</v></c><c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1</f><v>vu</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>99</v></c></row>\
        </sheetData></worksheet>";
    let mut seventh = vec![""; 26];
    seventh.push("<é&");
    let expected =
        vec![row(2, &["Finalité", "", "ba il"]), row(7, &seventh), row(8, &["5", "2019", "1.5", "Oui", "vu", "a\r\nb_x000D_"])];
    assert_eq!(read(&xlsx(sheet, strings), 0..1).unwrap(), expected);
    assert_eq!(read(&xlsx(sheet, strings), 1..9).unwrap(), []);
}

#[test]
fn cells_of_open_document() {
    let cell = |text: &str| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    let first = format!(
        "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"2\">{}{}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"5\"><text:p>5,00</text:p></table:table-cell>\
         <table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>VRAI</text:p></table:table-cell>\
         <table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>un<text:s text:c=\"2\"/>mot</text:p><text:p><text:a>deux</text:a></text:p></table:table-cell></table:table-row></table:table>",
        cell("é&amp;"),
        cell("<text:span>gras</text:span>")
    );
    let second = format!("<table:table><table:table-row>{}</table:table-row></table:table>", cell("autre"));
    let bytes = ods(&[first, second].concat());
    let expected =
        vec![row(1, &["é&", "gras"]), row(2, &["é&", "gras"]), row(1_048_003, &["5", "", "Oui", "Oui", "un  mot\ndeux"])];
    assert_eq!(read(&bytes, 0..1).unwrap(), expected);
    assert_eq!(read(&bytes, 1..9).unwrap(), [(1, 1, vec!["autre".to_owned()])]);
}

#[test]
fn hostile_files_end_within_their_limits() {
    let sheet = |inner: &str| xlsx(&format!("<worksheet><sheetData>{inner}</sheetData></worksheet>"), "<sst/>");
    let empty = "<row/>".repeat(1_000_000);
    assert_eq!(read(&sheet(&empty), 0..1).unwrap(), []);
    let long = format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "é".repeat(1_000_000));
    assert_eq!(read(&sheet(&long), 0..1).unwrap()[0].2[0].len(), MOST_TEXT);
    let one = format!("<row><c><v>{}</v></c></row>", "1".repeat(8_000_000));
    let wide = " ".repeat(1_000_000);
    let [cell, element] = [format!("<row><c t=\"inlineStr\"><is><t>{wide}</t></is></c></row>"), format!("<a>{wide}</a>")];
    let book = [("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", RELATIONS)];
    let bombs = [
        endless(&book, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>", &cell),
        endless(&[], "content.xml", "<office:document-content><table:table>", &element),
    ];
    assert!(bombs.iter().all(|bomb| bomb.len() < 6_000_000));
    let [xlsx_bomb, ods_bomb] = bombs;
    let nested = "<a>".repeat(5_000);
    let table = [
        ("one endless text", sheet(&one), SheetError::TooLarge),
        ("inflates without end", xlsx_bomb, SheetError::TooLarge),
        ("inflates without end, ODS", ods_bomb, SheetError::TooLarge),
        ("nested", sheet(&nested), SheetError::Damaged),
        ("cut off", sheet("<row><c>"), SheetError::Damaged),
        ("entities", xlsx("<!DOCTYPE x [<!ENTITY a \"ha\">]><worksheet/>", "<sst/>"), SheetError::Damaged),
        ("no spreadsheet", package(&[("word/document.xml", "<x/>")]), SheetError::Damaged),
        ("no table", ods(""), SheetError::Damaged),
        ("no package", b"PK\x03\x04 not really".to_vec(), SheetError::Damaged),
    ];
    for (name, bytes, expected) in table {
        assert_eq!(read(&bytes, 0..1), Err(expected), "{name}");
    }
}

#[test]
fn an_element_that_repeats_itself_ends_where_its_reader_stops() {
    let bytes = ods(
        "<table:table><table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
    );
    let mut count = 0;
    let stopped = Workbook::open(&bytes).unwrap().rows(0..1, |_, _, _| {
        count += 1;
        if count < 20_000 { Ok(()) } else { Err(SheetError::TooLarge) }
    });
    assert_eq!((stopped, count), (Err(SheetError::TooLarge), 20_000));
}

#[test]
fn names_of_tables_are_those_that_programs_take() {
    let mut workbook = WorkbookWriter::new();
    for name in ["Registre [A]/B: 'fiche' d’un traitement", "registre  A  B   fiche  d’un traitement", "", "A"] {
        let form = SheetForm { name, widths: &[10], fixed: (1, 2), choices: &[] };
        workbook.table(&form, [vec![Cell::head("x"), Cell::Number(5), Cell::text("")]]).unwrap();
    }
    let bytes = workbook.finish().unwrap();
    let found = read(&bytes, 0..9).unwrap();
    assert_eq!(found.len(), 4);
    assert_eq!(found[3], (3, 1, vec!["x".to_owned(), "5".to_owned()]));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(cells in proptest::collection::vec("(\\PC|[\t\r\n\u{b}_x0-9A-F<&\"])*", 1..5)) {
        let mut workbook = WorkbookWriter::new();
        workbook.table(&SheetForm::default(), [cells.iter().map(|cell| Cell::text(cell.as_str())).collect()]).unwrap();
        let found = read(&workbook.finish().unwrap(), 0..1).unwrap();
        let end = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        prop_assert_eq!(found.first().map_or(Vec::new(), |row| row.2.clone()), cells[..end].to_vec());
    }

    #[test]
    fn no_file_breaks_the_reader(at in 0..2000_usize, byte: u8) {
        let mut bytes = xlsx("<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>", "<sst><si><t>a</t></si></sst>");
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes, 0..2);
    }
}
