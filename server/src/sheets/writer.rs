//! Writes XLSX files: tables with a head that stays in sight, widths, and lists to choose from. The same tables give the
//! same bytes.

use super::words::escape_into;
use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, Cursor, Write},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Most characters of a cell, and of the name of a table: programs refuse files that hold more.
const MOST_CHARACTERS: usize = 32_767;
const LONGEST_NAME: usize = 31;
/// XML that is kept until it goes into the package.
const KEPT: usize = 64 * 1024;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// What stands in a cell. Texts are never taken for formulas.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Text(Cow<'a, str>),
    Number(u32),
    /// A text that says what stands beside or below it.
    Head(Cow<'a, str>),
    /// A text that begins a part of the table.
    Title(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    /// A cell with a text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A cell with the text of a head.
    pub fn head(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Head(text.into())
    }

    fn style(&self) -> u8 {
        match self {
            Self::Text(_) | Self::Number(_) => 0,
            Self::Head(_) => 1,
            Self::Title(_) => 2,
        }
    }
}

/// How a table looks.
#[derive(Clone, Debug, Default)]
pub struct SheetForm<'a> {
    pub name: &'a str,
    /// In characters; the last one counts for all further columns.
    pub widths: &'a [u8],
    /// Rows and columns that stay in sight.
    pub fixed: (u32, u32),
    /// What the cells of a column are chosen from.
    pub choices: &'a [Choices],
}

/// The values that a column takes: they stand in a column of another table.
#[derive(Clone, Debug)]
pub struct Choices {
    /// From 0.
    pub column: usize,
    pub table: String,
    /// From 0.
    pub listed_in: usize,
    pub count: usize,
}

/// A file while it is written.
pub struct WorkbookWriter {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    names: Vec<String>,
}

impl WorkbookWriter {
    pub fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())), names: Vec::new() }
    }

    /// Adds a table.
    ///
    /// # Errors
    /// Where the file would become larger than the format holds.
    pub fn table<'c>(&mut self, form: &SheetForm<'_>, rows: impl IntoIterator<Item = Vec<Cell<'c>>>) -> io::Result<()> {
        self.names.push(self.free_name(form.name));
        self.begin(&format!("xl/worksheets/sheet{}.xml", self.names.len()))?;
        let mut xml = format!("{HEAD}<worksheet xmlns=\"{NAMESPACE}\">");
        head(form, &mut xml);
        xml.push_str("<sheetData>");
        for (number, cells) in (1_u32..).zip(rows) {
            row(number, &cells, &mut xml);
            if xml.len() > KEPT {
                self.zip.write_all(xml.as_bytes())?;
                xml.clear();
            }
        }
        xml.push_str("</sheetData>");
        choices(form, &mut xml);
        xml.push_str("<pageSetup orientation=\"landscape\"/></worksheet>");
        self.zip.write_all(xml.as_bytes())
    }

    /// The file.
    ///
    /// # Errors
    /// Where it would become larger than the format holds.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let numbers = || 1..=self.names.len();
        let sheets: String = numbers()
            .zip(&self.names)
            .map(|(number, name)| {
                let mut xml = String::from("<sheet name=\"");
                escape_into(name, &mut xml);
                xml.push_str(&format!("\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"));
                xml
            })
            .collect();
        let relations: String = numbers()
            .map(|number| relation(number, "worksheet", &format!("worksheets/sheet{number}.xml")))
            .chain([relation(self.names.len() + 1, "styles", "styles.xml")])
            .collect();
        let types: String = numbers().map(|number| part(&format!("xl/worksheets/sheet{number}.xml"), "worksheet")).collect();
        let types = [types, part("xl/workbook.xml", "sheet.main"), part("xl/styles.xml", "styles")].concat();
        let defaults = "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>";
        let relationships = |inner: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>");
        let parts = [
            ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\">{defaults}{types}</Types>")),
            ("_rels/.rels", relationships(&relation(1, "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                format!("<workbook xmlns=\"{NAMESPACE}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>"),
            ),
            ("xl/_rels/workbook.xml.rels", relationships(&relations)),
            ("xl/styles.xml", STYLES.replace("NAMESPACE", NAMESPACE)),
        ];
        for (name, xml) in parts {
            self.begin(name)?;
            self.zip.write_all(HEAD.as_bytes())?;
            self.zip.write_all(xml.as_bytes())?;
        }
        Ok(self.zip.finish()?.into_inner())
    }

    fn begin(&mut self, name: &str) -> io::Result<()> {
        Ok(self.zip.start_file(name, SimpleFileOptions::default().compression_level(Some(LEVEL)))?)
    }

    /// The name without what programs refuse, told apart from those of the tables before.
    fn free_name(&self, wanted: &str) -> String {
        let plain: String = wanted.chars().map(|c| if c.is_control() || "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
        let taken = |name: &str| self.names.iter().any(|other| other.to_lowercase() == name.to_lowercase());
        let short = |most: usize| plain.trim().chars().take(most).collect::<String>().trim().to_owned();
        let mut name = short(LONGEST_NAME);
        let mut number = 2;
        while name.is_empty() || taken(&name) {
            let end = format!(" {number}");
            name = format!("{}{end}", short(LONGEST_NAME - end.len())).trim().to_owned();
            number += 1;
        }
        name
    }
}

