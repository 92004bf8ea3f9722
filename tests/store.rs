//! Kills a process that writes, again and again: what it acknowledged is there, nothing is there by half.
//!
//! The writing process is this very test binary, started again with the folder in its environment.

use probant::{
    domain::{
        access::Tenant,
        event::{Actor, Event},
        id::{DepartmentId, OrganisationId},
        party::Contact,
        register::Department,
    },
    store::{Change, CommitError, Scope, Store, Versioned, verify},
};
use std::{
    collections::HashMap,
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    str::FromStr,
    thread,
    time::Duration,
};

const FOLDER: &str = "PROBANT_TEST_WRITER_FOLDER";
const ORGANISATION: &str = "PROBANT_TEST_WRITER_ORGANISATION";
const KILLS: u64 = 30;
const WRITERS: u64 = 8;
/// Departments that one change writes; now and then many more.
const FAMILY: usize = 3;
const LARGE_FAMILY: usize = 400;

/// Does nothing unless [`killed_while_writing`] starts it: then it writes until it is killed.
#[test]
fn writer() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let organisation = OrganisationId::from_str(&env::var(ORGANISATION).unwrap()).unwrap();
    let tenant = Tenant::unsafe_without_membership(organisation);
    let store = Store::open(Path::new(&folder)).unwrap();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &store;
            scope.spawn(move || {
                for round in 0.. {
                    write(store, tenant, writer, round);
                }
            });
        }
    });
}

/// One change: a family of departments that bear its name, its size and a number, and one more on the common count.
fn write(store: &Store, tenant: Tenant, writer: u64, round: u64) {
    let size = if round % 50 == 7 + writer { LARGE_FAMILY } else { FAMILY };
    let family = DepartmentId::new();
    loop {
        let mut change =
            Change::new("2026-01-01T00:00:00Z".parse().unwrap(), Actor::Machine, tenant, Event::new("family-written"));
        for number in 0..size {
            change.insert(tenant, &department(DepartmentId::new(), format!("{family} {size} {number}")));
        }
        match count(store, tenant) {
            Some(old) => change.replace(tenant, &old, &department(old.id, (number(&old) + 1).to_string())),
            None => change.insert(tenant, &department(count_id(), "1".to_owned())),
        };
        match store.commit(change) {
            Ok(_) => break,
            Err(CommitError::Conflict) => {}
            Err(error) => panic!("{error}"),
        }
    }
    // One call, so that a line is never cut by another writer.
    std::io::stdout().lock().write_all(format!("acknowledged {family}\n").as_bytes()).unwrap();
}

fn department(id: DepartmentId, name: String) -> Department {
    Department { id, name, head: Contact::default() }
}

fn count_id() -> DepartmentId {
    DepartmentId::from_str("00000000-0000-0000-0000-000000000001").unwrap()
}

fn count(store: &Store, tenant: Tenant) -> Option<Versioned<Department>> {
    store.get(tenant, count_id().as_bytes()).unwrap()
}

fn number(count: &Department) -> u64 {
    count.name.parse().unwrap()
}

#[test]
fn killed_while_writing() {
    let folder = tempfile::tempdir().unwrap();
    let organisation = OrganisationId::new();
    let mut acknowledged = Vec::new();
    for kill in 0..KILLS {
        acknowledged.extend(write_and_kill(folder.path(), organisation, kill * 37 % 260));
        let report = verify(folder.path()).unwrap();
        assert!(report.is_clean(), "kill {kill}: {:?}", report.faults);
        let store = Store::open(folder.path()).unwrap();
        check(&store, Tenant::unsafe_without_membership(organisation), &acknowledged, kill);
    }
    println!("{KILLS} kills, {} changes acknowledged", acknowledged.len());
}

/// Lets a process write for a while after its first acknowledgement, kills it, answers what it acknowledged.
fn write_and_kill(folder: &Path, organisation: OrganisationId, after: u64) -> Vec<String> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["store::writer", "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .env(ORGANISATION, organisation.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.by_ref().map_while(Result::ok).find_map(family).expect("the writer writes");
    let reader = thread::spawn(move || [first].into_iter().chain(lines.map_while(Result::ok).filter_map(family)).collect());
    thread::sleep(Duration::from_millis(after));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

fn family(line: String) -> Option<String> {
    line.strip_prefix("acknowledged ").map(str::to_owned)
}

fn check(store: &Store, tenant: Tenant, acknowledged: &[String], kill: u64) {
    let mut families: HashMap<String, (usize, usize)> = HashMap::new();
    for found in store.scan::<Department>(Scope::from(tenant), &[]) {
        let found = found.unwrap();
        if let [family, size, _] = found.name.split(' ').collect::<Vec<_>>()[..] {
            families.entry(family.to_owned()).or_insert((0, size.parse().unwrap())).0 += 1;
        }
    }
    for family in acknowledged {
        assert!(families.contains_key(family), "kill {kill}: {family} was acknowledged and is missing");
    }
    for (family, (found, size)) in &families {
        assert_eq!(found, size, "kill {kill}: {family} is there by half");
    }
    let counted = count(store, tenant).map_or(0, |count| number(&count));
    assert_eq!(counted, families.len() as u64, "kill {kill}: a change that met another was lost");
}
