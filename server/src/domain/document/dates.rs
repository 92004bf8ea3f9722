//! The days on which a document asks for attention: when it expires, and when somebody wants to look at it again.

use super::Document;
use crate::domain::{id::DocumentId, review::ReviewState};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One of the two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentDay {
    /// The document proves nothing any more after this day.
    Expiry,
    Review,
}

impl DocumentDay {
    /// Both, the weightier one first.
    pub const ALL: [Self; 2] = [Self::Expiry, Self::Review];

    /// The word in the API and in keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expiry => "expiry",
            Self::Review => "review",
        }
    }
}

/// That people were reminded of a day, so that they are once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentReminder {
    pub document: DocumentId,
    pub day: DocumentDay,
    pub on: Date,
}

impl Document {
    /// One of its days, where it is set.
    pub fn on(&self, day: DocumentDay) -> Option<Date> {
        match day {
            DocumentDay::Expiry => self.expires_on,
            DocumentDay::Review => self.review_on,
        }
    }

    /// The days that are near or past.
    pub fn due(&self, today: Date) -> impl Iterator<Item = (DocumentDay, Date, ReviewState)> + '_ {
        DocumentDay::ALL.into_iter().filter_map(move |day| {
            let on = self.on(day)?;
            let state = ReviewState::of(on, today);
            (state != ReviewState::Later).then_some((day, on, state))
        })
    }
}
