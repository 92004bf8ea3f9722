//! What a stop between two steps leaves of packs, and who vouches for them, seen from the services.

use super::words::{MAIN, made, made_by, public_key_of};
use jiff::{SignedDuration, Timestamp};
use probant::{
    app,
    clock::Clock,
    config::Config,
    domain::{
        access::Operator,
        event::{Actor, Event},
        fault::Fault,
        organisation::Organisation,
        pack::{Installation, Permission},
        publisher::Succession,
        text::Localised,
    },
    service::{
        Services,
        pack::{
            installation::{self, install, receive},
            publisher, removal,
        },
    },
    store::{Change, Scope},
};
use std::{path::Path, sync::Arc};

fn open(folder: &Path, clock: &Clock) -> Arc<Services> {
    app::open_at(Config { data: folder.to_owned(), ..Config::default() }, clock.clone()).unwrap()
}

fn operator() -> Operator {
    Operator::at_the_command_line()
}

fn installed(services: &Services) -> Vec<Installation> {
    installation::list(services, &operator()).unwrap()
}

fn organisations(services: &Services) -> Vec<Organisation> {
    services.store.scan::<Organisation>(Scope::Instance, &[]).map(|each| each.unwrap().into_inner()).collect()
}

/// Who made each change of this kind.
fn actors(services: &Services, kind: &str) -> Vec<Actor> {
    let entries = services.store.tail(1).map(|entry| entry.unwrap());
    entries.filter(|entry| entry.event().kind.as_str() == kind).map(|entry| entry.actor()).collect()
}

/// An instance that has the pack; three organisations of which two use it.
fn instance(services: &Services) {
    publisher::trust(services, &operator(), "Main", &public_key_of(MAIN)).unwrap();
    let digest = receive(services, &operator(), &made("1.0.0", "minors", "permissions = [\"read-register\"]\n")).unwrap();
    install(services, &operator(), digest, Succession::SamePublisher).unwrap();
    for packs in [vec!["hr", "minors"], vec!["minors"], vec!["hr"]] {
        let packs: Vec<String> = packs.into_iter().map(Into::into).collect();
        let grants = packs.iter().map(|id| (id.clone(), vec![Permission::ReadRegister])).collect();
        let organisation = Organisation { packs, grants, ..Organisation::new(Default::default(), services.clock.now()) };
        let event = Event::new("organisation-created");
        let mut change = Change::new(services.clock.now(), Actor::Operator, Scope::Instance, event);
        change.insert(Scope::Instance, &organisation);
        services.store.commit(change).unwrap();
    }
}

#[test]
fn a_removal_that_a_stop_interrupted_is_finished_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::standing_at(Timestamp::UNIX_EPOCH);
    let services = open(folder.path(), &clock);
    instance(&services);
    // As far as the first step.
    let old = services.store.scan::<Installation>(Scope::Instance, &[]).next().unwrap().unwrap();
    let name = Localised { fr: "Mineurs".into(), en: "Minors".into(), es: "Menores".into() };
    let mut change = Change::new(clock.now(), Actor::Operator, Scope::Instance, Event::new("pack-leaving"));
    change.replace(Scope::Instance, &old, &Installation { leaving: Some(name), ..(*old).clone() });
    services.store.commit(change).unwrap();
    drop(services);

    let services = open(folder.path(), &clock);
    assert_eq!(installed(&services), []);
    assert!(services.packs.manifest("minors").is_none());
    assert_eq!(services.files.packs().unwrap(), []);
    for organisation in organisations(&services) {
        let minors = "minors".to_owned();
        assert!(!organisation.packs.contains(&minors) && !organisation.grants.contains_key(&minors), "{organisation:?}");
    }
    assert_eq!(organisations(&services).iter().filter(|each| each.packs == ["hr"]).count(), 2, "others stay chosen");
    assert_eq!(actors(&services, "pack-withdrawn"), [Actor::Machine; 2], "each organisation that used it finds so");
    assert_eq!(actors(&services, "pack-removed"), [Actor::Machine]);
    let before = services.store.last_seq();
    drop(services);
    assert_eq!(open(folder.path(), &clock).store.last_seq(), before, "once is enough");
}

#[test]
fn a_pack_is_removed_in_steps_that_each_stand_in_the_audit_trail() {
    let folder = tempfile::tempdir().unwrap();
    let services = open(folder.path(), &Clock::default());
    instance(&services);
    removal::remove(&services, &operator(), "minors").unwrap();
    for (kind, times) in [("pack-leaving", 1), ("pack-withdrawn", 2), ("pack-removed", 1)] {
        assert_eq!(actors(&services, kind), vec![Actor::Operator; times], "{kind}");
    }
    assert!(matches!(removal::remove(&services, &operator(), "minors"), Err(Fault::NotFound)));
    assert_eq!((installed(&services), services.files.packs().unwrap()), (vec![], vec![]));
}

#[test]
fn a_received_file_that_nobody_installs_goes_after_a_day_or_a_start() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::standing_at(Timestamp::UNIX_EPOCH);
    let services = open(folder.path(), &clock);
    instance(&services);
    let sweep = |services: &Services| (installation::sweep(services).unwrap(), services.files.packs().unwrap().len());
    let newer = made("1.1.0", "pupils", "");
    receive(&services, &operator(), &newer).unwrap();
    assert_eq!(sweep(&services), (0, 2));
    clock.set(clock.now() + SignedDuration::from_hours(25));
    assert_eq!(sweep(&services), (1, 1), "the installed one stays");
    let digest = receive(&services, &operator(), &newer).unwrap();
    drop(services);
    let services = open(folder.path(), &clock);
    assert_eq!(sweep(&services), (1, 1), "a server that starts knows of none that waits");
    let late = install(&services, &operator(), digest, Succession::SamePublisher);
    assert!(matches!(late, Err(Fault::NotFound)));
}

#[test]
fn another_publisher_takes_over_a_pack_only_where_the_operator_says_so() {
    const OTHER: [u8; 32] = [8; 32];
    let folder = tempfile::tempdir().unwrap();
    let services = open(folder.path(), &Clock::default());
    instance(&services);
    publisher::trust(&services, &operator(), "Other", &public_key_of(OTHER)).unwrap();
    let own = receive(&services, &operator(), &made("1.1.0", "pupils", "")).unwrap();
    let foreign = receive(&services, &operator(), &made_by(OTHER, "1.1.0", "pupils", "")).unwrap();
    let table = [
        (own, Succession::SamePublisher, true),
        (foreign, Succession::SamePublisher, false),
        (foreign, Succession::AnyTrusted, true),
        (foreign, Succession::SamePublisher, true),
        (foreign, Succession::SamePublisher, true),
    ];
    for (digest, succession, expected) in table {
        let before = services.store.last_seq();
        match install(&services, &operator(), digest, succession) {
            Ok(_) => assert!(expected, "{digest} {succession:?}"),
            Err(Fault::Invalid(errors)) => {
                assert!(!expected && errors[0].message == "pack-other-publisher", "{errors:?}");
                assert_eq!((&*errors[0].field, services.store.last_seq()), ("change_publisher", before));
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(installed(&services)[0].key.to_string(), public_key_of(OTHER));
    // One that is gone has no publisher any more.
    removal::remove(&services, &operator(), "minors").unwrap();
    let again = receive(&services, &operator(), &made("1.0.0", "minors", "")).unwrap();
    assert_eq!(installation::offer(&services, &operator(), again).unwrap().other_publisher, None);
    install(&services, &operator(), again, Succession::SamePublisher).unwrap();
}
