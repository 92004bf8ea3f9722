//! The time, asked for in one place so that tests can set it.

use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use parking_lot::Mutex;
use std::sync::Arc;

/// Tells the time: the machine's, or one that a test sets.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    set: Option<Arc<Mutex<Timestamp>>>,
}

impl Clock {
    /// A clock that stands still at `now` until it is moved.
    pub fn standing_at(now: Timestamp) -> Self {
        Self { set: Some(Arc::new(Mutex::new(now))) }
    }

    /// Moves a standing clock; a running one is left alone.
    pub fn set(&self, now: Timestamp) {
        if let Some(set) = &self.set {
            *set.lock() = now;
        }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.set.as_ref().map_or_else(Timestamp::now, |set| *set.lock())
    }

    /// The moment at which a day begins in France.
    pub fn start_of(day: Date) -> Timestamp {
        day.to_zoned(zone()).map_or(Timestamp::MIN, |start| start.timestamp())
    }

    /// The present moment on the clocks of France, whose authority and deadlines the product serves.
    pub fn local(&self) -> Zoned {
        self.now().to_zoned(zone())
    }

    /// The moment at which the clocks of France show this; `None` for a year that no calendar reaches.
    pub fn moment_of(shown: DateTime) -> Option<Timestamp> {
        shown.to_zoned(zone()).ok().map(|zoned| zoned.timestamp())
    }

    /// What the clocks of France show at a moment.
    pub fn shown(moment: Timestamp) -> DateTime {
        moment.to_zoned(zone()).datetime()
    }

    /// Today in France.
    pub fn today(&self) -> Date {
        self.local().date()
    }
}

/// The clocks of France.
fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}
