//! Tests of the register file as a whole: the fixtures, files of other programs, broken files.

use super::{big_register, check, french_headers, headers, roundtrip::export, rows, template};
use crate::domain::{
    column::COUNT,
    import::{FaultKind, NoticeKind},
    text::Language,
};

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

/// A file of one header in French and the rows given.
pub(super) fn file(rows: &[&[&str]], delimiter: &str) -> String {
    let header = french_headers().iter().map(|label| format!("\"{label}\"")).collect::<Vec<_>>().join(delimiter);
    let rows = rows.iter().map(|row| {
        let cells = row.iter().copied().chain(std::iter::repeat("")).take(COUNT);
        cells.collect::<Vec<_>>().join(delimiter)
    });
    std::iter::once(header).chain(rows).map(|row| format!("{row}\r\n")).collect()
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
    let text = format!("{}a,b,c\r\n{}\r\n", file(&[&ROW], ","), ",".repeat(88));
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
