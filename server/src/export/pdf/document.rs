//! Pages as they fill: what is drawn on each, where it links to, and which glyphs are used. Measures in points, from the top left.

use super::font::{Face, Faces, Weight};
use pdf_writer::{Content, Name, Str};

/// A4.
pub const PAGE: [f32; 2] = [595.28, 841.89];

/// Red, green and blue, each from 0 to 1.
pub type Colour = [f32; 3];

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub weight: Weight,
    pub size: f32,
    pub colour: Colour,
}

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// A place that leads to a page of the body.
pub struct Link {
    pub area: Area,
    pub target: usize,
}

/// One page.
pub struct Page {
    pub content: Content,
    pub links: Vec<Link>,
    /// Last set in the content, not to be set again.
    fill: Option<Colour>,
}

impl Default for Page {
    fn default() -> Self {
        Self { content: Content::with_capacity(16 * 1024), links: Vec::new(), fill: None }
    }
}

/// Glyphs of one face that are used, numbered anew in the order in which they first appear.
pub struct Used {
    /// New number by glyph; 0 for those not used.
    numbers: Vec<u16>,
    /// Glyph and letter by new number; the first is the glyph of nothing.
    pub glyphs: Vec<(u16, char)>,
}

impl Default for Used {
    fn default() -> Self {
        Self { numbers: Vec::new(), glyphs: vec![(0, '\u{FFFD}')] }
    }
}

impl Used {
    fn number(&mut self, glyph: u16, letter: char) -> u16 {
        let place = usize::from(glyph);
        if place >= self.numbers.len() {
            self.numbers.resize(place + 1, 0);
        }
        let Some(number) = self.numbers.get_mut(place) else { return 0 };
        if *number == 0 && glyph != 0 {
            *number = u16::try_from(self.glyphs.len()).unwrap_or(0);
            self.glyphs.push((glyph, letter));
        }
        *number
    }
}

/// All pages.
pub struct Document {
    pub faces: &'static Faces,
    pub pages: Vec<Page>,
    pub regular: Used,
    pub bold: Used,
    /// Glyph numbers of the text being drawn.
    codes: Vec<u8>,
}

impl Document {
    pub fn new(faces: &'static Faces) -> Self {
        Self { faces, pages: Vec::new(), regular: Used::default(), bold: Used::default(), codes: Vec::new() }
    }

    pub fn face(&self, weight: Weight) -> &'static Face {
        self.faces.get(weight)
    }

    /// Draws one line; `y` is its baseline.
    pub fn text(&mut self, page: usize, x: f32, y: f32, style: Type, text: &str) {
        let face = self.faces.get(style.weight);
        let (used, name) = match style.weight {
            Weight::Regular => (&mut self.regular, Name(b"R")),
            Weight::Bold => (&mut self.bold, Name(b"B")),
        };
        self.codes.clear();
        for letter in text.chars() {
            if let Some(glyph) = face.glyph(letter) {
                self.codes.extend(used.number(glyph, face.read_as(glyph, letter)).to_be_bytes());
            }
        }
        let Some(page) = self.pages.get_mut(page) else { return };
        page.fill(style.colour);
        let content = &mut page.content;
        content.begin_text().set_font(name, style.size);
        content.next_line(tenth(x), tenth(PAGE[1] - y)).show(Str(&self.codes)).end_text();
    }

    /// Draws a filled rectangle.
    pub fn rectangle(&mut self, page: usize, area: Area, colour: Colour) {
        let Some(page) = self.pages.get_mut(page) else { return };
        page.fill(colour);
        page.content.rect(area.x, PAGE[1] - area.y - area.height, area.width, area.height).fill_nonzero();
    }

    /// Makes an area lead to a page of the body.
    pub fn link(&mut self, page: usize, area: Area, target: usize) {
        if let Some(page) = self.pages.get_mut(page) {
            page.links.push(Link { area, target });
        }
    }
}

impl Page {
    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            let [red, green, blue] = colour;
            self.content.set_fill_rgb(red, green, blue);
        }
    }
}

/// Places rounded to a tenth of a point: no eye sees more, and the file is smaller.
fn tenth(points: f32) -> f32 {
    (points * 10.0).round() / 10.0
}
