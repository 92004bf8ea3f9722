//! The two registers of an organisation and their branches.

use super::id::{CategoryId, OrganisationId};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Which register: as controller (GDPR art. 30(1)) or as processor (art. 30(2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterKind {
    Controller,
    Processor,
}

impl RegisterKind {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Controller => Self::Processor,
            Self::Processor => Self::Controller,
        }
    }

    /// The word in addresses and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Controller => "controller",
            Self::Processor => "processor",
        }
    }
}

impl FromStr for RegisterKind {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Controller, Self::Processor].into_iter().find(|kind| kind.as_str() == word).ok_or(())
    }
}

/// A category of a register or, with a parent, a subcategory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub id: CategoryId,
    pub register: RegisterKind,
    pub name: String,
    /// The category a subcategory belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CategoryId>,
    /// Pack that brought it; such a category is not editable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// Made by a contributor's proposal: goes with the last purpose below it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
}

/// A department of an organisation; activities name the one in charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub id: super::id::DepartmentId,
    pub name: String,
    #[serde(default)]
    pub head: super::party::Contact,
}

/// The register of one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RegisterOf {
    pub organisation: OrganisationId,
    pub kind: RegisterKind,
}
