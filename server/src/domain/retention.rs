//! How long personal data are kept (GDPR art. 5(1)(e) and 30(1)(f)).

use serde::{Deserialize, Serialize};

/// Unit of a retention period: the values of column 78.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionUnit {
    Hours,
    Days,
    Weeks,
    Months,
    Years,
}

/// When a retention period begins: the values of column 79.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionStart {
    /// When the operation begins.
    OperationStart,
    /// When the operation ends.
    OperationEnd,
    /// Always the last period, counted backwards from now.
    Rolling,
}

/// What happens to the data when the period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterRetention {
    Erase,
    Anonymise,
    Archive,
}

/// A retention period. The unit is never missing; the start may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionPeriod {
    /// How many units; 0 means erased at the event itself.
    pub length: u32,
    pub unit: RetentionUnit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<RetentionStart>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<AfterRetention>,
}

impl RetentionUnit {
    /// The longest first: the one that most periods are counted in.
    pub const ALL: [Self; 5] = [Self::Years, Self::Months, Self::Weeks, Self::Days, Self::Hours];
}

impl RetentionStart {
    pub const ALL: [Self; 3] = [Self::OperationStart, Self::OperationEnd, Self::Rolling];
}

impl AfterRetention {
    pub const ALL: [Self; 3] = [Self::Erase, Self::Anonymise, Self::Archive];
}

impl RetentionPeriod {
    /// Length in hours, to compare periods: a month counts 730 hours, a year 8,760.
    pub fn hours(&self) -> u64 {
        let unit = match self.unit {
            RetentionUnit::Hours => 1,
            RetentionUnit::Days => 24,
            RetentionUnit::Weeks => 168,
            RetentionUnit::Months => 730,
            RetentionUnit::Years => 8_760,
        };
        u64::from(self.length) * unit
    }
}
