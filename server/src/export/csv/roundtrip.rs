//! The round trip of any register: what is exported is imported again, byte for byte. And files that nobody would write.

use super::{ExportRow, check, tests::file, write};
use crate::domain::{
    activity::*,
    answer::Answer,
    column::COUNT,
    country::Country,
    data_category::DataCategory,
    import::{ImportDepartment, ImportRow},
    legal_basis::LegalBasis,
    party::*,
    personal_data::*,
    register::Department,
    retention::*,
    transfer::*,
};
use jiff::civil::Date;
use proptest::prelude::*;

/// The rows of a checked file as rows to write.
pub(super) fn export(rows: &[ImportRow]) -> Vec<u8> {
    let department = |row: &ImportRow| {
        row.department.clone().map(|found| Department { id: Default::default(), name: found.name, head: found.head })
    };
    let departments: Vec<_> = rows.iter().map(department).collect();
    let rows = rows.iter().zip(&departments).map(|(row, department)| ExportRow {
        category: &row.category,
        subcategory: row.subcategory.as_deref(),
        purpose: &row.purpose,
        department: department.as_ref(),
        record: &row.record,
    });
    write(rows).unwrap().0
}

/// A text without outer spaces, with whatever people and attackers put in cells.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zàéèêôœçÀÉ 0-9]{0,12}",
        "[=+@\"',;\n-]{0,4}",
        Just("\r\n".to_owned()),
        Just("日本 👩🏽‍💻".to_owned()),
        Just("שלום عليكم".to_owned()),
        Just("=HYPERLINK(\"x\")".to_owned()),
        Just("'@a".to_owned()),
        Just("l’été – 5\u{202f}€".to_owned()),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat().trim().to_owned())
}

fn filled() -> impl Strategy<Value = String> {
    text().prop_map(|text| if text.is_empty() { "x".to_owned() } else { text })
}

/// A value of a cell that holds several.
fn value() -> impl Strategy<Value = String> {
    filled().prop_map(|text| text.replace(';', ",").trim().to_owned())
}

fn list() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(value(), 0..3)
}

