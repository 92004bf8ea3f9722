//! A percentage from 0 to 100, kept in range by its constructor.

use serde::{Deserialize, Serialize};
use std::fmt;

/// From 0 to 100; never less, more, or not a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(f64);

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);
    /// All.
    pub const FULL: Self = Self(100.0);

    /// Cut to the range; what is not a number counts as nothing.
    pub fn new(value: f64) -> Self {
        Self(if value.is_nan() { 0.0 } else { value.clamp(0.0, 100.0) })
    }

    /// The share of a part in a whole; `None` where the whole is nothing.
    pub fn of(part: f64, whole: f64) -> Option<Self> {
        (whole > 0.0).then(|| Self::new(part * 100.0 / whole))
    }

    /// As a number.
    pub fn value(self) -> f64 {
        self.0
    }

    /// With one digit after the point, as the API gives it.
    pub fn tenths(self) -> f64 {
        (self.0 * 10.0).round() / 10.0
    }

    /// The mean of several; `None` of none.
    pub fn mean(values: impl IntoIterator<Item = Self>) -> Option<Self> {
        let (sum, count) = values.into_iter().fold((0.0, 0.0), |(sum, count), value| (sum + value.0, count + 1.0));
        (count > 0.0).then(|| Self::new(sum / count))
    }
}

/// To the nearest whole number, without the sign: how it is written depends on the language.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_stays_in_range() {
        for (value, expected) in [(-3.0, 0.0), (f64::NAN, 0.0), (42.5, 42.5), (1e9, 100.0)] {
            assert_eq!(Percent::new(value).value(), expected);
        }
        assert_eq!(Percent::of(1.0, 0.0), None);
        assert_eq!(Percent::mean([]), None);
        assert_eq!(Percent::mean([Percent::ZERO, Percent::FULL]), Some(Percent::new(50.0)));
    }
}
