//! What a pack proposes for a draft, brought over the border and checked there.

use super::{
    convert::{TEXT, after, condition, data_category, legal_basis, localised, name, short, start, unit, volume},
    wit::types as wit,
};
use crate::domain::{
    data_category::DataCategory,
    legal_basis::{LegalBasis, SpecialCategoryCondition},
    pack::PackFailure,
    personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem, VolumeBand},
    retention::{AfterRetention, RetentionPeriod, RetentionStart, RetentionUnit},
    suggestion::{SuggestedValue, Suggestion},
};

/// Proposals of one pack for one draft, and values of one proposal.
const MOST: usize = 100;

type Checked<T> = Result<T, PackFailure>;

/// The proposals of a pack, or a failure where one of them is malformed.
pub fn suggestions(pack: &str, suggestions: Vec<wit::Suggestion>) -> Checked<Vec<Suggestion>> {
    let suggestion = |suggestion: wit::Suggestion| {
        Ok(Suggestion {
            pack: pack.to_owned(),
            field: name(suggestion.field)?,
            value: value(suggestion.value)?,
            reason: localised(suggestion.reason)?,
        })
    };
    all(suggestions, suggestion)
}

fn value(value: wit::ProposedValue) -> Checked<SuggestedValue> {
    Ok(match value {
        wit::ProposedValue::Text(text) => SuggestedValue::Text(short(text, TEXT)?),
        wit::ProposedValue::Texts(texts) => SuggestedValue::Texts(all(texts, |text| short(text, TEXT))?),
        wit::ProposedValue::LegalBasis(found) => SuggestedValue::LegalBasis(known(LegalBasis::ALL, found, legal_basis)?),
        wit::ProposedValue::SpecialCategoryCondition(found) => {
            SuggestedValue::Condition(known(SpecialCategoryCondition::ALL, found, condition)?)
        }
        wit::ProposedValue::PersonalData(items) => SuggestedValue::PersonalData(all(items, item)?),
        wit::ProposedValue::DataSubjects(subjects) => SuggestedValue::DataSubjects(all(subjects, subject)?),
        wit::ProposedValue::Retention(period) => SuggestedValue::Retention(retention(period)?),
    })
}

pub(super) fn item(item: wit::PersonalDataItem) -> Checked<PersonalDataItem> {
    let category = match item.category {
        wit::PersonalDataCategory::Known(found) => PersonalDataCategory::Known(known(DataCategory::ALL, found, data_category)?),
        wit::PersonalDataCategory::Other(name) => PersonalDataCategory::Other(short(name, TEXT)?),
    };
    Ok(PersonalDataItem { category, name: short(item.name, TEXT)?, retention: item.retention.map(retention).transpose()? })
}

pub(super) fn subject(subject: wit::DataSubjectCategory) -> Checked<DataSubjectCategory> {
    let band = subject.volume.map(|found| known(VolumeBand::ALL, found, volume)).transpose()?;
    Ok(DataSubjectCategory { name: short(subject.name, TEXT)?, volume: band })
}

pub(super) fn retention(period: wit::RetentionPeriod) -> Checked<RetentionPeriod> {
    Ok(RetentionPeriod {
        length: period.length,
        unit: known(RetentionUnit::ALL, period.unit, unit)?,
        from: period.from.map(|found| known(RetentionStart::ALL, found, start)).transpose()?,
        then: period.then.map(|found| known(AfterRetention::ALL, found, after)).transpose()?,
    })
}

/// The value of ours that crosses the border as this one.
pub(super) fn known<T: Copy, W: PartialEq, const N: usize>(ours: [T; N], found: W, over: fn(T) -> W) -> Checked<T> {
    ours.into_iter().find(|known| over(*known) == found).ok_or(PackFailure::Output)
}

fn all<T, U>(values: Vec<T>, one: impl FnMut(T) -> Checked<U>) -> Checked<Vec<U>> {
    all_of(values, MOST, one)
}

/// Every value, where there are no more than so many.
pub(super) fn all_of<T, U>(values: Vec<T>, most: usize, one: impl FnMut(T) -> Checked<U>) -> Checked<Vec<U>> {
    if values.len() > most { Err(PackFailure::Output) } else { values.into_iter().map(one).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(fr: &str) -> wit::Localised {
        wit::Localised { fr: fr.into(), en: String::new(), es: String::new() }
    }

    fn proposed(field: &str, value: wit::ProposedValue) -> wit::Suggestion {
        wit::Suggestion { field: field.into(), value, reason: texts("Usage du secteur") }
    }

    #[test]
    fn proposals_cross_the_border_and_malformed_ones_do_not() {
        let period = wit::RetentionPeriod {
            length: 3,
            unit: wit::RetentionUnit::Years,
            from: None,
            then: Some(wit::AfterRetention::Erase),
        };
        let data = wit::PersonalDataItem {
            category: wit::PersonalDataCategory::Known(wit::DataCategory::BankAndFinancialData),
            name: "IBAN".into(),
            retention: Some(period),
        };
        let made = suggestions(
            "hr",
            vec![
                proposed("personal_data", wit::ProposedValue::PersonalData(vec![data])),
                proposed("legal_basis", wit::ProposedValue::LegalBasis(wit::LegalBasis::PublicTask)),
            ],
        )
        .unwrap();
        let SuggestedValue::PersonalData(items) = &made[0].value else { panic!("{made:?}") };
        assert_eq!(items[0].category, PersonalDataCategory::Known(DataCategory::BankAndFinancialData));
        assert_eq!(items[0].retention.unwrap().then, Some(AfterRetention::Erase));
        assert_eq!(made[1].value, SuggestedValue::LegalBasis(LegalBasis::PublicTask));
        let text = |length: usize| wit::ProposedValue::Text("x".repeat(length));
        for bad in [
            proposed("Feld!", text(1)),
            proposed("description", text(TEXT + 1)),
            wit::Suggestion { reason: texts(" "), ..proposed("description", text(1)) },
        ] {
            assert_eq!(suggestions("hr", vec![bad]), Err(PackFailure::Output));
        }
        assert_eq!(suggestions("hr", vec![proposed("description", text(1)); MOST + 1]), Err(PackFailure::Output));
    }
}
