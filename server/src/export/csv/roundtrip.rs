//! Tests of the register file as a whole: the fixtures, broken files, and the round trip of any register.

use super::{ExportRow, big_register, check, french_headers, headers, rows, template, write};
use crate::domain::{
    activity::*,
    answer::Answer,
    column::COUNT,
    country::Country,
    data_category::DataCategory,
    import::{FaultKind, ImportRow, NoticeKind},
    legal_basis::LegalBasis,
    party::*,
    personal_data::*,
    register::Department,
    retention::*,
    text::Language,
    transfer::*,
};
use jiff::civil::Date;
use proptest::prelude::*;

const ERRORS: &[u8] = include_bytes!("../../../../tests/fixtures/register-errors.csv");
const EXPECTED: &str = include_str!("../../../../tests/fixtures/register-errors.json");
const HOUSING: &[u8] = include_bytes!("../../../../tests/fixtures/register-oph.csv");

/// What is found in a file, as (row, column, kind, value).
fn faults(bytes: &[u8]) -> Vec<(u32, u8, FaultKind, String)> {
    check(bytes).faults.into_iter().map(|fault| (fault.row, fault.column, fault.kind, fault.value)).collect()
}

/// Kinds of the faults of the file as a whole.
fn file_faults(bytes: &[u8]) -> Vec<FaultKind> {
    check(bytes).faults.into_iter().filter(|fault| fault.row == 0).map(|fault| fault.kind).collect()
}

