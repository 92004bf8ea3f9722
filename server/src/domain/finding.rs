//! What a sector pack says about an activity.

use super::text::Localised;
use serde::{Deserialize, Serialize};

/// How serious a finding is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Information,
    Advice,
    Warning,
    Breach,
}

/// One remark of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Identifier of the pack.
    pub pack: String,
    pub severity: Severity,
    /// Column identifier of the field concerned, for example `retention_duration`; empty for the whole.
    pub field: String,
    pub message: Localised,
    /// Article or text the rule rests on, empty where there is none.
    pub article: String,
    /// What the pack proposes instead, empty where it has nothing to propose.
    pub fix: Localised,
}
