//! The 28 categories of personal data of columns 21 to 48.

mod types;

use super::{fold::same, sensitivity::SensitivityGrade};
use serde::{Deserialize, Serialize};
pub use types::DataType;

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
        self.nature() == Nature::Special
    }

    /// Data on offences and convictions (GDPR art. 10).
    pub fn is_criminal(self) -> bool {
        self.nature() == Nature::Criminal
    }

    /// Key of its label in the locale files: the label of its column.
    pub fn label_key(self) -> String {
        super::column::Column::at(self.column() as u8).map(super::column::Column::label_key).unwrap_or_default()
    }

    /// How other tools of the exchange format spell it; irregular, and never shown.
    pub fn exchange_name(self) -> &'static str {
        self.facts().exchange_name
    }

    /// The category of an exchange spelling.
    pub fn named(exchange_name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| same(category.exchange_name(), exchange_name))
    }

    /// What the GDPR makes of it.
    pub fn nature(self) -> Nature {
        self.facts().nature
    }

    /// The grade proposed for its data until a person decides.
    pub fn default_sensitivity(self) -> SensitivityGrade {
        self.facts().sensitivity
    }

    /// What completion offers for it.
    pub fn types(self) -> &'static [DataType] {
        types::TYPES.get(self as usize).copied().unwrap_or_default()
    }

    fn facts(self) -> &'static Facts {
        // The table has one line for each of the 28 variants, as the array type and a test say.
        FACTS.get(self as usize).unwrap_or(&FACTS[0])
    }
}

/// What the GDPR makes of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    Ordinary,
    /// Named as an example of the fourth criterion of the DPIA guidelines (WP 248).
    HighlyPersonal,
    /// A special category of art. 9.
    Special,
    /// On criminal convictions and offences, art. 10.
    Criminal,
}

struct Facts {
    exchange_name: &'static str,
    nature: Nature,
    sensitivity: SensitivityGrade,
}

const fn facts(exchange_name: &'static str, nature: Nature, sensitivity: SensitivityGrade) -> Facts {
    Facts { exchange_name, nature, sensitivity }
}

/// In the order of the columns. Aid and social assessment are treated as highly personal, as the CNIL does.
static FACTS: [Facts; 28] = [
    facts("Données d’identification", Nature::Ordinary, SensitivityGrade::C),
    facts("Données bancaires et financières", Nature::HighlyPersonal, SensitivityGrade::D),
    facts("Caractéristiques personnelles", Nature::Ordinary, SensitivityGrade::B),
    facts("Données physiques", Nature::Ordinary, SensitivityGrade::B),
    facts("Habitudes de vie, de consommation, loisirs et intérêts", Nature::Ordinary, SensitivityGrade::B),
    facts("Composition du ménage", Nature::Ordinary, SensitivityGrade::C),
    facts("Caractéristique du logement", Nature::Ordinary, SensitivityGrade::B),
    facts("Données de santé", Nature::Special, SensitivityGrade::E),
    facts("Education, formation qualification", Nature::Ordinary, SensitivityGrade::B),
    facts("Vie Professionnelle", Nature::Ordinary, SensitivityGrade::B),
    facts("Données de gestion", Nature::Ordinary, SensitivityGrade::B),
    facts("Données Clients", Nature::Ordinary, SensitivityGrade::B),
    facts("Données de connexion", Nature::Ordinary, SensitivityGrade::C),
    facts("Enregistrement d’image", Nature::Ordinary, SensitivityGrade::C),
    facts("Données administratives", Nature::Ordinary, SensitivityGrade::C),
    facts("Données relatives aux aides et à l’évaluation sociale", Nature::HighlyPersonal, SensitivityGrade::D),
    facts("Données relatives à la vie sexuelle", Nature::Special, SensitivityGrade::E),
    facts("Opinions politiques, philosophiques, religieuses", Nature::Special, SensitivityGrade::E),
    facts("Infractions, condamnations et mesures de sureté", Nature::Criminal, SensitivityGrade::E),
    facts("Affiliation syndicale", Nature::Special, SensitivityGrade::E),
    facts("Données raciales et ethniques", Nature::Special, SensitivityGrade::E),
    facts("Données de localisation", Nature::HighlyPersonal, SensitivityGrade::D),
    facts("Données biométriques", Nature::Special, SensitivityGrade::E),
    facts("Données judiciaires", Nature::Criminal, SensitivityGrade::E),
    facts("Situation militaire", Nature::Ordinary, SensitivityGrade::B),
    facts("Données relatives à des personnes morales", Nature::Ordinary, SensitivityGrade::B),
    facts("Données relatives aux activités notariales", Nature::Ordinary, SensitivityGrade::B),
    facts("Assurances, affiliations et cotisations sociales", Nature::Ordinary, SensitivityGrade::C),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_facts_and_types() {
        assert_eq!(types::TYPES.iter().map(|types| types.len()).sum::<usize>(), 215);
        for category in DataCategory::ALL {
            assert!(!category.types().is_empty(), "{category:?}");
            assert_eq!(DataCategory::named(category.exchange_name()), Some(category));
        }
        let of = |nature| DataCategory::ALL.into_iter().filter(|category| category.nature() == nature).count();
        assert_eq!((of(Nature::Special), of(Nature::Criminal)), (6, 2));
        assert_eq!(DataCategory::SexLife.exchange_name(), "Données relatives à la vie sexuelle");
    }
}
