//! An organisation leaves one instance and comes into another.

use super::*;
use crate::{
    domain::{campaign::ScriptPart, term::TermList},
    scripts::GENERAL,
    service::{
        activity, campaign, document,
        document::Filing,
        term,
        tests::{KIND, Place, record},
    },
};
use std::io::Cursor;

/// A place whose members exist, with an activity, a document and a word.
fn lived_in() -> (Place, Document) {
    let place = Place::new();
    place.settle();
    place.add(&place.contributor, "Encaisser", record("Quittances", &["GED"]));
    term::add(&place.services, &place.contributor, TermList::Applications, "Extranet").unwrap();
    let mut upload = place.services.files.receive().unwrap();
    upload.write("Procès-verbal de la séance".as_bytes()).unwrap();
    let filing = Filing { name: "../pv: séance.txt".into(), ..Filing::default() };
    let document = document::file(&place.services, &place.contributor, upload, &filing).unwrap();
    (place, document)
}

fn archive(place: &Place) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&place.services, &place.champion, &mut bytes).unwrap();
    bytes
}

fn import(into: &Place, bytes: &[u8]) -> Result<OrganisationId, Fault> {
    read(&into.services, &Operator::at_the_command_line(), Cursor::new(bytes))
}

/// The message of a refusal.
fn refused(into: &Place, bytes: &[u8]) -> String {
    match import(into, bytes) {
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => errors[0].message.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_organisation_comes_into_another_instance_as_it_was() {
    let (place, document) = lived_in();
    let bytes = archive(&place);
    let other = Place::new();
    let id = import(&other, &bytes).unwrap();
    assert_eq!(id, place.champion.tenant().organisation());
    let (here, there) = (&place.services, &other.services);
    for table in Table::ALL.iter().copied().filter(|table| !STAY.contains(table) && *table != Table::Document) {
        let values = |services: &Services| -> Vec<Travelling> {
            services.store.leaving(table, place.champion.tenant()).collect::<Result<_, _>>().unwrap()
        };
        assert_eq!(values(here), values(there), "{}", table.name());
    }
    let csv = |services: &Services| export::csv(services, &place.champion, &Extract::of(KIND), export::CsvLayout::Full).unwrap();
    assert_eq!(csv(here).bytes, csv(there).bytes);
    let found = document::list::all(there, &place.champion).unwrap();
    assert_eq!((found[0].id, found[0].text), (document.id, TextState::Pending));
    let mut content = String::new();
    there.files.content(place.champion.tenant(), document.sha256).unwrap().read_to_string(&mut content).unwrap();
    assert_eq!(content, "Procès-verbal de la séance");
    // The people can sign in there once they have read their mail.
    let members = members(there, &place.champion).unwrap();
    assert_eq!(members.len(), 2);
    assert!(session::credential(there, place.champion.account()).unwrap().unwrap().must_change());
}

#[test]
fn campaigns_take_the_scripts_along_with_which_they_began() {
    let (place, _) = lived_in();
    let (services, champion) = (&place.services, &place.champion);
    let id = campaign::open(services, champion, "general").unwrap();
    let there = |other: &Place| campaign::sheet(&other.services, champion, id).unwrap().script.text.clone();
    let other = Place::new();
    import(&other, &archive(&place)).unwrap();
    assert_eq!(there(&other), GENERAL);
    // As earlier versions of the product kept them: for all organisations together.
    let event = Event::new("campaign-opened");
    let mut change = Change::new(services.clock.now(), Actor::Machine, Scope::Instance, event);
    for part in services.store.scan::<ScriptPart>(champion.tenant(), &[]) {
        let part = part.unwrap();
        change.put(Scope::Instance, &*part).delete(champion.tenant(), &part);
    }
    services.store.commit(change).unwrap();
    let other = Place::new();
    import(&other, &archive(&place)).unwrap();
    assert_eq!(there(&other), GENERAL);
}

#[test]
fn whoever_is_known_by_the_address_keeps_the_account() {
    let (place, _) = lived_in();
    let other = Place::new();
    let known = Account { id: AccountId::new(), ..place.account(&place.contributor) };
    other.put(&known);
    import(&other, &archive(&place)).unwrap();
    let view = crate::service::register::view(&other.services, &place.champion, KIND).unwrap();
    let sheet = activity::sheet(&other.services, &place.champion, KIND, view.rows()[0].id).unwrap();
    assert_eq!(sheet.activity.created_by, known.id);
    assert!(session::credential(&other.services, known.id).unwrap().is_none(), "no password is made for who has an account");
}

#[test]
fn what_is_no_whole_archive_is_refused_and_leaves_nothing() {
    let (place, document) = lived_in();
    let bytes = archive(&place);
    let other = Place::new();
    assert_eq!(refused(&other, b"no archive"), "archive-damaged");
    assert_eq!(refused(&other, &bytes[..bytes.len() / 2]), "archive-damaged");
    assert_eq!(refused(&place, &bytes), "archive-organisation-here");
    let rewritten = |change: &dyn Fn(&str, Vec<u8>) -> Vec<u8>| {
        let mut from = ArchiveReader::open(Cursor::new(&bytes)).unwrap();
        let mut to = Vec::new();
        let mut archive = ArchiveWriter::new(&mut to);
        for name in from.names() {
            let content = from.short(&name).unwrap();
            archive.file(&name, change(&name, content).as_slice()).unwrap();
        }
        archive.finish().unwrap();
        to
    };
    let replaced = |file: &'static str, old: &'static str, new: &'static str| {
        rewritten(&move |name, content| {
            if name == file { String::from_utf8(content).unwrap().replace(old, new).into_bytes() } else { content }
        })
    };
    let table = [
        (replaced("archive.json", "\"format\": 1", "\"format\": 99"), "archive-newer"),
        (replaced("values/activity.jsonl", "{\"schema\":1", "{\"schema\":99"), "archive-newer-values"),
        (replaced("values/activity.jsonl", "\"status\"", "\"statut\""), "archive-line-damaged"),
        (
            rewritten(&|name, content| if name.starts_with("documents/") { b"other".to_vec() } else { content }),
            "archive-document-changed",
        ),
    ];
    for (bytes, message) in table {
        assert_eq!(refused(&other, &bytes), message);
    }
    let tenant = place.champion.tenant();
    assert!(other.services.store.get::<Organisation>(Scope::Instance, tenant.organisation().as_bytes()).unwrap().is_none());
    assert!(other.services.files.content(tenant, document.sha256).is_err());
}
