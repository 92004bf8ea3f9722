//! What people call fixed values, both ways: the options of a choice, and the category that a label stands for.

use crate::{
    domain::{
        data_category::DataCategory, fold::fold, personal_data::PersonalDataCategory, retention::RetentionUnit, text::Language,
        word::word,
    },
    locale::{Texts, choices::Named},
};
use serde::Serialize;

/// An option of a choice: the word that is sent, and what it is called.
pub struct Choice {
    pub word: String,
    pub words: String,
}

/// The options for some values.
pub fn choices<T: Named + Serialize>(t: Texts, values: &[T]) -> Vec<Choice> {
    values.iter().map(|value| Choice { word: word(value), words: t.choice(value) }).collect()
}

/// What a unit of retention is called beside a number.
pub fn unit_words(t: Texts, unit: RetentionUnit) -> String {
    t.get(match unit {
        RetentionUnit::Hours => "unit-hours",
        RetentionUnit::Days => "unit-days",
        RetentionUnit::Weeks => "unit-weeks",
        RetentionUnit::Months => "unit-months",
        RetentionUnit::Years => "unit-years",
    })
}

/// The category that a label stands for, in whichever language; one of the organisation's own where it is none of the 28.
pub fn known_category(label: &str) -> PersonalDataCategory {
    let wanted = fold(label);
    let is_named = |category: &DataCategory| {
        Language::ALL.into_iter().any(|language| fold(&Texts::new(language).choice(category)) == wanted)
    };
    let known = DataCategory::ALL.into_iter().find(is_named);
    known.map_or_else(|| PersonalDataCategory::Other(label.trim().to_owned()), PersonalDataCategory::Known)
}
