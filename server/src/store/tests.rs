//! The store as its users see it.

mod faults;
mod model;
mod versions;

use super::*;
use crate::domain::{
    event::{Actor, Event},
    id::OrganisationId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fs, thread};

/// A value made for tests: the text is indexed for many, the name for one alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Specimen {
    pub number: u8,
    pub text: String,
    pub name: Option<u8>,
}

pub const BY_TEXT: IndexId = IndexId::many(1);
pub const BY_NAME: IndexId = IndexId::unique(2);

impl Stored for Specimen {
    const TABLE: Table = Table::Specimen;
    const SCHEMA: u16 = 2;
    const VERSIONS: bool = true;

    fn key(&self) -> Vec<u8> {
        vec![self.number]
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        let start: String = self.text.chars().take(2).collect();
        let mut indexes = vec![(BY_TEXT, table::key_text(&start))];
        indexes.extend(self.name.map(|name| (BY_NAME, vec![name])));
        indexes
    }

    fn migrate(from: u16, old: serde_json::Value) -> Option<Self> {
        (from == 1).then(|| Some(Self { number: 0, text: old.as_str()?.to_owned(), name: None }))?
    }
}

pub fn tenant() -> Tenant {
    Tenant::unsafe_without_membership(OrganisationId::new())
}

pub fn specimen(number: u8, text: impl Into<String>, name: Option<u8>) -> Specimen {
    Specimen { number, text: text.into(), name }
}

pub fn change(tenant: Tenant) -> Change {
    Change::new(Timestamp::UNIX_EPOCH, Actor::Machine, tenant, Event::new("specimen-changed").with("name", "x"))
}

/// A change of a second of its own, told under a name.
fn change_at(tenant: Tenant, second: i64, name: &str) -> Change {
    let event = Event::new("specimen-changed").with("name", name);
    Change::new(Timestamp::from_second(second).unwrap(), Actor::Machine, tenant, event)
}

fn insert(store: &Store, tenant: Tenant, value: &Specimen) -> Result<u64, CommitError> {
    let mut change = change(tenant);
    change.insert(tenant, value);
    store.commit(change)
}

fn replace(store: &Store, tenant: Tenant, old: &Versioned<Specimen>, new: &Specimen) -> Result<u64, CommitError> {
    let mut change = change(tenant);
    change.replace(tenant, old, new);
    store.commit(change)
}

fn numbers(found: impl Iterator<Item = Result<Versioned<Specimen>, StoreError>>) -> Vec<u8> {
    found.map(|value| value.unwrap().number).collect()
}

pub fn assert_clean(folder: &Path) {
    let report = verify(folder).unwrap();
    assert!(report.is_clean(), "{:?}", report.faults);
}

#[test]
fn a_change_is_read_at_once_and_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let tenant = tenant();
    let long = specimen(1, "né".repeat(9000), None);
    let store = Store::open(folder.path()).unwrap();
    let mut first = change(tenant);
    first.insert(tenant, &long).insert(tenant, &specimen(2, "b", None));
    assert_eq!(store.commit(first).unwrap(), 1);
    let read = store.get::<Specimen>(tenant, &[1]).unwrap().unwrap();
    assert_eq!((&*read, read.seq()), (&long, 1));
    assert_eq!(numbers(store.scan(tenant, &[])), [1, 2]);
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!((store.last_seq(), store.last_seq_of(tenant)), (1, 1));
    let read = store.get::<Specimen>(tenant, &[1]).unwrap().unwrap();
    assert_eq!(*read, long);
    let mut second = change(tenant);
    second.delete(tenant, &read);
    assert_eq!(store.commit(second).unwrap(), 2);
    assert_eq!(numbers(store.scan(tenant, &[])), [2]);
    let told: Vec<_> = store.tail(1).map(|entry| entry.unwrap()).collect();
    assert_eq!(told.iter().map(|entry| entry.puts::<Specimen>().count()).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(told[1].deletes::<Specimen>().collect::<Vec<_>>(), [(tenant.into(), &[1][..])]);
    assert_eq!(told[0].event().detail, [("name".to_owned(), "x".to_owned())]);
    drop(store);
    assert_clean(folder.path());
}

