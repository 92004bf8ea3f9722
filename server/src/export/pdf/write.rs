//! Makes the file of composed pages. printpdf writes pages, links and fonts; what it cannot say is added to the document it
//! hands over: nested bookmarks, the language, an identifier that is the same for the same report.

use super::{PdfError, document::Document, drawing, font::Weight, outline, report::RegisterReport, sheets::Composed, subset};
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Object, Stream, StringFormat, dictionary};
use printpdf::{OffsetDateTime, PdfDocument, PdfDocumentInfo, PdfFont, PdfParseErrorSeverity, PdfSaveOptions};
use sha2::{Digest, Sha256};
use std::io::Write;

/// Fonts come cut to what is used, and streams are packed below: printpdf does neither here.
const OPTIONS: PdfSaveOptions = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
/// The first version in which a document says its language and shows its title.
const VERSION: &str = "1.7";

/// # Errors
/// Where the used glyphs cannot be cut out of the font, or printpdf reports that something is missing from the file.
pub fn file(composed: Composed, report: &RegisterReport) -> Result<Vec<u8>, PdfError> {
    let Composed { document, front, contents, starts } = composed;
    let mut file = drawn(document, front, report)?;
    file.version = VERSION.to_owned();
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object {
            pack(stream);
        }
    }
    let pages: Vec<_> = file.page_iter().collect();
    let page = |body: usize| pages.get(front + body).copied();
    let bookmarks =
        outline::add(&mut file, (&report.words.contents, pages.get(contents).copied()), &report.sheets, &starts, page);
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

/// The document as printpdf makes it.
fn drawn(document: Document, front: usize, report: &RegisterReport) -> Result<lopdf::Document, PdfError> {
    let mut pdf = PdfDocument::new("");
    let created = OffsetDateTime::from_unix_timestamp(report.created.as_second()).map_err(|_| PdfError::Date)?;
    pdf.metadata.info = PdfDocumentInfo {
        document_title: format!("{} \u{B7} {}", report.title, report.organisation),
        author: report.organisation.clone(),
        subject: report.subtitle.clone(),
        creator: "Probant".to_owned(),
        producer: "printpdf".to_owned(),
        creation_date: created,
        modification_date: created,
        metadata_date: created,
        ..PdfDocumentInfo::default()
    };
    for (weight, letters) in [(Weight::Regular, &document.regular), (Weight::Bold, &document.bold)] {
        let font = PdfFont::new(subset::cut(document.face(weight), letters)?);
        pdf.resources.fonts.map.insert(drawing::font_id(weight), font);
    }
    pdf.pages = document.pages.into_iter().map(|page| drawing::page(page, front)).collect();
    let mut warnings = Vec::new();
    let file = pdf.to_lopdf_document(&OPTIONS, &mut warnings);
    match warnings.into_iter().find(|warning| warning.severity == PdfParseErrorSeverity::Error) {
        Some(warning) => Err(PdfError::Incomplete(warning.msg)),
        None => Ok(file),
    }
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

fn pack(stream: &mut Stream) {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(stream.content.len() / 4), Compression::new(4));
    // Writing into memory does not fail.
    if encoder.write_all(&stream.content).is_ok()
        && let Ok(packed) = encoder.finish()
    {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}
