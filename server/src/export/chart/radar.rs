//! The radar of conformity: where every line, point and label goes, and the same as SVG.
//!
//! Coordinates are those of SVG, y downwards. An axis without a figure breaks its curves: nothing is drawn
//! as zero that is not known.

use crate::domain::percent::Percent;
use askama::Template;
use std::f64::consts::{PI, TAU};

/// Width of the drawing.
pub const WIDTH: f64 = 480.0;
/// Height of the drawing.
pub const HEIGHT: f64 = 360.0;
const CENTRE: Point = Point { x: WIDTH / 2.0, y: HEIGHT / 2.0 };
const RADIUS: f64 = 126.0;
/// Between the outer ring and a label.
const GAP: f64 = 14.0;
/// Height of a line of a label.
const LINE: f64 = 14.0;
/// Characters after which a label is broken.
const LABEL_WIDTH: usize = 16;
/// Rings, in percent.
const RINGS: [f64; 4] = [25.0, 50.0, 75.0, 100.0];

/// One axis with its two figures, and the words that go with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AxisFigures {
    pub label: String,
    pub initial: Option<Percent>,
    pub current: Option<Percent>,
    /// Shown where a pointer rests on the points.
    pub initial_hint: String,
    pub current_hint: String,
    /// Where earlier campaigns had brought it: figure and words, in the same order on every axis.
    pub earlier: Vec<(Option<Percent>, String)>,
}

/// A place in the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// Which side of its place a label stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A label, broken into lines; `at` is the baseline of the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub at: Point,
    pub anchor: Anchor,
    pub lines: Vec<(f64, String)>,
    /// Whether its axis has a figure.
    pub known: bool,
}

/// A spoke from the centre outwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spoke {
    pub end: Point,
    /// Whether its axis has a figure.
    pub known: bool,
}

/// A point of a curve, with the words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub at: Point,
    pub hint: String,
}

/// A curve: closed where every axis has a figure, else pieces between neighbours that have one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    pub closed: bool,
    pub pieces: Vec<Vec<Point>>,
    pub marks: Vec<Mark>,
}

/// The whole drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    pub rings: Vec<Vec<Point>>,
    pub spokes: Vec<Spoke>,
    pub labels: Vec<Label>,
    /// One for each earlier campaign.
    pub earlier: Vec<Curve>,
    pub initial: Curve,
    pub current: Curve,
}

impl Plot {
    /// Lays out the axes clockwise from the top.
    pub fn new(axes: &[AxisFigures]) -> Self {
        let angles: Vec<f64> = (0..axes.len()).map(|index| angle(index, axes.len())).collect();
        let points = |figure: fn(&AxisFigures) -> Option<Percent>| -> Vec<Option<Point>> {
            axes.iter().zip(&angles).map(|(axis, angle)| figure(axis).map(|percent| place(*angle, percent.value()))).collect()
        };
        let earlier = |number: usize| {
            let points = axes.iter().zip(&angles).map(|(axis, angle)| {
                let figure = axis.earlier.get(number).and_then(|(figure, _)| *figure);
                figure.map(|percent| place(*angle, percent.value()))
            });
            let words = axes.iter().map(|axis| axis.earlier.get(number).map_or("", |(_, words)| words.as_str()));
            curve(&points.collect::<Vec<_>>(), words)
        };
        let campaigns = axes.iter().map(|axis| axis.earlier.len()).max().unwrap_or_default();
        let axes_and_angles = || axes.iter().zip(&angles);
        Self {
            rings: RINGS.iter().map(|ring| angles.iter().map(|angle| place(*angle, *ring)).collect()).collect(),
            spokes: axes_and_angles()
                .map(|(axis, angle)| Spoke { end: place(*angle, 100.0), known: axis.initial.is_some() })
                .collect(),
            labels: axes_and_angles().map(|(axis, angle)| label(axis, *angle)).collect(),
            earlier: (0..campaigns).map(earlier).collect(),
            initial: curve(&points(|axis| axis.initial), axes.iter().map(|axis| axis.initial_hint.as_str())),
            current: curve(&points(|axis| axis.current), axes.iter().map(|axis| axis.current_hint.as_str())),
        }
    }
}

/// The drawing as SVG, with a title and a description for those who do not see it.
///
/// Colours come from the classes of the style sheet: `grid`, `past`, `now`, `label`, and `radar-unknown`
/// where a theme has no figure.
#[derive(Template)]
#[template(path = "chart/radar.svg")]
pub struct RadarSvg<'a> {
    pub plot: Plot,
    pub title: &'a str,
    pub description: &'a str,
}

impl Anchor {
    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a radar has few axes")]
fn angle(index: usize, count: usize) -> f64 {
    TAU * index as f64 / count as f64 - PI / 2.0
}

fn place(angle: f64, percent: f64) -> Point {
    let distance = RADIUS * percent / 100.0;
    Point { x: tenths(CENTRE.x + distance * angle.cos()), y: tenths(CENTRE.y + distance * angle.sin()) }
}

/// Short numbers, and the same bytes for the same figures.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn curve<'a>(points: &[Option<Point>], hints: impl Iterator<Item = &'a str>) -> Curve {
    let marks = points.iter().zip(hints).filter_map(|(at, hint)| at.map(|at| Mark { at, hint: hint.to_owned() })).collect();
    if points.iter().all(Option::is_some) && points.len() > 2 {
        return Curve { closed: true, pieces: vec![points.iter().flatten().copied().collect()], marks };
    }
    // Begins after a gap, so that a piece across the top stays whole.
    let gap = points.iter().position(Option::is_none).unwrap_or(0);
    let turned: Vec<Option<Point>> = points.iter().cycle().skip(gap).take(points.len()).copied().collect();
    let pieces = turned.split(Option::is_none).map(|piece| piece.iter().flatten().copied().collect::<Vec<_>>());
    Curve { closed: false, pieces: pieces.filter(|piece| piece.len() > 1).collect(), marks }
}

