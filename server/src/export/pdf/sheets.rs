//! Composes a register: title page, contents with page numbers, one sheet per activity, a foot on every page.

use super::{
    document::{Area, Document, PAGE, Type},
    flow::{self, AIRY, BODY, Flow, HEADING, LEFT, NAVY, SMALL, TIGHT, TOP, WIDTH},
    font::{Faces, Weight},
    report::{Block, RegisterReport, Section, Sheet},
    wrap,
};

const TITLE: Type = Type { weight: Weight::Bold, size: 26.0, colour: NAVY };
const SUBTITLE: Type = Type { weight: Weight::Regular, size: 12.0, colour: flow::GREY };
const BRANCH: Type = Type { weight: Weight::Bold, ..BODY };
const PATH_SEPARATOR: &str = " \u{203A} ";
/// Room for page numbers at the right of the contents.
const NUMBER_WIDTH: f32 = 34.0;
const INDENT: f32 = 10.0;
const FOOT: f32 = PAGE[1] - 28.0;
/// Height of what a last page should not stand for alone.
const FEW: f32 = 100.0;
/// Height of the coloured band on top of the title page.
const BAND: f32 = 10.0;

/// All pages in order, and where each sheet begins.
pub struct Composed {
    pub document: Document,
    /// Pages before the body: title and contents.
    pub front: usize,
    /// Index of the first page of the contents, where there are any.
    pub contents: Option<usize>,
    /// Index in the body of the first page of each sheet.
    pub starts: Vec<usize>,
}

pub fn compose(faces: &'static Faces, report: &RegisterReport) -> Composed {
    let mut flow = Flow::new(faces);
    let starts: Vec<usize> = report.sheets.iter().map(|sheet| compose_sheet(&mut flow, sheet)).collect();
    let body = flow.document.pages.len();
    if report.cover.is_empty() {
        feet(&mut flow.document, report);
        return Composed { document: flow.document, front: 0, contents: None, starts };
    }
    title_page(&mut flow, report);
    let before_contents = flow.document.pages.len();
    // The contents come before the body and so move its numbers: laid out once to be counted, once to stay.
    contents(&mut flow, report, &starts, 0);
    let front = flow.document.pages.len() - body;
    flow.document.pages.truncate(before_contents);
    contents(&mut flow, report, &starts, front);
    flow.document.pages.rotate_left(body);
    feet(&mut flow.document, report);
    Composed { document: flow.document, front, contents: Some(before_contents - body), starts }
}

/// Lays out one sheet and answers its first page. Where only a few lines are left for its last page, all are set tighter, and
/// stay so where that page is saved.
fn compose_sheet(flow: &mut Flow, sheet: &Sheet) -> usize {
    let first = flow.document.pages.len();
    fill_sheet(flow, sheet);
    let pages = flow.document.pages.len();
    if pages > first + 1 && flow.y < TOP + FEW {
        flow.document.pages.truncate(first);
        flow.spacing = &TIGHT;
        fill_sheet(flow, sheet);
        flow.spacing = &AIRY;
        if flow.document.pages.len() == pages {
            flow.document.pages.truncate(first);
            fill_sheet(flow, sheet);
        }
    }
    first
}

fn fill_sheet(flow: &mut Flow, sheet: &Sheet) {
    flow.begin(&sheet.title);
    let end = sheet.badge.as_ref().map(|badge| flow.badge(&badge.text, badge.tone));
    let width = end.map_or(WIDTH, |end| end - LEFT - 10.0);
    flow.column(width, SMALL, &sheet.path.join(PATH_SEPARATOR));
    flow.space(3.0);
    flow.paragraph(HEADING, &sheet.title);
    flow.space(2.0);
    sections(flow, &sheet.sections);
}

fn sections(flow: &mut Flow, sections: &[Section]) {
    for section in sections.iter().filter(|section| !section.blocks.is_empty()) {
        flow.section(&section.title);
        for block in &section.blocks {
            match block {
                Block::Row { label, value } => flow.row(label, value),
                Block::List { label, items } => flow.list(label, items),
                Block::Table { head, weights, rows } => flow.table(head, weights, rows),
                Block::Note { text, tone } => flow.note(text, *tone),
            }
        }
    }
}

