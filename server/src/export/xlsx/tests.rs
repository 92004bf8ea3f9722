//! The round trip through a spreadsheet: everything comes back, also what the 89 columns cannot hold.

use super::*;
use crate::{
    domain::{
        activity::ActivityRecord,
        import::{FaultKind, NoticeKind},
        party::{Client, Contact, Recipient},
        personal_data::{PersonalDataCategory, PersonalDataItem},
        retention::{AfterRetention, RetentionPeriod, RetentionStart, RetentionUnit},
        text::Language,
    },
    export::csv::{self, check, generated, rows},
    sheets::Workbook,
};
use proptest::prelude::*;

const T: Texts = Texts { language: Language::Fr };

fn row<'a>(purpose: &'a str, record: &'a ActivityRecord) -> ExportRow<'a> {
    ExportRow { category: "Catégorie", subcategory: None, purpose, department: None, record }
}

/// The tables of a file, as text.
pub fn read(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let mut tables = Vec::new();
    let done = Workbook::open(bytes).unwrap().rows(0..9, |table, _, cells| {
        tables.resize(tables.len().max(table + 1), Vec::new());
        tables[table].push(cells.iter().map(|cell| cell.to_string()).collect());
        Ok::<_, crate::sheets::SheetError>(())
    });
    done.unwrap();
    tables
}

/// A file with other texts in some cells of the first table.
fn edited(bytes: &[u8], change: impl Fn(usize, &mut Vec<String>)) -> Vec<u8> {
    let mut workbook = WorkbookWriter::new();
    for (table, mut rows) in read(bytes).into_iter().enumerate() {
        rows.iter_mut().for_each(|row| change(table, row));
        let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::text).collect());
        workbook.table(&SheetForm { name: "x", ..SheetForm::default() }, rows).unwrap();
    }
    workbook.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_is_exported_is_imported_again(register in generated::whole()) {
        let (bytes, _) = csv::with_rows(&register, |rows| write(rows, T).unwrap());
        let (found, again) = rows(&bytes);
        prop_assert_eq!(&found.faults, &[]);
        prop_assert_eq!(&found.notices.iter().filter(|notice| matches!(notice.kind, NoticeKind::DetailsAside | NoticeKind::DetailsUnused)).count(), &0);
        prop_assert_eq!(&again, &register);
        let texts = [&register, &again].map(|rows| csv::with_rows(rows, |rows| csv::write(rows).unwrap().0));
        prop_assert_eq!(&texts[0], &texts[1]);
        prop_assert_eq!(csv::with_rows(&again, |rows| write(rows, T).unwrap().0), bytes);
    }
}

fn detailed() -> ActivityRecord {
    let period =
        |length, then| RetentionPeriod { length, unit: RetentionUnit::Years, from: Some(RetentionStart::OperationEnd), then };
    ActivityRecord {
        name: "Paie".into(),
        description: "Ce que fait la paie".into(),
        recipients: ["Trésor public", "URSSAF"].map(|name| Recipient { name: name.into(), ..Recipient::default() }).into(),
        personal_data: vec![PersonalDataItem {
            category: PersonalDataCategory::Other("Maison".into()),
            name: "a ; b".into(),
            retention: Some(period(3, None)),
        }],
        retention: Some(period(1, Some(AfterRetention::Archive))),
        balancing_test: "équilibre".into(),
        client: Some(Client { name: "Client".into(), contact: Contact { email: "c@d.fr".into(), ..Contact::default() } }),
        ..ActivityRecord::default()
    }
}

#[test]
fn what_the_columns_cannot_hold_stands_in_further_tables() {
    let (bytes, losses) = write([row("Payer", &detailed())], T).unwrap();
    let tables = read(&bytes);
    assert_eq!(tables.len(), 4, "register, losses, details, values");
    assert_eq!(tables[0][0], french_headers());
    assert_eq!(tables[1].len(), losses.len() + 1);
    assert!(tables[1].iter().any(|row| row[2] == "URSSAF" && row[0] == "Paie"));
    assert!(tables[2].iter().any(|row| row[4..] == ["recipients/1/name", "\"URSSAF\""]), "{:?}", tables[2]);
    assert!(tables[3].iter().any(|row| row.iter().any(|cell| cell == "Islande")));
}

