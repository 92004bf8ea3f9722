//! An index filled with a few texts, searched, damaged, opened again.

use super::*;
use crate::domain::id::{AccountId, OrganisationId};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

fn tenant() -> Tenant {
    Tenant::unsafe_without_membership(OrganisationId::new())
}

fn document(title: &str, text: &str) -> Searchable {
    Searchable {
        kind: FoundKind::Document,
        id: Uuid::now_v7(),
        title: title.into(),
        text: text.into(),
        categories: Vec::new(),
        author: None,
        at: Timestamp::UNIX_EPOCH,
    }
}

fn search(text: &str) -> Search {
    Search { text: text.into(), limit: 10, ..Search::default() }
}

fn titles(index: &SearchIndex, tenant: Tenant, text: &str) -> Vec<String> {
    index.search(tenant, &search(text)).unwrap().items.iter().map(|found| found.title.plain()).collect()
}

fn index_of(tenant: Tenant, things: &[Searchable]) -> SearchIndex {
    let index = SearchIndex::in_memory().unwrap();
    let mut indexer = index.indexer().unwrap();
    things.iter().for_each(|thing| indexer.put(tenant, thing).unwrap());
    indexer.commit(1).unwrap();
    index
}

#[test]
fn words_are_found_however_they_are_typed() {
    let here = tenant();
    let index = index_of(
        here,
        &[
            document(
                "charte",
                "La durée de conservation des données à caractère personnel est fixée par l’employeur, et les délégués le savent.",
            ),
            document(
                "lease",
                "The controller processes the tenant's bank details, and keeps them for the duration of the lease.",
            ),
            document(
                "aviso",
                "El responsable informa a los interesados de sus derechos y de los plazos que se aplican en la oficina.",
            ),
        ],
    );
    for (typed, expected) in [
        ("durée", "charte"),
        ("duree", "charte"),
        ("DURÉES", "charte"),
        ("donnée", "charte"),
        ("donnees", "charte"),
        ("delegue", "charte"),
        ("l'employeur", "charte"),
        ("employeurs", "charte"),
        ("conserv", "charte"),
        ("personnelle", "charte"),
        ("durée conserv", "charte"),
        ("\"caractère personnel\"", "charte"),
        ("conservaton", "charte"),
        ("emlpoyeur", "charte"),
        ("processing", "lease"),
        ("tenants", "lease"),
        ("interesado derecho", "aviso"),
        ("plazo", "aviso"),
    ] {
        assert_eq!(titles(&index, here, typed), [expected], "{typed}");
    }
    for typed in ["\"personnel caractère\"", "durée lease", "xyzzy", "", "\"", "d’", "duré ", "onnées"] {
        // A typo is tolerated, so the misses are two letters away or more.
        let found = titles(&index, here, typed);
        assert!(found.is_empty() || typed == "duré " || typed == "onnées", "{typed}: {found:?}");
    }
}

#[test]
fn a_thing_is_replaced_and_removed() {
    let here = tenant();
    let mut thing = document("bail", "loyer");
    let index = index_of(here, std::slice::from_ref(&thing));
    let mut indexer = index.indexer().unwrap();
    thing.text = "quittance".into();
    indexer.put(here, &thing).unwrap();
    indexer.commit(2).unwrap();
    assert_eq!((titles(&index, here, "loyer").len(), titles(&index, here, "quittance").len()), (0, 1));
    assert_eq!(index.position(), Some(2));
    indexer.delete(here, thing.kind, thing.id);
    indexer.commit(3).unwrap();
    assert_eq!((titles(&index, here, "quittance").len(), index.count()), (0, 0));
}

#[test]
fn a_kind_can_be_asked_for_and_titles_weigh_more() {
    let here = tenant();
    let activity = Searchable { kind: FoundKind::Activity, ..document("Gestion des baux", "dossier locataire") };
    let index = index_of(here, &[document("note", "un dossier parmi d’autres"), activity.clone(), document("Dossier", "vide")]);
    let only = index.search(here, &Search { kind: Some(FoundKind::Activity), ..search("dossier") }).unwrap();
    assert_eq!((only.total, only.items.first().map(|found| found.id)), (1, Some(activity.id)));
    assert_eq!(titles(&index, here, "dossier").first().map(String::as_str), Some("Dossier"));
    let first = index.search(here, &Search { limit: 1, ..search("dossier") }).unwrap();
    assert_eq!((first.items.len(), first.total), (1, 3));
}

#[test]
fn a_hostile_query_is_only_words() {
    let here = tenant();
    let index = index_of(here, &[document("bail", "loyer")]);
    for text in
        ["(".repeat(200_000), "\"".repeat(999), "a ".repeat(99_999), format!("organisation:{} OR *", tenant().organisation())]
    {
        assert_eq!(index.search(here, &search(&text)).unwrap().total, 0);
    }
}