fn answer() -> impl Strategy<Value = Answer> {
    any::<bool>().prop_map(Answer::from)
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(values: impl IntoIterator<Item = T>) -> impl Strategy<Value = T> {
    proptest::sample::select(values.into_iter().collect::<Vec<_>>())
}

fn transfer() -> impl Strategy<Value = Option<Transfer>> {
    let safeguards = [
        TransferSafeguard::StandardClauses,
        TransferSafeguard::BindingCorporateRules,
        TransferSafeguard::Derogation { detail: String::new() },
        TransferSafeguard::OtherContractual,
    ];
    let transfer = (one_of(Country::all()), proptest::option::of(one_of(safeguards)));
    proptest::option::of(transfer.prop_map(|(country, safeguard)| Transfer { country, safeguard }))
}

fn personal_data() -> impl Strategy<Value = Vec<PersonalDataItem>> {
    let category = prop_oneof![
        3 => one_of(DataCategory::ALL).prop_map(PersonalDataCategory::Known),
        1 => value().prop_map(PersonalDataCategory::Other),
    ];
    let item = (category, value()).prop_map(|(category, name)| PersonalDataItem { category, name, retention: None });
    proptest::collection::vec(item, 0..6).prop_map(|mut items| {
        items.sort_by(|a, b| a.category.cmp(&b.category));
        items
    })
}

fn source() -> impl Strategy<Value = Option<CollectionSource>> {
    let indirect = || {
        (filled(), text(), text(), prop_oneof![Just(""), Just("a.b@exemple.fr")]).prop_map(
            |(name, first_name, last_name, email)| IndirectSource {
                name,
                contact: Contact { first_name, last_name, email: email.to_owned(), ..Contact::default() },
            },
        )
    };
    proptest::option::of(prop_oneof![
        Just(CollectionSource::Direct),
        indirect().prop_map(CollectionSource::OtherDepartment),
        indirect().prop_map(CollectionSource::Partner),
    ])
}

fn retention() -> impl Strategy<Value = Option<RetentionPeriod>> {
    use {RetentionStart as S, RetentionUnit as U};
    let unit = one_of([U::Hours, U::Days, U::Weeks, U::Months, U::Years]);
    let from = proptest::option::of(one_of([S::OperationStart, S::OperationEnd, S::Rolling]));
    proptest::option::of((any::<u32>(), unit, from).prop_map(|(length, unit, from)| RetentionPeriod {
        length,
        unit,
        from,
        then: None,
    }))
}

/// An activity that the 89 columns can hold.
fn record() -> impl Strategy<Value = ActivityRecord> {
    let texts = (filled(), text(), text(), text(), text());
    let lists = (list(), list(), list(), list());
    let choices = (
        proptest::option::of((1900i16..=2100, 1i8..=12, 1i8..=28)),
        proptest::option::of(one_of(LegalBasis::ALL)),
        proptest::option::of(one_of(Country::all())),
        proptest::option::of(one_of(VolumeBand::ALL)),
        proptest::collection::vec(answer(), 18),
    );
    let parts = (personal_data(), source(), retention(), list());
    let partner = || proptest::collection::vec((filled(), transfer()), 0..=1);
    (texts, lists, choices, parts, (partner(), partner(), partner())).prop_map(|(texts, lists, choices, parts, partners)| {
        let (date, legal_basis, controller_country, volume, answers) = choices;
        let (joints, recipients, processors) = partners;
        let mut record = ActivityRecord {
            name: texts.0,
            description: texts.1,
            deletion_method: texts.2,
            operations: lists.0,
            applications: lists.1,
            start_date: date.map(|(year, month, day)| Date::new(year, month, day).unwrap()),
            legal_basis,
            controller_country,
            personal_data: parts.0,
            source: parts.1,
            retention: parts.2,
            data_subjects: parts.3.into_iter().map(|name| DataSubjectCategory { name, volume }).collect(),
            minors: answers[0],
            joint_controllers: joints.into_iter().map(|(name, transfer)| JointController { name, transfer }).collect(),
            recipients: recipients
                .into_iter()
                .map(|(name, transfer)| Recipient { name, internal: answers[1], transfer })
                .collect(),
            processors: processors
                .into_iter()
                .map(|(name, transfer)| Processor { name, contract: answers[2], sufficient_clause: answers[3], transfer })
                .collect(),
            information: Information {
                form: answers[4],
                poster: answers[5],
                website: answers[6],
                letter: answers[7],
                oral: answers[8],
                other: lists.2,
            },
            rights: RightsContact {
                email: if answers[9].is_yes() { "dpo@exemple.fr".into() } else { String::new() },
                postal_address: texts.3,
                form_url: if answers[9].is_yes() { "https://exemple.fr/droits?x=1;y".into() } else { String::new() },
                in_person: texts.4,
            },
            security: SecurityMeasures { other: lists.3, ..Default::default() },
            ..ActivityRecord::default()
        };
        for (measure, answer) in SecurityMeasure::ALL.into_iter().zip(&answers[10..]) {
            *record.security.get_mut(measure) = *answer;
        }
        record
    })
}

fn register() -> impl Strategy<Value = Vec<ImportRow>> {
    let department = proptest::option::of(
        (filled(), text())
            .prop_map(|(name, last_name)| ImportDepartment { name, head: Contact { last_name, ..Contact::default() } }),
    );
    let row = (filled(), proptest::option::of(filled()), filled(), department, record());
    proptest::collection::vec(row, 0..4).prop_map(|rows| {
        let rows = (1..).zip(rows).map(|(row, (category, subcategory, purpose, department, mut record))| {
            // No two activities of a purpose have one name.
            record.name = format!("{} {row}", record.name);
            ImportRow { row, category, subcategory, purpose, department, record }
        });
        rows.collect()
    })
}

proptest! {
    #[test]
    fn what_is_exported_is_imported_again(rows in register()) {
        let bytes = export(&rows);
        let (found, again) = super::rows(&bytes);
        prop_assert_eq!(&found.faults, &[]);
        prop_assert_eq!(&again, &rows);
        prop_assert_eq!(export(&again), bytes);
    }

    #[test]
    fn no_file_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn no_row_breaks_the_checker(cells in proptest::collection::vec("[ 0-9OuiNon;,=\"\n@.-]{0,8}|Indirecte|France", COUNT)) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        check(file(&[&cells], ",").as_bytes());
    }
}
