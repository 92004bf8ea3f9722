//! Filing, finding and deleting documents in a real store, with the permissions of each.

use super::*;
use crate::{
    app,
    clock::Clock,
    config::Config,
    domain::{
        access::{Membership, Profile},
        id::{AccountId, OrganisationId},
        organisation::CompanySheet,
        search::Search,
        text::Language,
    },
    service::search,
};
use std::{path::Path, sync::Arc};

struct House {
    folder: tempfile::TempDir,
    services: Arc<Services>,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let services = open(folder.path());
        Self { folder, services }
    }

    fn member(&self, organisation: OrganisationId, profile: Profile) -> Member {
        let membership = Membership::new(AccountId::new(), organisation, profile, false);
        Member::check(membership, Language::Fr).unwrap()
    }

    fn organisation(&self) -> OrganisationId {
        let organisation = Organisation::new(CompanySheet::default(), self.services.clock.now());
        let event = Event::new("organisation-created");
        let mut change = Change::new(self.services.clock.now(), Actor::Machine, Scope::Instance, event);
        change.insert(Scope::Instance, &organisation);
        self.services.store.commit(change).unwrap();
        organisation.id
    }

    fn file(&self, member: &Member, name: &str, content: &[u8]) -> Result<Document, Fault> {
        let mut upload = receive(&self.services, member)?;
        upload.write(content)?;
        file(&self.services, member, upload, &Filing { name: name.into(), ..Filing::default() })
    }

    /// What is found after the text of all that waits was "taken out" here, since tests are no `probant` program.
    fn found(&self, member: &Member, words: &str) -> Vec<String> {
        let mut indexer = self.services.search.indexer().unwrap();
        while search::follow(&self.services, &mut indexer).unwrap() {}
        let wanted = Search { text: words.into(), limit: 10, ..Search::default() };
        let found = search::search(&self.services, member, &wanted).unwrap();
        found.items.iter().map(|found| found.title.plain()).collect()
    }

    fn contents(&self) -> usize {
        count(&self.folder.path().join("files"))
    }
}

fn open(folder: &Path) -> Arc<Services> {
    let mut config = Config { data: folder.to_owned(), ..Config::default() };
    config.limits.document_bytes = 1000;
    app::open_at(config, Clock::default()).unwrap()
}

fn count(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
}

/// Marks a document as read, with this text.
fn with_text(house: &House, tenant: Tenant, document: &Document, text: &str) {
    let services = &house.services;
    services.files.keep_text(tenant, document.sha256, text).unwrap();
    let old = services.store.get::<Document>(tenant, document.id.as_bytes()).unwrap().unwrap();
    let mut change = Change::new(services.clock.now(), Actor::Machine, tenant, Event::new("document-text-read"));
    change.replace(tenant, &old, &Document { text: TextState::Indexed, ..document.clone() });
    services.store.commit(change).unwrap();
}

#[test]
fn a_document_is_filed_found_and_deleted_with_its_content() {
    let house = House::new();
    let member = house.member(house.organisation(), Profile::Contributor);
    let stranger = house.member(house.organisation(), Profile::PrivacyChampion);
    let document = house.file(&member, "dossiers\\Bail type.txt", b"le loyer").unwrap();
    assert_eq!(
        (document.name.as_str(), document.media_type.as_str(), document.text),
        ("Bail type.txt", "text/plain", TextState::Pending)
    );
    assert_eq!(house.found(&member, "bail"), ["Bail type.txt"]);
    assert!(house.found(&member, "loyer").is_empty());
    with_text(&house, member.tenant(), &document, "le loyer");
    assert_eq!(house.found(&member, "loyers"), ["Bail type.txt"]);
    assert!(house.found(&stranger, "loyer").is_empty());
    assert!(matches!(get(&house.services, &stranger, document.id), Err(Fault::NotFound)));
    assert!(matches!(delete(&house.services, &stranger, document.id), Err(Fault::NotFound)));
    let twin = house.file(&member, "copie.txt", b"le loyer").unwrap();
    delete(&house.services, &member, document.id).unwrap();
    assert_eq!(house.contents(), 2, "the twin needs content and text");
    delete(&house.services, &member, twin.id).unwrap();
    assert_eq!((house.contents(), house.found(&member, "loyer bail copie").len()), (0, 0));
}

