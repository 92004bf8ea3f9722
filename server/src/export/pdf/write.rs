//! Makes the file of composed pages. printpdf writes pages, links and fonts; what it cannot say is added to the document it
//! hands over: nested bookmarks, the language, an identifier that is the same for the same report.

use super::{PdfError, document::Document, drawing, font::Weight, outline, report::RegisterReport, sheets::Composed, subset};
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{OffsetDateTime, PdfDocument, PdfDocumentInfo, PdfFont, PdfParseErrorSeverity, PdfSaveOptions};
use sha2::{Digest, Sha256};
use std::io::Write;

/// Fonts come cut to what is used, and streams are packed below: printpdf does neither here.
const OPTIONS: PdfSaveOptions = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
/// The first version in which a document says its language and shows its title.
const VERSION: &str = "1.7";
/// Pages that printpdf draws at a time: in its hands one takes more than ten times the room that it has in the file.
const AT_ONCE: usize = 256;

/// # Errors
/// Where the used glyphs cannot be cut out of the font, or printpdf reports that something is missing from the file.
pub fn file(composed: Composed, report: &RegisterReport) -> Result<Vec<u8>, PdfError> {
    let Composed { document, front, contents, starts } = composed;
    let mut file = made(document, front, info(report)?)?;
    file.version = VERSION.to_owned();
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object {
            pack(stream);
        }
    }
    let pages: Vec<_> = file.page_iter().collect();
    let page = |body: usize| pages.get(front + body).copied();
    let contents = (report.words.contents.as_str(), contents.and_then(|contents| pages.get(contents)).copied());
    let bookmarks = outline::add(&mut file, contents, &report.sheets, &starts, page);
    let catalogue = file.catalog_mut()?;
    catalogue.set("Lang", Object::string_literal(report.language));
    catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Some(bookmarks) = bookmarks {
        catalogue.set("Outlines", bookmarks);
        catalogue.set("PageMode", "UseOutlines");
    }
    identify(&mut file)?;
    let mut bytes = Vec::new();
    file.save_to(&mut bytes)?;
    Ok(bytes)
}

/// The document as printpdf makes it: first all but what is drawn on the pages, which takes the most room; then that, some
/// pages at a time.
fn made(mut document: Document, front: usize, info: PdfDocumentInfo) -> Result<lopdf::Document, PdfError> {
    let mut pdf = PdfDocument::new("");
    pdf.metadata.info = info;
    let letters = [(Weight::Regular, &document.regular), (Weight::Bold, &document.bold)];
    for (weight, letters) in letters {
        let font = PdfFont::new(subset::cut(document.face(weight), letters)?);
        pdf.resources.fonts.map.insert(drawing::font_id(weight), font);
    }
    let links = document.pages.iter_mut().map(|page| std::mem::take(&mut page.links));
    pdf.pages = links.map(|links| drawing::linked(links, front)).collect();
    if let Some(first) = pdf.pages.first_mut() {
        drawing::show(first, letters.map(|(weight, letters)| (weight, letters.iter().collect())));
    }
    let mut file = handed_over(&pdf)?;
    let pages: Vec<_> = file.page_iter().collect();
    let mut drawn = document.pages.into_iter().map(drawing::drawn);
    for places in pages.chunks(AT_ONCE) {
        pdf.pages = drawn.by_ref().take(places.len()).collect();
        let mut part = handed_over(&pdf)?;
        let pages: Vec<_> = part.page_iter().collect();
        for (place, page) in places.iter().zip(pages) {
            let mut drawn = Stream::new(Dictionary::new(), std::mem::take(&mut content(&mut part, page)?.content));
            pack(&mut drawn);
            *content(&mut file, *place)? = drawn;
        }
    }
    Ok(file)
}

fn info(report: &RegisterReport) -> Result<PdfDocumentInfo, PdfError> {
    let created = OffsetDateTime::from_unix_timestamp(report.created.as_second()).map_err(|_| PdfError::Date)?;
    Ok(PdfDocumentInfo {
        document_title: format!("{} \u{B7} {}", report.title, report.organisation),
        author: report.organisation.clone(),
        subject: report.subtitle.clone(),
        creator: "Probant".to_owned(),
        producer: "printpdf".to_owned(),
        creation_date: created,
        modification_date: created,
        metadata_date: created,
        ..PdfDocumentInfo::default()
    })
}

/// # Errors
/// Where printpdf says that it left something out.
fn handed_over(pdf: &PdfDocument) -> Result<lopdf::Document, PdfError> {
    let mut warnings = Vec::new();
    let file = pdf.to_lopdf_document(&OPTIONS, &mut warnings);
    match warnings.into_iter().find(|warning| warning.severity == PdfParseErrorSeverity::Error) {
        Some(warning) => Err(PdfError::Incomplete(warning.msg)),
        None => Ok(file),
    }
}

/// What is drawn on a page.
fn content(file: &mut lopdf::Document, page: ObjectId) -> Result<&mut Stream, PdfError> {
    let content = file.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
    Ok(file.get_object_mut(content)?.as_stream_mut()?)
}

/// Replaces the random identifier by one that follows from what the file says, and drops the claims that printpdf leaves empty.
fn identify(file: &mut lopdf::Document) -> Result<(), PdfError> {
    let mut digest = Sha256::new();
    for stream in file.objects.values().filter_map(|object| object.as_stream().ok()) {
        digest.update(&stream.content);
    }
    let info = file.trailer.get(b"Info").and_then(Object::as_reference)?;
    let info = file.get_dictionary_mut(info)?;
    for claim in ["GTS_PDFXVersion", "Identifier", "Keywords", "Trapped"] {
        info.remove(claim.as_bytes());
    }
    for key in ["Title", "CreationDate"] {
        digest.update(info.get(key.as_bytes())?.as_str()?);
    }
    let identity = digest.finalize().iter().take(16).copied().collect();
    let identity = Object::String(identity, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![identity.clone(), identity]);
    Ok(())
}

/// Compresses a stream that is not compressed yet.
fn pack(stream: &mut Stream) {
    if stream.dict.has(b"Filter") {
        return;
    }
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(stream.content.len() / 4), Compression::new(4));
    // Writing into memory does not fail.
    if encoder.write_all(&stream.content).is_ok()
        && let Ok(packed) = encoder.finish()
    {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}
