//! A disk that dies at any step never costs an acknowledged change.

use super::*;
use crate::store::disk::faults::Plan;

const CHANGES: u8 = 8;

/// Opens a store on a disk that dies at a step and makes changes until it does; answers the acknowledged ones.
fn run(folder: &Path, tenant: Tenant, step: u64, kept: usize) -> (Vec<u8>, u64) {
    let (mut disk, plan) = Plan::disk(step, kept);
    disk.segment_size = 3000;
    let Ok(store) = Store::open_on(folder, disk) else { return (Vec::new(), plan.steps()) };
    let mut acknowledged = Vec::new();
    let mut dead = false;
    for number in 0..CHANGES {
        let size = if number == 3 { 300_000 } else { 700 };
        match insert(&store, tenant, &specimen(number, "n".repeat(size), Some(number))) {
            Ok(_) => {
                assert!(!dead, "step {step}: acknowledged after a failure");
                assert!(store.get::<Specimen>(tenant, &[number]).unwrap().is_some());
                acknowledged.push(number);
            }
            Err(CommitError::Store(StoreError::Stopped(_))) => {
                dead = true;
                assert!(store.health().is_err());
            }
            Err(error) => panic!("step {step}: {error}"),
        }
    }
    (acknowledged, plan.steps())
}

#[test]
fn a_disk_that_dies_at_any_step_loses_nothing_acknowledged() {
    let mut died = 0;
    for kept in [0, 500, 999] {
        for step in 1.. {
            let folder = tempfile::tempdir().unwrap();
            let tenant = tenant();
            let (acknowledged, steps) = run(folder.path(), tenant, step, kept);
            assert_clean(folder.path());
            let store = Store::open(folder.path()).unwrap_or_else(|error| panic!("step {step}, kept {kept}: {error}"));
            let found = numbers(store.scan(tenant, &[]));
            assert!(found.starts_with(&acknowledged), "step {step}, kept {kept}: {acknowledged:?} {found:?}");
            // At most the change in flight is there besides: written, and not acknowledged.
            assert!(found.len() <= acknowledged.len() + 1, "step {step}, kept {kept}: {acknowledged:?} {found:?}");
            insert(&store, tenant, &specimen(200, "after", None)).unwrap();
            drop(store);
            assert_clean(folder.path());
            if steps < step {
                assert_eq!(acknowledged.len(), usize::from(CHANGES));
                break;
            }
            died += 1;
        }
    }
    assert!(died > 50, "{died} faults");
}
