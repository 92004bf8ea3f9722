//! Fills pages from top to bottom: texts, rows of label and value, lists. Breaks pages between lines and never loses one; a
//! title stays with what follows it, and no line of a text stands alone at the foot or the head of a page.

use super::{
    document::{Area, Colour, Document, PAGE, Type},
    font::{Faces, Weight},
    report::Tone,
    wrap,
};

pub const LEFT: f32 = 51.0;
pub const TOP: f32 = 50.0;
pub const WIDTH: f32 = PAGE[0] - 2.0 * LEFT;
pub const BOTTOM: f32 = PAGE[1] - 48.0;
/// Width of the labels of rows, and where values begin.
const LABEL_WIDTH: f32 = 172.0;
pub const VALUE_LEFT: f32 = LEFT + LABEL_WIDTH + 10.0;
const VALUE_WIDTH: f32 = LEFT + WIDTH - VALUE_LEFT;
const BULLET_WIDTH: f32 = 9.0;
/// Below the title of a part.
const BELOW_SECTION: f32 = 6.0;
pub const HAIRLINE: f32 = 0.6;

/// How much white there is.
#[derive(Debug)]
pub struct Spacing {
    /// Height of a line, in font sizes.
    leading: f32,
    /// Below a row.
    row: f32,
    /// Above the title of a part.
    section: f32,
    /// Above and below the text of a cell, together.
    pub cell: f32,
}

/// As a rule, and where a little more must go on a page.
pub const AIRY: Spacing = Spacing { leading: 1.3, row: 2.2, section: 8.0, cell: 3.2 };
pub const TIGHT: Spacing = Spacing { leading: 1.2, row: 1.5, section: 5.0, cell: 2.4 };

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
pub const HEADING: Type = Type { weight: Weight::Bold, size: 16.0, colour: NAVY };
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
    pub spacing: &'static Spacing,
}

impl Flow {
    pub fn new(faces: &'static Faces) -> Self {
        Self { document: Document::new(faces), y: BOTTOM, running: String::new(), heading: None, spacing: &AIRY }
    }

    /// Index of the page being filled.
    pub fn page(&self) -> usize {
        self.document.pages.len().saturating_sub(1)
    }

    /// Begins a page; `running` stands on the pages that follow it.
    pub fn begin(&mut self, running: &str) {
        self.run(running);
        self.document.pages.push(super::document::Page::default());
        self.y = TOP;
    }

    /// Changes what stands on the pages that follow.
    pub fn run(&mut self, running: &str) {
        running.clone_into(&mut self.running);
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
        self.column(WIDTH, style, text);
    }

