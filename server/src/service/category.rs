//! Categories and subcategories of a register: made, renamed, moved and deleted by privacy champions.

use super::{
    Services,
    attempt::{self, Attempt, until_settled},
    register::{self, tree::Counts, view::RegisterView},
};
use crate::{
    domain::{
        access::{Champion, Member, Tenant},
        activity::Activity,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::CategoryId,
        purpose::Purpose,
        register::{Category, RegisterKind},
    },
    store::{
        Change, StoreError, Versioned,
        schema::{
            activity::IN_PURPOSE,
            purpose::IN_CATEGORY,
            register::{IN_PARENT, parent_key},
        },
    },
};

/// A category or subcategory with what stands below it.
pub struct CategorySheet {
    pub category: Versioned<Category>,
    /// Name of the category a subcategory belongs to; empty for a category.
    pub parent: String,
    pub subcategories: usize,
    pub purposes: usize,
    pub counts: Counts,
}

/// The categories of a register in the order of the tree, each followed by its subcategories.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, member: &Member, kind: RegisterKind) -> Result<Vec<CategorySheet>, Fault> {
    let tree = register::view(services, member, kind)?.tree();
    let ids = tree
        .categories
        .iter()
        .flat_map(|category| std::iter::once(category.id).chain(category.subcategories.iter().map(|subcategory| subcategory.id)));
    ids.map(|id| sheet(services, member, kind, id)).collect()
}

/// One category or subcategory.
///
/// # Errors
/// `NotFound` where there is none in this register of this organisation.
pub fn sheet(services: &Services, member: &Member, kind: RegisterKind, id: CategoryId) -> Result<CategorySheet, Fault> {
    let category = find(services, member.tenant(), kind, id)?;
    let view = register::view(services, member, kind)?;
    let tree = view.tree();
    let name = |id| view.category(id).map(|category| category.name.clone()).unwrap_or_default();
    let branch = tree.categories.iter().find(|branch| branch.id == category.parent.unwrap_or(id)).ok_or(Fault::NotFound)?;
    let parent = category.parent.map(name).unwrap_or_default();
    Ok(match branch.subcategories.iter().find(|sub| sub.id == id) {
        Some(sub) => CategorySheet { category, parent, subcategories: 0, purposes: sub.purposes.len(), counts: sub.counts },
        None => {
            let below: usize = branch.subcategories.iter().map(|sub| sub.purposes.len()).sum();
            let (subcategories, purposes) = (branch.subcategories.len(), branch.purposes.len() + below);
            CategorySheet { category, parent, subcategories, purposes, counts: branch.counts }
        }
    })
}

/// Adds a category or, below a parent, a subcategory. One that was proposed under this name becomes a real one.
///
/// # Errors
/// `Invalid` where the name is missing or taken, or the parent is a subcategory; `NotFound` without the parent.
pub fn create(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    name: &str,
    parent: Option<CategoryId>,
) -> Result<CategoryId, Fault> {
    let tenant = champion.tenant();
    let name = required(name)?;
    until_settled(|| {
        let view = register::view(services, champion, kind)?;
        let id = named(&view, parent, name).unwrap_or_default();
        let mut change = change(services, champion, "category-created", id, name);
        hang(services, tenant, kind, parent, &mut change)?;
        let category = Category { id, register: kind, name: name.to_owned(), parent, pack: None, proposed: false };
        if view.category(id).is_some() {
            let old = find(services, tenant, kind, id)?;
            if !old.proposed {
                return Err(taken(name).into());
            }
            change.replace(tenant, &old, &category);
        } else {
            change.insert(tenant, &category);
        }
        attempt::commit(services, change)?;
        Ok(id)
    })
}

