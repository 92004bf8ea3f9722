//! Keys of the texts of fixed choices: what a legal basis, a unit or an answer is called. One place for pages and reports.

use super::{Texts, family};
use crate::domain::{
    activity::{ActivityStatus, SecurityMeasure},
    answer::Answer,
    data_category::DataCategory,
    legal_basis::{LegalBasis, SpecialCategoryCondition},
    personal_data::{CollectionSource, PersonalDataCategory, VolumeBand},
    retention::{AfterRetention, RetentionPeriod, RetentionStart, RetentionUnit},
    transfer::TransferSafeguard,
};

/// A choice that has a text.
pub trait Named {
    /// Key of its text.
    fn key(&self) -> &'static str;
}

macro_rules! named {
    ($type:ty { $($pattern:pat => $key:literal),+ $(,)? }) => {
        impl Named for $type {
            fn key(&self) -> &'static str {
                match self {
                    $($pattern => $key,)+
                }
            }
        }
    };
}

named!(Answer {
    Answer::Unanswered => "choice-answer-unanswered",
    Answer::No => "choice-answer-no",
    Answer::Yes => "choice-answer-yes",
});

named!(ActivityStatus {
    ActivityStatus::Validated => "choice-status-validated",
    ActivityStatus::Incomplete => "choice-status-incomplete",
    ActivityStatus::Suspended => "choice-status-suspended",
});

named!(LegalBasis {
    LegalBasis::Consent => "choice-basis-consent",
    LegalBasis::Contract => "choice-basis-contract",
    LegalBasis::LegalObligation => "choice-basis-legal-obligation",
    LegalBasis::VitalInterests => "choice-basis-vital-interests",
    LegalBasis::PublicTask => "choice-basis-public-task",
    LegalBasis::LegitimateInterests => "choice-basis-legitimate-interests",
});

named!(SpecialCategoryCondition {
    SpecialCategoryCondition::ExplicitConsent => "choice-condition-explicit-consent",
    SpecialCategoryCondition::EmploymentSocialSecurity => "choice-condition-employment-social-security",
    SpecialCategoryCondition::VitalInterests => "choice-condition-vital-interests",
    SpecialCategoryCondition::NonProfitMembers => "choice-condition-non-profit-members",
    SpecialCategoryCondition::ManifestlyPublic => "choice-condition-manifestly-public",
    SpecialCategoryCondition::LegalClaims => "choice-condition-legal-claims",
    SpecialCategoryCondition::SubstantialPublicInterest => "choice-condition-substantial-public-interest",
    SpecialCategoryCondition::HealthSocialCare => "choice-condition-health-social-care",
    SpecialCategoryCondition::PublicHealth => "choice-condition-public-health",
    SpecialCategoryCondition::ArchivingResearchStatistics => "choice-condition-archiving-research-statistics",
});

named!(CollectionSource {
    CollectionSource::Direct => "choice-source-direct",
    CollectionSource::OtherDepartment(_) => "choice-source-other-department",
    CollectionSource::Partner(_) => "choice-source-partner",
});

named!(VolumeBand {
    VolumeBand::Below50 => "choice-volume-below-50",
    VolumeBand::From50To100 => "choice-volume-from-50",
    VolumeBand::From100To500 => "choice-volume-from-100",
    VolumeBand::From500To1000 => "choice-volume-from-500",
    VolumeBand::From1000To5000 => "choice-volume-from-1000",
    VolumeBand::From5000To10000 => "choice-volume-from-5000",
    VolumeBand::From10000To50000 => "choice-volume-from-10000",
    VolumeBand::From50000To100000 => "choice-volume-from-50000",
    VolumeBand::From100000To500000 => "choice-volume-from-100000",
    VolumeBand::From500000To1000000 => "choice-volume-from-500000",
    VolumeBand::Above1000000 => "choice-volume-above-1000000",
});

named!(RetentionUnit {
    RetentionUnit::Hours => "choice-retention-hours",
    RetentionUnit::Days => "choice-retention-days",
    RetentionUnit::Weeks => "choice-retention-weeks",
    RetentionUnit::Months => "choice-retention-months",
    RetentionUnit::Years => "choice-retention-years",
});

named!(RetentionStart {
    RetentionStart::OperationStart => "choice-from-operation-start",
    RetentionStart::OperationEnd => "choice-from-operation-end",
    RetentionStart::Rolling => "choice-from-rolling",
});

