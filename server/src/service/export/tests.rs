//! Exports of a register in a real store: the same activities in every format, and everything comes back.

use super::*;
use crate::{
    domain::{
        access::{Champion, Profile},
        activity::{ActivityRecord, ActivityStatus},
        answer::Answer,
        event::{Actor, Event},
        id::OrganisationId,
        organisation::{CompanySheet, Organisation},
        party::{Processor, Recipient},
        transfer::{Transfer, TransferSafeguard},
    },
    service::{
        activity::{self, ActivityInput},
        import,
        register::list::ActivityFilter,
        tests::{KIND, Place, member, record},
    },
    store::{Change, Scope as StoreScope},
};

/// What the 89 columns cannot hold.
fn rich(name: &str) -> ActivityRecord {
    let abroad = |safeguard| Some(Transfer { country: "US".to_owned().try_into().unwrap(), safeguard: Some(safeguard) });
    ActivityRecord {
        balancing_test: "Pesé".into(),
        recipients: ["Mairie", "Préfecture"]
            .map(|name| Recipient { name: name.into(), internal: Answer::No, transfer: None })
            .into(),
        processors: vec![Processor {
            name: "Hébergeur".into(),
            transfer: abroad(TransferSafeguard::Certification),
            ..Processor::default()
        }],
        ..record(name, &["GED", "Tableur ; macros"])
    }
}

fn add(place: &Place, champion: &Champion, record: ActivityRecord) {
    let input = ActivityInput {
        category: "Gestion locative".into(),
        purpose: record.name.chars().take(3).collect(),
        department: "Contentieux".into(),
        record,
        ..ActivityInput::default()
    };
    activity::create(&place.services, champion, KIND, &input).unwrap();
}

fn filled() -> Place {
    let place = Place::new();
    add(&place, &place.champion, rich("Relances"));
    add(&place, &place.champion, record("Relevés", &["GED"]));
    add(&place, &place.champion, ActivityRecord { name: "Vide".into(), ..ActivityRecord::default() });
    place
}

fn all() -> Extract {
    Extract::of(KIND)
}

#[test]
fn through_a_spreadsheet_comes_the_same_register() {
    let place = filled();
    let services = &place.services;
    let file = xlsx(services, &place.champion, &all()).unwrap();
    let other = member(OrganisationId::new(), Profile::PrivacyChampion).champion().unwrap();
    let preview = import::upload(services, &other, KIND, "r.xlsx", &file).unwrap();
    assert_eq!(preview.checked.faults, []);
    import::commit(services, &other, KIND, preview.import.id, false).unwrap();
    let text = |member: &Champion| csv(services, member, &all(), CsvLayout::Full).unwrap().bytes;
    assert_eq!(text(&other), text(&place.champion));
    assert_eq!(xlsx(services, &other, &all()).unwrap(), file);
    let records = |member: &Champion| {
        let found = extract::read(services, member, &all()).unwrap().activities.into_iter();
        found.map(|one| (one.status, ActivityRecord { department: None, ..one.record })).collect::<Vec<_>>()
    };
    assert_eq!(records(&other), records(&place.champion));
}

#[test]
fn a_selection_is_the_same_in_every_format() {
    let place = filled();
    let services = &place.services;
    let table: [(ActivityFilter, &[&str]); 4] = [
        (ActivityFilter::default(), &["Relances", "Relevés", "Vide"]),
        (ActivityFilter { status: Some(ActivityStatus::Validated), ..ActivityFilter::default() }, &["Relances", "Relevés"]),
        (ActivityFilter { q: "macros".into(), ..ActivityFilter::default() }, &["Relances"]),
        (ActivityFilter { outside_eea: true, ..ActivityFilter::default() }, &["Relances"]),
    ];
    for (filter, expected) in table {
        let request = Extract { filter, ..all() };
        let found = extract::read(services, &place.champion, &request).unwrap();
        let names: Vec<_> = found.activities.iter().map(|activity| activity.record.name.as_str()).collect();
        assert_eq!(names, expected);
        for layout in [CsvLayout::Full, CsvLayout::Summary] {
            let text = String::from_utf8(csv(services, &place.champion, &request, layout).unwrap().bytes).unwrap();
            for name in ["Relances", "Relevés", "Vide"] {
                assert_eq!(text.contains(name), expected.contains(&name), "{name} {layout:?}");
            }
        }
        let (_, rows) = crate::export::csv::rows(&xlsx(services, &place.champion, &request).unwrap());
        assert_eq!(rows.iter().map(|row| row.record.name.as_str()).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn what_is_lost_is_reported() {
    let place = filled();
    let report = String::from_utf8(losses_csv(&place.services, &place.champion, &all()).unwrap()).unwrap();
    for lost in ["Préfecture", "Pesé", "Tableur ; macros"] {
        assert!(report.contains(lost), "{lost}: {report}");
    }
    let bundle = both(&place.services, &place.champion, &all()).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bundle)).unwrap();
    let mut full = Vec::new();
    std::io::Read::read_to_end(&mut zip.by_name("register-controller.csv").unwrap(), &mut full).unwrap();
    assert_eq!(full, csv(&place.services, &place.champion, &all(), CsvLayout::Full).unwrap().bytes);
    assert_eq!(zip.len(), 3);
}

#[test]
fn the_layout_of_the_authority_has_a_list_and_a_sheet_for_each_activity() {
    let place = filled();
    let sheet =
        CompanySheet {
            legal_name: "OPH des Trois Rivières".into(), dpo_name: "Hélène Brûlé".into(), ..CompanySheet::default()
        };
    let organisation =
        Organisation { id: place.champion.tenant().organisation(), ..Organisation::new(sheet, place.services.clock.now()) };
    let mut change = Change::new(place.services.clock.now(), Actor::Operator, StoreScope::Instance, Event::new("test"));
    change.insert(StoreScope::Instance, &organisation);
    place.services.store.commit(change).unwrap();
    let file = cnil(&place.services, &place.champion, &all()).unwrap();
    let tables = crate::export::xlsx::read(&file);
    assert_eq!(tables.len(), 4);
    let said = |table: usize| tables[table].concat();
    for expected in ["OPH des Trois Rivières", "Hélène Brûlé", "Relances", "Vide"] {
        assert!(said(0).iter().any(|cell| cell == expected), "{expected}: {:?}", said(0));
    }
    for expected in [
        "OPH des Trois Rivières",
        "Relances",
        "Rel",
        "Nom",
        "Locataires",
        "Préfecture",
        "Hébergeur",
        "États-Unis",
        "Certification",
    ] {
        assert!(said(1).iter().any(|cell| cell.contains(expected)), "{expected}: {:?}", said(1));
    }
}
