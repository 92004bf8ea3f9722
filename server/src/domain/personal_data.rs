//! Personal data and the people they are about.

use super::{data_category::DataCategory, retention::RetentionPeriod};
use serde::{Deserialize, Serialize};

/// Where a data item belongs: one of the 28 categories of columns 21 to 48, or one of the user's (column 49).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PersonalDataCategory {
    Known(DataCategory),
    Other(String),
}

/// One type of personal data that an activity processes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalDataItem {
    pub category: PersonalDataCategory,
    /// The type as the organisation names it, for example "Date de naissance".
    pub name: String,
    /// Kept for this long where it differs from the activity's own period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionPeriod>,
}

/// How many people a category of data subjects counts: the bands of column 56, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VolumeBand {
    Below50,
    From50To100,
    From100To500,
    From500To1000,
    From1000To5000,
    From5000To10000,
    From10000To50000,
    From50000To100000,
    From100000To500000,
    From500000To1000000,
    Above1000000,
}

impl VolumeBand {
    pub const ALL: [Self; 11] = [
        Self::Below50,
        Self::From50To100,
        Self::From100To500,
        Self::From500To1000,
        Self::From1000To5000,
        Self::From5000To10000,
        Self::From10000To50000,
        Self::From50000To100000,
        Self::From100000To500000,
        Self::From500000To1000000,
        Self::Above1000000,
    ];
}

/// A category of people whose data are processed (art. 30(1)(c)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataSubjectCategory {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<VolumeBand>,
}

/// Where the data come from: column 50 and, for indirect collection, columns 51 to 54 (art. 14(2)(f)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CollectionSource {
    /// From the person.
    Direct,
    /// From another department or its applications.
    OtherDepartment(IndirectSource),
    /// From a partner or a service provider.
    Partner(IndirectSource),
}

/// Who hands the data over, and whom to ask there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndirectSource {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "super::party::Contact::is_empty")]
    pub contact: super::party::Contact,
}
