//! Sector packs as people see them: what a pack is, what it checks, and how it fares.

use super::{document::Digest, import::ImportRow, publisher::PublisherKey, text::Localised};
use jiff::Timestamp;
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
    /// Where the pack reads register files of its sector.
    #[serde(default)]
    pub import: Option<ForeignForm>,
    /// Fields of business whose processing the pack knows.
    #[serde(default, rename = "area")]
    pub areas: Vec<ActivityArea>,
    /// Where documents of the sector are filed.
    #[serde(default, rename = "document-category")]
    pub document_categories: Vec<DocumentCategory>,
}

/// Something a component asks for beside what it is handed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// To read the register of the organisation it is called for.
    ReadRegister,
}

impl Permission {
    /// All there are.
    pub const ALL: [Self; 1] = [Self::ReadRegister];

    /// The permission of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|permission| permission.as_str() == word)
    }

    /// The word in manifests, forms and locale keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReadRegister => "read-register",
        }
    }
}

/// A pack from outside that is installed on the instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installation {
    pub id: String,
    pub version: String,
    /// Of its file.
    pub sha256: Digest,
    /// Who signed it.
    pub key: PublisherKey,
    pub installed_at: Timestamp,
    /// What it is called, once it is being taken away: until the organisations that use it have been told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaving: Option<Localised>,
}

/// Register files of a sector that a pack reads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignForm {
    pub name: Localised,
    /// How the names of such files end, for example `.csv`.
    pub endings: Vec<String>,
    /// Heads of the columns, as people are told them.
    #[serde(default)]
    pub columns: Vec<String>,
}

/// What a pack read in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignFile {
    pub rows: Vec<ImportRow>,
    pub faults: Vec<ForeignFault>,
}

/// Something in a file that the pack could not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignFault {
    /// From 1; 0 where the whole file is meant.
    pub line: u32,
    /// As the file calls it.
    pub column: String,
    pub message: Localised,
}

/// A report that a pack can write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackReport {
    pub pack: String,
    /// Unique in the pack.
    pub name: String,
    pub title: Localised,
}

/// A part of such a report: labels and what is said of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSection {
    pub title: Localised,
    pub rows: Vec<(Localised, Localised)>,
}

/// A field of business of a sector, for example rental management.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityArea {
    pub id: String,
    pub name: Localised,
}

/// A category that is proposed to people who file a document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentCategory {
    pub name: Localised,
    #[serde(default)]
    pub subcategories: Vec<Localised>,
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
