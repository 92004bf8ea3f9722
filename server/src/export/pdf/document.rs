//! Pages as they fill: what is drawn on each, where it links to, and which letters are used. Measures in points, from the top
//! left. Knows no file format.

use super::font::{Face, Faces, Letters, Weight};

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

/// One line of text; `y` is its baseline.
#[derive(Debug)]
pub struct Line {
    pub x: f32,
    pub y: f32,
    pub style: Type,
    /// Letters that the font has, and no others.
    pub text: String,
}

/// A place that leads to a page of the body.
#[derive(Debug)]
pub struct Link {
    pub area: Area,
    pub target: usize,
}

/// One page: grounds below, lines of text above them.
#[derive(Debug, Default)]
pub struct Page {
    pub grounds: Vec<(Area, Colour)>,
    pub lines: Vec<Line>,
    pub links: Vec<Link>,
}

/// All pages.
pub struct Document {
    pub faces: &'static Faces,
    pub pages: Vec<Page>,
    pub regular: Letters,
    pub bold: Letters,
}

impl Document {
    pub fn new(faces: &'static Faces) -> Self {
        Self { faces, pages: Vec::new(), regular: Letters::default(), bold: Letters::default() }
    }

    pub fn face(&self, weight: Weight) -> &'static Face {
        self.faces.get(weight)
    }

    /// Draws one line; `y` is its baseline.
    pub fn text(&mut self, page: usize, x: f32, y: f32, style: Type, text: &str) {
        let face = self.face(style.weight);
        let text: String = text.chars().filter_map(|letter| face.drawn(letter)).collect();
        let used = match style.weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        };
        used.add(&text);
        if let Some(page) = self.pages.get_mut(page) {
            page.lines.push(Line { x, y, style, text });
        }
    }

    /// Draws a filled rectangle.
    pub fn rectangle(&mut self, page: usize, area: Area, colour: Colour) {
        if let Some(page) = self.pages.get_mut(page) {
            page.grounds.push((area, colour));
        }
    }

    /// Makes an area lead to a page of the body.
    pub fn link(&mut self, page: usize, area: Area, target: usize) {
        if let Some(page) = self.pages.get_mut(page) {
            page.links.push(Link { area, target });
        }
    }
}
