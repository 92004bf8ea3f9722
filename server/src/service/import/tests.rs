//! Imports against a real store in a temporary folder.

use super::*;
use crate::{
    config::Config,
    domain::{
        access::{Membership, Profile},
        activity::ActivityStatus,
        id::{AccountId, OrganisationId},
        text::Language,
    },
    service::export::{self, CsvLayout, Scope},
};
use std::sync::Arc;

const HOUSING: &[u8] = include_bytes!("../../../../tests/fixtures/register-oph.csv");
const ERRORS: &[u8] = include_bytes!("../../../../tests/fixtures/register-errors.csv");
const SAME_NAMES: &[u8] = include_bytes!("../../../../tests/fixtures/seed-paths-same-names.tsv.csv");
const KIND: RegisterKind = RegisterKind::Controller;

struct Place {
    services: Arc<Services>,
    _folder: tempfile::TempDir,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data: folder.path().to_owned(), ..Config::default() };
    Place { services: crate::app::open(config).unwrap(), _folder: folder }
}

/// A privacy champion of an organisation of its own.
fn champion() -> Champion {
    let membership = Membership::new(AccountId::new(), OrganisationId::new(), Profile::PrivacyChampion, false);
    crate::domain::access::Member::check(membership, Language::Fr).unwrap().champion().unwrap()
}

fn import(services: &Services, champion: &Champion, bytes: &[u8]) -> Creates {
    let preview = upload(services, champion, KIND, "a.csv", bytes).unwrap();
    let made = commit(services, champion, KIND, preview.import.id, false).unwrap();
    let counts = |creates: Creates| Creates { validated: 0, incomplete: 0, suspended: 0, ..creates };
    assert_eq!(counts(made), preview.creates, "the preview says what the commit makes");
    made
}

fn exported(services: &Services, champion: &Champion) -> Vec<u8> {
    export::csv(services, champion, KIND, Scope::All, CsvLayout::Full).unwrap().bytes
}

/// The rows of a file, sorted, without the number that says where they stood.
fn sorted(bytes: &[u8]) -> Vec<String> {
    let mut rows: Vec<String> = rows(bytes).1.into_iter().map(|row| format!("{:?}", ImportRow { row: 0, ..row })).collect();
    rows.sort();
    rows
}

#[test]
fn a_register_comes_in_whole_and_goes_out_whole() {
    let place = place();
    let (one, other) = (champion(), champion());
    let made = import(&place.services, &one, HOUSING);
    assert_eq!((made.activities, made.categories, made.suspended), (152, 21, 0));
    assert_eq!(made.validated + made.incomplete, 152);
    let file = exported(&place.services, &one);
    assert_eq!(sorted(&file), sorted(HOUSING));
    import(&place.services, &other, &file);
    assert_eq!(exported(&place.services, &other), file);
}

#[test]
fn one_name_in_three_branches_makes_three_purposes() {
    let place = place();
    let made = import(&place.services, &champion(), SAME_NAMES);
    assert_eq!((made.categories, made.subcategories, made.purposes, made.activities), (2, 3, 3, 3));
}

#[test]
fn a_preview_writes_nothing_in_the_register() {
    let place = place();
    let champion = champion();
    upload(&place.services, &champion, KIND, "a.csv", HOUSING).unwrap();
    let view = register::view(&place.services, &champion, KIND).unwrap();
    assert_eq!((view.rows().len(), view.purposes().count(), view.categories().count()), (0, 0, 0));
}

#[test]
fn faults_refuse_the_whole_unless_only_the_valid_rows_are_asked_for() {
    let place = place();
    let champion = champion();
    let preview = upload(&place.services, &champion, KIND, "a.csv", ERRORS).unwrap();
    assert_eq!((preview.checked.faults.len(), preview.checked.rows, preview.checked.valid_rows), (33, 40, 7));
    let id = preview.import.id;
    assert!(matches!(commit(&place.services, &champion, KIND, id, false), Err(Fault::Conflict(_))));
    assert_eq!(commit(&place.services, &champion, KIND, id, true).unwrap().activities, 7);
}

#[test]
fn a_second_commit_makes_nothing_more() {
    let place = place();
    let champion = champion();
    let id = upload(&place.services, &champion, KIND, "a.csv", HOUSING).unwrap().import.id;
    let first = commit(&place.services, &champion, KIND, id, false).unwrap();
    assert_eq!(commit(&place.services, &champion, KIND, id, false).unwrap(), first);
    assert_eq!(register::view(&place.services, &champion, KIND).unwrap().rows().len(), 152);
}

#[test]
fn what_the_register_holds_already_is_a_duplicate() {
    let place = place();
    let champion = champion();
    import(&place.services, &champion, SAME_NAMES);
    let again = upload(&place.services, &champion, KIND, "a.csv", SAME_NAMES).unwrap();
    let found: Vec<_> = again.checked.faults.iter().map(|fault| (fault.row, fault.column, fault.kind)).collect();
    assert_eq!(found, [1, 2, 3].map(|row| (row, 4, FaultKind::Duplicate)));
    assert_eq!((again.checked.valid_rows, again.creates), (0, Creates::default()));
    assert!(matches!(commit(&place.services, &champion, KIND, again.import.id, true), Err(Fault::Conflict(_))));
}

#[test]
fn what_exceeds_a_purpose_arrives_suspended() {
    let place = place();
    let champion = champion();
    let (_, mut all) = rows(HOUSING);
    let department = |row: &ImportRow| {
        row.department.clone().map(|found| crate::domain::register::Department {
            id: Default::default(),
            name: found.name,
            head: found.head,
        })
    };
    let file = |row: &ImportRow| {
        let department = department(row);
        let row = crate::export::csv::ExportRow {
            category: &row.category,
            subcategory: row.subcategory.as_deref(),
            purpose: &row.purpose,
            department: department.as_ref(),
            record: &row.record,
        };
        crate::export::csv::write([row]).unwrap().0
    };
    let mut row = all.swap_remove(0);
    import(&place.services, &champion, &file(&row));
    row.record.name.push_str(" bis");
    let fits = import(&place.services, &champion, &file(&row));
    row.record.name.push_str(" ter");
    row.record.applications.push("Autre application".into());
    let exceeds = import(&place.services, &champion, &file(&row));
    assert_eq!((fits.validated, fits.suspended, exceeds.suspended, exceeds.purposes), (1, 0, 1, 0));
    let view = register::view(&place.services, &champion, KIND).unwrap();
    assert_eq!(view.rows().iter().filter(|row| row.status == ActivityStatus::Suspended).count(), 1);
}

#[test]
fn only_the_controller_register_and_only_ones_own_files() {
    let place = place();
    let (one, other) = (champion(), champion());
    assert!(matches!(upload(&place.services, &one, RegisterKind::Processor, "a.csv", HOUSING), Err(Fault::Invalid(_))));
    let id = upload(&place.services, &one, KIND, "a.csv", HOUSING).unwrap().import.id;
    assert!(matches!(commit(&place.services, &other, KIND, id, true), Err(Fault::NotFound)));
    assert!(matches!(preview(&place.services, &one, RegisterKind::Processor, id), Err(Fault::NotFound)));
}