/// Renames a category, and hangs it with all that stands below on another one; without a parent it stands by itself.
/// `seq` is the number of the change that it was read at.
///
/// # Errors
/// As [`create`]; `Conflict` for a pack's category, for one that has subcategories itself and is to become one, and
/// where somebody changed it since `seq`.
pub fn update(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: CategoryId,
    seq: Option<u64>,
    name: &str,
    parent: Option<CategoryId>,
) -> Result<(), Fault> {
    let tenant = champion.tenant();
    let name = required(name)?;
    until_settled(|| {
        let old = own(services, tenant, kind, id)?;
        if seq.is_some_and(|seq| seq != old.seq()) {
            return Err(Fault::conflict("fault-changed-meanwhile").into());
        }
        let view = register::view(services, champion, kind)?;
        if named(&view, parent, name).is_some_and(|found| found != id) {
            return Err(taken(name).into());
        }
        let mut change = change(services, champion, "category-changed", id, name);
        if parent != old.parent {
            hang(services, tenant, kind, parent, &mut change)?;
            let below = branches(services, tenant, &old)?.len();
            if parent == Some(id) || (below > 0 && parent.is_some()) {
                return Err(Fault::conflict("category-has-subcategories").into());
            }
            change.require_count::<Category>(tenant, IN_PARENT, &parent_key(kind, Some(id)), below);
            if old.parent.is_some() || parent.is_some() {
                take_along(services, tenant, &old, parent, &mut change)?;
            }
        }
        change.replace(tenant, &old, &Category { name: name.to_owned(), parent, proposed: false, ..Category::clone(&old) });
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Deletes a category with the subcategories and purposes below it, where none of them holds an activity.
///
/// # Errors
/// `NotFound`; `Conflict` with the number of activities, or for a pack's category.
pub fn delete(services: &Services, champion: &Champion, kind: RegisterKind, id: CategoryId) -> Result<(), Fault> {
    let tenant = champion.tenant();
    until_settled(|| {
        let old = own(services, tenant, kind, id)?;
        let mut change = change(services, champion, "category-deleted", id, &old.name);
        let (branches, purposes) = (branches(services, tenant, &old)?, purposes(services, tenant, &old)?);
        let mut count = 0;
        for purpose in &purposes {
            count += services.store.by_index::<Activity>(tenant, IN_PURPOSE, purpose.id.as_bytes()).count();
            change.require_count::<Activity>(tenant, IN_PURPOSE, purpose.id.as_bytes(), 0);
            change.delete(tenant, purpose);
        }
        if count > 0 {
            return Err(Fault::Conflict(vec![FieldError::new("", "category-has-activities").with("count", count)]).into());
        }
        change.require_count::<Purpose>(tenant, IN_CATEGORY, &place_key(&old), purposes.len());
        change.require_count::<Category>(tenant, IN_PARENT, &parent_key(kind, Some(id)), branches.len());
        for branch in branches.iter().chain([&old]) {
            change.delete(tenant, branch);
        }
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Hangs the purposes of a category, which has no subcategories, where it will stand itself.
fn take_along(
    services: &Services,
    tenant: Tenant,
    old: &Category,
    parent: Option<CategoryId>,
    change: &mut Change,
) -> Result<(), Fault> {
    let (category, subcategory) = parent.map_or((old.id, None), |parent| (parent, Some(old.id)));
    let purposes = purposes(services, tenant, old)?;
    change.require_count::<Purpose>(tenant, IN_CATEGORY, &place_key(old), purposes.len());
    for purpose in &purposes {
        change.replace(tenant, purpose, &Purpose { category, subcategory, ..Purpose::clone(purpose) });
    }
    Ok(())
}

/// Relies on a parent that can have subcategories.
fn hang(
    services: &Services,
    tenant: Tenant,
    kind: RegisterKind,
    parent: Option<CategoryId>,
    change: &mut Change,
) -> Result<(), Fault> {
    let Some(parent) = parent else { return Ok(()) };
    let parent = find(services, tenant, kind, parent)?;
    if parent.parent.is_some() {
        return Err(Fault::invalid("parent", "category-too-deep"));
    }
    change.require(tenant, &parent);
    Ok(())
}

/// The subcategories of a category.
fn branches(services: &Services, tenant: Tenant, of: &Category) -> Result<Vec<Versioned<Category>>, StoreError> {
    services.store.by_index::<Category>(tenant, IN_PARENT, &parent_key(of.register, Some(of.id))).collect()
}

/// The purposes on a category and on its subcategories.
fn purposes(services: &Services, tenant: Tenant, of: &Category) -> Result<Vec<Versioned<Purpose>>, StoreError> {
    services.store.by_index::<Purpose>(tenant, IN_CATEGORY, &place_key(of)).collect()
}

/// What the index keys of the purposes below a category begin with.
pub(super) fn place_key(of: &Category) -> Vec<u8> {
    match of.parent {
        Some(parent) => [*parent.as_bytes(), *of.id.as_bytes()].concat(),
        None => of.id.as_bytes().to_vec(),
    }
}

fn find(services: &Services, tenant: Tenant, kind: RegisterKind, id: CategoryId) -> Result<Versioned<Category>, Fault> {
    let category = services.store.get::<Category>(tenant, id.as_bytes())?;
    category.filter(|category| category.register == kind).ok_or(Fault::NotFound)
}

/// One that the organisation may change.
fn own(services: &Services, tenant: Tenant, kind: RegisterKind, id: CategoryId) -> Result<Versioned<Category>, Attempt> {
    let category = find(services, tenant, kind, id)?;
    if category.pack.is_some() { Err(Fault::conflict("category-of-pack").into()) } else { Ok(category) }
}

fn named(view: &RegisterView, parent: Option<CategoryId>, name: &str) -> Option<CategoryId> {
    view.categories().find(|category| category.parent == parent && category.name == name).map(|category| category.id)
}

fn required(name: &str) -> Result<&str, Fault> {
    let name = name.trim();
    if name.is_empty() { Err(Fault::invalid("name", "fault-required")) } else { Ok(name) }
}

fn taken(name: &str) -> Fault {
    Fault::Invalid(vec![FieldError::new("name", "category-name-taken").with("name", name)])
}

fn change(services: &Services, champion: &Champion, kind: &'static str, id: CategoryId, name: &str) -> Change {
    let event = Event::new(kind).about(id.0).with("name", name);
    Change::new(services.clock.now(), Actor::Account(champion.account()), champion.tenant(), event)
}

#[cfg(test)]
mod tests;