fn label(axis: &AxisFigures, angle: f64) -> Label {
    let (cos, sin) = (angle.cos(), angle.sin());
    let anchor = match cos {
        cos if cos > 0.2 => Anchor::Start,
        cos if cos < -0.2 => Anchor::End,
        _ => Anchor::Middle,
    };
    let words = broken(&axis.label);
    #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
    let height = LINE * (words.len().saturating_sub(1)) as f64;
    // Above the circle a label grows upwards, below downwards, beside it both ways.
    let rise = height * (1.0 - sin) / 2.0 - LINE * 0.3;
    let x = tenths(CENTRE.x + (RADIUS + GAP) * cos);
    let y = tenths(CENTRE.y + (RADIUS + GAP) * sin - rise);
    let mut next = y;
    let mut lines = Vec::new();
    for line in words {
        lines.push((tenths(next), line));
        next += LINE;
    }
    Label { at: Point { x, y }, anchor, lines, known: axis.initial.is_some() }
}

/// Breaks a label between words.
fn broken(label: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LABEL_WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// `x,y x,y …`, as the points of a polygon.
fn coordinates(points: &[Point]) -> String {
    let pairs: Vec<String> = points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
    pairs.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes(figures: &[Option<f64>]) -> Vec<AxisFigures> {
        let axis = |(number, figure): (usize, &Option<f64>)| AxisFigures {
            label: format!("Thème {number} <&>"),
            initial: figure.map(Percent::new),
            current: figure.map(|figure| Percent::new(figure + 10.0)),
            initial_hint: "début".into(),
            current_hint: "aujourd’hui".into(),
            earlier: vec![(figure.map(|figure| Percent::new(figure / 2.0)), "<1>".into())],
        };
        figures.iter().enumerate().map(axis).collect()
    }

    #[test]
    fn a_curve_is_broken_where_nothing_is_known() {
        let table: &[(&[Option<f64>], bool, &[usize], usize)] = &[
            (&[Some(10.0), Some(0.0), Some(100.0)], true, &[3], 3),
            (&[Some(10.0), None, Some(30.0)], false, &[2], 2),
            (&[None, None, None], false, &[], 0),
            (&[Some(1.0), Some(2.0), None, Some(4.0), None], false, &[2], 3),
            (&[Some(1.0), None, Some(2.0), Some(3.0), Some(4.0)], false, &[4], 4),
            (&[Some(1.0), Some(2.0)], false, &[2], 2),
            (&[], false, &[], 0),
        ];
        for (figures, closed, pieces, marks) in table {
            let plot = Plot::new(&axes(figures));
            let lengths: Vec<usize> = plot.initial.pieces.iter().map(Vec::len).collect();
            assert_eq!(
                (plot.initial.closed, lengths.as_slice(), plot.initial.marks.len()),
                (*closed, *pieces, *marks),
                "{figures:?}"
            );
            let earlier: Vec<usize> = plot.earlier.iter().flat_map(|curve| &curve.pieces).map(Vec::len).collect();
            assert_eq!(earlier, lengths, "an earlier campaign is drawn as the others: {figures:?}");
            assert_eq!(plot.spokes.iter().filter(|spoke| spoke.known).count(), *marks);
        }
    }

    #[test]
    fn the_first_axis_points_up_and_full_reaches_the_ring() {
        let plot = Plot::new(&axes(&[Some(100.0), Some(50.0), Some(0.0), Some(25.0)]));
        let places: Vec<Point> = plot.initial.marks.iter().map(|mark| mark.at).collect();
        assert_eq!(places[0], Point { x: CENTRE.x, y: CENTRE.y - RADIUS });
        assert_eq!(places[1], Point { x: CENTRE.x + RADIUS / 2.0, y: CENTRE.y });
        assert_eq!(places[2], CENTRE);
        assert_eq!(plot.rings.last().unwrap()[0], places[0]);
        let inside = |point: &Point| (0.0..=WIDTH).contains(&point.x) && (0.0..=HEIGHT).contains(&point.y);
        assert!(plot.labels.iter().all(|label| inside(&label.at)));
    }

    #[test]
    fn the_drawing_escapes_names_and_needs_no_inline_style() {
        let plot = Plot::new(&axes(&[Some(10.0), None, Some(100.0)]));
        let svg = RadarSvg { plot, title: "Radar <script>", description: "a & b" }.render().unwrap();
        assert!(svg.contains("<title") && svg.contains("<desc") && !svg.contains("<script>") && !svg.contains("style="));
        assert!(svg.contains("radar-unknown"));
        let mut reader = quick_xml::Reader::from_str(&svg);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }
}
