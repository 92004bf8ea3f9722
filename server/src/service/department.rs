//! Departments: made, renamed and deleted by super users, read by everybody. Who works where is a matter of memberships.

use super::{Services, membership, register};
use crate::{
    domain::{
        access::{Member, Membership, SuperUser},
        department::DepartmentDraft,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        fold::fold,
        id::DepartmentId,
        register::{Department, RegisterKind},
    },
    store::{Change, Scope, Versioned},
};

/// A department and what depends on it.
#[derive(Clone, Debug)]
pub struct Counted {
    pub department: Versioned<Department>,
    /// People who work there.
    pub people: usize,
    /// Activities of both registers that it is in charge of.
    pub activities: usize,
}

/// The departments by name, with what depends on them.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, member: &Member) -> Result<Vec<Counted>, Fault> {
    let people = membership::of_organisation(services, member.tenant().organisation())?;
    all(services, member)?.into_iter().map(|department| count(services, member, department, &people)).collect()
}

/// One department.
///
/// # Errors
/// [`Fault::NotFound`].
pub fn find(services: &Services, member: &Member, id: DepartmentId) -> Result<Counted, Fault> {
    let people = membership::of_organisation(services, member.tenant().organisation())?;
    count(services, member, get(services, member, id)?, &people)
}

/// Makes a department.
///
/// # Errors
/// Every wrong field; a name that another one has.
pub fn create(services: &Services, super_user: &SuperUser, draft: DepartmentDraft) -> Result<DepartmentId, Fault> {
    let DepartmentDraft { name, head } = complete(services, super_user, draft, None)?;
    let department = Department { id: DepartmentId::new(), name, head };
    let mut change = change(services, super_user, "department-created", &department);
    change.insert(super_user.tenant(), &department);
    services.store.commit(change)?;
    Ok(department.id)
}

/// Changes name and head; what refers to the department follows.
///
/// # Errors
/// [`Fault::NotFound`]; every wrong field; a name that another one has; a conflict where somebody changed it since `seq`
/// was read.
pub fn update(
    services: &Services,
    super_user: &SuperUser,
    id: DepartmentId,
    draft: DepartmentDraft,
    seq: Option<u64>,
) -> Result<(), Fault> {
    let old = get(services, super_user, id)?;
    if seq.is_some_and(|seq| seq != old.seq()) {
        return Err(Fault::conflict("fault-changed-meanwhile"));
    }
    let DepartmentDraft { name, head } = complete(services, super_user, draft, Some(id))?;
    let new = Department { id, name, head };
    let mut change = change(services, super_user, "department-changed", &new);
    change.replace(super_user.tenant(), &old, &new);
    services.store.commit(change)?;
    Ok(())
}

/// Deletes a department; its people belong to it no more.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict that counts the activities which it is still in charge of.
pub fn delete(services: &Services, super_user: &SuperUser, id: DepartmentId) -> Result<(), Fault> {
    let Counted { department, activities, .. } = find(services, super_user, id)?;
    if activities > 0 {
        return Err(Fault::Conflict(vec![FieldError::new("", "department-in-charge").with("count", activities)]));
    }
    let mut change = change(services, super_user, "department-deleted", &department);
    change.delete(super_user.tenant(), &department);
    for before in membership::of_organisation(services, super_user.tenant().organisation())? {
        if before.departments.contains(&id) {
            let mut departments = before.departments.clone();
            departments.retain(|department| *department != id);
            change.replace(Scope::Instance, &before, &Membership { departments, ..(*before).clone() });
        }
    }
    services.store.commit(change)?;
    Ok(())
}

fn get(services: &Services, member: &Member, id: DepartmentId) -> Result<Versioned<Department>, Fault> {
    services.store.get(member.tenant(), id.as_bytes())?.ok_or(Fault::NotFound)
}

fn all(services: &Services, member: &Member) -> Result<Vec<Versioned<Department>>, Fault> {
    let found = services.store.scan::<Department>(member.tenant(), &[]);
    let mut departments = found.collect::<Result<Vec<_>, _>>()?;
    departments.sort_by_cached_key(|department| (fold(&department.name), department.id));
    Ok(departments)
}

fn count(
    services: &Services,
    member: &Member,
    department: Versioned<Department>,
    people: &[Versioned<Membership>],
) -> Result<Counted, Fault> {
    let works_there =
        |membership: &&Versioned<Membership>| membership.deleted.is_none() && membership.departments.contains(&department.id);
    let people = people.iter().filter(works_there).count();
    let mut activities = 0;
    for kind in [RegisterKind::Controller, RegisterKind::Processor] {
        let view = register::view(services, member, kind)?;
        activities += view.rows().iter().filter(|row| row.department == Some(department.id)).count();
    }
    Ok(Counted { department, people, activities })
}

/// Checks a draft, also against the other departments: two of one name would be taken for the same.
fn complete(
    services: &Services,
    member: &Member,
    draft: DepartmentDraft,
    except: Option<DepartmentId>,
) -> Result<DepartmentDraft, Fault> {
    let draft = draft.complete().map_err(Fault::Invalid)?;
    let name = fold(&draft.name);
    let taken = all(services, member)?.iter().any(|other| Some(other.id) != except && fold(&other.name) == name);
    if taken { Err(Fault::invalid("name", "department-name-taken")) } else { Ok(draft) }
}

fn change(services: &Services, super_user: &SuperUser, kind: &'static str, department: &Department) -> Change {
    let event = Event::new(kind).about(department.id.0).with("department", &department.name);
    Change::new(services.clock.now(), Actor::Account(super_user.account()), super_user.tenant(), event)
}
