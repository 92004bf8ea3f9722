//! What an activity in one register says of the same work in the other: an organisation that does for others what it does for
//! itself describes it once.

use super::activity::ActivityRecord;

/// The record of the entry in the other register: what is done, with which data, how it is protected. What only one of the
/// two roles answers for stays behind: why it is lawful, how people are informed and exercise their rights, who else decides,
/// on whose behalf, and where the data come from.
pub fn mirrored(record: &ActivityRecord) -> ActivityRecord {
    // Field by field, so that whoever adds one decides.
    let ActivityRecord {
        name,
        description,
        operations,
        start_date,
        applications,
        legal_basis: _,
        balancing_test: _,
        special_category_condition: _,
        criminal_data_authority: _,
        department,
        controller_country: _,
        joint_controllers: _,
        personal_data,
        source: _,
        data_subjects,
        minors,
        information: _,
        rights: _,
        recipients,
        processors,
        retention,
        deletion_method,
        security,
        client: _,
    } = record.clone();
    ActivityRecord {
        name,
        description,
        operations,
        start_date,
        applications,
        department,
        personal_data,
        data_subjects,
        minors,
        recipients,
        processors,
        retention,
        deletion_method,
        security,
        ..ActivityRecord::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        activity::RightsContact, answer::Answer, completeness, legal_basis::LegalBasis, party::Client, register::RegisterKind,
    };

    #[test]
    fn an_entry_in_the_other_register_has_to_be_completed() {
        let record = ActivityRecord {
            name: "Paie".into(),
            operations: vec!["Calcul".into()],
            legal_basis: Some(LegalBasis::Contract),
            rights: RightsContact { email: "dpo@oph.fr".into(), ..RightsContact::default() },
            client: Some(Client { name: "Syndic".into(), ..Client::default() }),
            minors: Answer::No,
            ..ActivityRecord::default()
        };
        let mirror = mirrored(&record);
        assert_eq!((mirror.name.as_str(), mirror.operations.len(), mirror.minors), ("Paie", 1, Answer::No));
        assert_eq!((mirror.legal_basis, &mirror.rights, &mirror.client), (None, &RightsContact::default(), &None));
        for kind in [RegisterKind::Controller, RegisterKind::Processor] {
            assert!(!completeness::missing(kind, &mirror).is_empty(), "{kind:?}");
        }
    }
}
