//! Filing, finding and deleting documents in a real store, with the permissions of each.

use super::*;
use crate::{
    app,
    clock::Clock,
    config::Config,
    domain::{
        access::{Membership, Profile},
        document::{DocumentDay, DocumentReminder, Reading},
        fold::fold,
        id::{AccountId, ActivityId, OrganisationId, PurposeId},
        organisation::CompanySheet,
        search::Search,
        text::Language,
    },
    service::search,
};
use jiff::civil::date;
use std::{io::Read, path::Path, sync::Arc};

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

fn filed_under(category: &str) -> Details {
    Details { category: category.into(), ..Details::default() }
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
    let reading = Reading { text: text.into(), ..Reading::default() };
    services.files.keep(tenant, document.sha256, &reading).unwrap();
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
    assert_eq!(house.contents(), 3, "the twin needs content, text and preview");
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
        assert_eq!(update(&house.services, person, document.id, &filed_under("Contrats")).is_ok(), allowed);
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
    let details = Details { expires_on: Some(date(3000, 1, 1)), ..filed_under(&"x".repeat(500)) };
    let links = vec![Link::Activity(ActivityId::new()), Link::Purpose(PurposeId::new())];
    let unknown = Filing { name: "a".into(), links, details };
    let Err(Fault::Invalid(errors)) = file(&house.services, &member, upload, &unknown) else { panic!("filed") };
    assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["category", "expires_on", "links", "links"]);
    assert_eq!((house.contents(), list::all(&house.services, &member).unwrap().len()), (0, 0));
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

#[test]
fn a_new_version_takes_the_place_of_the_old_one_which_stays() {
    let house = House::new();
    let (services, organisation) = (&house.services, house.organisation());
    let author = house.member(organisation, Profile::Contributor);
    let champion = house.member(organisation, Profile::PrivacyChampion);
    let document = house.file(&champion, "bail.txt", b"loyer ancien").unwrap();
    let send = |member: &Member, name: &str, content: &[u8]| {
        let mut upload = receive(services, member)?;
        upload.write(content)?;
        version::add(services, member, document.id, upload, name)
    };
    assert!(matches!(send(&author, "bail.txt", b"x"), Err(Fault::Forbidden)));
    assert!(matches!(send(&champion, "bail.txt", b"loyer ancien"), Err(Fault::Invalid(_))));
    let second = send(&champion, "bail 2.md", b"loyer nouveau").unwrap();
    assert_eq!((second.version(), second.name.as_str(), second.media_type.as_str()), (2, "bail 2.md", "text/markdown"));
    assert_eq!((second.text, second.created_at), (TextState::Pending, document.created_at));
    let third = send(&champion, "bail 3.txt", b"loyer ancien").unwrap();
    let kept: Vec<_> = version::list(services, &champion, document.id).unwrap();
    assert_eq!(
        kept.iter().map(|version| (version.number, version.sha256)).collect::<Vec<_>>(),
        [(2, second.sha256), (1, document.sha256)]
    );
    assert_eq!((third.sha256, house.contents()), (document.sha256, 2), "the same content is kept once");
    let mut content = String::new();
    version::content(services, &author, document.id, 2).unwrap().1.read_to_string(&mut content).unwrap();
    assert_eq!(content, "loyer nouveau");
    assert!(matches!(version::content(services, &author, document.id, 3), Err(Fault::NotFound)));
    let stranger = house.member(house.organisation(), Profile::PrivacyChampion);
    assert!(matches!(version::content(services, &stranger, document.id, 1), Err(Fault::NotFound)));
    assert_eq!(sweep(services).unwrap(), 0, "earlier contents are needed");
    delete(services, &champion, document.id).unwrap();
    assert_eq!((house.contents(), version::all(services, champion.tenant()).unwrap().len()), (0, 0));
}

