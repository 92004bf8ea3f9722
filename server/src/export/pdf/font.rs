//! The embedded font: which glyph a letter has and how wide it is. Read once; no shaping, no files of the system.

use super::PdfError;
use std::sync::LazyLock;
use ttf_parser::Face as Parsed;

/// Letters below this have their glyph in a table; the font has few above it.
const TABLE_END: u32 = 0x2C00;
/// Drawn for letters that the font lacks.
const REPLACEMENT: char = '\u{FFFD}';

static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    let regular = Face::read("NotoSans-Regular", ttf_noto_sans::REGULAR)?;
    let bold = Face::read("NotoSans-Bold", ttf_noto_sans::BOLD)?;
    Some(Faces { regular, bold })
});

/// The font in its two weights.
pub fn faces() -> Result<&'static Faces, PdfError> {
    FACES.as_ref().ok_or(PdfError::Font)
}

/// Weight of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

pub struct Faces {
    regular: Face,
    bold: Face,
}

impl Faces {
    pub fn get(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

/// One weight. Measures are in thousandths of the font size.
pub struct Face {
    pub name: &'static str,
    pub data: &'static [u8],
    pub ascent: f32,
    pub descent: f32,
    pub cap_height: f32,
    /// Left, bottom, right, top of the box that holds any glyph.
    pub bounds: [f32; 4],
    glyphs: Vec<u16>,
    /// By glyph.
    widths: Vec<u16>,
    replacement: u16,
}

impl Face {
    fn read(name: &'static str, data: &'static [u8]) -> Option<Self> {
        let parsed = Parsed::parse(data, 0).ok()?;
        let scale = 1000.0 / f32::from(parsed.units_per_em());
        let glyph = |letter: char| parsed.glyph_index(letter).map_or(0, |glyph| glyph.0);
        let replacement = glyph(REPLACEMENT);
        let glyphs = (0..TABLE_END).map(|code| char::from_u32(code).map_or(0, |letter| glyph(stand_in(letter)))).collect();
        let width = |glyph| parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an advance is a few thousand at most")]
        let widths = (0..parsed.number_of_glyphs()).map(|glyph| (f32::from(width(glyph)) * scale).round() as u16).collect();
        let bounds = parsed.global_bounding_box();
        Some(Self {
            name,
            data,
            ascent: f32::from(parsed.ascender()) * scale,
            descent: f32::from(parsed.descender()) * scale,
            cap_height: f32::from(parsed.capital_height().unwrap_or(0)) * scale,
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|edge| f32::from(edge) * scale),
            glyphs,
            widths,
            replacement,
        })
    }

    /// The glyph of a letter; `None` for those that leave no mark.
    pub fn glyph(&self, letter: char) -> Option<u16> {
        if is_silent(letter) {
            return None;
        }
        let glyph = usize::try_from(u32::from(letter)).ok().and_then(|code| self.glyphs.get(code)).copied().unwrap_or(0);
        Some(if glyph == 0 { self.replacement } else { glyph })
    }

    /// What a glyph drawn for this letter is read back as.
    pub fn read_as(&self, glyph: u16, letter: char) -> char {
        if glyph == self.replacement { REPLACEMENT } else { stand_in(letter) }
    }

    /// Advance of a glyph.
    pub fn advance(&self, glyph: u16) -> u32 {
        self.widths.get(usize::from(glyph)).copied().unwrap_or(0).into()
    }

    /// Advance of a letter.
    pub fn width(&self, letter: char) -> u32 {
        self.glyph(letter).map_or(0, |glyph| self.advance(glyph))
    }

    /// Width of a text in points.
    pub fn measure(&self, text: &str, size: f32) -> f32 {
        let total: u32 = text.chars().map(|letter| self.width(letter)).sum();
        #[expect(clippy::cast_precision_loss, reason = "a line is some ten thousand units wide")]
        let total = total as f32;
        total * size / 1000.0
    }
}

/// Letters drawn as another one, and read back as it too: all spaces and hyphens are one.
fn stand_in(letter: char) -> char {
    match letter {
        '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => ' ',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    }
}

/// Control characters, soft hyphens, marks of direction and the like.
fn is_silent(letter: char) -> bool {
    (letter.is_control() && letter != '\t')
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
