//! What an activity still lacks before it is complete (GDPR art. 30(1) and (2), art. 6, art. 9, art. 10).

use super::{
    activity::ActivityRecord, activity_field::GROUPS, legal_basis::LegalBasis, personal_data::PersonalDataCategory,
    register::RegisterKind, transfer::Transfer,
};

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

/// Something that the law asks a sheet to say and that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// Column identifier, or the name of a field beside the columns.
    pub field: Missing,
    /// The provision: the word of its key in the locale files.
    pub article: &'static str,
    /// Whether the activity cannot be validated without it.
    pub blocking: bool,
}

/// Everything that article 30 and the lawfulness of processing ask for and that is not said, in the order of the articles. What
/// the company sheet says (name and contact details of the organisation, its representative, its data protection officer)
/// stands there once for all activities.
pub fn lacks(kind: RegisterKind, record: &ActivityRecord) -> Vec<Lack> {
    let blocking = missing(kind, record);
    let advised = advisable(record);
    let (security, safeguard) = (record.security != Default::default(), unprotected_transfer(record));
    let asked: Vec<(bool, Missing, &'static str)> = match kind {
        RegisterKind::Controller => vec![
            (record.data_subjects.is_empty(), "data_subject_categories", "30-1-c"),
            (record.personal_data.is_empty(), "personal_data", "30-1-c"),
            (safeguard.is_some(), safeguard.unwrap_or_default(), "30-1-e"),
            (
                record.retention.is_none() && (record.personal_data.is_empty() || advised.contains(&"retention")),
                "retention",
                "30-1-f",
            ),
            (!security, "security", "30-1-g"),
            (record.legal_basis.is_none(), "legal_basis", "6-1"),
            (advised.contains(&"balancing_test"), "balancing_test", "6-1-f"),
            (advised.contains(&"special_category_condition"), "special_category_condition", "9-2"),
            (advised.contains(&"criminal_data_authority"), "criminal_data_authority", "10"),
        ],
        RegisterKind::Processor => {
            let client = record.client.as_ref();
            let named = client.is_some_and(|client| !client.name.trim().is_empty());
            vec![
                (!named, "client_name", "30-2-a"),
                (named && client.is_none_or(|client| client.contact.is_empty()), "client_contact", "30-2-a"),
                (record.operations.is_empty(), "processing_operations", "30-2-b"),
                (safeguard.is_some(), safeguard.unwrap_or_default(), "30-2-c"),
                (!security, "security", "30-2-d"),
            ]
        }
    };
    let asked = asked.into_iter().filter(|(lacks, _, _)| *lacks);
    asked.map(|(_, field, article)| Lack { field, article, blocking: blocking.contains(&field) }).collect()
}

/// The field of the first transfer that rests on nothing, where the country needs a safeguard (art. 46 and 49).
fn unprotected_transfer(record: &ActivityRecord) -> Option<Missing> {
    let bare = |transfer: &Option<Transfer>| {
        transfer.as_ref().is_some_and(|transfer| transfer.country.needs_safeguard() && transfer.safeguard.is_none())
    };
    let parties = [
        (record.joint_controllers.iter().any(|joint| bare(&joint.transfer)), "joint_controller_transfer_safeguard"),
        (record.recipients.iter().any(|recipient| bare(&recipient.transfer)), "recipient_transfer_safeguard"),
        (record.processors.iter().any(|processor| bare(&processor.transfer)), "processor_transfer_safeguard"),
    ];
    parties.into_iter().find(|(bare, _)| *bare).map(|(_, field)| field)
}

