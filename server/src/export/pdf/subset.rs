//! What of the font goes into the file: the glyphs of the letters used, and no others, numbered anew.

use super::{
    PdfError,
    font::{Face, Letters},
};
use allsorts::{
    binary::read::ReadScope,
    font_data::FontData,
    subset::{CmapTarget, SubsetProfile},
};
use printpdf::ParsedFont;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The face with the glyphs of these letters only, under a name that tells it from other subsets.
///
/// # Errors
/// Where the glyphs cannot be cut out of the font.
pub fn cut(face: &Face, letters: &Letters) -> Result<ParsedFont, PdfError> {
    let glyphs: BTreeMap<u16, Vec<char>> = letters.iter().fold(BTreeMap::new(), |mut glyphs, letter| {
        if let Some(glyph) = face.parsed.lookup_glyph_index(letter.into()).filter(|glyph| *glyph != 0) {
            glyphs.entry(glyph).or_insert_with(Vec::new).push(letter);
        }
        glyphs
    });
    // The glyph of nothing comes first; a new number is a place in this list.
    let kept: Vec<u16> = std::iter::once(0).chain(glyphs.keys().copied()).collect();
    let font = ReadScope::new(&face.parsed.original_bytes).read::<FontData<'_>>().map_err(|_| PdfError::Font)?;
    let tables = font.table_provider(0).map_err(|_| PdfError::Font)?;
    let program = allsorts::subset::subset(&tables, &kept, &SubsetProfile::Pdf, CmapTarget::Unicode)?;

    let numbered = || (1_u16..).zip(&glyphs);
    let pairs = numbered().flat_map(|(number, (_, letters))| letters.iter().map(move |letter| (u32::from(*letter), number)));
    let widths = numbered().filter_map(|(number, (glyph, _))| Some((number, face.parsed.get_glyph_width(*glyph)?)));
    Ok(ParsedFont {
        font_name: Some(format!("{}+{}", tag(&program), face.name)),
        original_bytes: program,
        font_index: 0,
        codepoint_to_glyph: pairs.collect(),
        glyph_widths: widths.collect(),
        units_per_em: face.parsed.units_per_em,
        font_metrics: face.parsed.font_metrics.clone(),
        font_type: face.parsed.font_type,
        pdf_font_metrics: face.parsed.pdf_font_metrics.clone(),
    })
}

/// Six letters that tell this subset of a face from others.
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
