//! Fills pages from top to bottom: texts, rows of label and value, lists. Breaks pages between lines and never loses one; a
//! title stays with what follows it, and no line of a text stands alone at the foot or the head of a page.

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
/// Around the title of a part.
const ABOVE_SECTION: f32 = 11.0;
const BELOW_SECTION: f32 = 7.0;
pub const HAIRLINE: f32 = 0.6;
/// Height of a line, in font sizes.
const LEADING: f32 = 1.36;
/// Texts of up to this many lines are not torn.
const WHOLE: usize = 4;

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
    running: String,
    /// Title of a part that waits for the first line below it.
    heading: Option<String>,
}

impl Flow {
    pub fn new(faces: &'static Faces) -> Self {
        Self { document: Document::new(faces), y: BOTTOM, running: String::new(), heading: None }
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
            self.document.text(self.page(), LEFT, TOP - 24.0, SMALL, &text);
            let area = Area { x: LEFT, y: TOP - 18.0, width: WIDTH, height: HAIRLINE };
            self.document.rectangle(self.page(), area, RULE);
        }
    }

    /// Turns the page unless this height is still free, or the page is still empty.
    pub fn keep(&mut self, height: f32) {
        if self.y > TOP && self.y + height > BOTTOM {
            self.turn();
        }
    }

    pub fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// A text over the whole width.
    pub fn paragraph(&mut self, style: Type, text: &str) {
        let text = wrap::composed(text);
        let lines = wrap::lines(self.document.face(style.weight), style.size, WIDTH, &text);
        let total = lines.len();
        for (number, line) in lines.into_iter().enumerate() {
            self.keep(leading(style) * together(total, number));
            self.line(LEFT, style, line);
            self.y += leading(style);
        }
    }

    /// The title of a part: drawn above the first block that follows, on the same page.
    pub fn section(&mut self, title: &str) {
        self.heading = Some(title.to_owned());
    }

    /// Makes room for the beginning of a block and for the title that waits for it.
    pub fn open(&mut self, height: f32) {
        let Some(title) = self.heading.take() else { return self.keep(height) };
        let title = wrap::composed(&title);
        let lines = wrap::lines(self.document.face(SECTION.weight), SECTION.size, WIDTH, &title);
        let own = ABOVE_SECTION + leading(SECTION) * lines_high(lines.len()) + BELOW_SECTION;
        self.keep((own + height).min(BOTTOM - TOP));
        if self.y > TOP {
            self.space(ABOVE_SECTION);
        }
        for line in lines {
            self.keep(leading(SECTION));
            self.line(LEFT, SECTION, line);
            self.y += leading(SECTION);
        }
        self.space(2.0);
        self.rule();
        self.space(BELOW_SECTION - 2.0);
    }

    /// A hairline over the whole width.
    pub fn rule(&mut self) {
        let area = Area { x: LEFT, y: self.y, width: WIDTH, height: HAIRLINE };
        self.document.rectangle(self.page(), area, RULE);
    }

    /// A label and, beside it, a value.
    pub fn row(&mut self, label: &str, value: &str) {
        let value = wrap::composed(value);
        let width = LEFT + WIDTH - VALUE_LEFT;
        let lines = wrap::lines(self.document.face(BODY.weight), BODY.size, width, &value);
        self.beside(label, lines.into_iter().map(|line| (false, line)).collect(), 0.0);
    }

    /// A label and, beside it, one line or more per item.
    pub fn list(&mut self, label: &str, items: &[String]) {
        if let [only] = items {
            return self.row(label, only);
        }
        let face = self.document.face(BODY.weight);
        let width = LEFT + WIDTH - VALUE_LEFT - BULLET_WIDTH;
        let items: Vec<_> = items.iter().map(|item| wrap::composed(item)).collect();
        let of_item = |item| wrap::lines(face, BODY.size, width, item).into_iter().enumerate();
        let lines = items.iter().flat_map(|item| of_item(item).map(|(number, line)| (number == 0, line)));
        self.beside(label, lines.collect(), BULLET_WIDTH);
    }

    /// Sets the lines of a label and those of a value side by side, over as many pages as they need. Values that begin an item
    /// have a bullet in the `indent` before them.
    fn beside(&mut self, label: &str, values: Vec<(bool, &str)>, indent: f32) {
        let label = wrap::composed(label);
        let labels = wrap::lines(self.document.face(LABEL.weight), LABEL.size, LABEL_WIDTH, &label);
        let total = labels.len().max(values.len());
        self.open(leading(BODY) * together(total, 0));
        for number in 0..total {
            self.keep(leading(BODY) * together(total, number));
            if let Some(label) = labels.get(number) {
                self.line(LEFT, LABEL, label);
            }
            if let Some((begins, value)) = values.get(number) {
                if *begins {
                    self.line(VALUE_LEFT, LABEL, "\u{2022}");
                }
                self.line(VALUE_LEFT + indent, BODY, value);
            }
            self.y += leading(BODY);
        }
        self.space(2.6);
    }

    /// A remark on a coloured ground, kept whole where a page can hold it.
    pub fn note(&mut self, text: &str, tone: Tone) {
        let (ground, ink) = colours(tone);
        let style = Type { colour: ink, ..BODY };
        let text = wrap::composed(text);
        let lines = wrap::lines(self.document.face(style.weight), style.size, WIDTH - 20.0, &text);
        let height = |lines: usize| leading(style) * lines_high(lines) + 6.0;
        self.open(height(lines.len()).min(BOTTOM - TOP));
        for line in lines {
            self.keep(height(1));
            let area = Area { x: LEFT, y: self.y, width: WIDTH, height: height(1) };
            self.document.rectangle(self.page(), area, ground);
            self.document.text(self.page(), LEFT + 10.0, self.y + 2.5 + style.size, style, line);
            self.y += leading(style);
        }
        self.space(12.0);
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

/// How many lines from this one on must stand on one page.
fn together(total: usize, number: usize) -> f32 {
    lines_high(match number {
        0 if total <= WHOLE => total,
        0 => 2,
        _ if total > WHOLE && number + 2 == total => 2,
        _ => 1,
    })
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
