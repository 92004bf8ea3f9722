//! Figures month by month as bars or as a line: where everything goes, and the same as SVG. A month without a figure breaks the
//! line.

use askama::Template;

const LEFT: f64 = 40.0;
const RIGHT: f64 = 470.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 176.0;
/// Share of its month that a bar fills.
const FILLED: f64 = 0.6;

/// One month with its figure, and the words for both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonthFigure {
    pub label: String,
    pub value: Option<f64>,
    /// Shown where a pointer rests.
    pub hint: String,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub hint: String,
}

/// A point of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    pub x: f64,
    pub y: f64,
    pub hint: String,
}

/// The whole drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// Height and words of the lines across.
    pub rules: Vec<(f64, String)>,
    pub bars: Vec<Bar>,
    /// Points of each piece of the line.
    pub pieces: Vec<String>,
    pub marks: Vec<Dot>,
    /// Place and words of the months.
    pub labels: Vec<(f64, String)>,
}

impl Plot {
    /// Bars from nothing up to the largest figure.
    pub fn bars(months: &[MonthFigure]) -> Self {
        let most = months.iter().filter_map(|month| month.value).fold(1.0, f64::max).ceil();
        let step = step(months.len());
        let bar = |(place, month): (f64, &MonthFigure)| {
            let value = month.value.filter(|value| *value > 0.0)?;
            let y = height(value, most);
            let width = tenths(step * FILLED);
            Some(Bar { x: tenths(place - width / 2.0), y, width, height: tenths(BOTTOM - y), hint: month.hint.clone() })
        };
        Self { bars: placed(months).filter_map(bar).collect(), ..Self::frame(months, most) }
    }

    /// A line through figures from 0 to 100.
    pub fn line(months: &[MonthFigure]) -> Self {
        let dot = |(x, month): (f64, &MonthFigure)| {
            month.value.map(|value| Dot { x: tenths(x), y: height(value, 100.0), hint: month.hint.clone() })
        };
        let dots: Vec<Option<Dot>> = placed(months).map(dot).collect();
        let pieces = dots.split(Option::is_none).filter(|piece| piece.len() > 1);
        let pieces = pieces.map(|piece| {
            let points: Vec<String> = piece.iter().flatten().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
            points.join(" ")
        });
        Self { pieces: pieces.collect(), marks: dots.iter().flatten().cloned().collect(), ..Self::frame(months, 100.0) }
    }

    fn frame(months: &[MonthFigure], most: f64) -> Self {
        // Half of a thing cannot be counted.
        let values = [0.0, most / 2.0, most].into_iter().filter(|value| value.fract() == 0.0);
        let rules = values.map(|value| (height(value, most), format!("{value}"))).collect();
        // Every other month has room for its name.
        let named = placed(months).enumerate().filter(|(index, _)| (months.len() - index) % 2 == 1);
        let labels = named.map(|(_, (x, month))| (tenths(x), month.label.clone())).collect();
        Self { rules, labels, ..Self::default() }
    }
}

/// The drawing as SVG, with a description for those who do not see it. Colours come from the style sheet, as for the radar.
#[derive(Template)]
#[template(path = "chart/months.svg")]
pub struct MonthsSvg<'a> {
    pub plot: Plot,
    pub description: &'a str,
}

#[expect(clippy::cast_precision_loss, reason = "there are few months")]
fn step(count: usize) -> f64 {
    (RIGHT - LEFT) / count.max(1) as f64
}

/// Each month with the middle of its place.
#[expect(clippy::cast_precision_loss, reason = "there are few months")]
fn placed(months: &[MonthFigure]) -> impl Iterator<Item = (f64, &MonthFigure)> {
    let step = step(months.len());
    months.iter().enumerate().map(move |(index, month)| (LEFT + step * (index as f64 + 0.5), month))
}

fn height(value: f64, most: f64) -> f64 {
    tenths(BOTTOM - (BOTTOM - TOP) * (value / most).clamp(0.0, 1.0))
}

/// Short numbers, and the same bytes for the same figures.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(values: &[Option<f64>]) -> Vec<MonthFigure> {
        let month = |value: &Option<f64>| MonthFigure { label: "déc. <&>".into(), value: *value, hint: "é".into() };
        values.iter().map(month).collect()
    }

    #[test]
    fn a_line_is_broken_where_nothing_is_known() {
        for (values, pieces, marks) in [
            (&[Some(0.0), Some(50.0), Some(100.0)][..], 1, 3),
            (&[None, Some(50.0), Some(60.0), None, Some(1.0)], 1, 3),
            (&[None, None], 0, 0),
            (&[], 0, 0),
        ] {
            let plot = Plot::line(&months(values));
            assert_eq!((plot.pieces.len(), plot.marks.len()), (pieces, marks), "{values:?}");
        }
        let plot = Plot::line(&months(&[Some(0.0), Some(100.0)]));
        assert_eq!(plot.marks.iter().map(|mark| mark.y).collect::<Vec<_>>(), [BOTTOM, TOP]);
    }

    #[test]
    fn the_tallest_bar_fills_the_height_and_nothing_has_no_bar() {
        let plot = Plot::bars(&months(&[Some(0.0), Some(4.0), Some(2.0), None]));
        assert_eq!(plot.bars.iter().map(|bar| bar.height).collect::<Vec<_>>(), [BOTTOM - TOP, (BOTTOM - TOP) / 2.0]);
        let last = Plot::bars(&months(&[Some(1.0); 12])).bars.pop().unwrap();
        assert!(last.x + last.width <= RIGHT);
    }

    #[test]
    fn the_drawing_escapes_words() {
        let svg = MonthsSvg { plot: Plot::line(&months(&[Some(1.0)])), description: "a & \"b\"" }.render().unwrap();
        assert!(!svg.contains("<&>") && !svg.contains("style="), "{svg}");
    }
}
