//! Imports against a real store in a temporary folder.

use super::*;
use crate::{
    clock::Clock,
    config::Config,
    domain::{
        access::{Operator, Profile},
        activity::ActivityStatus,
        id::OrganisationId,
        import::{FaultKind, ImportRow},
        organisation::CompanySheet,
        setup::FoundationDraft,
        text::Language,
    },
    export::csv::{self, rows},
    service::{
        activity::{self, ActivityInput},
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
    assert!(again.checked.faults.iter().all(|fault| fault.message("").message == "import-fault-taken"));
    assert_eq!((again.checked.valid_rows, again.creates), (0, Creates::default()));
    assert!(matches!(commit(&place.services, &champion, KIND, again.import.id, true), Err(Fault::Conflict(_))));
}

#[test]
fn a_duplicate_within_a_file_names_the_row_it_repeats() {
    let place = Place::new();
    let (_, all) = rows(HOUSING);
    let repeated: Vec<ImportRow> = [0, 1, 2, 1].map(|at: usize| all[at].clone()).into();
    let file = csv::with_rows(&repeated, |rows| csv::write(rows).unwrap().0);
    let checked = upload(&place.services, &champion(), KIND, "a.csv", &file).unwrap().checked;
    let told: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.earlier, fault.message("").message)).collect();
    assert_eq!(told, [(4, 2, "import-fault-duplicate".to_owned())]);
}

