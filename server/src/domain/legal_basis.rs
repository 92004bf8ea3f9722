//! Why processing is lawful: article 6, article 9 and article 10 are three questions, never one.

use serde::{Deserialize, Serialize};

/// The basis of GDPR art. 6(1), points (a) to (f) in order; column 11 of the register file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalBasis {
    Consent,
    Contract,
    LegalObligation,
    VitalInterests,
    PublicTask,
    LegitimateInterests,
}

/// What allows special categories of data: GDPR art. 9(2), points (a) to (j) in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialCategoryCondition {
    ExplicitConsent,
    EmploymentSocialSecurity,
    VitalInterests,
    NonProfitMembers,
    ManifestlyPublic,
    LegalClaims,
    SubstantialPublicInterest,
    HealthSocialCare,
    PublicHealth,
    ArchivingResearchStatistics,
}

impl LegalBasis {
    pub const ALL: [Self; 6] =
        [Self::Consent, Self::Contract, Self::LegalObligation, Self::VitalInterests, Self::PublicTask, Self::LegitimateInterests];
}

impl SpecialCategoryCondition {
    pub const ALL: [Self; 10] = [
        Self::ExplicitConsent,
        Self::EmploymentSocialSecurity,
        Self::VitalInterests,
        Self::NonProfitMembers,
        Self::ManifestlyPublic,
        Self::LegalClaims,
        Self::SubstantialPublicInterest,
        Self::HealthSocialCare,
        Self::PublicHealth,
        Self::ArchivingResearchStatistics,
    ];
}