/// The rows of a checked file as rows to write.
fn export(rows: &[ImportRow]) -> Vec<u8> {
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

/// A file of one header in French and the rows given.
fn file(rows: &[&[&str]], delimiter: &str) -> String {
    let header = french_headers().iter().map(|label| format!("\"{label}\"")).collect::<Vec<_>>().join(delimiter);
    let rows = rows.iter().map(|row| {
        let cells = row.iter().copied().chain(std::iter::repeat("")).take(COUNT);
        cells.collect::<Vec<_>>().join(delimiter)
    });
    std::iter::once(header).chain(rows).collect::<Vec<_>>().join("\r\n") + "\r\n"
}

const ROW: [&str; 5] = ["Été", "Élus", "Suivi", "Traitement", "Évaluation à l’œuvre – 10 €"];

#[test]
fn every_fault_of_the_fixture_is_found_and_no_other() {
    let expected: Vec<serde_json::Value> = serde_json::from_str(EXPECTED).unwrap();
    let found: Vec<serde_json::Value> = check(ERRORS).faults.iter().map(|fault| serde_json::to_value(fault).unwrap()).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_real_register_has_no_fault() {
    let (found, valid) = rows(HOUSING);
    assert_eq!((found.rows, found.valid_rows, found.faults.as_slice()), (152, 152, [].as_slice()));
    let (_, again) = rows(&export(&valid));
    assert_eq!(again, valid);
}

#[test]
fn one_name_may_stand_under_several_branches() {
    for bytes in [
        include_bytes!("../../../../tests/fixtures/seed-paths-same-names.tsv.csv").as_slice(),
        include_bytes!("../../../../tests/fixtures/seed-paths-valid.csv").as_slice(),
    ] {
        let found = check(bytes);
        assert_eq!((found.valid_rows, found.faults.len()), (3, 0));
    }
}

#[test]
fn a_big_register_is_read_whole() {
    let found = check(&big_register(500).unwrap());
    assert_eq!((found.rows, found.valid_rows, found.faults.as_slice()), (500, 500, [].as_slice()));
}

#[test]
fn encodings_and_separators_are_told_apart() {
    let comma = file(&[&ROW], ",");
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(file(&[&ROW], "\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let table = [
        ("comma", comma.clone().into_bytes(), vec![]),
        ("mark", format!("\u{feff}{comma}").into_bytes(), vec![]),
        ("line feeds", comma.replace("\r\n", "\n").into_bytes(), vec![]),
        ("tab", file(&[&ROW], "\t").into_bytes(), vec![]),
        ("semicolon", file(&[&ROW], ";").into_bytes(), vec![NoticeKind::Delimiter]),
        ("french spreadsheet", latin(&file(&[&ROW], ";")), vec![NoticeKind::Encoding, NoticeKind::Delimiter]),
        ("unicode text", utf16, vec![NoticeKind::Encoding]),
    ];
    for (name, bytes, notices) in table {
        let found = check(&bytes);
        assert_eq!(found.faults, [], "{name}");
        assert_eq!(found.notices.iter().map(|notice| notice.kind).collect::<Vec<_>>(), notices, "{name}");
        assert_eq!(rows(&bytes).1[0].record.description, ROW[4], "{name}");
    }
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let good = file(&[&ROW], ",");
    let broken = |at: usize| {
        let mut bytes = good.clone().into_bytes();
        bytes.insert(at, 0xff);
        bytes
    };
    let table: [(&str, Vec<u8>, FaultKind); 10] = [
        ("empty", vec![], FaultKind::Header),
        ("blank", b"\xef\xbb\xbf\r\n \r\n".to_vec(), FaultKind::Header),
        ("no header", good.lines().nth(1).unwrap().as_bytes().to_vec(), FaultKind::Header),
        ("nul", good.replace("Suivi", "Sui\0vi").into_bytes(), FaultKind::Encoding),
        ("spreadsheet", b"PK\x03\x04\x14\0\x06\0".to_vec(), FaultKind::Encoding),
        ("damaged", broken(good.len() - 100), FaultKind::Encoding),
        ("pipes", file(&[&ROW], "|").replace(',', " ").into_bytes(), FaultKind::Delimiter),
        ("columns", good.lines().map(|line| format!("{line},\n")).collect::<String>().into_bytes(), FaultKind::Columns),
        ("few columns", b"a,b,c\n1,2,3\n".to_vec(), FaultKind::Columns),
        ("large", vec![b'a'; super::MAX_BYTES + 1], FaultKind::Size),
    ];
    for (name, bytes, kind) in table {
        assert_eq!(file_faults(&bytes), [kind], "{name}");
    }
}

#[test]
fn a_row_of_another_width_is_a_fault_of_its_own() {
    let text = file(&[&ROW], ",") + "a,b,c\r\n" + &",".repeat(88) + "\r\n";
    let found = check(text.as_bytes());
    assert_eq!(faults(text.as_bytes()), [(2, 4, FaultKind::Columns, "3".into())]);
    assert_eq!((found.rows, found.valid_rows), (2, 1));
    assert!(found.notices.iter().any(|notice| notice.kind == NoticeKind::BlankRow && notice.row == 3));
}

#[test]
fn headers_of_any_language_or_none_are_accepted() {
    let data = file(&[&ROW], ",");
    let (_, rows) = data.split_once("\r\n").unwrap();
    let numbered: Vec<String> = (1..=COUNT).map(|number| number.to_string()).collect();
    let mut swapped = headers(Language::Es);
    swapped.swap(63, 65);
    for (header, wrong) in [
        (headers(Language::En), vec![]),
        (headers(Language::Es), vec![]),
        (numbered.iter().map(String::as_str).collect(), vec![]),
        (swapped, vec![64, 66]),
    ] {
        let header = header.iter().map(|label| format!("\"{label}\"")).collect::<Vec<_>>().join(",");
        let found = check(format!("{header}\n{rows}").as_bytes());
        assert_eq!((found.valid_rows, found.faults.as_slice()), (1, [].as_slice()));
        assert_eq!(found.notices.iter().map(|notice| notice.column).collect::<Vec<_>>(), wrong);
    }
}

#[test]
fn rules_between_columns() {
    let row = |cells: &[(usize, &str)]| {
        let mut row = vec![""; COUNT];
        row[..4].copy_from_slice(&["A", "", "B", "C"]);
        cells.iter().for_each(|(number, cell)| row[number - 1] = cell);
        let row = row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>();
        file(&[&row.iter().map(String::as_str).collect::<Vec<_>>()], ",")
    };
    type Found<'a> = &'a [(u8, FaultKind)];
    use FaultKind as F;
    let table: [(&[(usize, &str)], Found<'_>); 13] = [
        (&[(7, "29"), (8, "2"), (9, "2024")], &[]),
        (&[(7, "29"), (8, "2"), (9, "2023")], &[(7, F::Date)]),
        (&[(7, "29")], &[(8, F::Requires), (9, F::Requires)]),
        (&[(20, "Clauses contractuelles types")], &[(18, F::Requires), (19, F::Requires)]),
        (&[(51, "X")], &[(50, F::Requires)]),
        (&[(50, "directe"), (51, "X")], &[(51, F::Requires)]),
        (&[(50, "directe"), (54, "a@b.fr")], &[(51, F::Requires)]),
        (&[(69, "Non"), (73, "N"), (76, "no")], &[]),
        (&[(76, "yes")], &[(72, F::Requires)]),
        (&[(77, "5")], &[(78, F::Requires)]),
        (&[(79, "glissants")], &[(77, F::Requires), (78, F::Requires)]),
        (&[(77, "0"), (78, "mois")], &[]),
        (&[(1, ""), (2, "S"), (4, "")], &[(1, F::Required), (4, F::Required)]),
    ];
    for (cells, expected) in table {
        let found: Vec<_> = faults(row(cells).as_bytes()).into_iter().map(|(_, column, kind, _)| (column, kind)).collect();
        assert_eq!(found, expected, "{cells:?}");
    }
    let kinds = |cells: &[(usize, &str)]| check(row(cells).as_bytes()).notices.iter().map(|n| n.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&[(50, "Indirecte : Partenaire / Prestataire")]), [NoticeKind::IndirectSource]);
    assert_eq!(kinds(&[(56, "<50")]), [NoticeKind::VolumeWithoutSubjects]);
    assert_eq!(kinds(&[(73, "Non")]), [NoticeKind::NoWithoutName]);
}

#[test]
fn the_template_is_an_empty_register() {
    let bytes = template().unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf") && bytes.ends_with(b"\r\n"));
    assert_eq!((check(&bytes).rows, check(&bytes).faults.len()), (0, 0));
}

#[test]
fn the_filled_example_has_no_fault() {
    let found = check(super::example());
    assert_eq!((found.valid_rows, found.faults.as_slice()), (4, [].as_slice()));
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
    use crate::domain::import::ImportDepartment;
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
