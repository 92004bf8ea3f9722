//! What a sector pack proposes for an activity that is being written. The person decides.

use super::{
    legal_basis::{LegalBasis, SpecialCategoryCondition},
    personal_data::{DataSubjectCategory, PersonalDataItem},
    retention::RetentionPeriod,
    text::Localised,
};

/// A proposal for one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Identifier of the pack.
    pub pack: String,
    /// Name of the field.
    pub field: String,
    pub value: SuggestedValue,
    pub reason: Localised,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestedValue {
    Text(String),
    Texts(Vec<String>),
    LegalBasis(LegalBasis),
    Condition(SpecialCategoryCondition),
    PersonalData(Vec<PersonalDataItem>),
    DataSubjects(Vec<DataSubjectCategory>),
    Retention(RetentionPeriod),
}
