//! Tables: columns share the width, rows stay whole where a page can hold them, the head is repeated on each page.

use super::{
    document::{Area, Type},
    flow::{BODY, BOTTOM, Flow, HAIRLINE, LEFT, SMALL, TINT, TOP, VALUE_LEFT, WIDTH, lines_high},
    font::{Face, Weight},
    wrap,
};
use std::borrow::Cow;

const CELL: Type = Type { size: 8.5, ..BODY };
const HEAD: Type = Type { weight: Weight::Bold, ..SMALL };
/// At the left and right of a cell.
const PADDING: f32 = 4.0;
/// Tables up to this height are not torn.
const SMALL_TABLE: f32 = 150.0;

/// One column: where it begins and how much text fits beside its padding.
struct Column {
    x: f32,
    width: f32,
}

/// The lines of one row, by column.
struct Row<'t> {
    style: Type,
    cells: Vec<Vec<&'t str>>,
    height: f32,
}

impl<'t> Row<'t> {
    fn lay(face: &Face, (style, leading, white): (Type, f32, f32), columns: &[Column], texts: &'t [Cow<'_, str>]) -> Self {
        let lines = |(column, text): (&Column, &'t Cow<'_, str>)| wrap::lines(face, style.size, column.width, text);
        let cells: Vec<_> = columns.iter().zip(texts).map(lines).collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1);
        Self { style, cells, height: lines_high(lines) * leading + white }
    }
}

impl Flow {
    /// A table; rows have one cell, and then one per weight.
    pub fn table(&mut self, head: &[String], weights: &[f32], rows: &[Vec<String>]) {
        let columns = columns(weights);
        let head = composed(head);
        let head = Row::lay(self.document.face(HEAD.weight), (HEAD, self.leading(HEAD), self.spacing.cell), &columns, &head);
        let rows: Vec<_> = rows.iter().map(|row| composed(row)).collect();
        let (face, leading) = (self.document.face(CELL.weight), self.leading(CELL));
        let rows: Vec<_> = rows.iter().map(|row| Row::lay(face, (CELL, leading, self.spacing.cell), &columns, row)).collect();
        let page = BOTTOM - TOP - head.height;

        let all: f32 = rows.iter().map(Row::space).sum();
        let first = rows.first().map_or(0.0, |row| if row.height > page { 3.0 * leading } else { row.space() });
        self.open(head.space() + if all <= SMALL_TABLE { all } else { first });
        self.head(&columns, &head);
        for row in &rows {
            if self.y + row.height > BOTTOM && row.height <= page {
                self.turn();
                self.head(&columns, &head);
            }
            self.body(&columns, row, &head);
        }
        self.space(5.0);
    }

    fn head(&mut self, columns: &[Column], head: &Row<'_>) {
        let area = Area { x: LEFT, y: self.y, width: WIDTH, height: head.height };
        self.document.rectangle(self.page(), area, TINT);
        self.y += self.spacing.cell / 2.0;
        for number in 0.. {
            if !self.across(columns, head, number) {
                break;
            }
        }
        self.y += self.spacing.cell / 2.0 + 1.0;
    }

    /// One row, line by line, so that a row longer than a page goes on on the next.
    fn body(&mut self, columns: &[Column], row: &Row<'_>, head: &Row<'_>) {
        self.y += self.spacing.cell / 2.0;
        for number in 0.. {
            if self.y + self.leading(CELL) > BOTTOM && row.cells.iter().any(|cell| number < cell.len()) {
                self.turn();
                self.head(columns, head);
            }
            if !self.across(columns, row, number) {
                break;
            }
        }
        self.y += self.spacing.cell / 2.0;
        self.rule();
        self.y += HAIRLINE;
    }

    /// The texts beside each other on one line of a row; answers whether there are any.
    fn across(&mut self, columns: &[Column], row: &Row<'_>, number: usize) -> bool {
        let mut any = false;
        for (column, cell) in columns.iter().zip(&row.cells) {
            if let Some(text) = cell.get(number) {
                self.line(column.x, row.style, text);
                any = true;
            }
        }
        if any {
            self.y += self.leading(row.style);
        }
        any
    }
}

impl Row<'_> {
    /// Height with the rule below.
    fn space(&self) -> f32 {
        self.height + 1.0
    }
}

fn composed(texts: &[String]) -> Vec<Cow<'_, str>> {
    texts.iter().map(|text| wrap::composed(text)).collect()
}

/// The first column, which names things, is as wide as the labels of rows; the others share the rest.
fn columns(weights: &[f32]) -> Vec<Column> {
    let total: f32 = weights.iter().sum();
    let first = if weights.is_empty() { WIDTH } else { VALUE_LEFT - PADDING - LEFT };
    let shares = weights.iter().map(|weight| (WIDTH - first) * weight / total);
    let place = |x: &mut f32, share: f32| {
        let column = Column { x: *x, width: share - 2.0 * PADDING };
        *x += share;
        Some(column)
    };
    std::iter::once(first).chain(shares).scan(LEFT + PADDING, place).collect()
}
