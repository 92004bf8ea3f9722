//! What a questionnaire may know about an organisation besides its answers.

use serde::{Deserialize, Serialize};

/// Facts about the organisation at the moment of an evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub sector: String,
    /// Number of staff; 0 where unknown.
    pub staff: u32,
    /// The company sheet names a data protection officer.
    pub dpo_named: bool,
    pub dpo_external: bool,
    pub register: RegisterCounts,
}

/// How many activities the registers hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterCounts {
    pub controller: u64,
    pub processor: u64,
    pub validated: u64,
    pub incomplete: u64,
    pub suspended: u64,
}