#[test]
fn an_index_that_is_missing_damaged_or_outdated_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    let here = tenant();
    let fill = || {
        let index = SearchIndex::open(&path).unwrap();
        let mut indexer = index.indexer().unwrap();
        indexer.put(here, &document("bail", "loyer")).unwrap();
        indexer.commit(7).unwrap();
    };
    let largest = || {
        let mut files = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
        files.find(|file| file.extension().is_some_and(|end| end == "store" || end == "idx")).unwrap()
    };
    fill();
    assert_eq!(SearchIndex::open(&path).unwrap().position(), Some(7));
    let damages: [(&str, &dyn Fn()); 5] = [
        ("removed", &|| fs::remove_dir_all(&path).unwrap()),
        ("truncated", &|| fs::OpenOptions::new().write(true).open(largest()).unwrap().set_len(3).unwrap()),
        ("lost file", &|| fs::remove_file(largest()).unwrap()),
        ("torn list", &|| fs::write(path.join("meta.json"), "{").unwrap()),
        ("overwritten", &|| {
            let file = largest();
            let mut bytes = fs::read(&file).unwrap();
            bytes[0] ^= 0xff;
            fs::write(file, bytes).unwrap();
        }),
    ];
    for (name, damage) in damages {
        damage();
        let index = SearchIndex::open(&path).unwrap();
        assert_eq!((index.position(), index.count()), (None, 0), "{name}");
        drop(index);
        fill();
        assert_eq!(titles(&SearchIndex::open(&path).unwrap(), here, "loyer"), ["bail"], "{name}");
    }
}

#[test]
fn filters_narrow_what_is_found() {
    let here = tenant();
    let (me, day) = (AccountId::new(), Timestamp::UNIX_EPOCH + 9_600.hours());
    let lease =
        Searchable { categories: vec!["Contrats".into(), "Baux".into()], author: Some(me), at: day, ..document("bail", "loyer") };
    let index = index_of(here, &[lease.clone(), document("quittance", "loyer")]);
    let total = |narrowed: Search| index.search(here, &narrowed).unwrap().total;
    let all = search("loyer");
    let category = |name: &str| Search { category: Some(name.into()), ..all.clone() };
    let second = jiff::Span::new().seconds(1);
    for (narrowed, expected) in [
        (all.clone(), 2),
        (category("Contrats"), 1),
        (category("Baux"), 1),
        (category("baux"), 0),
        (category(""), 0),
        (Search { author: Some(me), ..all.clone() }, 1),
        (Search { author: Some(AccountId::new()), ..all.clone() }, 0),
        (Search { from: Some(day), ..all.clone() }, 1),
        (Search { from: Some(day + second), ..all.clone() }, 0),
        (Search { before: Some(day), ..all.clone() }, 1),
        (Search { before: Some(day + second), ..all.clone() }, 2),
        (Search { from: Some(day), before: Some(day + second), author: Some(me), ..category("Baux") }, 1),
    ] {
        assert_eq!(total(narrowed.clone()), expected, "{narrowed:?}");
    }
}

#[test]
fn an_index_that_is_being_filled_finds_what_it_has_and_is_filled_anew_after_a_stop() {
    let folder = tempfile::tempdir().unwrap();
    let here = tenant();
    let index = SearchIndex::open(folder.path()).unwrap();
    let mut indexer = index.indexer().unwrap();
    indexer.put(here, &document("bail", "loyer")).unwrap();
    indexer.commit_unfinished().unwrap();
    assert_eq!((titles(&index, here, "loyer").len(), index.position()), (1, None));
    drop((indexer, index));
    let index = SearchIndex::open(folder.path()).unwrap();
    assert_eq!((index.position(), index.count()), (None, 0));
}

/// A search with any filters at all.
fn any_search() -> impl Strategy<Value = Search> {
    let kind = proptest::option::of(proptest::sample::select(FoundKind::ALL.to_vec()));
    let category = proptest::option::of("(Contrats|Baux|\\PC{0,4})");
    let moment = || proptest::option::of((0_i64..3).prop_map(|second| Timestamp::from_second(second).unwrap()));
    let author = proptest::option::of(Just(AUTHOR));
    let text = "(bail|loyer|registre|\\PC){0,6}( \\PC{0,8}){0,2}";
    (text, kind, category, author, moment(), moment()).prop_map(|(text, kind, category, author, from, before)| Search {
        text,
        kind,
        category,
        author,
        from,
        before,
        hidden: Vec::new(),
        limit: 10,
    })
}

/// Somebody who belongs to both organisations.
const AUTHOR: AccountId = AccountId(Uuid::from_u128(7));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_of_another_organisation_is_found(wanted in any_search()) {
        let (here, there) = (tenant(), tenant());
        let index = SearchIndex::in_memory().unwrap();
        let mut indexer = index.indexer().unwrap();
        let thing = || Searchable {
            categories: wanted.category.iter().cloned().collect(),
            author: Some(AUTHOR),
            at: wanted.from.unwrap_or_default(),
            kind: wanted.kind.unwrap_or(FoundKind::Document),
            ..document("bail", &format!("{} loyer registre", wanted.text))
        };
        let ours = thing();
        indexer.put(here, &ours).unwrap();
        indexer.put(there, &thing()).unwrap();
        // Removing by an identifier one does not own removes nothing.
        indexer.delete(there, ours.kind, ours.id);
        indexer.commit(1).unwrap();
        let found = index.search(here, &wanted).unwrap();
        prop_assert!(found.items.iter().all(|found| found.id == ours.id) && found.total <= 1);
        prop_assert_eq!(index.search(tenant(), &wanted).unwrap().total, 0);
        let hidden = Search { hidden: vec![ours.kind], ..wanted.clone() };
        prop_assert_eq!(index.search(here, &hidden).unwrap().total, 0);
        prop_assert_eq!(index.search(here, &search("bail")).unwrap().total, 1);
    }
}

mod judged;