#[test]
fn a_change_is_made_only_where_what_it_relies_on_is_so() {
    let folder = tempfile::tempdir().unwrap();
    let (store, tenant, other) = (Store::open(folder.path()).unwrap(), tenant(), tenant());
    insert(&store, tenant, &specimen(1, "a", Some(7))).unwrap();
    insert(&store, other, &specimen(2, "a", Some(7))).unwrap();
    let read = store.get::<Specimen>(tenant, &[1]).unwrap().unwrap();
    let mut number = 10;
    let mut made = |require: &dyn Fn(&mut Change) -> &mut Change| {
        number += 1;
        let mut change = change(tenant);
        change.insert(tenant, &specimen(number, "x", None));
        require(&mut change);
        store.commit(change).is_ok()
    };
    assert!(made(&|change| change.require(tenant, &read)));
    assert!(made(&|change| change.require_present::<Specimen>(tenant, &[1])));
    assert!(!made(&|change| change.require_present::<Specimen>(tenant, &[2])));
    for (prefix, count) in [(&[][..], 1), (&[7], 1), (&[8], 0)] {
        assert!(made(&|change| change.require_count::<Specimen>(tenant, BY_NAME, prefix, count)), "{prefix:?}");
        assert!(!made(&|change| change.require_count::<Specimen>(tenant, BY_NAME, prefix, count + 1)), "{prefix:?}");
    }
    replace(&store, tenant, &read, &specimen(1, "b", None)).unwrap();
    assert!(!made(&|change| change.require(tenant, &read)));
    assert!(made(&|change| change.require_count::<Specimen>(tenant, BY_NAME, &[], 0)));
}

#[test]
fn of_many_who_count_on_being_the_only_one_one_succeeds() {
    let folder = tempfile::tempdir().unwrap();
    let (store, tenant) = (Store::open(folder.path()).unwrap(), tenant());
    // In one group or in several, the count sees the changes before.
    let made = thread::scope(|scope| {
        let makers: Vec<_> = (0..8)
            .map(|number| {
                let store = &store;
                scope.spawn(move || {
                    let mut change = change(tenant);
                    change.insert(tenant, &specimen(number, "x", Some(number)));
                    change.require_count::<Specimen>(tenant, BY_NAME, &[], 0);
                    store.commit(change).is_ok()
                })
            })
            .collect();
        makers.into_iter().map(|maker| maker.join().unwrap()).filter(|made| *made).count()
    });
    assert_eq!((made, numbers(store.by_index(tenant, BY_NAME, &[])).len()), (1, 1));
}

#[test]
fn a_second_opening_is_refused_and_names_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    for refused in [Store::open(folder.path()).err(), verify(folder.path()).err(), rebuild(folder.path()).err()] {
        let refused = refused.unwrap().to_string();
        assert!(refused.contains(&std::process::id().to_string()), "{refused}");
    }
    drop(store);
    Store::open(folder.path()).unwrap();
}

#[test]
fn preconditions_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let (tenant, other) = (tenant(), tenant());
    insert(&store, tenant, &specimen(1, "a", Some(7))).unwrap();
    let refused = |made: Result<u64, CommitError>| assert!(matches!(made, Err(CommitError::Conflict)), "{made:?}");
    refused(insert(&store, tenant, &specimen(1, "b", None)));
    refused(insert(&store, tenant, &specimen(2, "b", Some(7))));
    insert(&store, other, &specimen(1, "a", Some(7))).unwrap();
    let old = store.get::<Specimen>(tenant, &[1]).unwrap().unwrap();
    replace(&store, tenant, &old, &specimen(1, "c", Some(8))).unwrap();
    refused(replace(&store, tenant, &old, &specimen(1, "d", None)));
    let mut half = change(tenant);
    half.insert(tenant, &specimen(5, "half", None)).delete(tenant, &old);
    refused(store.commit(half));
    assert_eq!(numbers(store.scan(tenant, &[])), [1]);
    insert(&store, tenant, &specimen(3, "ca", Some(7))).unwrap();
    assert_eq!(numbers(store.by_index(tenant, BY_TEXT, b"c")), [1, 3]);
    assert_eq!(numbers(store.by_index(tenant, BY_TEXT, &table::key_text("c"))), [1]);
    assert_eq!(numbers(store.by_index(tenant, BY_NAME, &[7])), [3]);
    // A change may hand a unique name from one value to another.
    let third = store.get::<Specimen>(tenant, &[3]).unwrap().unwrap();
    let mut swap = change(tenant);
    swap.delete(tenant, &third).insert(tenant, &specimen(4, "e", Some(7)));
    store.commit(swap).unwrap();
    assert_eq!(numbers(store.by_index(tenant, BY_NAME, &[7])), [4]);
    assert_eq!(store.last_seq_of(other), 2);
    drop(store);
    assert_clean(folder.path());
}

