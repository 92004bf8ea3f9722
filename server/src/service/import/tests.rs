//! Imports against a real store in a temporary folder.

use super::*;
use crate::{
    clock::Clock,
    config::Config,
    domain::{
        access::{Operator, Profile},
        activity::ActivityStatus,
        id::OrganisationId,
        organisation::CompanySheet,
        setup::FoundationDraft,
        text::Language,
    },
    service::{
        export::{self, CsvLayout},
        extract::Extract,
        setup,
        tests::{KIND, Place, member},
    },
};
use std::{collections::HashSet, thread};

const HOUSING: &[u8] = include_bytes!("../../../../tests/fixtures/register-oph.csv");
const ERRORS: &[u8] = include_bytes!("../../../../tests/fixtures/register-errors.csv");
const SAME_NAMES: &[u8] = include_bytes!("../../../../tests/fixtures/seed-paths-same-names.tsv.csv");

/// A privacy champion of an organisation of its own.
fn champion() -> Champion {
    member(OrganisationId::new(), Profile::PrivacyChampion).champion().unwrap()
}

fn import(services: &Services, champion: &Champion, bytes: &[u8]) -> Creates {
    let preview = upload(services, champion, KIND, "a.csv", bytes).unwrap();
    let made = commit(services, champion, KIND, preview.import.id, false).unwrap();
    let counts = |creates: Creates| Creates { validated: 0, incomplete: 0, suspended: 0, ..creates };
    assert_eq!(counts(made), preview.creates, "the preview says what the commit makes");
    made
}

fn exported(services: &Services, champion: &Champion) -> Vec<u8> {
    export::csv(services, champion, &Extract::of(KIND), CsvLayout::Full).unwrap().bytes
}

/// The rows of a file, sorted, without the number that says where they stood.
fn sorted(bytes: &[u8]) -> Vec<String> {
    let mut rows: Vec<String> = rows(bytes).1.into_iter().map(|row| format!("{:?}", ImportRow { row: 0, ..row })).collect();
    rows.sort();
    rows
}

#[test]
fn a_register_comes_in_whole_and_goes_out_whole() {
    let place = Place::new();
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
    let place = Place::new();
    let made = import(&place.services, &champion(), SAME_NAMES);
    assert_eq!((made.categories, made.subcategories, made.purposes, made.activities), (2, 3, 3, 3));
}

#[test]
fn a_preview_writes_nothing_in_the_register() {
    let place = Place::new();
    let champion = champion();
    upload(&place.services, &champion, KIND, "a.csv", HOUSING).unwrap();
    let view = register::view(&place.services, &champion, KIND).unwrap();
    assert_eq!((view.rows().len(), view.purposes().count(), view.categories().count()), (0, 0, 0));
}

#[test]
fn faults_refuse_the_whole_unless_only_the_valid_rows_are_asked_for() {
    let place = Place::new();
    let champion = champion();
    let preview = upload(&place.services, &champion, KIND, "a.csv", ERRORS).unwrap();
    assert_eq!((preview.checked.faults.len(), preview.checked.rows, preview.checked.valid_rows), (33, 40, 7));
    let id = preview.import.id;
    assert!(matches!(commit(&place.services, &champion, KIND, id, false), Err(Fault::Conflict(_))));
    assert_eq!(commit(&place.services, &champion, KIND, id, true).unwrap().activities, 7);
}

#[test]
fn a_second_commit_makes_nothing_more() {
    let place = Place::new();
    let champion = champion();
    let id = upload(&place.services, &champion, KIND, "a.csv", HOUSING).unwrap().import.id;
    let first = commit(&place.services, &champion, KIND, id, false).unwrap();
    assert_eq!(commit(&place.services, &champion, KIND, id, false).unwrap(), first);
    assert_eq!(register::view(&place.services, &champion, KIND).unwrap().rows().len(), 152);
}