/// Who keeps which register, on a ground as high as the words; then the company sheet.
fn title_page(flow: &mut Flow, report: &RegisterReport) {
    flow.begin(&report.title);
    let page = flow.page();
    flow.space(76.0);
    flow.paragraph(SUBTITLE, &report.organisation);
    flow.space(6.0);
    flow.paragraph(TITLE, &report.title);
    flow.space(8.0);
    flow.paragraph(SUBTITLE, &report.subtitle);
    flow.paragraph(SUBTITLE, &report.date);
    flow.space(30.0);
    let height = if flow.page() == page { flow.y } else { PAGE[1] };
    let ground = Area { x: 0.0, y: 0.0, width: PAGE[0], height };
    flow.document.rectangle(page, ground, flow::TINT);
    flow.document.rectangle(page, Area { height: BAND, ..ground }, NAVY);
    flow.document.rectangle(page, Area { y: height - 1.5, height: 1.5, ..ground }, NAVY);
    flow.space(18.0);
    sections(flow, &report.cover);
}

/// Every sheet with its page, below the branches it belongs to; each line leads to its sheet.
fn contents(flow: &mut Flow, report: &RegisterReport, starts: &[usize], front: usize) {
    flow.begin(&report.words.contents);
    flow.paragraph(HEADING, &report.words.contents);
    flow.space(8.0);
    if report.sheets.is_empty() {
        flow.paragraph(BODY, &report.words.empty);
    }
    let mut branch: &[String] = &[];
    for (sheet, start) in report.sheets.iter().zip(starts) {
        let shared = sheet.shares(branch);
        if let (0, Some(category)) = (shared, sheet.path.first()) {
            flow.run(&[report.words.contents.as_str(), category].join(PATH_SEPARATOR));
        }
        // Branches alone at the foot of a page would lead nowhere.
        flow.keep(flow.leading(BODY) * flow::lines_high(sheet.path.len() - shared + 1) + 6.0);
        for (depth, name) in sheet.path.iter().enumerate().skip(shared) {
            if depth == 0 && flow.y > TOP {
                flow.space(6.0);
            }
            entry(flow, depth, if depth == 0 { Type { colour: NAVY, ..BRANCH } } else { BRANCH }, name, (*start, None));
        }
        branch = &sheet.path;
        entry(flow, sheet.path.len(), BODY, &sheet.title, (*start, Some(front + start + 1)));
    }
}

/// One entry of the contents; it leads to a page of the body and may show its number.
fn entry(flow: &mut Flow, depth: usize, style: Type, name: &str, (target, shown): (usize, Option<usize>)) {
    let x = LEFT + INDENT * flow::lines_high(depth.min(8));
    let width = LEFT + WIDTH - NUMBER_WIDTH - x;
    let face = flow.document.face(style.weight);
    let name = wrap::composed(name);
    let lines = wrap::lines(face, style.size, width, &name);
    let last = lines.len().saturating_sub(1);
    for (number, line) in lines.into_iter().enumerate() {
        flow.keep(flow.leading(style));
        flow.line(x, style, line);
        let area = Area { x, y: flow.y, width: LEFT + WIDTH - x, height: flow.leading(style) };
        flow.document.link(flow.page(), area, target);
        if let Some(shown) = shown.filter(|_| number == last) {
            let shown = shown.to_string();
            let end = LEFT + WIDTH - face.measure(&shown, style.size);
            leader(flow, x + face.measure(line, style.size) + 4.0, end - 4.0);
            flow.line(end, style, &shown);
        }
        flow.y += flow.leading(style);
    }
}

/// A thin line that leads the eye to the number.
fn leader(flow: &mut Flow, from: f32, to: f32) {
    if to > from {
        let area = Area { x: from, y: flow.y + BODY.size, width: to - from, height: 0.4 };
        flow.document.rectangle(flow.page(), area, flow::RULE);
    }
}

/// Organisation, title and date at the left of every foot, the page at the right.
fn feet(document: &mut Document, report: &RegisterReport) {
    let face = document.face(SMALL.weight);
    let left = [report.organisation.as_str(), &report.title, &report.date].join(" \u{B7} ");
    let left = wrap::one_line(face, SMALL.size, WIDTH - 90.0, &left).into_owned();
    let total = document.pages.len();
    for page in 0..total {
        let right = format!("{} {} / {total}", report.words.page, page + 1);
        document.text(page, LEFT, FOOT, SMALL, &left);
        document.text(page, LEFT + WIDTH - face.measure(&right, SMALL.size), FOOT, SMALL, &right);
    }
}
