//! Random changes leave the store as a plain map would be, also after reopening and rebuilding.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
    Insert(Specimen),
    Put(Specimen),
    Replace(u8, Specimen),
    Delete(u8),
}

fn value() -> impl Strategy<Value = Specimen> {
    let text = prop_oneof![4 => "[ab]{0,3}", 1 => "[ab]{3995,4010}", 1 => "[a]{8000,13000}"];
    (0..8u8, text, proptest::option::of(0..4u8)).prop_map(|(number, text, name)| specimen(number, text, name))
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        value().prop_map(Step::Insert),
        value().prop_map(Step::Put),
        (0..8u8, value()).prop_map(|(number, value)| Step::Replace(number, value)),
        (0..8u8).prop_map(Step::Delete),
    ]
}

type Model = BTreeMap<u8, Specimen>;

/// What a change of these steps does to a map; `None` where it must be refused.
fn modelled(before: &Model, steps: &[Step]) -> Option<Model> {
    let mut after = before.clone();
    for step in steps {
        match step {
            Step::Insert(value) => {
                if before.contains_key(&value.number) {
                    return None;
                }
                after.insert(value.number, value.clone());
            }
            Step::Put(value) => drop(after.insert(value.number, value.clone())),
            Step::Replace(number, value) => {
                before.get(number)?;
                if *number != value.number {
                    if before.contains_key(&value.number) {
                        return None;
                    }
                    after.remove(number);
                }
                after.insert(value.number, value.clone());
            }
            Step::Delete(number) => {
                before.get(number)?;
                after.remove(number);
            }
        }
    }
    Some(after)
}

fn names_are_unique(model: &Model) -> bool {
    let mut names: Vec<_> = model.values().filter_map(|value| value.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    names.len() == count
}

fn made(store: &Store, tenant: Tenant, steps: &[Step]) -> Option<Change> {
    let mut change = change(tenant);
    for step in steps {
        let old = |number: &u8| store.get::<Specimen>(tenant, &[*number]).unwrap();
        match step {
            Step::Insert(value) => change.insert(tenant, value),
            Step::Put(value) => change.put(tenant, value),
            Step::Replace(number, value) => change.replace(tenant, &old(number)?, value),
            Step::Delete(number) => change.delete(tenant, &old(number)?),
        };
    }
    Some(change)
}

fn assert_same(store: &Store, tenant: Tenant, model: &Model) {
    let values: Vec<_> = store.scan::<Specimen>(tenant, &[]).map(|value| value.unwrap().into_inner()).collect();
    assert_eq!(values, model.values().cloned().collect::<Vec<_>>());
    for start in ["", "a", "b", "ab"] {
        let mut expected: Vec<_> =
            model.values().filter(|value| value.text.starts_with(start)).map(|value| value.number).collect();
        let mut found = numbers(store.by_index(tenant, BY_TEXT, start.as_bytes()));
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "texts that begin with {start:?}");
    }
    for name in 0..4 {
        let expected: Vec<_> = model.values().filter(|value| value.name == Some(name)).map(|value| value.number).collect();
        assert_eq!(numbers(store.by_index(tenant, BY_NAME, &[name])), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_behaves_as_a_map(changes in proptest::collection::vec(proptest::collection::vec(step(), 1..5), 1..30)) {
        let folder = tempfile::tempdir().unwrap();
        let tenant = tenant();
        let mut store = Store::open(folder.path()).unwrap();
        let mut model = Model::new();
        for (at, steps) in changes.iter().enumerate() {
            let Some(change) = made(&store, tenant, steps) else { continue };
            let foretold = modelled(&model, steps).filter(names_are_unique);
            match (store.commit(change), foretold) {
                (Ok(_), Some(after)) => model = after,
                (Err(CommitError::Conflict), None) => {}
                (made, foretold) => panic!("{made:?} where {foretold:?}: {steps:?}"),
            }
            if at % 10 == 9 {
                drop(store);
                if at % 20 == 19 {
                    rebuild(folder.path()).unwrap();
                }
                store = Store::open(folder.path()).unwrap();
            }
            assert_same(&store, tenant, &model);
        }
        drop(store);
        assert_clean(folder.path());
        rebuild(folder.path()).unwrap();
        assert_same(&Store::open(folder.path()).unwrap(), tenant, &model);
        assert_clean(folder.path());
    }

    /// A crash leaves some writes of the last group in the state, in their order. The next start makes them whole, and so
    /// does a verification.
    #[test]
    fn a_group_that_is_in_the_state_in_part_is_made_whole(
        changes in proptest::collection::vec(proptest::collection::vec(step(), 1..5), 2..12),
        whole in 0..100usize,
        part in 0..100usize,
        verified_first in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let tenant = tenant();
        let mut model = Model::new();
        let store = Store::open(folder.path()).unwrap();
        for steps in &changes {
            let Some(change) = made(&store, tenant, steps) else { continue };
            if store.commit(change).is_ok() {
                model = modelled(&model, steps).unwrap();
            }
        }
        let entries: Vec<_> = store.tail(1).map(Result::unwrap).collect();
        drop(store);
        let (before, group) = entries.split_at(entries.len() * whole / 100);
        let state_folder = folder.path().join(STATE);
        state::remove(&state_folder).unwrap();
        let segments = Arc::new(Segments::of(&folder.path().join(JOURNAL)).unwrap());
        let state = state::open(&state_folder, segments).unwrap();
        let link = |entry: &Entry| journal::Link { seq: entry.seq(), hash: entry.hash };
        if let Some(last) = before.last() {
            staged(&state, before).unwrap().apply(link(last)).unwrap();
        }
        if let Some(last) = group.last() {
            let all = staged(&state, group).unwrap().apply_in_part(link(last), 0).unwrap();
            staged(&state, group).unwrap().apply_in_part(link(last), all * part / 100).unwrap();
        }
        drop(state);
        if verified_first {
            assert_clean(folder.path());
        }
        let store = Store::open(folder.path()).unwrap();
        assert_same(&store, tenant, &model);
        drop(store);
        assert_clean(folder.path());
    }
}
