//! An organisation and its company sheet.

use super::{id::OrganisationId, text::Language};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An organisation: the controller or processor whose registers these are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
    pub created_at: Timestamp,
    pub sheet: CompanySheet,
    /// Packs chosen among those installed, by id.
    #[serde(default)]
    pub packs: Vec<String>,
    /// Language of letters and of exports asked for by nobody in particular.
    #[serde(default)]
    pub language: Language,
}

/// What every export and letter says about the organisation (GDPR art. 30(1)(a)). Read live, copied nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompanySheet {
    pub legal_name: String,
    pub sector: String,
    pub address: String,
    pub contact_email: String,
    pub contact_phone: String,
    /// Number of staff; 0 where unknown.
    pub staff: u32,
    pub supervisory_authority: String,
    pub legal_representative: String,
    pub dpo_name: String,
    pub dpo_email: String,
    pub dpo_phone: String,
    /// An external DPO belongs to another organisation (art. 37(6)).
    pub dpo_external: bool,
}
