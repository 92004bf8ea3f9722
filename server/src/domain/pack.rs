//! Sector packs as people see them: what a pack is, what it checks, and how it fares.

use super::text::Localised;
use serde::{Deserialize, Serialize};

/// A pack that is installed, as its manifest and its component describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    pub manifest: Manifest,
    /// What the component says it checks.
    pub rules: Vec<PackRule>,
}

/// The file `pack.toml`: what is known of a pack before any of its code runs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Lower case letters, digits and hyphens, for example `social-housing`.
    pub id: String,
    pub version: String,
    /// Version of the WIT package the component was built against, for example `1.0.0`.
    pub api: String,
    pub name: Localised,
    #[serde(default)]
    pub description: Localised,
    pub publisher: String,
    /// An SPDX expression.
    pub licence: String,
    #[serde(default)]
    pub permissions: Vec<Permission>,
    /// Fields of business whose processing the pack knows.
    #[serde(default, rename = "area")]
    pub areas: Vec<ActivityArea>,
}

/// Something a component asks for beside what it is handed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// To read the register of the organisation it is called for.
    Register,
}

/// A field of business of a sector, for example rental management.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityArea {
    pub id: String,
    pub name: Localised,
}

/// One thing a pack checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRule {
    pub name: String,
    pub article: String,
    pub title: Localised,
}

/// Why a pack said nothing about an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PackFailure {
    /// Its code stopped itself or did something forbidden.
    Trap,
    /// It took too long.
    Deadline,
    /// It asked for more memory than it may have.
    Memory,
    /// What it answered is malformed or too large.
    Output,
    /// Too many calls at once; the pack itself did nothing wrong.
    Busy,
    /// Switched off after failing repeatedly.
    SwitchedOff,
    /// Chosen by the organisation and no longer installed.
    Missing,
    /// Installed, and its component cannot be used: it asks for more than the sandbox gives, or is not what its
    /// manifest says.
    Refused,
}

impl PackFailure {
    /// The word that names it in locale keys and logs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trap => "trap",
            Self::Deadline => "deadline",
            Self::Memory => "memory",
            Self::Output => "output",
            Self::Busy => "busy",
            Self::SwitchedOff => "switched-off",
            Self::Missing => "missing",
            Self::Refused => "refused",
        }
    }
}

/// How a pack fares since the server started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackHealth {
    pub id: String,
    /// Failures since the last call that went well.
    pub failures_in_a_row: u32,
    pub last_failure: Option<PackFailure>,
    pub switched_off: bool,
}