impl Default for WorkbookWriter {
    fn default() -> Self {
        Self::new()
    }
}

/// Quick rather than small: most of a table is the names of its cells.
const LEVEL: i64 = 3;

fn relation(number: usize, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
}

fn part(name: &str, kind: &str) -> String {
    format!("<Override PartName=\"/{name}\" ContentType=\"{KIND}.{kind}+xml\"/>")
}

/// What stands before the rows: what stays in sight, and the widths.
fn head(form: &SheetForm<'_>, xml: &mut String) {
    let (rows, columns) = form.fixed;
    if rows + columns > 0 {
        let corner = place(columns as usize, rows + 1);
        let pane = match (columns, rows) {
            (0, _) => "bottomLeft",
            (_, 0) => "topRight",
            _ => "bottomRight",
        };
        let split = [("xSplit", columns), ("ySplit", rows)];
        let split: String = split.iter().filter(|(_, at)| *at > 0).map(|(name, at)| format!(" {name}=\"{at}\"")).collect();
        xml.push_str("<sheetViews><sheetView workbookViewId=\"0\">");
        xml.push_str(&format!("<pane{split} topLeftCell=\"{corner}\" activePane=\"{pane}\" state=\"frozen\"/>"));
        xml.push_str("</sheetView></sheetViews>");
    }
    if let Some(last) = form.widths.last() {
        xml.push_str("<cols>");
        for (number, width) in (1..).zip(form.widths) {
            xml.push_str(&format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"));
        }
        let next = form.widths.len() + 1;
        xml.push_str(&format!("<col min=\"{next}\" max=\"{}\" width=\"{last}\" customWidth=\"1\"/></cols>", next.max(256)));
    }
}

fn row(number: u32, cells: &[Cell<'_>], xml: &mut String) {
    // Writing to a text does not fail.
    let _ = write!(xml, "<row r=\"{number}\">");
    for (column, cell) in cells.iter().enumerate() {
        match cell {
            Cell::Number(value) => {
                let _ = write!(xml, "<c r=\"{}\"><v>{value}</v></c>", place(column, number));
            }
            Cell::Text(text) | Cell::Head(text) | Cell::Title(text) if !text.is_empty() => {
                let _ = write!(xml, "<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t", place(column, number), cell.style());
                if text.trim() != text || text.contains('\n') {
                    xml.push_str(" xml:space=\"preserve\"");
                }
                xml.push('>');
                escape_into(cut(text), xml);
                xml.push_str("</t></is></c>");
            }
            Cell::Head(_) | Cell::Title(_) => {
                let _ = write!(xml, "<c r=\"{}\" s=\"{}\"/>", place(column, number), cell.style());
            }
            Cell::Text(_) => {}
        }
    }
    xml.push_str("</row>");
}

/// As much of a text as a cell holds, counted as the programs do.
fn cut(text: &str) -> &str {
    if text.len() <= MOST_CHARACTERS {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > MOST_CHARACTERS
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

fn choices(form: &SheetForm<'_>, xml: &mut String) {
    if form.choices.is_empty() {
        return;
    }
    xml.push_str(&format!("<dataValidations count=\"{}\">", form.choices.len()));
    for list in form.choices {
        let (column, listed) = (letters(list.column), letters(list.listed_in));
        let rows = format!("{column}2:{column}20001");
        xml.push_str(&format!("<dataValidation type=\"list\" allowBlank=\"1\" sqref=\"{rows}\"><formula1>'"));
        escape_into(&list.table, xml);
        xml.push_str(&format!("'!${listed}$2:${listed}${}</formula1></dataValidation>", list.count + 1));
    }
    xml.push_str("</dataValidations>");
}

fn place(column: usize, row: u32) -> String {
    format!("{}{row}", letters(column))
}

/// A column as spreadsheets call it: A to Z, then AA.
fn letters(column: usize) -> String {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    match column {
        0..26 => letter(column).to_string(),
        _ => format!("{}{}", letters(column / 26 - 1), letter(column)),
    }
}

/// A plain style, one for heads, one for titles: bold, on a light ground, larger.
const STYLES: &str = "<styleSheet xmlns=\"NAMESPACE\"><fonts count=\"3\">\
    <font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
    <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>\
    <font><b/><sz val=\"14\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
    <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFDCE6F5\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"3\">\
    <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">\
    <alignment vertical=\"top\" wrapText=\"1\"/></xf>\
    <xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">\
    <alignment vertical=\"top\" wrapText=\"1\"/></xf>\
    <xf numFmtId=\"0\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\">\
    <alignment vertical=\"top\"/></xf></cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