#[test]
fn a_cell_that_was_changed_counts_more_than_its_details() {
    let (bytes, _) = write([row("Payer", &detailed())], T).unwrap();
    let bytes = edited(&bytes, |table, row| {
        if table == 0 && row[3] == "Paie" {
            row[76] = "9".into();
        }
    });
    let (found, again) = rows(&bytes);
    assert_eq!(found.faults, []);
    let aside: Vec<_> = found.notices.iter().filter(|notice| notice.kind == NoticeKind::DetailsAside).collect();
    assert_eq!((aside.len(), aside[0].value.as_str()), (1, "retention/length"));
    assert_eq!((again[0].record.retention.unwrap().length, again[0].record.recipients.len()), (9, 2));
}

#[test]
fn details_that_cannot_be_understood_are_faults_and_those_of_nobody_are_notices() {
    let (bytes, _) = write([row("Payer", &detailed())], T).unwrap();
    let spoilt = edited(&bytes, |table, row| {
        if table == 2 && row[4] == "recipients/1/name" {
            row[5] = "{".into();
        }
    });
    let found = check(&spoilt);
    assert_eq!(
        (found.faults[0].row, found.faults[0].column, found.faults[0].kind, found.valid_rows),
        (1, 4, FaultKind::Details, 0)
    );
    let renamed = edited(&bytes, |table, row| {
        if table == 0 && row[3] == "Paie" {
            row[3] = "Salaires".into();
        }
    });
    let found = check(&renamed);
    assert!(found.notices.iter().any(|notice| notice.kind == NoticeKind::DetailsUnused && notice.value == "Paie"));
    assert_eq!(found.faults, []);
}

#[test]
fn a_template_has_every_column_and_its_lists() {
    let bytes = template(T).unwrap();
    assert_eq!((check(&bytes).rows, check(&bytes).faults.len()), (0, 0));
    assert_eq!(bytes, template(T).unwrap(), "the same bytes every time");
    let mut sheet = String::new();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    let chosen = COLUMNS.iter().filter(|column| matches!(column.kind, Kind::Choice(_) | Kind::YesNo | Kind::Country)).count();
    assert_eq!(sheet.matches("<dataValidation ").count(), chosen);
    assert!(sheet.contains("sqref=\"BD2:BD20001\""), "column 56 has its list: {sheet}");
}

#[test]
fn spreadsheets_have_the_faults_of_text_files() {
    let file = |change: &dyn Fn(&mut Vec<String>)| {
        edited(&template(T).unwrap(), |table, row| {
            if table == 0 {
                change(row)
            }
        })
    };
    let kinds =
        |bytes: &[u8]| check(bytes).faults.iter().map(|fault| (fault.row, fault.kind, fault.value.clone())).collect::<Vec<_>>();
    assert_eq!(kinds(&file(&|row| drop(row.pop()))), [(0, FaultKind::Columns, "88".into())]);
    assert_eq!(kinds(&file(&|row| row.push("x".into()))), [(0, FaultKind::Columns, "90".into())]);
    let mut workbook = WorkbookWriter::new();
    let long = vec![Cell::text("a"); 90];
    let rows = [heads(&french_headers()), long, vec![], vec![Cell::text("A"), Cell::text(""), Cell::text("B"), Cell::text("C")]];
    workbook.table(&SheetForm::default(), rows).unwrap();
    let found = check(&workbook.finish().unwrap());
    assert_eq!(
        found.faults.iter().map(|fault| (fault.row, fault.column, fault.kind)).collect::<Vec<_>>(),
        [(1, 89, FaultKind::Columns)]
    );
    assert_eq!((found.rows, found.valid_rows), (2, 1));
}

#[test]
fn the_filled_example_is_the_same_as_in_text() {
    let (found, read) = rows(&example(T).unwrap());
    assert_eq!((found.faults.as_slice(), &read), ([].as_slice(), &rows(csv::example()).1));
}