#[test]
fn what_the_register_holds_already_is_a_duplicate() {
    let place = Place::new();
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
    let place = Place::new();
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
    let place = Place::new();
    let (one, other) = (champion(), champion());
    assert!(matches!(upload(&place.services, &one, RegisterKind::Processor, "a.csv", HOUSING), Err(Fault::Invalid(_))));
    let id = upload(&place.services, &one, KIND, "a.csv", HOUSING).unwrap().import.id;
    assert!(matches!(commit(&place.services, &other, KIND, id, true), Err(Fault::NotFound)));
    assert!(matches!(preview(&place.services, &one, RegisterKind::Processor, id), Err(Fault::NotFound)));
}

#[test]
fn imports_that_race_make_no_name_twice() {
    let place = Place::new();
    for round in 0..4 {
        let champion = champion();
        let upload = |bytes: &[u8]| upload(&place.services, &champion, KIND, "a.csv", bytes).unwrap().import.id;
        // The same file twice: one makes all of it. Another one shares only branches and departments.
        let ids = [upload(HOUSING), upload(HOUSING), upload(SAME_NAMES)];
        let made: Vec<_> = thread::scope(|scope| {
            let commits = ids.map(|id| {
                let (champion, services) = (&champion, &place.services);
                scope.spawn(move || commit(services, champion, KIND, id, false))
            });
            commits.into_iter().map(|commit| commit.join().unwrap()).collect()
        });
        let activities: Vec<_> = made.iter().map(|made| made.as_ref().map_or(0, |made| made.activities)).collect();
        assert_eq!((activities.iter().sum::<u32>(), activities[2]), (155, 3), "round {round}: {made:?}");
        assert!(made.iter().any(|made| matches!(made, Err(Fault::Conflict(_)))), "round {round}: {made:?}");
        let view = register::view(&place.services, &champion, KIND).unwrap();
        let mut names = HashSet::new();
        for category in view.categories() {
            assert!(names.insert(format!("{:?} {}", category.parent, category.name)), "round {round}: {}", category.name);
        }
        for head in view.purposes() {
            assert!(
                names.insert(format!("{} {:?} {}", head.category, head.subcategory, head.name)),
                "round {round}: {}",
                head.name
            );
        }
        for department in view.departments() {
            assert!(names.insert(department.name.clone()), "round {round}: {}", department.name);
        }
        assert_eq!(view.rows().len(), 155);
    }
}

#[test]
fn files_are_forgotten_after_a_day_and_what_they_made_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data: folder.path().to_owned(), ..Config::default() };
    let services = crate::app::open_at(config, Clock::standing_at("2026-11-20T08:00:00Z".parse().unwrap())).unwrap();
    let draft = FoundationDraft {
        sheet: CompanySheet { legal_name: "OPH".into(), ..CompanySheet::default() },
        email: "paule@oph.example".into(),
        name: "Paule".into(),
        password: Some("girafe tiroir moulin".into()),
        packs: Vec::new(),
        language: Language::Fr,
    };
    let organisation = setup::found(&services, &Operator::at_the_command_line(), draft).unwrap();
    let champion = member(organisation, Profile::PrivacyChampion).champion().unwrap();
    let [made, left] = [SAME_NAMES, HOUSING].map(|file| upload(&services, &champion, KIND, "a.csv", file).unwrap().import.id);
    let creates = commit(&services, &champion, KIND, made, false).unwrap();
    assert_eq!(sweep(&services).unwrap(), 0);
    services.clock.set("2026-11-21T08:00:01Z".parse().unwrap());
    let young = upload(&services, &champion, KIND, "a.csv", HOUSING).unwrap().import.id;
    assert_eq!(sweep(&services).unwrap(), 2);
    assert_eq!(commit(&services, &champion, KIND, made, false).unwrap(), creates);
    assert_eq!(preview(&services, &champion, KIND, made).unwrap().checked.rows, 3);
    assert!(matches!(preview(&services, &champion, KIND, left), Err(Fault::NotFound)));
    assert_eq!(commit(&services, &champion, KIND, young, false).unwrap().activities, 152);
    assert_eq!(sweep(&services).unwrap(), 0);
}
