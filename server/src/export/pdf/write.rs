//! Makes the file of composed pages: page tree, links, bookmarks, and of each face the glyphs that are used.

use super::{
    PdfError,
    document::{Link, PAGE, Page, Used},
    font::{Face, Weight},
    outline,
    report::RegisterReport,
    sheets::Composed,
};
use flate2::{Compression, write::ZlibEncoder};
use jiff::{Timestamp, tz::TimeZone};
use pdf_writer::{
    Date, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{ActionType, AnnotationType, CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use sha2::{Digest, Sha256};
use std::io::Write;
use subsetter::GlyphRemapper;

const SYSTEM: SystemInfo<'_> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// References of the parts that all others point to.
struct Parts {
    catalogue: Ref,
    tree: Ref,
    info: Ref,
    regular: Ref,
    bold: Ref,
    pages: Vec<Ref>,
    next: Ref,
}

impl Parts {
    fn new(pages: usize) -> Self {
        let mut next = Ref::new(1);
        Self {
            catalogue: next.bump(),
            tree: next.bump(),
            info: next.bump(),
            regular: next.bump(),
            bold: next.bump(),
            pages: (0..pages).map(|_| next.bump()).collect(),
            next,
        }
    }

    fn page(&self, index: usize) -> Ref {
        self.pages.get(index).copied().unwrap_or(self.tree)
    }
}

/// # Errors
/// Where the used glyphs cannot be cut out of the font.
pub fn file(composed: Composed, report: &RegisterReport) -> Result<Vec<u8>, PdfError> {
    let Composed { document, front, starts } = composed;
    let mut parts = Parts::new(document.pages.len());
    let mut pdf = Pdf::new();
    let mut identity = Sha256::new();
    for (index, page) in document.pages.into_iter().enumerate() {
        write_page(&mut pdf, &mut parts, (index, front), page, &mut identity);
    }
    pdf.pages(parts.tree).kids(parts.pages.iter().copied()).count(i32::try_from(parts.pages.len()).unwrap_or(i32::MAX));
    let faces = document.faces;
    write_font(&mut pdf, &mut parts.next, parts.regular, faces.get(Weight::Regular), &document.regular)?;
    write_font(&mut pdf, &mut parts.next, parts.bold, faces.get(Weight::Bold), &document.bold)?;
    let mut next = parts.next;
    let bookmarks = outline::write(&mut pdf, &mut next, &report.sheets, &starts, |body| parts.page(front + body));
    let mut catalogue = pdf.catalog(parts.catalogue);
    catalogue.pages(parts.tree).lang(TextStr(report.language));
    catalogue.viewer_preferences().display_doc_title(true);
    if let Some(bookmarks) = bookmarks {
        catalogue.outlines(bookmarks).page_mode(pdf_writer::types::PageMode::UseOutlines);
    }
    catalogue.finish();
    let title = format!("{} \u{B7} {}", report.title, report.organisation);
    pdf.document_info(parts.info)
        .title(TextStr(&title))
        .author(TextStr(&report.organisation))
        .subject(TextStr(&report.subtitle))
        .creator(TextStr("Probant"))
        .creation_date(date(report.created));
    let identity = identity.finalize();
    let identity = identity.get(..16).unwrap_or_default().to_vec();
    pdf.set_file_id((identity.clone(), identity));
    Ok(pdf.finish())
}

fn write_page(pdf: &mut Pdf, parts: &mut Parts, (index, front): (usize, usize), page: Page, identity: &mut Sha256) {
    let content = parts.next.bump();
    let packed = pack(&page.content.finish());
    identity.update(&packed);
    pdf.stream(content, &packed).filter(Filter::FlateDecode);
    let links: Vec<Ref> = page.links.iter().map(|link| write_link(pdf, parts, front, link)).collect();
    let mut written = pdf.page(parts.page(index));
    written.parent(parts.tree).media_box(Rect::new(0.0, 0.0, PAGE[0], PAGE[1])).contents(content);
    written.resources().fonts().pair(Name(b"R"), parts.regular).pair(Name(b"B"), parts.bold);
    if !links.is_empty() {
        written.annotations(links);
    }
}

fn write_link(pdf: &mut Pdf, parts: &mut Parts, front: usize, Link { area, target }: &Link) -> Ref {
    let reference = parts.next.bump();
    let bottom = PAGE[1] - area.y - area.height;
    let mut link = pdf.annotation(reference);
    link.subtype(AnnotationType::Link).border(0.0, 0.0, 0.0, None);
    link.rect(Rect::new(area.x, bottom, area.x + area.width, bottom + area.height));
    link.action().action_type(ActionType::GoTo).destination().page(parts.page(front + target)).fit();
    reference
}

/// A composite font whose codes are the new numbers of the glyphs.
fn write_font(pdf: &mut Pdf, next: &mut Ref, font: Ref, face: &Face, used: &Used) -> Result<(), PdfError> {
    let [descendant, descriptor, program, to_unicode] = [next.bump(), next.bump(), next.bump(), next.bump()];
    let glyphs: Vec<u16> = used.glyphs.iter().map(|(glyph, _)| *glyph).collect();
    let subset = subsetter::subset(face.data, 0, &GlyphRemapper::new_from_glyphs(&glyphs))?;
    let name = format!("{}+{}", tag(&glyphs), face.name);
    let name = Name(name.as_bytes());

    pdf.type0_font(font)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(descendant)
        .to_unicode(to_unicode);
    let mut cid = pdf.cid_font(descendant);
    cid.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(descriptor).default_width(0.0);
    cid.cid_to_gid_map_predefined(Name(b"Identity"));
    #[expect(clippy::cast_precision_loss, reason = "an advance is a few thousand at most")]
    cid.widths().consecutive(0, glyphs.iter().map(|glyph| face.advance(*glyph) as f32));
    cid.finish();
    let [left, bottom, right, top] = face.bounds;
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0)
        .ascent(face.ascent)
        .descent(face.descent)
        .cap_height(face.cap_height)
        .stem_v(if face.name.ends_with("Bold") { 140.0 } else { 80.0 })
        .font_file2(program);

    let mut map = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
    for (number, (_, letter)) in (0_u16..).zip(&used.glyphs).skip(1) {
        map.pair(number, *letter);
    }
    pdf.stream(to_unicode, &pack(map.finish().as_slice())).filter(Filter::FlateDecode);
    pdf.stream(program, &pack(&subset))
        .filter(Filter::FlateDecode)
        .pair(Name(b"Length1"), i32::try_from(subset.len()).unwrap_or(i32::MAX));
    Ok(())
}

/// Six letters that tell this subset of a face from others.
fn tag(glyphs: &[u16]) -> String {
    let mut digest = Sha256::new();
    for glyph in glyphs {
        digest.update(glyph.to_be_bytes());
    }
    digest.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn pack(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 3), Compression::new(4));
    // Writing into memory does not fail.
    let _ = encoder.write_all(content);
    encoder.finish().unwrap_or_default()
}

fn date(moment: Timestamp) -> Date {
    let civil = moment.to_zoned(TimeZone::UTC).datetime();
    let part = |value: i8| u8::try_from(value).unwrap_or(0);
    Date::new(u16::try_from(civil.year()).unwrap_or(0))
        .month(part(civil.month()))
        .day(part(civil.day()))
        .hour(part(civil.hour()))
        .minute(part(civil.minute()))
        .second(part(civil.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
