//! The first look at an activity for an impact assessment (art. 35): the criteria of the guidelines (WP 248) that follow
//! from what the register says of it. Those that a person has to judge are not among them.

use super::{
    activity::ActivityRecord,
    answer::Answer,
    data_category::{DataCategory, Nature},
    personal_data::{PersonalDataCategory, PersonalDataItem, VolumeBand},
};

/// Criteria met, beyond which the guidelines advise an assessment.
const ADVISED_FROM: usize = 2;

/// A criterion that the register itself can tell; the number is that of the guidelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// 3: places filmed, people or vehicles located.
    SystematicMonitoring,
    /// 4: special categories, offences, highly personal data.
    SensitiveData,
    /// 5: ten thousand people and more.
    LargeScale,
    /// 7: minors.
    VulnerablePersons,
}

impl Criterion {
    /// The word in keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SystematicMonitoring => "monitoring",
            Self::SensitiveData => "sensitive",
            Self::LargeScale => "scale",
            Self::VulnerablePersons => "vulnerable",
        }
    }
}

/// The criteria that a record meets.
pub fn criteria(record: &ActivityRecord) -> Vec<Criterion> {
    let of =
        |category: DataCategory| record.personal_data.iter().any(|item| item.category == PersonalDataCategory::Known(category));
    let volume = record.data_subjects.iter().filter_map(|subject| subject.volume).max();
    let met = [
        (Criterion::SystematicMonitoring, of(DataCategory::LocationData) || of(DataCategory::ImageRecording)),
        (Criterion::SensitiveData, record.personal_data.iter().any(|item| nature(item) != Nature::Ordinary)),
        (Criterion::LargeScale, volume.is_some_and(|volume| volume >= VolumeBand::From10000To50000)),
        (Criterion::VulnerablePersons, record.minors == Answer::Yes),
    ];
    met.into_iter().filter(|(_, met)| *met).map(|(criterion, _)| criterion).collect()
}

/// Whether an assessment is advised: two criteria and more.
pub fn is_advised(record: &ActivityRecord) -> bool {
    criteria(record).len() >= ADVISED_FROM
}

/// Whether a record holds special categories of data (art. 9), by their category or by their type.
pub fn has_special_data(record: &ActivityRecord) -> bool {
    record.personal_data.iter().any(|item| nature(item) == Nature::Special)
}

/// What the GDPR makes of an item: its category's nature, or its type's where that weighs more.
fn nature(item: &PersonalDataItem) -> Nature {
    let PersonalDataCategory::Known(category) = item.category else { return Nature::Ordinary };
    if category.nature() != Nature::Ordinary {
        return category.nature();
    }
    let known = category.types().iter().find(|kind| [kind.fr, kind.en, kind.es].contains(&item.name.as_str()));
    known.map_or(Nature::Ordinary, |kind| kind.nature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::personal_data::DataSubjectCategory;

    fn record(data: &[(DataCategory, &str)], volume: Option<VolumeBand>, minors: Answer) -> ActivityRecord {
        let item = |(category, name): &(DataCategory, &str)| PersonalDataItem {
            category: PersonalDataCategory::Known(*category),
            name: (*name).to_owned(),
            retention: None,
        };
        let data_subjects = vec![DataSubjectCategory { name: "Locataires".into(), volume }];
        ActivityRecord { personal_data: data.iter().map(item).collect(), data_subjects, minors, ..ActivityRecord::default() }
    }

    #[test]
    fn two_criteria_advise_an_assessment() {
        use Criterion::{LargeScale, SensitiveData, SystematicMonitoring, VulnerablePersons};
        let name = (DataCategory::IdentificationData, "Prénoms");
        let health = (DataCategory::HealthData, "Handicap");
        let many = Some(VolumeBand::From10000To50000);
        let table: [(ActivityRecord, &[Criterion]); 7] = [
            (record(&[name], None, Answer::No), &[]),
            (record(&[name, health], Some(VolumeBand::From5000To10000), Answer::No), &[SensitiveData]),
            (record(&[name, health], many, Answer::No), &[SensitiveData, LargeScale]),
            (
                record(&[(DataCategory::HouseholdComposition, "Grossesse en cours")], None, Answer::Yes),
                &[SensitiveData, VulnerablePersons],
            ),
            (
                record(&[(DataCategory::ImageRecording, "Plaque d’immatriculation")], many, Answer::No),
                &[SystematicMonitoring, LargeScale],
            ),
            (record(&[(DataCategory::BankAndFinancialData, "Revenus")], None, Answer::Unanswered), &[SensitiveData]),
            (record(&[(DataCategory::LocationData, "Trajets")], None, Answer::No), &[SystematicMonitoring, SensitiveData]),
        ];
        for (record, expected) in table {
            assert_eq!(criteria(&record), expected, "{record:?}");
            assert_eq!(is_advised(&record), expected.len() >= 2);
        }
        assert!(has_special_data(&record(&[(DataCategory::HouseholdComposition, "Embarazo en curso")], None, Answer::No)));
        assert!(!has_special_data(&record(&[(DataCategory::OffencesAndConvictions, "Infraction")], None, Answer::No)));
    }
}
