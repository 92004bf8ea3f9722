//! Tables: columns share the width, rows stay whole where a page can hold them, the head is repeated on each page.

use super::{
    document::{Area, Type},
    flow::{BODY, BOTTOM, Flow, LEFT, SMALL, TINT, TOP, WIDTH, leading, lines_high},
    font::Weight,
    wrap,
};
use std::borrow::Cow;

const CELL: Type = Type { size: 8.5, ..BODY };
const HEAD: Type = Type { weight: Weight::Bold, ..SMALL };
const PADDING: f32 = 4.0;

/// One column: where it begins and how much text fits beside its padding.
struct Column {
    x: f32,
    width: f32,
}

impl Flow {
    /// A table; rows have one cell per weight.
    pub fn table(&mut self, head: &[String], weights: &[f32], rows: &[Vec<String>]) {
        let columns = columns(weights);
        let head_height = self.height(&columns, HEAD, head);
        self.keep(head_height + 2.0 * leading(CELL));
        self.head(&columns, head, head_height);
        for row in rows {
            let height = self.height(&columns, CELL, row);
            let page_holds_it = height <= BOTTOM - TOP - head_height;
            if self.y + height > BOTTOM && page_holds_it {
                self.turn();
                self.head(&columns, head, head_height);
            }
            self.cells(&columns, row, (head, head_height));
        }
        self.space(6.0);
    }

    fn head(&mut self, columns: &[Column], head: &[String], height: f32) {
        let area = Area { x: LEFT, y: self.y, width: WIDTH, height };
        self.document.rectangle(self.page(), area, TINT);
        let face = self.document.face(HEAD.weight);
        for (column, title) in columns.iter().zip(head) {
            let mut baseline = self.y + PADDING / 2.0 + HEAD.size;
            for line in wrap::lines(face, HEAD.size, column.width, title) {
                self.document.text(self.page(), column.x, baseline, HEAD, line);
                baseline += leading(HEAD);
            }
        }
        self.y += height + 1.0;
    }

    /// The cells of one row, line by line, so that a row longer than a page goes on on the next.
    fn cells(&mut self, columns: &[Column], row: &[String], (head, head_height): (&[String], f32)) {
        let texts: Vec<Cow<'_, str>> = row.iter().map(|cell| wrap::composed(cell)).collect();
        let face = self.document.face(CELL.weight);
        let mut cells: Vec<_> = columns
            .iter()
            .zip(&texts)
            .map(|(column, text)| (column.x, wrap::lines(face, CELL.size, column.width, text).into_iter()))
            .collect();
        self.y += PADDING / 2.0;
        loop {
            let line: Vec<(f32, &str)> = cells.iter_mut().filter_map(|(x, lines)| Some((*x, lines.next()?))).collect();
            if line.is_empty() {
                break;
            }
            if self.y + leading(CELL) > BOTTOM {
                self.turn();
                self.head(columns, head, head_height);
            }
            for (x, text) in line {
                self.line(x, CELL, text);
            }
            self.y += leading(CELL);
        }
        self.y += PADDING / 2.0;
        self.rule();
        self.y += 0.6;
    }

    /// Height of a row with its padding.
    fn height(&self, columns: &[Column], style: Type, row: &[String]) -> f32 {
        let face = self.document.face(style.weight);
        let count = |(column, cell): (&Column, &String)| wrap::lines(face, style.size, column.width, cell).len();
        lines_high(columns.iter().zip(row).map(count).max().unwrap_or(1)) * leading(style) + PADDING
    }
}

fn columns(weights: &[f32]) -> Vec<Column> {
    let total: f32 = weights.iter().sum();
    let mut x = LEFT + PADDING;
    weights
        .iter()
        .map(|weight| {
            let share = WIDTH * weight / total;
            let column = Column { x, width: share - 2.0 * PADDING };
            x += share;
            column
        })
        .collect()
}
