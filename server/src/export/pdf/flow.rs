//! Fills pages from top to bottom: texts, rows of label and value, lists. Breaks pages between lines, never loses one.

use super::{
    document::{Area, Colour, Document, PAGE, Type},
    font::{Faces, Weight},
    report::Tone,
    wrap,
};

pub const LEFT: f32 = 51.0;
pub const TOP: f32 = 62.0;
pub const WIDTH: f32 = PAGE[0] - 2.0 * LEFT;
pub const BOTTOM: f32 = PAGE[1] - 62.0;
/// Width of the labels of rows, and where values begin.
const LABEL_WIDTH: f32 = 150.0;
const VALUE_LEFT: f32 = LEFT + LABEL_WIDTH + 12.0;
const BULLET_WIDTH: f32 = 9.0;
/// Height of a line, in font sizes.
const LEADING: f32 = 1.36;

pub const INK: Colour = [0.10, 0.12, 0.20];
pub const NAVY: Colour = [0.08, 0.11, 0.29];
pub const BLUE: Colour = [0.14, 0.25, 0.72];
pub const GREY: Colour = [0.36, 0.39, 0.48];
pub const RULE: Colour = [0.88, 0.89, 0.93];
pub const TINT: Colour = [0.945, 0.953, 0.973];

pub const BODY: Type = Type { weight: Weight::Regular, size: 9.0, colour: INK };
pub const LABEL: Type = Type { weight: Weight::Regular, size: 9.0, colour: GREY };
pub const SMALL: Type = Type { weight: Weight::Regular, size: 8.0, colour: GREY };
pub const HEADING: Type = Type { weight: Weight::Bold, size: 17.0, colour: NAVY };
pub const SECTION: Type = Type { weight: Weight::Bold, size: 10.5, colour: BLUE };

/// A document and the place where the next line goes.
pub struct Flow {
    pub document: Document,
    /// Top of what is still free on the last page.
    pub y: f32,
    /// Repeated, small, on top of pages that go on with the same thing.
    pub running: String,
}

impl Flow {
    pub fn new(faces: &'static Faces) -> Self {
        Self { document: Document::new(faces), y: BOTTOM, running: String::new() }
    }

    /// Index of the page being filled.
    pub fn page(&self) -> usize {
        self.document.pages.len().saturating_sub(1)
    }

    /// Begins a page; `running` stands on the pages that follow it.
    pub fn begin(&mut self, running: &str) {
        running.clone_into(&mut self.running);
        self.document.pages.push(super::document::Page::default());
        self.y = TOP;
    }

    /// Goes on with the same thing on a new page.
    pub fn turn(&mut self) {
        self.document.pages.push(super::document::Page::default());
        self.y = TOP;
        if !self.running.is_empty() {
            let text = wrap::one_line(self.document.face(SMALL.weight), SMALL.size, WIDTH, &self.running).into_owned();
            self.document.text(self.page(), LEFT, TOP - 20.0, SMALL, &text);
        }
    }