#[test]
fn a_day_that_is_near_is_told_once_and_again_when_it_moves() {
    let house = House::new();
    let services = &house.services;
    let member = house.member(house.organisation(), Profile::PrivacyChampion);
    let document = house.file(&member, "assurance.pdf", b"x").unwrap();
    let today = services.clock.today();
    let set = |expires_on, review_on| {
        update(services, &member, document.id, &Details { expires_on, review_on, ..Details::default() }).unwrap();
    };
    assert_eq!(reminder::remind(services).unwrap(), 0);
    set(today.checked_add(jiff::Span::new().days(90)).ok(), None);
    assert_eq!(reminder::remind(services).unwrap(), 0, "it is far away");
    set(today.tomorrow().ok(), Some(today));
    assert_eq!((reminder::remind(services).unwrap(), reminder::remind(services).unwrap()), (2, 0));
    set(today.yesterday().ok(), Some(today));
    assert_eq!((reminder::remind(services).unwrap(), reminder::remind(services).unwrap()), (1, 0));
    let key = [&document.id.as_bytes()[..], &[DocumentDay::Expiry as u8]].concat();
    assert_eq!(
        services.store.get::<DocumentReminder>(member.tenant(), &key).unwrap().map(|told| told.on),
        today.yesterday().ok()
    );
    delete(services, &member, document.id).unwrap();
    assert!(services.store.get::<DocumentReminder>(member.tenant(), &key).unwrap().is_none());
}

#[test]
fn a_list_is_narrowed_by_everything_that_is_known_of_a_document() {
    use list::{DocumentFilter, DocumentOrder};
    let house = House::new();
    let (services, organisation) = (&house.services, house.organisation());
    let champion = house.member(organisation, Profile::PrivacyChampion);
    let author = house.member(organisation, Profile::Contributor);
    let lease = house.file(&champion, "Bail d’été.pdf", b"123").unwrap();
    house.file(&author, "Charte.bin", b"1").unwrap();
    let filed = Details { subcategory: "Baux".into(), expires_on: Some(services.clock.today()), ..filed_under("Contrats") };
    update(services, &champion, lease.id, &filed).unwrap();
    let none = DocumentFilter::default();
    let named = |filter: &DocumentFilter, order| -> Vec<String> {
        let found = list::list(services, &champion, filter, order).unwrap();
        assert_eq!((found.all, found.due, found.loose), (2, 1, 2));
        assert_eq!(found.categories["Contrats"].1["Baux"], 1);
        found.documents.iter().map(|document| document.name.clone()).collect()
    };
    let only = |category: &str, subcategory: &str| DocumentFilter {
        category: Some(category.into()),
        subcategory: Some(subcategory.into()).filter(|name: &String| !name.is_empty()),
        ..none.clone()
    };
    let today = services.clock.today();
    let table: [(DocumentFilter, &[&str]); 10] = [
        (none.clone(), &["Charte.bin", "Bail d’été.pdf"]),
        (DocumentFilter { q: "ete bail".into(), ..none.clone() }, &["Bail d’été.pdf"]),
        (only("Contrats", ""), &["Bail d’été.pdf"]),
        (only("Contrats", "Baux"), &["Bail d’été.pdf"]),
        (only("Contrats", "Autres"), &[]),
        (DocumentFilter { author: Some(author.account()), ..none.clone() }, &["Charte.bin"]),
        (DocumentFilter { text: Some(TextState::None), ..none.clone() }, &["Charte.bin"]),
        (DocumentFilter { due: true, ..none.clone() }, &["Bail d’été.pdf"]),
        (DocumentFilter { from: Some(today), until: Some(today), ..none.clone() }, &["Charte.bin", "Bail d’été.pdf"]),
        (DocumentFilter { until: today.yesterday().ok(), ..none.clone() }, &[]),
    ];
    for (filter, expected) in table {
        assert_eq!(named(&filter, DocumentOrder::Filed), expected, "{filter:?}");
    }
    for order in [DocumentOrder::Name, DocumentOrder::Size, DocumentOrder::Due] {
        assert_eq!(named(&none, order), ["Bail d’été.pdf", "Charte.bin"], "{order:?}");
    }
}