    /// A text at the left margin, as wide as this.
    pub fn column(&mut self, width: f32, style: Type, text: &str) {
        let text = wrap::composed(text);
        let lines = wrap::lines(self.document.face(style.weight), style.size, width, &text);
        let total = lines.len();
        for (number, line) in lines.into_iter().enumerate() {
            self.keep(self.leading(style) * together(total, number));
            self.line(LEFT, style, line);
            self.y += self.leading(style);
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
        let own = self.spacing.section + self.leading(SECTION) * lines_high(lines.len()) + BELOW_SECTION;
        self.keep((own + height).min(BOTTOM - TOP));
        if self.y > TOP {
            self.space(self.spacing.section);
        }
        for line in lines {
            self.keep(self.leading(SECTION));
            self.line(LEFT, SECTION, line);
            self.y += self.leading(SECTION);
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
        let lines = wrap::lines(self.document.face(BODY.weight), BODY.size, VALUE_WIDTH, &value);
        self.beside(label, lines.len(), |flow, number| {
            if let Some(line) = lines.get(number) {
                flow.line(VALUE_LEFT, BODY, line);
            }
        });
    }

    /// A label and, beside it, the items: on one line where they fit, else one below the other, in two columns where they are
    /// short.
    pub fn list(&mut self, label: &str, items: &[String]) {
        let face = self.document.face(BODY.weight);
        let joined = items.join(", ");
        let torn = items.iter().any(|item| item.contains([',', '\n']));
        if items.len() == 1 || !torn && face.measure(&joined, BODY.size) <= VALUE_WIDTH {
            return self.row(label, &joined);
        }
        let items: Vec<_> = items.iter().map(|item| wrap::composed(item)).collect();
        let laid = |width| -> Vec<Vec<&str>> { items.iter().map(|item| wrap::lines(face, BODY.size, width, item)).collect() };
        let half = VALUE_WIDTH / 2.0;
        let narrow = laid(half - BULLET_WIDTH - 8.0);
        if items.len() > 3 && narrow.iter().all(|item| item.len() == 1) {
            let height = items.len().div_ceil(2);
            return self.beside(label, height, |flow, number| {
                flow.item(VALUE_LEFT, narrow.get(number), 0);
                flow.item(VALUE_LEFT + half, narrow.get(height + number), 0);
            });
        }
        let wide = laid(VALUE_WIDTH - BULLET_WIDTH);
        let lines: Vec<_> = wide.iter().flat_map(|item| (0..item.len()).map(move |number| (item, number))).collect();
        self.beside(label, lines.len(), |flow, number| {
            if let Some((item, number)) = lines.get(number) {
                flow.item(VALUE_LEFT, Some(item), *number);
            }
        });
    }

    /// One line of an item; its first has a bullet before it.
    fn item(&mut self, x: f32, lines: Option<&Vec<&str>>, number: usize) {
        let Some(line) = lines.and_then(|lines| lines.get(number)) else { return };
        if number == 0 {
            self.line(x, LABEL, "\u{2022}");
        }
        self.line(x + BULLET_WIDTH, BODY, line);
    }

    /// Sets the lines of a label and those of a value side by side, over as many pages as they need.
    fn beside(&mut self, label: &str, lines: usize, mut value: impl FnMut(&mut Self, usize)) {
        let label = wrap::composed(label);
        let labels = wrap::lines(self.document.face(LABEL.weight), LABEL.size, LABEL_WIDTH, &label);
        let total = labels.len().max(lines);
        self.open(self.leading(BODY) * together(total, 0));
        for number in 0..total {
            self.keep(self.leading(BODY) * together(total, number));
            if let Some(label) = labels.get(number) {
                self.line(LEFT, LABEL, label);
            }
            value(self, number);
            self.y += self.leading(BODY);
        }
        self.space(self.spacing.row);
    }

    /// A remark on a coloured ground, kept whole where a page can hold it.
    pub fn note(&mut self, text: &str, tone: Tone) {
        let (ground, ink) = colours(tone);
        let style = Type { colour: ink, ..BODY };
        let text = wrap::composed(text);
        let lines = wrap::lines(self.document.face(style.weight), style.size, WIDTH - 20.0, &text);
        let leading = self.leading(style);
        let height = |lines: usize| leading * lines_high(lines) + 6.0;
        self.open(height(lines.len()).min(BOTTOM - TOP));
        for line in lines {
            self.keep(height(1));
            let area = Area { x: LEFT, y: self.y, width: WIDTH, height: height(1) };
            self.document.rectangle(self.page(), area, ground);
            self.document.text(self.page(), LEFT + 10.0, self.y + 2.5 + style.size, style, line);
            self.y += self.leading(style);
        }
        self.space(12.0);
    }

    /// A word on a coloured ground at the right of the line of small print that comes next; answers where it begins.
    pub fn badge(&mut self, text: &str, tone: Tone) -> f32 {
        let (ground, ink) = colours(tone);
        let style = Type { weight: Weight::Bold, size: 8.0, colour: ink };
        let face = self.document.face(style.weight);
        let text = wrap::one_line(face, style.size, WIDTH / 2.0, text).into_owned();
        let width = face.measure(&text, style.size) + 14.0;
        let area = Area { x: LEFT + WIDTH - width, y: self.y - 3.0, width, height: self.leading(style) + 4.0 };
        self.document.rectangle(self.page(), area, ground);
        self.line(area.x + 7.0, style, &text);
        area.x
    }

    /// Height of one line.
    pub fn leading(&self, style: Type) -> f32 {
        style.size * self.spacing.leading
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