#[test]
fn what_exceeds_a_purpose_arrives_suspended() {
    let place = Place::new();
    let champion = champion();
    let (_, mut all) = rows(HOUSING);
    let file = |row: &ImportRow| csv::with_rows(std::slice::from_ref(row), |rows| csv::write(rows).unwrap().0);
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
fn only_files_of_ones_own_organisation_and_register() {
    let place = Place::new();
    let (one, other) = (champion(), champion());
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

/// The whole of a register: names, frames, places, and every activity.
fn whole(services: &Services, champion: &Champion) -> String {
    let view = register::view(services, champion, KIND).unwrap();
    let mut lines: Vec<String> = view.categories().map(|category| format!("{category:?}")).collect();
    lines.extend(view.departments().map(|department| format!("{department:?}")));
    let purposes = services.store.scan::<crate::domain::purpose::Purpose>(champion.tenant(), &[]);
    lines.extend(purposes.map(|purpose| format!("{:?}", purpose.unwrap().into_inner())));
    let activities = services.store.scan::<crate::domain::activity::Activity>(champion.tenant(), &[]);
    lines.extend(activities.map(|activity| format!("{:?}", activity.unwrap().into_inner())));
    lines.sort();
    lines.push(String::from_utf8(exported(services, champion)).unwrap());
    lines.join("\n")
}

#[test]
fn an_undone_import_leaves_the_register_exactly_as_it_was() {
    let place = Place::new();
    let champion = champion();
    // Half of the branches are there already, and with them a purpose that some rows exceed.
    let (_, mut half) = rows(HOUSING);
    half.retain(|row| row.row % 2 == 0);
    let other = csv::with_rows(&half, |rows| csv::write(rows).unwrap().0);
    import(&place.services, &champion, &other);
    let before = whole(&place.services, &champion);
    let mut odd = rows(HOUSING).1;
    odd.retain(|row| row.row % 2 == 1);
    let odd = csv::with_rows(&odd, |rows| csv::write(rows).unwrap().0);
    let id = upload(&place.services, &champion, KIND, "a.csv", &odd).unwrap().import.id;
    let made = commit(&place.services, &champion, KIND, id, false).unwrap();
    assert!(made.activities == 76 && made.suspended > 0 && made.purposes > 0, "{made:?}");
    assert_ne!(whole(&place.services, &champion), before);
    assert_eq!(undo(&place.services, &champion, KIND, id).unwrap(), made);
    assert_eq!(whole(&place.services, &champion), before);
    assert!(matches!(undo(&place.services, &champion, KIND, id), Err(Fault::Conflict(_))));
    // The file waits again, and makes the same.
    let preview = preview(&place.services, &champion, KIND, id).unwrap();
    assert!(preview.import.undone_at.is_some() && preview.checked.faults.is_empty());
    assert_eq!(commit(&place.services, &champion, KIND, id, false).unwrap(), made);
}

fn reasons(outcome: Result<Creates, Fault>) -> Vec<String> {
    match outcome {
        Err(Fault::Conflict(errors)) => errors.into_iter().map(|error| error.message).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_import_that_was_changed_or_built_on_is_not_undone() {
    let place = Place::new();
    let champion = champion();
    let services = &place.services;
    let id = upload(services, &champion, KIND, "a.csv", SAME_NAMES).unwrap().import.id;
    assert_eq!(reasons(undo(services, &champion, KIND, id)), ["import-undo-nothing"]);
    commit(services, &champion, KIND, id, false).unwrap();
    let input = |name: &str| ActivityInput {
        category: "AAA".into(),
        subcategory: "123".into(),
        purpose: "FIN-1".into(),
        record: crate::domain::activity::ActivityRecord { name: name.into(), ..Default::default() },
        ..ActivityInput::default()
    };
    let added = activity::create(services, &champion, KIND, &input("Autre")).unwrap();
    assert_eq!(reasons(undo(services, &champion, KIND, id)), ["import-undo-used"]);
    activity::delete(services, &champion, KIND, added).unwrap();
    let first = register::view(services, &champion, KIND).unwrap().rows()[0].id;
    activity::update(services, &champion, KIND, first, None, &input("Renommé")).unwrap();
    assert_eq!(reasons(undo(services, &champion, KIND, id)), ["import-undo-activities"]);
    assert_eq!(register::view(services, &champion, KIND).unwrap().rows().len(), 3);
}

fn fix(row: u32, column: u8, value: &str) -> CellFix {
    CellFix { row, column, value: value.into() }
}

#[test]
fn a_corrected_cell_counts_and_the_file_stays_as_it_came() {
    let place = Place::new();
    let champion = champion();
    let services = &place.services;
    let id = upload(services, &champion, KIND, "a.csv", ERRORS).unwrap().import.id;
    let fixes = [fix(1, 1, " Gouvernance "), fix(9, 11, "Consentement"), fix(12, 17, "Franse")];
    assert_eq!(correct(services, &champion, KIND, id, &fixes).unwrap(), 2, "what is unchanged is not kept");
    let found = preview(services, &champion, KIND, id).unwrap();
    assert_eq!((found.checked.faults.len(), found.checked.valid_rows, found.corrected), (31, 9, 2));
    assert!(matches!(correct(services, &champion, KIND, id, &[fix(1, 90, "x")]), Err(Fault::Invalid(_))));
    assert!(matches!(correct(services, &champion, KIND, id, &[fix(999, 1, "x")]), Err(Fault::Invalid(_))));
    assert!(matches!(correct(services, &champion, KIND, id, &[fix(1, 5, &"x".repeat(40_000))]), Err(Fault::Invalid(_))));
    assert_eq!(commit(services, &champion, KIND, id, true).unwrap().activities, 9);
    assert!(matches!(correct(services, &champion, KIND, id, &[fix(1, 1, "x")]), Err(Fault::Conflict(_))));
    let view = register::view(services, &champion, KIND).unwrap();
    assert!(view.categories().any(|category| category.name == "Gouvernance"));
}

#[test]
fn a_glance_shows_rows_and_the_cells_of_faulty_ones() {
    let place = Place::new();
    let champion = champion();
    let services = &place.services;
    let id = upload(services, &champion, KIND, "a.csv", ERRORS).unwrap().import.id;
    let (preview, seen) = glance(services, &champion, KIND, id, Glance::new(30, 5, 3)).unwrap();
    assert_eq!(
        seen.lines.iter().map(|line| (line.row, line.makes.is_some())).collect::<Vec<_>>(),
        [(31, false), (32, false), (33, true), (34, false), (35, true)]
    );
    assert_eq!(seen.lines[2].standing.map(|standing| standing != ActivityStatus::Suspended), Some(true));
    assert_eq!(
        (seen.faulty.len(), seen.faulty[&2].0[3].as_str(), preview.checked.rows),
        (3, "Élections des représentants des locataires", 40)
    );
}

#[test]
fn progress_moves_and_ends() {
    let place = Place::new();
    let champion = champion();
    let services = &place.services;
    let file = csv::big_register(3_000).unwrap();
    let id = upload(services, &champion, KIND, "a.csv", &file).unwrap().import.id;
    assert_eq!(stage(services, &champion, KIND, id).unwrap(), Stage::Checked);
    let seen = thread::scope(|scope| {
        let work = scope.spawn(|| commit(services, &champion, KIND, id, false).unwrap());
        let mut seen = Vec::new();
        while !work.is_finished() {
            if let Stage::Running(percent) = stage(services, &champion, KIND, id).unwrap()
                && seen.last() != Some(&percent)
            {
                seen.push(percent);
                let again = commit(services, &champion, KIND, id, false);
                assert!(matches!(again, Err(Fault::Conflict(_)) | Ok(_)), "{again:?}");
            }
        }
        seen
    });
    assert!(seen.len() > 3 && seen.is_sorted(), "{seen:?}");
    assert!(matches!(stage(services, &champion, KIND, id).unwrap(), Stage::Made(made) if made.activities == 3_000));
    let faulty = upload(services, &champion, KIND, "a.csv", ERRORS).unwrap().import.id;
    commit(services, &champion, KIND, faulty, false).unwrap_err();
    assert!(matches!(stage(services, &champion, KIND, faulty).unwrap(), Stage::Failed(_)));
}

#[test]
fn a_spreadsheet_of_the_processor_register_comes_back_with_its_clients() {
    let place = Place::new();
    let (one, other) = (champion(), champion());
    let services = &place.services;
    let kind = RegisterKind::Processor;
    let client = crate::domain::party::Client { name: "Commune de Solterre".into(), ..Default::default() };
    let record = crate::domain::activity::ActivityRecord { client: Some(client), ..crate::service::tests::record("Paie", &[]) };
    let input = ActivityInput { category: "A".into(), purpose: "B".into(), record, ..ActivityInput::default() };
    activity::create(services, &one, kind, &input).unwrap();
    let request = Extract::of(kind);
    let file = export::xlsx(services, &one, &request).unwrap();
    let id = upload(services, &other, kind, "a.xlsx", &file).unwrap().import.id;
    commit(services, &other, kind, id, false).unwrap();
    assert_eq!(export::xlsx(services, &other, &request).unwrap(), file);
    let text = export::csv(services, &one, &request, CsvLayout::Full).unwrap().bytes;
    let third = champion();
    let id = upload(services, &third, kind, "a.csv", &text).unwrap().import.id;
    assert_eq!(commit(services, &third, kind, id, false).unwrap().incomplete, 1, "without its client");
}
