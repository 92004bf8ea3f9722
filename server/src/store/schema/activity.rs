//! Activities, in the scope of their organisation, and what was told of their reviews.

use crate::domain::{
    activity::{Activity, ActivityStatus, Refusal},
    id::{AccountId, ActivityId, PurposeId},
    register::RegisterKind,
    review::ReviewReminder,
};
use crate::store::table::{IndexId, Stored, Table, key_name};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

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

    /// In two walks, the second over the record: flattened into the same object, it would be gathered in a map first, which takes
    /// longer than both.
    fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        let Head { id, register, purpose, status, created_by, created_at, updated_at, refusal, review_on } =
            serde_json::from_slice(json)?;
        let record = serde_json::from_slice(json)?;
        Ok(Self { id, register, purpose, status, created_by, created_at, updated_at, refusal, review_on, record })
    }
}

/// An activity without its record.
#[derive(Deserialize)]
struct Head {
    id: ActivityId,
    register: RegisterKind,
    purpose: PurposeId,
    status: ActivityStatus,
    created_by: AccountId,
    created_at: Timestamp,
    updated_at: Timestamp,
    #[serde(default)]
    refusal: Option<Refusal>,
    #[serde(default)]
    review_on: Option<Date>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{export::csv, store::table::encode};

    #[test]
    fn an_activity_is_read_as_it_was_written() {
        let (_, rows) = csv::rows(&csv::big_register(300).unwrap());
        for (row, at) in rows.into_iter().zip(0_i64..) {
            let refusal = Refusal { reason: "Incomplète".into(), by: AccountId::new(), at: Timestamp::UNIX_EPOCH };
            let activity = Activity {
                id: ActivityId::new(),
                register: RegisterKind::Processor,
                purpose: PurposeId::new(),
                status: ActivityStatus::Suspended,
                created_by: AccountId::new(),
                created_at: Timestamp::from_second(at).unwrap(),
                updated_at: Timestamp::from_second(at * 2).unwrap(),
                refusal: Some(refusal).filter(|_| at % 2 == 0),
                review_on: Some(jiff::civil::date(2027, 1, 31)).filter(|_| at % 3 == 0),
                record: row.record,
            };
            let mut bytes = Vec::new();
            encode(&activity, &mut bytes).unwrap();
            assert_eq!(Activity::from_json(&bytes[2..]).unwrap(), activity);
        }
    }
}
