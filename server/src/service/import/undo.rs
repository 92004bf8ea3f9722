//! Takes a whole import back, as long as nothing that it made was changed since and nothing was built on it: the register is
//! then as it was before.
//!
//! Everything that an import makes is written by one change, the one that wrote down what it made. So whatever bears the
//! number of that change is what it made and is unchanged since.

use super::{find, upload};
use crate::{
    domain::{
        access::{Champion, Tenant},
        activity::Activity,
        comment::Comment,
        document::Document,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::{ActivityId, DepartmentId, ImportId, PurposeId},
        import::{Creates, Import},
        purpose::Purpose,
        register::{Category, Department, RegisterKind},
    },
    service::{
        Services,
        attempt::{self, Attempt, until_settled},
        category::place_key,
        draft, membership, register, review,
    },
    store::{
        Change, Stored, Versioned,
        schema::{
            activity::IN_PURPOSE,
            document::BY_LINK,
            purpose::IN_CATEGORY,
            register::{IN_PARENT, parent_key},
        },
    },
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Takes an import back: what is no longer there. The file waits again, for as long as it is kept.
///
/// # Errors
/// `NotFound`; `Conflict` where it made nothing, and with every reason where something was changed since or, else, is in use.
pub fn undo(services: &Services, champion: &Champion, kind: RegisterKind, id: ImportId) -> Result<Creates, Fault> {
    until_settled(|| attempt(services, champion, kind, id))
}

/// What an import made and is still as it made it.
struct Made {
    activities: Vec<Versioned<Activity>>,
    purposes: Vec<Versioned<Purpose>>,
    categories: Vec<Versioned<Category>>,
    departments: Vec<Versioned<Department>>,
}

fn attempt(services: &Services, champion: &Champion, kind: RegisterKind, id: ImportId) -> Result<Creates, Attempt> {
    let tenant = champion.tenant();
    let import = find(services, champion, kind, id)?;
    let creates = import.made.ok_or_else(|| Fault::conflict("import-undo-nothing"))?;
    let seq = import.seq();
    let made = Made {
        activities: unchanged(services, tenant, seq)?,
        purposes: unchanged(services, tenant, seq)?,
        categories: unchanged(services, tenant, seq)?,
        departments: unchanged(services, tenant, seq)?,
    };
    let mut reasons = made.changed(&creates);
    if !reasons.is_empty() {
        return Err(Fault::Conflict(reasons).into());
    }
    let event = Event::new("import-undone").about(id.0).with("count", creates.activities).with("file", &import.file_name);
    let mut change = Change::new(services.clock.now(), Actor::Account(champion.account()), tenant, event);
    made.rely_on_nothing_more(services, tenant, &mut change, &mut reasons)?;
    made.used_elsewhere(services, champion, &mut reasons)?;
    if !reasons.is_empty() {
        return Err(Fault::Conflict(reasons).into());
    }
    for activity in &made.activities {
        change.delete(tenant, activity);
        draft::forget_all(services, champion, activity.id.0, &mut change)?;
        review::forget(services, tenant, activity.id, &mut change)?;
    }
    for purpose in &made.purposes {
        change.delete(tenant, purpose);
    }
    for category in &made.categories {
        change.delete(tenant, category);
    }
    for department in &made.departments {
        change.delete(tenant, department);
    }
    if upload::exists(&services.config.data, id) {
        let undone_at = Some(services.clock.now());
        change.replace(tenant, &import, &Import { made: None, undone_at, ..Import::clone(&import) });
    } else {
        change.delete(tenant, &import);
    }
    attempt::commit(services, change)?;
    Ok(creates)
}

/// The values that a change wrote and none after it.
fn unchanged<T: Stored>(services: &Services, tenant: Tenant, seq: u64) -> Result<Vec<Versioned<T>>, Fault> {
    let found = services.store.scan::<T>(tenant, &[]);
    found.filter(|value| value.as_ref().map_or(true, |value| value.seq() == seq)).map(|value| Ok(value?)).collect()
}

impl Made {
    /// What was changed or deleted since. More than it made means that everything came here at once, from elsewhere.
    fn changed(&self, creates: &Creates) -> Vec<FieldError> {
        let counts = [
            ("import-undo-activities", creates.activities as usize, self.activities.len()),
            ("import-undo-purposes", creates.purposes as usize, self.purposes.len()),
            ("import-undo-categories", (creates.categories + creates.subcategories) as usize, self.categories.len()),
            ("import-undo-departments", creates.departments as usize, self.departments.len()),
        ];
        let other = counts.into_iter().filter(|(_, made, left)| left != made);
        other.map(|(key, made, left)| FieldError::new("", key).with("count", made.abs_diff(left))).collect()
    }

    /// Nothing else stands in the branches that it made, and nothing will when the change is made.
    fn rely_on_nothing_more(
        &self,
        services: &Services,
        tenant: Tenant,
        change: &mut Change,
        reasons: &mut Vec<FieldError>,
    ) -> Result<(), Fault> {
        let mut own: FxHashMap<PurposeId, usize> = FxHashMap::default();
        for activity in &self.activities {
            *own.entry(activity.purpose).or_default() += 1;
        }
        let mut used = |name: &str, found: usize, own: usize| {
            if found > own {
                reasons.push(FieldError::new("", "import-undo-used").with("name", name).with("count", found - own));
            }
        };
        for purpose in &self.purposes {
            let own = own.get(&purpose.id).copied().unwrap_or_default();
            let prefix = purpose.id.as_bytes();
            used(&purpose.name, services.store.by_index::<Activity>(tenant, IN_PURPOSE, prefix).count(), own);
            change.require_count::<Activity>(tenant, IN_PURPOSE, prefix, own);
        }
        for category in &self.categories {
            let (place, parent) = (place_key(category), parent_key(category.register, Some(category.id)));
            let stands = |purpose: &&Versioned<Purpose>| match category.parent {
                Some(_) => purpose.subcategory == Some(category.id),
                None => purpose.category == category.id,
            };
            let purposes = self.purposes.iter().filter(stands).count();
            let below = self.categories.iter().filter(|other| other.parent == Some(category.id)).count();
            used(&category.name, services.store.by_index::<Purpose>(tenant, IN_CATEGORY, &place).count(), purposes);
            used(&category.name, services.store.by_index::<Category>(tenant, IN_PARENT, &parent).count(), below);
            change.require_count::<Purpose>(tenant, IN_CATEGORY, &place, purposes);
            change.require_count::<Category>(tenant, IN_PARENT, &parent, below);
        }
        Ok(())
    }

    /// Departments that others name, and documents that are attached to activities.
    fn used_elsewhere(&self, services: &Services, champion: &Champion, reasons: &mut Vec<FieldError>) -> Result<(), Fault> {
        let own: FxHashSet<ActivityId> = self.activities.iter().map(|activity| activity.id).collect();
        let departments: FxHashMap<DepartmentId, &str> =
            self.departments.iter().map(|department| (department.id, department.name.as_str())).collect();
        let mut named: FxHashMap<DepartmentId, usize> = FxHashMap::default();
        if !departments.is_empty() {
            for kind in [RegisterKind::Controller, RegisterKind::Processor] {
                let view = register::view(services, champion, kind)?;
                let rows = view.rows().iter().filter(|row| !own.contains(&row.id));
                rows.filter_map(|row| row.department).for_each(|id| *named.entry(id).or_default() += 1);
            }
            for membership in membership::of_organisation(services, champion.tenant().organisation())? {
                membership.departments.iter().for_each(|id| *named.entry(*id).or_default() += 1);
            }
        }
        for (id, count) in named {
            if let Some(name) = departments.get(&id) {
                reasons.push(FieldError::new("", "import-undo-used").with("name", name).with("count", count));
            }
        }
        let attached = |activity: &&Versioned<Activity>| {
            services.store.by_index::<Document>(champion.tenant(), BY_LINK, activity.id.as_bytes()).next().is_some()
        };
        let attached = self.activities.iter().filter(attached).count();
        if attached > 0 {
            reasons.push(FieldError::new("", "import-undo-documents").with("count", attached));
        }
        let comments = services.store.scan::<Comment>(champion.tenant(), &[]).collect::<Result<Vec<_>, _>>()?;
        let comments =
            comments.iter().filter(|comment| comment.on.activity().is_some_and(|activity| own.contains(&activity))).count();
        if comments > 0 {
            reasons.push(FieldError::new("", "import-undo-comments").with("count", comments));
        }
        Ok(())
    }
}
