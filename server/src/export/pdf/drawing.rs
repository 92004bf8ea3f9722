//! A page in the operations of printpdf, which count from the bottom left.

use super::{
    document::{Area, Colour, Line, Link, PAGE, Page, Type},
    font::Weight,
};
use printpdf::{
    Actions, BorderArray, Color, ColorArray, Destination, FontId, LinkAnnotation, Op, PaintMode, PdfFontHandle, PdfPage, Point,
    Pt, Rect, Rgb, TextItem,
};

/// Name of a face in the file.
pub fn font_id(weight: Weight) -> FontId {
    FontId(match weight {
        Weight::Regular => "R".to_owned(),
        Weight::Bold => "B".to_owned(),
    })
}

/// A page with nothing on it but its links, which lead to pages of the body; the body begins after `front` pages.
pub fn linked(links: Vec<Link>, front: usize) -> PdfPage {
    sheet_of(links.into_iter().map(|link| goto(link, front)).collect())
}

/// Shows texts on a page, anywhere: printpdf describes of a font what its pages show.
pub fn show(page: &mut PdfPage, texts: impl IntoIterator<Item = (Weight, String)>) {
    let mut pen = Pen { ops: std::mem::take(&mut page.ops), ..Pen::default() };
    pen.write(texts.into_iter().map(|(weight, text)| {
        let style = Type { weight, size: 1.0, colour: [0.0; 3] };
        Line { x: 0.0, y: 0.0, style, text }
    }));
    page.ops = pen.ops;
}

/// What is drawn on a page, without its links.
pub fn drawn(page: Page) -> PdfPage {
    let mut pen = Pen { ops: Vec::with_capacity(3 * page.lines.len() + 2 * page.grounds.len()), ..Pen::default() };
    for (area, colour) in page.grounds {
        pen.fill(colour);
        pen.ops.push(Op::DrawRectangle { rectangle: rectangle(area) });
    }
    pen.write(page.lines);
    sheet_of(pen.ops)
}

fn sheet_of(ops: Vec<Op>) -> PdfPage {
    let size = Rect::from_wh(Pt(PAGE[0]), Pt(PAGE[1]));
    PdfPage { media_box: size.clone(), trim_box: size.clone(), crop_box: size, ops }
}

/// What was set last, not to be set again.
#[derive(Default)]
struct Pen {
    ops: Vec<Op>,
    fill: Option<Colour>,
    font: Option<(Weight, f32)>,
    /// Where the last line began, in hundredths of a point: lines are placed from there.
    at: [i32; 2],
}

impl Pen {
    fn fill(&mut self, colour: Colour) {
        if self.fill.replace(colour) != Some(colour) {
            let [red, green, blue] = colour;
            self.ops.push(Op::SetFillColor { col: Color::Rgb(Rgb::new(red, green, blue, None)) });
        }
    }

    fn write(&mut self, lines: impl IntoIterator<Item = Line>) {
        self.ops.push(Op::StartTextSection);
        for line in lines {
            self.line(line);
        }
        self.ops.push(Op::EndTextSection);
    }

    fn line(&mut self, Line { x, y, style, text }: Line) {
        self.fill(style.colour);
        let font = (style.weight, style.size);
        if self.font.replace(font) != Some(font) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(style.weight)), size: Pt(style.size) });
        }
        let [x, y] = [hundredths(x), hundredths(PAGE[1] - y)];
        let [from_x, from_y] = std::mem::replace(&mut self.at, [x, y]);
        self.ops.push(Op::SetTextCursor { pos: Point { x: points(x - from_x), y: points(y - from_y) } });
        self.ops.push(Op::ShowText { items: vec![TextItem::Text(text)] });
    }
}

fn rectangle(area: Area) -> Rect {
    let [x, y] = [hundredths(area.x), hundredths(PAGE[1] - area.y - area.height)];
    let [width, height] = [hundredths(area.width), hundredths(area.height)];
    Rect { mode: Some(PaintMode::Fill), ..Rect::from_xywh(points(x), points(y), points(width), points(height)) }
}

fn goto(Link { area, target }: Link, front: usize) -> Op {
    // Pages count from one. The top of the page, at the size at which the reader is reading.
    let place = Destination::Xyz { page: front + target + 1, left: Some(0.0), top: Some(PAGE[1]), zoom: None };
    let invisible = BorderArray::Solid([0.0; 3]);
    let link = LinkAnnotation::new(rectangle(area), Actions::go_to(place), Some(invisible), Some(ColorArray::Transparent), None);
    Op::LinkAnnotation { link }
}

/// A place or a length in hundredths of a point: no eye sees more, and the file is smaller.
fn hundredths(points: f32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a page is some hundred points wide and high")]
    let rounded = (points * 100.0).round() as i32;
    rounded
}

fn points(hundredths: i32) -> Pt {
    #[expect(clippy::cast_precision_loss, reason = "a page is some ten thousand hundredths wide and high")]
    let points = hundredths as f32 / 100.0;
    Pt(points)
}
