//! Transfers outside the European Economic Area (GDPR chapter V).

use super::country::Country;
use serde::{Deserialize, Serialize};

/// The tool a transfer rests on (GDPR art. 46 and 49). An adequacy decision (art. 45) is not one of
/// them: it follows from the country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TransferSafeguard {
    /// Standard contractual clauses, art. 46(2)(c) and (d).
    StandardClauses,
    /// Binding corporate rules, art. 47.
    BindingCorporateRules,
    /// A derogation of art. 49, with its ground in `detail` (may still be empty).
    Derogation {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        detail: String,
    },
    /// Contractual clauses authorised by the authority, art. 46(3)(a).
    OtherContractual,
    /// A code of conduct, art. 46(2)(e).
    CodeOfConduct,
    /// A certification, art. 46(2)(f).
    Certification,
}

/// Personal data sent to a country, and what the transfer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub country: Country,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safeguard: Option<TransferSafeguard>,
}
