//! When an activity is looked at again: a day that a person sets, whether it is near or past, and the interval proposed
//! (GDPR art. 5(2) and 24(1): measures are reviewed and updated where necessary).

use super::{activity::ActivityRecord, completeness, dpia, id::ActivityId};
use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};

/// Days before a review at which it is told.
pub const SOON: i64 = 30;
/// Intervals that are offered, in months.
pub const INTERVALS: [i8; 4] = [6, 12, 24, 36];
/// Years ahead that a review may lie at the most.
const FURTHEST: i16 = 10;

/// That people were reminded of a review, so that they are once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewReminder {
    pub activity: ActivityId,
    /// The day of the review.
    pub on: Date,
}

/// How far a review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    Later,
    /// Within the next thirty days, today too.
    Soon,
    Overdue,
}

impl ReviewState {
    /// The state of a review on a day, seen from today.
    pub fn of(on: Date, today: Date) -> Self {
        match () {
            () if on < today => Self::Overdue,
            () if on <= told_from(today) => Self::Soon,
            () => Self::Later,
        }
    }

    /// The word in the API and in keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Soon => "soon",
            Self::Overdue => "overdue",
        }
    }
}

/// The last day whose reviews are told today.
pub fn told_from(today: Date) -> Date {
    today.saturating_add(Span::new().days(SOON))
}

/// The interval proposed for an activity, in months: what weighs more on data subjects is looked at every year.
pub fn proposed_interval(record: &ActivityRecord) -> i8 {
    let special = dpia::has_special_data(record) || completeness::has_criminal_data(record);
    let transfer = record.transfers().any(|transfer| transfer.country.is_transfer());
    if special || transfer || dpia::is_advised(record) { 12 } else { 24 }
}

/// The day so many months after another one.
pub fn after(today: Date, months: i8) -> Date {
    today.saturating_add(Span::new().months(months))
}

/// Whether a review may be set for a day: it may lie in the past, which says that it is due.
pub fn is_sensible(on: Date, today: Date) -> bool {
    let years = i32::from(on.year()) - i32::from(today.year());
    years.abs() <= i32::from(FURTHEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        data_category::DataCategory,
        party::Recipient,
        personal_data::{PersonalDataCategory, PersonalDataItem},
        transfer::Transfer,
    };
    use jiff::civil::date;

    #[test]
    fn a_review_is_near_for_thirty_days_and_past_from_the_day_after() {
        let today = date(2026, 11, 25);
        let table = [
            (date(2020, 1, 1), ReviewState::Overdue),
            (date(2026, 11, 24), ReviewState::Overdue),
            (date(2026, 11, 25), ReviewState::Soon),
            (date(2026, 12, 25), ReviewState::Soon),
            (date(2026, 12, 26), ReviewState::Later),
            (date(2030, 1, 1), ReviewState::Later),
        ];
        for (on, expected) in table {
            assert_eq!(ReviewState::of(on, today), expected, "{on}");
        }
        assert_eq!(ReviewState::of(Date::MAX, Date::MAX), ReviewState::Soon);
    }

    #[test]
    fn intervals_end_on_a_day_that_exists() {
        for (today, months, expected) in [
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 11, 25), 24, date(2028, 11, 25)),
        ] {
            assert_eq!(after(today, months), expected);
        }
        for (on, sensible) in
            [(date(2036, 1, 1), true), (date(2037, 1, 1), false), (date(2016, 1, 1), true), (date(1016, 1, 1), false)]
        {
            assert_eq!(is_sensible(on, date(2026, 11, 25)), sensible, "{on}");
        }
    }

    #[test]
    fn what_weighs_on_people_is_looked_at_every_year() {
        let data = |category: DataCategory, name: &str| ActivityRecord {
            personal_data: vec![PersonalDataItem {
                category: PersonalDataCategory::Known(category),
                name: name.into(),
                retention: None,
            }],
            ..ActivityRecord::default()
        };
        let to = |code: &str| ActivityRecord {
            recipients: vec![Recipient {
                name: "X".into(),
                transfer: Some(Transfer { country: serde_json::from_value(code.into()).unwrap(), safeguard: None }),
                ..Recipient::default()
            }],
            ..ActivityRecord::default()
        };
        let table = [
            (ActivityRecord::default(), 24),
            (data(DataCategory::IdentificationData, "Nom"), 24),
            (data(DataCategory::HealthData, "Handicap"), 12),
            (data(DataCategory::OffencesAndConvictions, "Infraction"), 12),
            (to("FR"), 24),
            (to("US"), 12),
        ];
        for (record, months) in table {
            assert_eq!(proposed_interval(&record), months, "{record:?}");
            assert!(INTERVALS.contains(&months));
        }
    }
}