#[test]
fn only_its_author_or_a_champion_changes_a_document() {
    let house = House::new();
    let organisation = house.organisation();
    let [author, other] = [(); 2].map(|()| house.member(organisation, Profile::Contributor));
    let champion = house.member(organisation, Profile::PrivacyChampion);
    for (person, allowed) in [(&author, true), (&other, false), (&champion, true)] {
        let document = house.file(&author, "a.bin", b"x").unwrap();
        assert_eq!(document.text, TextState::None);
        assert_eq!(update(&house.services, person, document.id, "Contrats").is_ok(), allowed);
        assert_eq!(delete(&house.services, person, document.id).is_ok(), allowed);
    }
}

#[test]
fn what_is_refused_leaves_nothing() {
    let house = House::new();
    let member = house.member(house.organisation(), Profile::Contributor);
    assert!(matches!(house.file(&member, "grand.bin", &[0; 1001]), Err(Fault::Limit(_))));
    assert!(matches!(house.file(&member, "/", b"x"), Err(Fault::Invalid(_))));
    let upload = receive(&house.services, &member).unwrap();
    let unknown = Filing { name: "a".into(), links: vec![ActivityId::new()], category: "x".repeat(500) };
    let Err(Fault::Invalid(errors)) = file(&house.services, &member, upload, &unknown) else { panic!("filed") };
    assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["category", "links"]);
    assert_eq!((house.contents(), list(&house.services, &member).unwrap().len()), (0, 0));
}

#[test]
fn an_index_that_is_lost_damaged_or_behind_is_repaired() {
    let mut house = House::new();
    let member = house.member(house.organisation(), Profile::Contributor);
    let document = house.file(&member, "bail.txt", b"le loyer").unwrap();
    with_text(&house, member.tenant(), &document, "le loyer");
    assert_eq!(house.found(&member, "loyer").len(), 1);
    let damages: [(&str, fn(&Path)); 3] = [
        ("deleted", |index| std::fs::remove_dir_all(index).unwrap()),
        ("torn", |index| std::fs::write(index.join("meta.json"), "{").unwrap()),
        ("behind", |_| {}),
    ];
    for (name, damage) in damages {
        house.file(&member, &format!("{name}.txt"), name.as_bytes()).unwrap();
        let folder = house.folder;
        drop(house.services);
        damage(&folder.path().join("index"));
        let services = open(folder.path());
        house = House { folder, services };
        assert_eq!((house.found(&member, "loyer").len(), house.found(&member, name)), (1, vec![format!("{name}.txt")]), "{name}");
    }
}

#[test]
fn an_index_ahead_of_the_journal_is_made_anew() {
    let house = House::new();
    let member = house.member(house.organisation(), Profile::Contributor);
    house.file(&member, "bail.txt", b"x").unwrap();
    let mut indexer = house.services.search.indexer().unwrap();
    indexer.commit(1_000).unwrap();
    drop(indexer);
    assert_eq!(house.found(&member, "bail"), ["bail.txt"]);
    assert_eq!(house.services.search.position(), Some(house.services.store.last_seq()));
}

#[test]
fn contents_without_a_document_are_swept() {
    let house = House::new();
    let member = house.member(house.organisation(), Profile::Contributor);
    house.file(&member, "bail.txt", b"le loyer").unwrap();
    let mut upload = house.services.files.receive().unwrap();
    upload.write(b"orphan").unwrap();
    house.services.files.hold().place(member.tenant(), upload.seal().unwrap()).unwrap();
    assert_eq!((sweep(&house.services).unwrap(), house.contents()), (1, 1));
}
