//! The past of values: found by an index, read from the journal.

use super::*;
use crate::store::Written;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A change of a second that puts one specimen.
fn put(store: &Store, tenant: Tenant, second: i64, value: &Specimen) -> u64 {
    let mut change = change_at(tenant, second, &value.text);
    change.put(tenant, value);
    store.commit(change).unwrap()
}

fn delete(store: &Store, tenant: Tenant, second: i64, number: u8) -> u64 {
    let old = store.get::<Specimen>(tenant, &[number]).unwrap().unwrap();
    let mut change = change_at(tenant, second, "");
    change.delete(tenant, &old);
    store.commit(change).unwrap()
}

fn texts(store: &Store, tenant: Tenant, seq: u64) -> Vec<String> {
    let mut texts: Vec<_> = store.all_stood_at::<Specimen>(tenant, seq).unwrap().into_iter().map(|value| value.text).collect();
    texts.sort();
    texts
}

#[test]
fn every_version_of_a_value_is_found_the_latest_first() {
    let folder = tempfile::tempdir().unwrap();
    let (own, other) = (tenant(), tenant());
    let store = Store::open(folder.path()).unwrap();
    let first = put(&store, own, 10, &specimen(1, "a", None));
    put(&store, own, 11, &specimen(2, "x", None));
    put(&store, other, 12, &specimen(1, "y", None));
    let second = put(&store, own, 13, &specimen(1, "b".repeat(9_000), None));
    let third = delete(&store, own, 14, 1);
    let fourth = put(&store, own, 15, &specimen(1, "c", None));
    let check = |store: &Store| {
        let versions = store.versions::<Specimen>(own, &[1], u64::MAX, 9).unwrap();
        let told: Vec<_> =
            versions.iter().map(|version| (version.seq, version.time, version.value().map(|v| v.text.len()))).collect();
        assert_eq!(
            told,
            [(fourth, at(15), Some(1)), (third, at(14), None), (second, at(13), Some(9_000)), (first, at(10), Some(1))]
        );
        assert_eq!(versions[1].written, Written::Deleted);
        assert_eq!(versions[3].event.detail, [("name".to_owned(), "a".to_owned())]);
        let before = store.versions::<Specimen>(own, &[1], third, 1).unwrap();
        assert_eq!(before.iter().map(|version| version.seq).collect::<Vec<_>>(), [second]);
        assert!(store.versions::<Specimen>(own, &[7], u64::MAX, 9).unwrap().is_empty());
    };
    check(&store);
    drop(store);
    assert_clean(folder.path());
    rebuild(folder.path()).unwrap();
    check(&Store::open(folder.path()).unwrap());
}

#[test]
fn values_stand_as_they_did_after_each_change() {
    let folder = tempfile::tempdir().unwrap();
    let (own, other) = (tenant(), tenant());
    let store = Store::open(folder.path()).unwrap();
    let mut expected: Vec<(u64, Vec<&str>)> = vec![(0, vec![])];
    expected.push((put(&store, own, 10, &specimen(1, "a", None)), vec!["a"]));
    expected.push((put(&store, own, 20, &specimen(2, "b", None)), vec!["a", "b"]));
    put(&store, other, 25, &specimen(1, "foreign", None));
    expected.push((put(&store, own, 30, &specimen(1, "c", None)), vec!["b", "c"]));
    expected.push((delete(&store, own, 40, 2), vec!["c"]));
    expected.push((put(&store, own, 50, &specimen(2, "d", None)), vec!["c", "d"]));
    for (seq, expected) in &expected {
        assert_eq!(texts(&store, own, *seq), *expected, "after {seq}");
    }
    let one = |seq| store.stood_at::<Specimen>(own, &[2], seq).unwrap().map(|value| value.text);
    let told: Vec<_> = expected.iter().map(|(seq, _)| one(*seq)).collect();
    assert_eq!(told, [None, None, Some("b".into()), Some("b".into()), None, Some("d".into())]);
    // The last change from before a moment, whoever else changed something meanwhile.
    let numbers: Vec<u64> = expected.iter().map(|(seq, _)| *seq).collect();
    for (moment, number) in [(0, 0), (10, 0), (11, 1), (20, 1), (26, 2), (31, 3), (40, 3), (45, 4), (50, 4), (51, 5), (999, 5)] {
        assert_eq!(store.last_before(own, at(moment)).unwrap(), numbers[number], "{moment}");
    }
    assert_eq!(store.last_before(tenant(), at(999)).unwrap(), 0);
    drop(store);
    assert_clean(folder.path());
}

#[test]
fn an_entry_that_writes_many_values_is_read_for_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let own = tenant();
    let store = Store::open(folder.path()).unwrap();
    let mut change = change(own);
    for number in 0..50 {
        change.insert(own, &specimen(number, format!("v{number}"), None));
    }
    let first = store.commit(change).unwrap();
    put(&store, own, 1, &specimen(7, "later", None));
    assert_eq!(texts(&store, own, first).len(), 50);
    let now = texts(&store, own, store.last_seq());
    assert_eq!((now.len(), now.contains(&"later".to_owned()), now.contains(&"v7".to_owned())), (50, true, false));
}
