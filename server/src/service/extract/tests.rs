//! The register of a past day: what was there then, under the names of then, and nothing that came later.

use super::*;
use crate::{
    clock::Clock,
    config::Config,
    domain::{
        access::{Membership, Profile},
        activity::ActivityRecord,
        event::{Actor, Event},
        id::AccountId,
        organisation::CompanySheet,
        text::Language,
    },
    service::{
        activity::{self, ActivityInput},
        category,
        export::{self, CsvLayout},
    },
    store::Change,
};

const KIND: RegisterKind = RegisterKind::Controller;

fn on(day: Option<&str>) -> Extract {
    Extract { on: day.map(|day| day.parse().unwrap()), ..Extract::of(KIND) }
}

#[test]
fn the_register_leaves_as_it_stood_on_each_day() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data: folder.path().to_owned(), ..Config::default() };
    let clock = Clock::standing_at("2026-01-10T08:00:00Z".parse().unwrap());
    let services = crate::app::open_at(config, clock.clone()).unwrap();
    let sheet = |dpo: &str| CompanySheet { legal_name: "OPH".into(), dpo_name: dpo.into(), ..CompanySheet::default() };
    let mut organisation = Organisation::new(sheet("Hélène"), clock.now());
    let keep = |organisation: &Organisation| {
        let mut change = Change::new(services.clock.now(), Actor::Operator, Scope::Instance, Event::new("tested"));
        change.put(Scope::Instance, organisation);
        services.store.commit(change).unwrap();
    };
    keep(&organisation);
    let membership = Membership::new(AccountId::new(), organisation.id, Profile::PrivacyChampion, false);
    let champion = Member::check(membership, Language::Fr).unwrap().champion().unwrap();
    let add = |category: &str, name: &str| {
        let record = ActivityRecord { name: name.into(), ..ActivityRecord::default() };
        let input = ActivityInput { category: category.into(), purpose: "Encaisser".into(), record, ..ActivityInput::default() };
        activity::create(&services, &champion, KIND, &input).unwrap()
    };
    let first = add("Gestion", "Loyers");
    add("Gestion", "Charges");
    clock.set("2026-02-10T22:30:00Z".parse().unwrap());
    let view = register::view(&services, &champion, KIND).unwrap();
    let branch = view.categories().next().unwrap().id;
    category::update(&services, &champion, KIND, branch, None, "Gestion locative", None).unwrap();
    activity::delete(&services, &champion, KIND, first).unwrap();
    clock.set("2026-02-10T23:30:00Z".parse().unwrap());
    add("Gestion locative", "Relances");
    organisation.sheet = sheet("Marc");
    keep(&organisation);
    clock.set("2026-03-01T08:00:00Z".parse().unwrap());
    // The clocks of France count: half past eleven at night in Greenwich is the next day already.
    let table: [(Option<&str>, &str, &[&str], &str); 5] = [
        (Some("2026-01-09"), "", &[], "Marc"),
        (Some("2026-01-10"), "Gestion", &["Charges", "Loyers"], "Hélène"),
        (Some("2026-02-10"), "Gestion locative", &["Charges"], "Hélène"),
        (Some("2026-02-11"), "Gestion locative", &["Charges", "Relances"], "Marc"),
        (None, "Gestion locative", &["Charges", "Relances"], "Marc"),
    ];
    for (day, category, names, dpo) in table {
        let Extracted { view, activities } = read(&services, &champion, &on(day)).unwrap();
        let found: Vec<_> = activities.iter().map(|activity| activity.record.name.as_str()).collect();
        assert_eq!(found, names, "{day:?}");
        for activity in &activities {
            assert_eq!(view.branch(activity.purpose), (category, "", "Encaisser"), "{day:?}");
        }
        assert_eq!(super::organisation(&services, &champion, &on(day)).unwrap().sheet.dpo_name, dpo, "{day:?}");
        let file = export::csv(&services, &champion, &on(day), CsvLayout::Full).unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        assert_eq!(text.lines().count(), names.len() + 1, "{text}");
        assert!(names.iter().all(|name| text.contains(&format!(",{name},"))), "{text}");
    }
    assert!(matches!(read(&services, &champion, &on(Some("2026-03-02"))), Err(Fault::Invalid(_))));
    assert_eq!(on(Some("2026-01-10")).file_stem(), "register-controller-2026-01-10");
}