/// The place of the form that a lack leads to: a field, or the rows that it stands in.
pub fn form_field(lack: Missing) -> &'static str {
    match lack {
        "personal_data" => "identification_data",
        "retention" => "retention_duration",
        "security" => "security_transit_encryption",
        "client_contact" => "client_contact_last_name",
        field => GROUPS.iter().find(|group| group.fields.contains(&field)).map_or(field, |group| group.id),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        activity::SecurityMeasures,
        activity_field::FIELDS,
        answer::Answer,
        data_category::DataCategory,
        party::{Client, Contact, Recipient},
        personal_data::{DataSubjectCategory, PersonalDataItem},
        retention::{RetentionPeriod, RetentionUnit},
        transfer::TransferSafeguard,
    };

    /// Nothing is lacking.
    fn whole() -> ActivityRecord {
        let category = PersonalDataCategory::Known(DataCategory::IdentificationData);
        ActivityRecord {
            name: "Loyers".into(),
            operations: vec!["Collecte".into()],
            legal_basis: Some(LegalBasis::Contract),
            data_subjects: vec![DataSubjectCategory { name: "Locataires".into(), volume: None }],
            personal_data: vec![PersonalDataItem { category, name: "Nom".into(), retention: None }],
            retention: Some(RetentionPeriod { length: 5, unit: RetentionUnit::Years, from: None, then: None }),
            security: SecurityMeasures { logging: Answer::Yes, ..SecurityMeasures::default() },
            client: Some(Client { name: "Syndic".into(), contact: Contact { email: "a@b.fr".into(), ..Contact::default() } }),
            ..ActivityRecord::default()
        }
    }

    fn to(country: &str, safeguard: Option<TransferSafeguard>) -> Vec<Recipient> {
        let country = serde_json::from_value(country.into()).unwrap();
        vec![Recipient { name: "X".into(), transfer: Some(Transfer { country, safeguard }), ..Recipient::default() }]
    }

    #[test]
    fn each_point_of_the_article_is_missed_alone() {
        type Change = fn(&mut ActivityRecord);
        let (controller, processor) = (RegisterKind::Controller, RegisterKind::Processor);
        let table: [(RegisterKind, Change, &[(&str, &str, bool)]); 16] = [
            (controller, |_| {}, &[]),
            (processor, |_| {}, &[]),
            (controller, |record| record.data_subjects.clear(), &[("data_subject_categories", "30-1-c", true)]),
            (controller, |record| record.personal_data.clear(), &[("personal_data", "30-1-c", true)]),
            (
                controller,
                |record| (record.retention, record.personal_data) = (None, Vec::new()),
                &[("personal_data", "30-1-c", true), ("retention", "30-1-f", false)],
            ),
            (controller, |record| record.retention = None, &[("retention", "30-1-f", false)]),
            (controller, |record| record.security = SecurityMeasures::default(), &[("security", "30-1-g", false)]),
            (controller, |record| record.legal_basis = None, &[("legal_basis", "6-1", true)]),
            (
                controller,
                |record| record.legal_basis = Some(LegalBasis::LegitimateInterests),
                &[("balancing_test", "6-1-f", false)],
            ),
            (controller, |record| record.recipients = to("IN", None), &[("recipient_transfer_safeguard", "30-1-e", false)]),
            (controller, |record| record.recipients = to("IN", Some(TransferSafeguard::StandardClauses)), &[]),
            (controller, |record| record.recipients = to("CH", None), &[]),
            (processor, |record| record.client = None, &[("client_name", "30-2-a", true)]),
            (
                processor,
                |record| record.client = Some(Client { name: "Syndic".into(), ..Client::default() }),
                &[("client_contact", "30-2-a", false)],
            ),
            (processor, |record| record.operations.clear(), &[("processing_operations", "30-2-b", false)]),
            (processor, |record| record.legal_basis = None, &[]),
        ];
        for (row, (kind, change, expected)) in table.into_iter().enumerate() {
            let mut record = whole();
            change(&mut record);
            let found: Vec<_> = lacks(kind, &record).iter().map(|lack| (lack.field, lack.article, lack.blocking)).collect();
            assert_eq!(found, expected, "row {row}");
        }
    }

    #[test]
    fn whatever_stops_an_activity_is_lacking_and_leads_to_a_field() {
        for kind in [RegisterKind::Controller, RegisterKind::Processor] {
            let record = ActivityRecord { name: "Loyers".into(), ..ActivityRecord::default() };
            let lacks = lacks(kind, &record);
            for field in missing(kind, &record) {
                assert!(lacks.iter().any(|lack| lack.field == field && lack.blocking), "{kind:?} {field}");
            }
            for lack in lacks {
                let field = form_field(lack.field);
                let known = FIELDS.iter().any(|known| known.id == field) || GROUPS.iter().any(|group| group.id == field);
                assert!(known, "{field}");
            }
        }
    }
}
