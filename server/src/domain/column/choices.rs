//! The fixed values of the register file, spelled as the exchange format fixes them, oddities included, and
//! what each of them means here.

use crate::domain::{
    fold::letters,
    legal_basis::LegalBasis,
    personal_data::VolumeBand,
    retention::{RetentionStart, RetentionUnit},
    transfer::TransferSafeguard,
    word::word,
};
use serde::Serialize;

/// Which list of fixed values a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    LegalBasis,
    Safeguard,
    Source,
    Volume,
    RetentionUnit,
    RetentionStart,
}

/// The three ways of column 50 in which data are collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Direct,
    OtherDepartment,
    Partner,
}

/// Fixed values with their spelling.
type Spelled<T, const N: usize> = [(&'static str, T); N];

pub static LEGAL_BASES: Spelled<LegalBasis, 6> = [
    ("Consentement", LegalBasis::Consent),
    ("Exécution d’un contrat", LegalBasis::Contract),
    ("Obligation légale de l’entreprise", LegalBasis::LegalObligation),
    ("Sauvegarde des intérêts vitaux de la personne", LegalBasis::VitalInterests),
    ("Exécution d’une mission d’intérêt public", LegalBasis::PublicTask),
    ("Intérêts légitimes de l’entreprise", LegalBasis::LegitimateInterests),
];

/// An adequacy decision is none of them: it follows from the country.
pub static SAFEGUARDS: Spelled<TransferSafeguard, 4> = [
    ("Clauses contractuelles types", TransferSafeguard::StandardClauses),
    ("Règles d’entreprise contraignantes / Binding corporate rules (BCR)", TransferSafeguard::BindingCorporateRules),
    ("Exception (A préciser)", TransferSafeguard::Derogation { detail: String::new() }),
    ("Autre mesure contractuelle", TransferSafeguard::OtherContractual),
];

pub static ORIGINS: Spelled<Origin, 3> = [
    ("Directe", Origin::Direct),
    ("Indirecte : Autre service de l’entreprise (y compris applications)", Origin::OtherDepartment),
    ("Indirecte : Partenaire / Prestataire", Origin::Partner),
];

/// Neighbouring bands share a bound, which counts in the lower one; 50 alone belongs to the upper.
pub static VOLUMES: Spelled<VolumeBand, 11> = [
    ("<50", VolumeBand::Below50),
    ("50 – 100", VolumeBand::From50To100),
    ("100 – 500", VolumeBand::From100To500),
    ("500 -1000", VolumeBand::From500To1000),
    ("1000 – 5000", VolumeBand::From1000To5000),
    ("5000 – 10000", VolumeBand::From5000To10000),
    ("10000 – 50000", VolumeBand::From10000To50000),
    ("50000 – 100000", VolumeBand::From50000To100000),
    ("100000 – 500000", VolumeBand::From100000To500000),
    ("500000 – 1000000", VolumeBand::From500000To1000000),
    (">1000000", VolumeBand::Above1000000),
];

pub static RETENTION_UNITS: Spelled<RetentionUnit, 5> = [
    ("Heures", RetentionUnit::Hours),
    ("Jours", RetentionUnit::Days),
    ("Semaines", RetentionUnit::Weeks),
    ("Mois", RetentionUnit::Months),
    ("Années", RetentionUnit::Years),
];

pub static RETENTION_STARTS: Spelled<RetentionStart, 3> = [
    ("Du début de l’opération", RetentionStart::OperationStart),
    ("De la fin de l’opération", RetentionStart::OperationEnd),
    ("Glissants", RetentionStart::Rolling),
];

/// What completion offers for column 6: the operations that GDPR art. 4(2) enumerates.
pub const OPERATIONS: [&str; 18] = [
    "Collecte",
    "Enregistrement",
    "Organisation",
    "Structuration",
    "Conservation",
    "Adaptation",
    "Modification",
    "Extraction",
    "Consultation",
    "Utilisation",
    "Communication",
    "Diffusion",
    "Mise à disposition",
    "Rapprochement",
    "Interconnexion",
    "Limitation",
    "Effacement",
    "Destruction",
];

/// What a cell means, compared without regard to case, apostrophe, dash and spacing.
pub fn read<T: Clone>(choices: &[(&'static str, T)], cell: &str) -> Option<T> {
    let exact = choices.iter().find(|(spelling, _)| *spelling == cell);
    exact.or_else(|| choices.iter().find(|(spelling, _)| letters(spelling).eq(letters(cell)))).map(|(_, value)| value.clone())
}

/// How a value is spelled.
pub fn write<T: PartialEq>(choices: &[(&'static str, T)], value: &T) -> &'static str {
    choices.iter().find(|(_, known)| known == value).map_or("", |(spelling, _)| spelling)
}

impl Choice {
    /// The values accepted, in their order.
    pub fn allowed(self) -> Box<dyn Iterator<Item = &'static str>> {
        fn spellings<T>(choices: &'static [(&'static str, T)]) -> Box<dyn Iterator<Item = &'static str>> {
            Box::new(choices.iter().map(|(spelling, _)| *spelling))
        }
        match self {
            Self::LegalBasis => spellings(&LEGAL_BASES),
            Self::Safeguard => spellings(&SAFEGUARDS),
            Self::Source => spellings(&ORIGINS),
            Self::Volume => spellings(&VOLUMES),
            Self::RetentionUnit => spellings(&RETENTION_UNITS),
            Self::RetentionStart => spellings(&RETENTION_STARTS),
        }
    }

    /// The word of the value that a cell spells; none for safeguards, which are more than words.
    pub fn word(self, cell: &str) -> Option<String> {
        fn meant<T: Clone + Serialize>(choices: &[(&'static str, T)], cell: &str) -> Option<String> {
            read(choices, cell).map(|value| word(&value))
        }
        match self {
            Self::LegalBasis => meant(&LEGAL_BASES, cell),
            Self::Safeguard => None,
            Self::Source => meant(&ORIGINS, cell),
            Self::Volume => meant(&VOLUMES, cell),
            Self::RetentionUnit => meant(&RETENTION_UNITS, cell),
            Self::RetentionStart => meant(&RETENTION_STARTS, cell),
        }
    }

    /// Whether a cell spells one of them.
    pub fn accepts(self, cell: &str) -> bool {
        match self {
            Self::LegalBasis => read(&LEGAL_BASES, cell).is_some(),
            Self::Safeguard => read(&SAFEGUARDS, cell).is_some(),
            Self::Source => read(&ORIGINS, cell).is_some(),
            Self::Volume => read(&VOLUMES, cell).is_some(),
            Self::RetentionUnit => read(&RETENTION_UNITS, cell).is_some(),
            Self::RetentionStart => read(&RETENTION_STARTS, cell).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_spelling() {
        assert!(LegalBasis::ALL.iter().all(|basis| read(&LEGAL_BASES, write(&LEGAL_BASES, basis)) == Some(*basis)));
        assert!(VolumeBand::ALL.iter().all(|band| read(&VOLUMES, write(&VOLUMES, band)) == Some(*band)));
        assert_eq!(Choice::Source.allowed().count(), 3);
    }
}
