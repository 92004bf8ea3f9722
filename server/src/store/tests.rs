//! The store as its users see it.

use super::*;
use crate::domain::{
    event::{Actor, Event},
    id::{DepartmentId, OrganisationId},
    party::Contact,
    register::Department,
};
use jiff::Timestamp;

pub fn tenant() -> Tenant {
    Tenant::unsafe_without_membership(OrganisationId::new())
}

pub fn department(name: &str) -> Department {
    Department { id: DepartmentId::new(), name: name.to_owned(), head: Contact::default() }
}

pub fn change(tenant: Tenant) -> Change {
    Change::new(Timestamp::UNIX_EPOCH, Actor::Machine, tenant, Event::new("department-created").with("name", "x"))
}

#[test]
fn a_change_is_read_at_once_and_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let tenant = tenant();
    let long = department(&"n".repeat(9000));
    let store = Store::open(folder.path()).unwrap();
    let mut first = change(tenant);
    first.insert(tenant, &long).insert(tenant, &department("a"));
    assert_eq!(store.commit(first).unwrap(), 1);
    let read = store.get::<Department>(tenant, long.id.as_bytes()).unwrap().unwrap();
    assert_eq!((&*read, read.seq()), (&long, 1));
    assert_eq!(store.scan::<Department>(tenant, &[]).count(), 2);
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.last_seq_of(tenant), 1);
    let read = store.get::<Department>(tenant, long.id.as_bytes()).unwrap().unwrap();
    let mut second = change(tenant);
    second.delete(tenant, &read);
    assert_eq!(store.commit(second).unwrap(), 2);
    assert_eq!(store.scan::<Department>(tenant, &[]).count(), 1);
    let told: Vec<_> = store.tail(1).map(|entry| entry.unwrap()).collect();
    assert_eq!(told.iter().map(|entry| entry.puts::<Department>().count()).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(told[1].deletes::<Department>().count(), 1);
    assert_eq!(told[0].event().detail, [("name".to_owned(), "x".to_owned())]);
}

#[test]
fn a_second_opening_is_refused_and_names_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let _store = Store::open(folder.path()).unwrap();
    let refused = Store::open(folder.path()).err().unwrap().to_string();
    assert!(refused.contains(&std::process::id().to_string()), "{refused}");
}
