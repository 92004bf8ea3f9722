//! An organisation and its company sheet.

use super::{account::Email, fault::FieldError, id::OrganisationId, pack::Permission, plan::Plan, text::Language};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An organisation: the controller or processor whose registers these are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
    pub created_at: Timestamp,
    pub sheet: CompanySheet,
    /// Packs chosen among those installed, by id.
    #[serde(default)]
    pub packs: Vec<String>,
    /// What the chosen packs may do beside what each pack may, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grants: BTreeMap<String, Vec<Permission>>,
    /// Language of letters and of exports asked for by nobody in particular.
    #[serde(default)]
    pub language: Language,
    /// What the operator grants it.
    #[serde(default)]
    pub plan: Plan,
    /// A suspended organisation opens to nobody: the operator sees to it.
    #[serde(default)]
    pub suspended: bool,
    /// The organisation above it in its group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<OrganisationId>,
}

impl Organisation {
    /// An organisation that begins at this moment, with everything and without packs.
    pub fn new(sheet: CompanySheet, created_at: Timestamp) -> Self {
        Self {
            id: OrganisationId::new(),
            created_at,
            sheet,
            packs: Vec::new(),
            grants: BTreeMap::new(),
            language: Language::default(),
            plan: Plan::default(),
            suspended: false,
            parent: None,
        }
    }
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
    /// Made by the operator and seen by nobody of the organisation yet: its super users are led to it first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub to_fill: bool,
}

/// Longest text of a field of the sheet, in characters.
const FIELD_LENGTH: usize = 500;

impl CompanySheet {
    /// Checks what was filled in and takes off what surrounds it. Only the legal name must be there: the rest can
    /// be found out later.
    ///
    /// # Errors
    /// Every wrong field, named as in this struct.
    pub fn complete(mut self) -> Result<Self, Vec<FieldError>> {
        let mut faults = Vec::new();
        let fields = [
            ("legal_name", &mut self.legal_name),
            ("sector", &mut self.sector),
            ("address", &mut self.address),
            ("contact_email", &mut self.contact_email),
            ("contact_phone", &mut self.contact_phone),
            ("supervisory_authority", &mut self.supervisory_authority),
            ("legal_representative", &mut self.legal_representative),
            ("dpo_name", &mut self.dpo_name),
            ("dpo_email", &mut self.dpo_email),
            ("dpo_phone", &mut self.dpo_phone),
        ];
        for (field, text) in fields {
            *text = text.trim().to_owned();
            if text.chars().count() > FIELD_LENGTH {
                faults.push(FieldError::new(field, "sheet-too-long").with("limit", FIELD_LENGTH));
            } else if field.ends_with("_email") && !text.is_empty() && text.parse::<Email>().is_err() {
                faults.push(FieldError::new(field, "account-email-invalid"));
            }
        }
        if self.legal_name.is_empty() {
            faults.push(FieldError::new("legal_name", "sheet-legal-name-missing"));
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_needs_a_name_and_addresses_that_are_some() {
        let sheet = |legal_name: &str, dpo_email: &str| CompanySheet {
            legal_name: legal_name.into(),
            dpo_email: dpo_email.into(),
            ..CompanySheet::default()
        };
        let table: [(&str, &str, &[&str]); 4] = [
            ("OPH", "", &[]),
            (" OPH ", "dpo@oph.example", &[]),
            ("  ", "dpo", &["dpo_email", "legal_name"]),
            (&"a".repeat(501), "", &["legal_name"]),
        ];
        for (legal_name, dpo_email, expected) in table {
            let found = sheet(legal_name, dpo_email).complete().err().unwrap_or_default();
            assert_eq!(found.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), expected, "{legal_name}");
        }
    }
}