named!(AfterRetention {
    AfterRetention::Erase => "choice-then-erase",
    AfterRetention::Anonymise => "choice-then-anonymise",
    AfterRetention::Archive => "choice-then-archive",
});

named!(TransferSafeguard {
    TransferSafeguard::StandardClauses => "choice-safeguard-standard-clauses",
    TransferSafeguard::BindingCorporateRules => "choice-safeguard-binding-corporate-rules",
    TransferSafeguard::Derogation { .. } => "choice-safeguard-derogation",
    TransferSafeguard::OtherContractual => "choice-safeguard-other-contractual",
    TransferSafeguard::CodeOfConduct => "choice-safeguard-code-of-conduct",
    TransferSafeguard::Certification => "choice-safeguard-certification",
});

// Data categories and measures are columns of the register file, and bear their labels.
named!(DataCategory {
    DataCategory::IdentificationData => "column-identification_data",
    DataCategory::BankAndFinancialData => "column-bank_and_financial_data",
    DataCategory::PersonalCharacteristics => "column-personal_characteristics",
    DataCategory::PhysicalData => "column-physical_data",
    DataCategory::LifestyleAndConsumption => "column-lifestyle_and_consumption",
    DataCategory::HouseholdComposition => "column-household_composition",
    DataCategory::HousingCharacteristics => "column-housing_characteristics",
    DataCategory::HealthData => "column-health_data",
    DataCategory::EducationAndTraining => "column-education_and_training",
    DataCategory::ProfessionalLife => "column-professional_life",
    DataCategory::ManagementData => "column-management_data",
    DataCategory::CustomerData => "column-customer_data",
    DataCategory::ConnectionData => "column-connection_data",
    DataCategory::ImageRecording => "column-image_recording",
    DataCategory::AdministrativeData => "column-administrative_data",
    DataCategory::SocialAssistanceAndAssessment => "column-social_assistance_and_assessment",
    DataCategory::SexLife => "column-sex_life",
    DataCategory::PoliticalPhilosophicalReligiousOpinions => "column-political_philosophical_religious_opinions",
    DataCategory::OffencesAndConvictions => "column-offences_and_convictions",
    DataCategory::TradeUnionMembership => "column-trade_union_membership",
    DataCategory::RacialOrEthnicOrigin => "column-racial_or_ethnic_origin",
    DataCategory::LocationData => "column-location_data",
    DataCategory::BiometricData => "column-biometric_data",
    DataCategory::JudicialData => "column-judicial_data",
    DataCategory::MilitaryStatus => "column-military_status",
    DataCategory::LegalEntityData => "column-legal_entity_data",
    DataCategory::NotarialActivityData => "column-notarial_activity_data",
    DataCategory::InsuranceAndSocialContributions => "column-insurance_and_social_contributions",
});

named!(SecurityMeasure {
    SecurityMeasure::TransitEncryption => "column-security_transit_encryption",
    SecurityMeasure::OfflineNetwork => "column-security_offline_network",
    SecurityMeasure::Authentication => "column-security_authentication",
    SecurityMeasure::Logging => "column-security_logging",
    SecurityMeasure::ConfidentialityUndertaking => "column-security_confidentiality_undertaking",
    SecurityMeasure::IsolatedMedia => "column-security_isolated_media",
    SecurityMeasure::RegularControls => "column-security_regular_controls",
    SecurityMeasure::PhysicalAccess => "column-security_physical_access",
});

impl Texts {
    /// What a choice is called.
    pub fn choice(&self, choice: &impl Named) -> String {
        self.get(choice.key())
    }

    /// What can be done with personal data (art. 4(2)).
    pub fn operations(&self) -> Vec<String> {
        family("term-operation").map(|operation| self.of("term-operation", operation)).collect()
    }

    /// What a category of data is called.
    pub fn data_category(&self, category: &PersonalDataCategory) -> String {
        match category {
            PersonalDataCategory::Known(category) => self.choice(category),
            PersonalDataCategory::Other(name) => name.clone(),
        }
    }

    /// A period with its start and what follows: "5 years, from the end of the operation, then erased".
    pub fn retention(&self, period: &RetentionPeriod) -> String {
        let mut text = self.one(period.unit.key(), "n", period.length);
        for part in [period.from.map(|from| from.key()), period.then.map(|then| then.key())].into_iter().flatten() {
            text.push_str(", ");
            text.push_str(&self.get(part));
        }
        text
    }
}