#[test]
fn of_16_writers_who_count_one_number_none_is_overtaken() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let tenant = tenant();
    insert(&store, tenant, &specimen(0, "0", None)).unwrap();
    let conflicts: usize = thread::scope(|scope| {
        let writers: Vec<_> = (1..=16u8)
            .map(|writer| {
                let store = store.clone();
                scope.spawn(move || {
                    let mut conflicts = 0;
                    let mut done = 0;
                    while done < 10 {
                        let old = store.get::<Specimen>(tenant, &[0]).unwrap().unwrap();
                        let count: u32 = old.text.parse().unwrap();
                        let mut counted = change(tenant);
                        counted.replace(tenant, &old, &specimen(0, (count + 1).to_string(), None));
                        counted.put(tenant, &specimen(writer, format!("{writer} {done}"), None));
                        match store.commit(counted) {
                            Ok(seq) => {
                                assert!(store.get::<Specimen>(tenant, &[writer]).unwrap().unwrap().seq() == seq);
                                done += 1;
                            }
                            Err(CommitError::Conflict) => conflicts += 1,
                            Err(error) => panic!("{error}"),
                        }
                    }
                    conflicts
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    assert_eq!(store.get::<Specimen>(tenant, &[0]).unwrap().unwrap().text, "160", "{conflicts} conflicts");
    assert_eq!(store.last_seq(), 161);
    assert_eq!(store.tail(100).count(), 62);
    drop(store);
    assert_clean(folder.path());
}

/// Each group of changes goes to disk while the one before goes into the state: neither may miss what the other takes.
#[test]
fn of_8_writers_who_take_three_names_from_each_other_no_two_hold_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let tenant = tenant();
    let refused: usize = thread::scope(|scope| {
        let writers: Vec<_> = (0..8u8)
            .map(|writer| {
                let store = store.clone();
                scope.spawn(move || {
                    let mut refused = 0;
                    for round in 0..60u8 {
                        let name = (!round.is_multiple_of(4)).then_some((writer + round) % 3);
                        let wanted = specimen(writer, format!("{writer} {round}"), name);
                        let mut taken = change(tenant);
                        taken.put(tenant, &wanted);
                        match store.commit(taken) {
                            Ok(_) => assert_eq!(*store.get::<Specimen>(tenant, &[writer]).unwrap().unwrap(), wanted),
                            Err(CommitError::Conflict) => refused += 1,
                            Err(error) => panic!("{error}"),
                        }
                    }
                    refused
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    assert!(refused > 0, "nobody was in anybody's way");
    let names: Vec<u8> = store.scan::<Specimen>(tenant, &[]).filter_map(|found| found.unwrap().name).collect();
    let different: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(different.len(), names.len(), "{names:?}");
    drop(store);
    assert_clean(folder.path());
}

#[test]
fn a_reader_never_sees_half_a_value_while_it_is_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let tenant = tenant();
    insert(&store, tenant, &specimen(1, "a".repeat(20_000), None)).unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for letter in 0..200u8 {
                let length = if letter % 2 == 0 { 20_000 } else { 5_000 };
                let mut rewritten = change(tenant);
                rewritten.put(tenant, &specimen(1, char::from(b'a' + letter % 26).to_string().repeat(length), None));
                store.commit(rewritten).unwrap();
            }
        });
        while !writer.is_finished() {
            let read = store.get::<Specimen>(tenant, &[1]).unwrap().unwrap();
            let first = read.text.chars().next().unwrap();
            assert!(read.text.chars().all(|letter| letter == first));
            assert_eq!(numbers(store.scan(tenant, &[])), [1]);
        }
    });
}

#[test]
fn the_state_is_made_anew_where_it_is_gone_broken_or_of_another_journal() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let tenant = tenant();
    for (path, count) in [(folder.path(), 30), (elsewhere.path(), 40)] {
        let store = Store::open(path).unwrap();
        for number in 0..count {
            insert(&store, tenant, &specimen(number, "a", Some(number))).unwrap();
        }
    }
    let state = folder.path().join(STATE);
    let check = |what: &str| {
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(numbers(store.by_index(tenant, BY_TEXT, b"a")).len(), 30, "{what}");
        assert_eq!(store.last_seq_of(tenant), 30, "{what}");
        drop(store);
        assert_clean(folder.path());
    };
    check("as it is");
    fs::remove_dir_all(&state).unwrap();
    check("gone");
    fs::write(state.join("db"), vec![0xAA; 4096]).unwrap();
    check("broken");
    for item in fs::read_dir(&state).unwrap().map(|item| item.unwrap().path()) {
        if item.file_name().unwrap().to_str().unwrap().starts_with("snap.") {
            fs::write(item, b"").unwrap();
        }
    }
    fs::write(state.join("snap.0000000000000BAD.generating"), b"x").unwrap();
    check("left-over snapshots");
    fs::remove_dir_all(&state).unwrap();
    fs::rename(elsewhere.path().join(STATE), &state).unwrap();
    assert!(matches!(verify(folder.path()).unwrap().faults[..], [Finding::OtherJournal { applied: 40 }]));
    check("of another journal");
    rebuild(folder.path()).unwrap();
    check("rebuilt");
}

#[test]
fn verification_names_what_differs() {
    let folder = tempfile::tempdir().unwrap();
    let tenant = tenant();
    let store = Store::open(folder.path()).unwrap();
    for number in 0..5 {
        insert(&store, tenant, &specimen(number, "a".repeat(5000), None)).unwrap();
    }
    drop(store);
    type Spoil = fn(&sled::Db, &[u8]);
    let spoils: [(&str, Spoil); 5] = [
        ("value", |tree, key| drop(tree.insert(state::keys::value_key(key), b"00000000").unwrap())),
        ("value", |tree, key| drop(tree.remove(state::keys::value_key(key)).unwrap())),
        ("value", |tree, key| {
            // Where another value stands: whole, and not this one.
            let other = state::keys::value_key(&[&key[..key.len() - 1], &[4]].concat());
            let place = tree.get(other).unwrap().unwrap();
            tree.insert(state::keys::value_key(key), place).unwrap();
        }),
        ("not in the journal", |tree, key| drop(tree.insert(state::keys::value_key(&[key, &[1]].concat()), b"x").unwrap())),
        ("index", |tree, key| drop(tree.remove(state::keys::index_entry(key, BY_TEXT, b"aa\0").0).unwrap())),
    ];
    for (expected, spoil) in spoils {
        rebuild(folder.path()).unwrap();
        assert_clean(folder.path());
        let tree = sled::open(folder.path().join(STATE)).unwrap();
        spoil(&tree, &state::keys::journal_key(tenant.into(), Table::Specimen, &[3]));
        drop(tree);
        let report = verify(folder.path()).unwrap();
        assert!(report.faults.first().is_some_and(|fault| fault.to_string().contains(expected)), "{:?}", report.faults);
    }
}

#[test]
fn older_schemas_are_read_and_newer_ones_refused() {
    let old = [&1u16.to_le_bytes()[..], b"\"old\""].concat();
    assert_eq!(table::decode::<Specimen>(&old).unwrap(), specimen(0, "old", None));
    let newer = [&3u16.to_le_bytes()[..], b"{}"].concat();
    assert!(matches!(table::decode::<Specimen>(&newer), Err(StoreError::Newer { found: 3, known: 2, .. })));
    assert!(matches!(table::decode::<Specimen>(b"\x00\x00{}"), Err(StoreError::Unreadable { .. })));
}
