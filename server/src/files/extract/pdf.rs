//! The words of a PDF, page by page.

use super::{ExtractError, page, sink::Sink};
use crate::domain::document::Block;
use pdf_extract::{Dictionary, Document, Object, ObjectId, PlainTextOutput, output_doc_page};

/// Widths of one font that are written out: as many as there are codes of two bytes.
const MOST_WIDTHS: i64 = 1 << 16;

/// Reads all pages. One that cannot be read is passed over, as long as another can.
pub fn read(bytes: Vec<u8>, sink: &mut Sink) -> Result<(), ExtractError> {
    let mut document = Document::load_mem(&bytes).map_err(pdf_extract::OutputError::from)?;
    if document.is_encrypted() {
        document.decrypt("").map_err(pdf_extract::OutputError::from)?;
    }
    write_widths_out(&mut document);
    sink.can_be_drawn(page::count(bytes));
    let (mut failed, mut read) = (None, false);
    for number in document.get_pages().into_keys() {
        let mut text = String::new();
        match output_doc_page(&document, &mut PlainTextOutput::new(&mut text), number) {
            Ok(()) => read = true,
            Err(error) => {
                failed.get_or_insert(error);
                continue;
            }
        }
        sink.put(Block::Page(number))?;
        for paragraph in text.split("\n\n") {
            sink.put(Block::Text(paragraph.to_owned()))?;
        }
    }
    match failed {
        Some(error) if !read => Err(error.into()),
        _ => Ok(()),
    }
}

/// A font says how wide its letters are one by one, `first [w w w]`, or for all from one to another, `first last w`. The library
/// reads the second way wrongly, takes such letters to have no width, and finds gaps in the middle of words: all are written in
/// the first way.
fn write_widths_out(document: &mut Document) {
    let fonts = document.objects.iter().filter_map(|(id, object)| {
        let widths = document.dereference(object.as_dict().ok()?.get(b"W").ok()?).ok()?.1.as_array().ok()?;
        Some((*id, one_by_one(document, widths)?))
    });
    let fonts: Vec<(ObjectId, Object)> = fonts.collect();
    for (id, widths) in fonts {
        if let Ok(font) = document.get_object_mut(id).and_then(Object::as_dict_mut) {
            Dictionary::set(font, "W", widths);
        }
    }
}

/// The same widths one by one; `None` where they are so already, or make no sense.
fn one_by_one(document: &Document, widths: &[Object]) -> Option<Object> {
    let mut written = Vec::with_capacity(widths.len());
    let (mut rest, mut count, mut changed) = (widths, 0_i64, false);
    loop {
        rest = match rest {
            [] => break,
            [first, list, after @ ..] if document.dereference(list).is_ok_and(|(_, list)| list.as_array().is_ok()) => {
                written.extend([first.clone(), document.dereference(list).ok()?.1.clone()]);
                after
            }
            [first, last, width, after @ ..] => {
                let letters = last.as_i64().ok()?.checked_sub(first.as_i64().ok()?)?.checked_add(1)?.max(0);
                count = count.saturating_add(letters);
                if count > MOST_WIDTHS {
                    return None;
                }
                written.extend([first.clone(), Object::Array(vec![width.clone(); usize::try_from(letters).ok()?])]);
                changed = true;
                after
            }
            _ => return None,
        };
    }
    changed.then_some(Object::Array(written))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::document::TextFormat, files::extract};
    use pdf_extract::{Stream, dictionary};
    use std::io::{Seek, Write};

    /// A page on which `letters`, glyphs from 3 on and half an em wide, are written in two pieces that touch each other.
    fn two_pieces(widths: Object) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let stream = |text: &str| Stream::new(Dictionary::new(), text.as_bytes().to_vec());
        let codes = "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0003> <0009> <0061> endbfrange";
        let unicode = document.add_object(stream(codes));
        let descriptor = document.add_object(dictionary! { "Type" => "FontDescriptor", "FontName" => "Any" });
        let descendant = document.add_object(dictionary! {
            "FontDescriptor" => descriptor,
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Any", "DW" => 0, "W" => widths,
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
            },
        });
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Any", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()], "ToUnicode" => unicode,
        });
        let content = document.add_object(stream("BT /F 20 Tf 1 0 0 1 50 700 Tm <000300040005> Tj 30 0 Td <00060007> Tj ET"));
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content, "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
        });
        document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn words_hold_together_however_their_font_writes_its_widths() {
        let each: Vec<Object> = vec![Object::Integer(500); 5];
        let ranges =
            vec![3.into(), 4.into(), 500.into(), 5.into(), Object::Array(each[..1].to_vec()), 6.into(), 9.into(), 500.into()];
        for widths in [vec![3.into(), Object::Array(each)], ranges] {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&two_pieces(Object::Array(widths.clone()))).unwrap();
            file.rewind().unwrap();
            let read = extract::read(file, TextFormat::Pdf).unwrap();
            let words: Vec<String> = read.preview.blocks.iter().map(|block| format!("{block:?}")).collect();
            assert!(words.iter().any(|block| block.contains("abcde")), "{widths:?}: {words:?}");
        }
    }

    #[test]
    fn widths_of_a_range_are_written_for_each_letter() {
        let document = Document::new();
        let list = |widths: &[i64]| Object::Array(widths.iter().map(|width| Object::Integer(*width)).collect());
        let mixed = [Object::Integer(0), list(&[600]), Object::Integer(3), Object::Integer(5), Object::Integer(318)];
        let whole = Object::Array(vec![Object::Integer(0), list(&[600]), Object::Integer(3), list(&[318, 318, 318])]);
        assert_eq!(one_by_one(&document, &mixed), Some(whole));
        let huge = [Object::Integer(0), Object::Integer(i64::MAX), Object::Integer(1)];
        let more = [&mixed[2..], &[Object::Integer(1), Object::Integer(i64::MAX), Object::Integer(1)]].concat();
        for left in [&mixed[..2], &mixed[..1], &mixed[2..4], &huge[..], &more, &[]] {
            assert_eq!(one_by_one(&document, left), None, "{left:?}");
        }
    }
}
