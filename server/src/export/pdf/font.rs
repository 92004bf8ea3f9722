//! The embedded font: which letters it has and how wide they are. Read once; no shaping, no files of the system.

use super::PdfError;
use printpdf::ParsedFont;
use std::sync::LazyLock;

/// Letters below this have their width in a table: the basic plane, which holds all that the font has.
const TABLE_END: u32 = 0x1_0000;
/// Drawn for letters that the font lacks.
pub const REPLACEMENT: char = '\u{FFFD}';

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
    pub parsed: ParsedFont,
    /// Advance by letter; `None` for those that the font lacks.
    widths: Vec<Option<u16>>,
}

impl Face {
    fn read(name: &'static str, data: &'static [u8]) -> Option<Self> {
        let parsed = ParsedFont::from_bytes(data, 0, &mut Vec::new())?;
        let units = u32::from(parsed.units_per_em).max(1);
        let width = |letter: u32| {
            let glyph = parsed.lookup_glyph_index(letter).filter(|glyph| *glyph != 0)?;
            u16::try_from(u32::from(parsed.get_glyph_width(glyph)?) * 1000 / units).ok()
        };
        let widths: Vec<_> = (0..TABLE_END).map(width).collect();
        let face = Self { name, parsed, widths };
        face.advance(REPLACEMENT).is_some().then_some(face)
    }

    /// The letter that is drawn, and read back, for this one; `None` for those that leave no mark.
    pub fn drawn(&self, letter: char) -> Option<char> {
        if is_silent(letter) {
            return None;
        }
        let letter = stand_in(letter);
        Some(if self.advance(letter).is_some() { letter } else { REPLACEMENT })
    }

    /// Advance of a letter.
    pub fn width(&self, letter: char) -> u32 {
        self.drawn(letter).and_then(|letter| self.advance(letter)).unwrap_or(0).into()
    }

    fn advance(&self, letter: char) -> Option<u16> {
        self.widths.get(usize::try_from(u32::from(letter)).ok()?).copied().flatten()
    }

    /// Width of a text in points.
    pub fn measure(&self, text: &str, size: f32) -> f32 {
        let total: u32 = text.chars().map(|letter| self.width(letter)).sum();
        #[expect(clippy::cast_precision_loss, reason = "a line is some ten thousand units wide")]
        let total = total as f32;
        total * size / 1000.0
    }
}

/// Letters that are used, without order.
#[derive(Default)]
pub struct Letters {
    /// One mark per letter of the basic plane.
    used: Vec<bool>,
}

impl Letters {
    pub fn add(&mut self, text: &str) {
        for letter in text.chars() {
            let Ok(place) = usize::try_from(u32::from(letter)) else { continue };
            if place >= self.used.len() {
                self.used.resize(place + 1, false);
            }
            if let Some(mark) = self.used.get_mut(place) {
                *mark = true;
            }
        }
    }

    /// Each letter once, by its number.
    pub fn iter(&self) -> impl Iterator<Item = char> + '_ {
        (0_u32..).zip(&self.used).filter(|(_, used)| **used).filter_map(|(code, _)| char::from_u32(code))
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
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}