    /// Turns the page unless this height is still free.
    pub fn keep(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.turn();
        }
    }

    pub fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// A text over the whole width.
    pub fn paragraph(&mut self, style: Type, text: &str) {
        let text = wrap::composed(text);
        for line in wrap::lines(self.document.face(style.weight), style.size, WIDTH, &text) {
            self.keep(leading(style));
            self.line(LEFT, style, line);
            self.y += leading(style);
        }
    }

    /// The title of a part, with a rule below; stays with what follows.
    pub fn section(&mut self, title: &str) {
        self.space(10.0);
        self.keep(leading(SECTION) + 4.0 * leading(BODY));
        self.paragraph(SECTION, title);
        self.space(2.0);
        self.rule();
        self.space(4.0);
    }

    /// A hairline over the whole width.
    pub fn rule(&mut self) {
        let area = Area { x: LEFT, y: self.y, width: WIDTH, height: 0.6 };
        self.document.rectangle(self.page(), area, RULE);
    }

    /// A label and, beside it, a value.
    pub fn row(&mut self, label: &str, value: &str) {
        let value = wrap::composed(value);
        let width = LEFT + WIDTH - VALUE_LEFT;
        let lines = wrap::lines(self.document.face(BODY.weight), BODY.size, width, &value);
        self.beside(label, &mut lines.into_iter().map(|line| (VALUE_LEFT, line)));
    }

    /// A label and, beside it, one line or more per item.
    pub fn list(&mut self, label: &str, items: &[String]) {
        if let [only] = items {
            return self.row(label, only);
        }
        let face = self.document.face(BODY.weight);
        let width = LEFT + WIDTH - VALUE_LEFT - BULLET_WIDTH;
        let items: Vec<_> = items.iter().map(|item| wrap::composed(item)).collect();
        let mut lines = Vec::new();
        for item in &items {
            for (number, line) in wrap::lines(face, BODY.size, width, item).into_iter().enumerate() {
                if number == 0 {
                    lines.push((VALUE_LEFT, "\u{2022}"));
                }
                lines.push((VALUE_LEFT + BULLET_WIDTH, line));
            }
        }
        self.beside(label, &mut lines.into_iter());
    }

    /// Sets the lines of a label and those of a value side by side, over as many pages as they need.
    fn beside(&mut self, label: &str, values: &mut dyn Iterator<Item = (f32, &str)>) {
        let label = wrap::composed(label);
        let mut labels = wrap::lines(self.document.face(LABEL.weight), LABEL.size, LABEL_WIDTH, &label).into_iter();
        let mut values = values.peekable();
        loop {
            let label = labels.next();
            if label.is_none() && values.peek().is_none() {
                break;
            }
            self.keep(leading(BODY));
            if let Some(label) = label {
                self.line(LEFT, LABEL, label);
            }
            // A bullet and the first line of its item share a line.
            if let Some((x, value)) = values.next() {
                self.line(x, BODY, value);
                if value == "\u{2022}"
                    && let Some((x, value)) = values.next()
                {
                    self.line(x, BODY, value);
                }
            }
            self.y += leading(BODY);
        }
        self.space(2.2);
    }

    /// A remark on a coloured ground, kept whole where a page can hold it.
    pub fn note(&mut self, text: &str, tone: Tone) {
        let (ground, ink) = colours(tone);
        let style = Type { colour: ink, ..BODY };
        let text = wrap::composed(text);
        let lines = wrap::lines(self.document.face(style.weight), style.size, WIDTH - 20.0, &text);
        let height = |lines: usize| leading(style) * lines_high(lines) + 3.0;
        self.keep(height(lines.len()).min(BOTTOM - TOP));
        for line in lines {
            self.keep(leading(style));
            let area = Area { x: LEFT, y: self.y, width: WIDTH, height: height(1) };
            self.document.rectangle(self.page(), area, ground);
            self.line(LEFT + 10.0, style, line);
            self.y += leading(style);
        }
        self.space(7.0);
    }

    /// A word on a coloured ground.
    pub fn badge(&mut self, text: &str, tone: Tone) {
        let (ground, ink) = colours(tone);
        let style = Type { weight: Weight::Bold, size: 8.0, colour: ink };
        let face = self.document.face(style.weight);
        let text = wrap::one_line(face, style.size, WIDTH - 14.0, text).into_owned();
        let area = Area { x: LEFT, y: self.y, width: face.measure(&text, style.size) + 14.0, height: leading(style) + 4.0 };
        self.document.rectangle(self.page(), area, ground);
        self.y += 2.0;
        self.line(LEFT + 7.0, style, &text);
        self.y += leading(style) + 2.0;
    }

    /// Draws one line at the present height, without moving on.
    pub fn line(&mut self, x: f32, style: Type, text: &str) {
        self.document.text(self.page(), x, self.y + style.size, style, text);
    }
}

/// Height of one line.
pub fn leading(style: Type) -> f32 {
    style.size * LEADING
}

/// A count of lines as a factor of heights.
pub fn lines_high(lines: usize) -> f32 {
    u16::try_from(lines).map_or(f32::MAX, f32::from)
}

fn colours(tone: Tone) -> (Colour, Colour) {
    match tone {
        Tone::Good => ([0.89, 0.96, 0.91], [0.05, 0.40, 0.20]),
        Tone::Attention => ([1.0, 0.94, 0.87], [0.54, 0.31, 0.0]),
        Tone::Neutral => (TINT, GREY),
    }
}