#[test]
fn documents_of_a_category_expire_as_its_rule_says() {
    let house = House::new();
    let organisation = house.organisation();
    let member = house.member(organisation, Profile::PrivacyChampion);
    let (services, champion) = (&house.services, member.champion().unwrap());
    let filed = |category: &str, expires_on| {
        let mut upload = receive(services, &member).unwrap();
        upload.write(category.as_bytes()).unwrap();
        let details = Details { category: category.into(), expires_on, ..Details::default() };
        file(services, &member, upload, &Filing { name: "bail.txt".into(), details, ..Filing::default() }).unwrap().id
    };
    let expiry = |id: DocumentId| get(services, &member, id).unwrap().expires_on;
    let today = services.clock.today();
    let in_months = |months: i32| Some(today.saturating_add(jiff::Span::new().months(months)));
    let (before, dated, other) = (filed("Contrats", None), filed("contrats", in_months(1)), filed("Chartes", None));
    for (category, months) in [("", Some(12)), ("Contrats", Some(0)), ("Contrats", Some(121)), (&*"x".repeat(121), Some(12))] {
        assert!(matches!(rule::set(services, &champion, category, months), Err(Fault::Invalid(_))), "{category} {months:?}");
    }
    rule::set(services, &champion, " Contrats ", Some(60)).unwrap();
    assert_eq!((expiry(before), expiry(dated), expiry(other)), (in_months(60), in_months(1), None));
    assert_eq!(expiry(filed("CONTRATS", None)), in_months(60), "another way to write it is the same category");
    let details = Details { category: "Contrats".into(), ..Details::default() };
    update(services, &member, other, &details).unwrap();
    assert_eq!(expiry(other), in_months(60), "moved into the category");
    update(services, &member, other, &details).unwrap();
    assert_eq!(expiry(other), None, "who empties the day means it");
    rule::set(services, &champion, "contrats", Some(24)).unwrap();
    assert_eq!(rule::list(services, &member).unwrap().iter().map(|rule| rule.months).collect::<Vec<_>>(), [24]);
    assert_eq!((expiry(before), expiry(other)), (in_months(60), in_months(24)), "a day that is there stays");
    rule::set(services, &champion, "contrats", None).unwrap();
    rule::set(services, &champion, "contrats", None).unwrap();
    assert_eq!((rule::list(services, &member).unwrap().len(), expiry(filed("Contrats", None))), (0, None));
    let elsewhere = house.member(house.organisation(), Profile::PrivacyChampion);
    assert!(rule::list(services, &elsewhere).unwrap().is_empty());
}

#[test]
fn categories_in_use_and_those_of_packs_are_offered_once() {
    let house = House::new();
    let sheet = CompanySheet::default();
    let organisation = Organisation {
        packs: vec!["social-housing".into(), "absent".into()],
        ..Organisation::new(sheet, house.services.clock.now())
    };
    let mut change = Change::new(house.services.clock.now(), Actor::Machine, Scope::Instance, Event::new("organisation-created"));
    change.insert(Scope::Instance, &organisation);
    house.services.store.commit(change).unwrap();
    let filed = |member: &Member, category: &str, subcategory: &str| {
        let mut upload = receive(&house.services, member).unwrap();
        upload.write(category.as_bytes()).unwrap();
        let details = Details { category: category.into(), subcategory: subcategory.into(), ..Details::default() };
        file(&house.services, member, upload, &Filing { name: "a.txt".into(), details, ..Filing::default() }).unwrap();
    };
    let member = house.member(organisation.id, Profile::Contributor);
    filed(&member, "VIDEOSURVEILLANCE", "Autorisations");
    filed(&member, "VIDEOSURVEILLANCE", "Devis");
    filed(&member, "Divers", "");
    let offered = category::offered(&house.services, &member).unwrap();
    let below = |name: &str| offered.get(name).map(|names| names.len());
    // The pack has three subcategories of it, one of which is in use.
    assert_eq!(below("VIDEOSURVEILLANCE"), Some(4), "{offered:#?}");
    assert_eq!((below("Divers"), offered.keys().filter(|name| fold(name) == "videosurveillance").count()), (Some(0), 1));
    assert!(below("Vie du bail").is_some_and(|count| count > 0), "{offered:#?}");
    let membership = Membership::new(AccountId::new(), organisation.id, Profile::Contributor, false);
    let english = Member::check(membership, Language::En).unwrap();
    assert!(category::offered(&house.services, &english).unwrap().contains_key("Life of the lease"));
    let elsewhere = house.member(house.organisation(), Profile::PrivacyChampion);
    assert_eq!(category::offered(&house.services, &elsewhere).unwrap(), Default::default());
}
