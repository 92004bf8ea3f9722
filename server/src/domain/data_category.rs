//! The 28 categories of personal data of columns 21 to 48.

use serde::{Deserialize, Serialize};

/// One of the 28 categories, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataCategory {
    IdentificationData,
    BankAndFinancialData,
    PersonalCharacteristics,
    PhysicalData,
    LifestyleAndConsumption,
    HouseholdComposition,
    HousingCharacteristics,
    HealthData,
    EducationAndTraining,
    ProfessionalLife,
    ManagementData,
    CustomerData,
    ConnectionData,
    ImageRecording,
    AdministrativeData,
    SocialAssistanceAndAssessment,
    SexLife,
    PoliticalPhilosophicalReligiousOpinions,
    OffencesAndConvictions,
    TradeUnionMembership,
    RacialOrEthnicOrigin,
    LocationData,
    BiometricData,
    JudicialData,
    MilitaryStatus,
    LegalEntityData,
    NotarialActivityData,
    InsuranceAndSocialContributions,
}

impl DataCategory {
    /// All categories in the order of the columns: the first stands in column 21.
    pub const ALL: [Self; 28] = [
        Self::IdentificationData,
        Self::BankAndFinancialData,
        Self::PersonalCharacteristics,
        Self::PhysicalData,
        Self::LifestyleAndConsumption,
        Self::HouseholdComposition,
        Self::HousingCharacteristics,
        Self::HealthData,
        Self::EducationAndTraining,
        Self::ProfessionalLife,
        Self::ManagementData,
        Self::CustomerData,
        Self::ConnectionData,
        Self::ImageRecording,
        Self::AdministrativeData,
        Self::SocialAssistanceAndAssessment,
        Self::SexLife,
        Self::PoliticalPhilosophicalReligiousOpinions,
        Self::OffencesAndConvictions,
        Self::TradeUnionMembership,
        Self::RacialOrEthnicOrigin,
        Self::LocationData,
        Self::BiometricData,
        Self::JudicialData,
        Self::MilitaryStatus,
        Self::LegalEntityData,
        Self::NotarialActivityData,
        Self::InsuranceAndSocialContributions,
    ];

    /// Number of its column in the register file, 21 to 48.
    pub fn column(self) -> usize {
        21 + self as usize
    }

    /// A special category of personal data (GDPR art. 9(1)).
    pub fn is_special(self) -> bool {
        matches!(
            self,
            Self::HealthData
                | Self::SexLife
                | Self::PoliticalPhilosophicalReligiousOpinions
                | Self::TradeUnionMembership
                | Self::RacialOrEthnicOrigin
                | Self::BiometricData
        )
    }

    /// Data on offences and convictions (GDPR art. 10).
    pub fn is_criminal(self) -> bool {
        matches!(self, Self::OffencesAndConvictions | Self::JudicialData)
    }
}
