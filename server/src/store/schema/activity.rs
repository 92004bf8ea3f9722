//! Activities, in the scope of their organisation, and what was told of their reviews.

use crate::domain::{activity::Activity, review::ReviewReminder};
use crate::store::table::{IndexId, Stored, Table, key_name};
use jiff::civil::Date;

/// Activities by purpose, then by name: no two of a purpose have the same.
pub const IN_PURPOSE: IndexId = IndexId::unique(2);
/// Activities that are to be looked at again, by day.
pub const BY_REVIEW: IndexId = IndexId::many(3);

impl Stored for Activity {
    const TABLE: Table = Table::Activity;
    const SCHEMA: u16 = 1;
    const VERSIONS: bool = true;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let in_purpose = (IN_PURPOSE, [&self.purpose.as_bytes()[..], &key_name(&self.record.name)].concat());
        let review = self.review_on.map(|day| (BY_REVIEW, key_day(day)));
        std::iter::once(in_purpose).chain(review).collect()
    }
}

/// A day as an index key: in the order of the calendar.
fn key_day(day: Date) -> Vec<u8> {
    let year = u16::try_from(i32::from(day.year()) - i32::from(i16::MIN)).unwrap_or_default();
    [&year.to_be_bytes()[..], &[day.month().unsigned_abs(), day.day().unsigned_abs()]].concat()
}

impl Stored for ReviewReminder {
    const TABLE: Table = Table::ReviewReminder;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.activity.as_bytes().to_vec()
    }
}
