//! Reading registers: the view from above that lists, trees, counts and exports share.

pub mod branch;
pub mod facets;
pub mod facts;
pub mod list;
mod sweep;
pub mod terms;
#[cfg(test)]
mod tests;
pub mod tree;
pub mod view;

use super::Services;
use crate::{
    domain::{
        access::{Member, Tenant},
        activity::Activity,
        fault::Fault,
        id::{ActivityId, CategoryId, DepartmentId, PurposeId},
        purpose::Purpose,
        register::{Category, Department, RegisterKind, RegisterOf},
    },
    store::{Entry, Scope},
};
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use uuid::Uuid;
use view::RegisterView;

/// Beyond this many changes since the last look, one scan is cheaper than following each.
const FOLLOWED: u64 = 500;

/// The views that are in memory, one for each register that was looked at.
#[derive(Default)]
pub struct Registers(Mutex<FxHashMap<RegisterOf, Arc<RegisterView>>>);

/// The register as it stands now.
///
/// # Errors
/// Internal only.
pub fn view(services: &Services, member: &Member, kind: RegisterKind) -> Result<Arc<RegisterView>, Fault> {
    view_of(services, member.tenant(), kind)
}

/// The register of an organisation, for jobs that hold its tenant.
///
/// # Errors
/// Internal only.
pub fn view_of(services: &Services, tenant: Tenant, kind: RegisterKind) -> Result<Arc<RegisterView>, Fault> {
    let register = RegisterOf { organisation: tenant.organisation(), kind };
    let latest = services.store.last_seq_of(tenant);
    let cached = services.registers.0.lock().get(&register).cloned();
    if let Some(view) = &cached
        && view.seq >= latest
    {
        return Ok(Arc::clone(view));
    }
    let followed = match cached {
        Some(view) if latest - view.seq <= FOLLOWED => follow(services, tenant, kind, &view)?,
        _ => None,
    };
    let view = Arc::new(match followed {
        Some(view) => view,
        None => scan(services, tenant, kind)?,
    });
    let mut views = services.registers.0.lock();
    let kept = views.entry(register).or_insert_with(|| Arc::clone(&view));
    if kept.seq < view.seq {
        *kept = Arc::clone(&view);
    }
    Ok(view)
}

/// Makes the view from the store.
fn scan(services: &Services, tenant: Tenant, kind: RegisterKind) -> Result<RegisterView, Fault> {
    // The number is read first: what is written during the scan is seen again later, never missed.
    let mut view = RegisterView::default();
    view.seq = services.store.last_seq_of(tenant);
    for category in services.store.scan::<Category>(tenant, &[]) {
        let category = category?.into_inner();
        if category.register == kind {
            view.put_category(category);
        }
    }
    for department in services.store.scan::<Department>(tenant, &[]) {
        view.put_department(department?.into_inner());
    }
    for purpose in services.store.scan::<Purpose>(tenant, &[]) {
        let purpose = purpose?;
        if purpose.register == kind {
            view.put_purpose(&purpose);
        }
    }
    let mut failed = None;
    let activities = services.store.scan::<Activity>(tenant, &[]).filter_map(|activity| match activity {
        Ok(activity) => (activity.register == kind).then(|| activity.into_inner()),
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    view.put_activities(activities);
    failed.map_or(Ok(view), |error| Err(error.into()))
}

/// Takes over the changes since a view was made; `None` where only a scan will do.
fn follow(services: &Services, tenant: Tenant, kind: RegisterKind, from: &RegisterView) -> Result<Option<RegisterView>, Fault> {
    let mut view = from.clone();
    view.forget();
    for entry in services.store.tail(from.seq + 1) {
        let entry = entry?;
        if entry.seq() - from.seq > FOLLOWED || !apply(&mut view, &entry, tenant, kind)? {
            return Ok(None);
        }
        view.seq = entry.seq();
    }
    Ok(Some(view))
}

/// False where names or places of branches changed, so that rows would have to be sorted anew.
fn apply(view: &mut RegisterView, entry: &Entry, tenant: Tenant, kind: RegisterKind) -> Result<bool, Fault> {
    let scope = Scope::from(tenant);
    let id = |(found, key): (Scope, &[u8])| (found == scope).then(|| Uuid::from_slice(key).ok()).flatten();
    for put in entry.puts::<Category>() {
        let (found, category) = put?;
        if found == scope && category.register == kind {
            if view.category(category.id).is_some() {
                return Ok(false);
            }
            view.put_category(category);
        }
    }
    for put in entry.puts::<Purpose>() {
        let (found, purpose) = put?;
        if found == scope && purpose.register == kind {
            let moved = view.purpose(purpose.id).is_some_and(|old| {
                old.name != purpose.name || old.category != purpose.category || old.subcategory != purpose.subcategory
            });
            if moved {
                return Ok(false);
            }
            view.put_purpose(&purpose);
        }
    }
    for put in entry.puts::<Department>() {
        let (found, department) = put?;
        if found == scope {
            view.put_department(department);
        }
    }
    let mut activities = Vec::new();
    for put in entry.puts::<Activity>() {
        let (found, activity) = put?;
        if found == scope && activity.register == kind {
            activities.push(activity);
        }
    }
    match activities.as_slice() {
        [] => {}
        [one] => view.put_activity(one),
        _ => view.put_activities(activities.into_iter()),
    }
    view.remove_activities(&entry.deletes::<Activity>().filter_map(id).map(ActivityId).collect());
    entry.deletes::<Purpose>().filter_map(id).for_each(|id| view.remove_purpose(PurposeId(id)));
    entry.deletes::<Department>().filter_map(id).for_each(|id| view.remove_department(DepartmentId(id)));
    entry.deletes::<Category>().filter_map(id).for_each(|id| view.remove_category(CategoryId(id)));
    Ok(true)
}
