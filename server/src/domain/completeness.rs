//! What an activity still lacks before it is complete (GDPR art. 30(1) and (2), art. 6, art. 9, art. 10).

use super::{activity::ActivityRecord, legal_basis::LegalBasis, personal_data::PersonalDataCategory, register::RegisterKind};

/// A field that article 30 or the lawfulness of processing asks for and that is empty. The value is the
/// column identifier, so that pages can link to the field.
pub type Missing = &'static str;

/// What stops an activity from being validated, in the order of the form.
pub fn missing(kind: RegisterKind, record: &ActivityRecord) -> Vec<Missing> {
    let mut lacks = Vec::new();
    let mut need = |present: bool, field: Missing| {
        if !present {
            lacks.push(field);
        }
    };
    need(!record.name.trim().is_empty(), "processing_name");
    if kind == RegisterKind::Processor {
        need(record.client.as_ref().is_some_and(|client| !client.name.trim().is_empty()), "client_name");
        return lacks;
    }
    need(record.legal_basis.is_some(), "legal_basis");
    need(!record.data_subjects.is_empty(), "data_subject_categories");
    need(!record.personal_data.is_empty(), "personal_data");
    lacks
}

/// What a sheet should still say although it may be validated without: shown as advice, stops nothing.
pub fn advisable(record: &ActivityRecord) -> Vec<Missing> {
    let mut lacks = Vec::new();
    let mut want = |present: bool, field: Missing| {
        if !present {
            lacks.push(field);
        }
    };
    want(record.retention.is_some() || record.personal_data.iter().all(|item| item.retention.is_some()), "retention");
    want(!has_special_category(record) || record.special_category_condition.is_some(), "special_category_condition");
    want(!has_criminal_data(record) || !record.criminal_data_authority.is_empty(), "criminal_data_authority");
    let balanced = record.legal_basis != Some(LegalBasis::LegitimateInterests) || !record.balancing_test.is_empty();
    want(balanced, "balancing_test");
    want(record.security != Default::default(), "security");
    lacks
}

/// Whether special categories of data are processed (art. 9(1)).
pub fn has_special_category(record: &ActivityRecord) -> bool {
    record
        .personal_data
        .iter()
        .any(|item| matches!(&item.category, PersonalDataCategory::Known(category) if category.is_special()))
}

/// Whether data on offences and convictions are processed (art. 10).
pub fn has_criminal_data(record: &ActivityRecord) -> bool {
    record
        .personal_data
        .iter()
        .any(|item| matches!(&item.category, PersonalDataCategory::Known(category) if category.is_criminal()))
}
