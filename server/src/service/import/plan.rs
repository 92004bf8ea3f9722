//! What the rows of a file become: branches, departments, purposes with their frames, activities with their status.

use super::{
    check::standing,
    commit::{PLANNING, STEP, WRITING},
    running::Running,
};
use crate::{
    domain::{
        access::{Champion, Tenant},
        activity::{Activity, ActivityStatus},
        completeness::missing,
        exceeds::{frame_of, widen},
        fault::Fault,
        id::{ActivityId, PurposeId},
        import::{Creates, ImportRow},
        party::Contact,
        purpose::{Purpose, PurposeFrame, PurposeOrigin},
        register::RegisterKind,
    },
    service::{Services, activity, register::branch::Branches},
    store::{Change, Versioned},
};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// Everything that one import writes.
pub(super) struct Plan {
    branches: Branches,
    activities: Vec<Activity>,
    /// Purposes that exist and that activities were compared with.
    purposes: FxHashMap<PurposeId, Versioned<Purpose>>,
    pub creates: Creates,
}

impl Plan {
    /// Plans the rows, none of whose paths exists yet.
    pub fn of(
        services: &Services,
        champion: &Champion,
        kind: RegisterKind,
        mut branches: Branches,
        rows: Vec<ImportRow>,
        running: &Running<'_>,
    ) -> Result<Self, Fault> {
        let heads = heads(&rows);
        let now = services.clock.now();
        let mut activities = Vec::with_capacity(rows.len());
        let mut purposes = FxHashMap::default();
        let count = rows.len();
        for (done, row) in rows.into_iter().enumerate() {
            if done.is_multiple_of(STEP) {
                running.tell(done, count, PLANNING);
            }
            let subcategory = row.subcategory.as_deref().unwrap_or_default();
            let purpose = branches.purpose(&row.category, subcategory, &row.purpose, &PurposeOrigin::Import);
            let mut record = row.record;
            record.department = row.department.and_then(|department| {
                let head = heads.get(&department.name).unwrap_or(&department.head);
                branches.department(&department.name, head)
            });
            let complete = missing(kind, &record).is_empty();
            let fits = match branches.new_purposes.get_mut(&purpose) {
                Some(new) => {
                    frame(new, &record);
                    true
                }
                None => existing(services, champion, purpose, &mut purposes)?.holds(&record),
            };
            let status = standing(complete, fits);
            activities.push(Activity {
                id: ActivityId::new(),
                register: kind,
                purpose,
                status,
                created_by: champion.account(),
                created_at: now,
                updated_at: now,
                refusal: None,
                review_on: None,
                record,
            });
        }
        let creates = counted(&branches, &activities);
        Ok(Self { branches, activities, purposes, creates })
    }

    /// Adds everything to a change.
    pub fn write(&self, change: &mut Change, tenant: Tenant, running: &Running<'_>) {
        self.branches.write(change, tenant);
        for purpose in self.purposes.values() {
            change.require(tenant, purpose);
        }
        for (done, activity) in self.activities.iter().enumerate() {
            if done.is_multiple_of(STEP) {
                running.tell(done, self.activities.len(), WRITING);
            }
            change.insert(tenant, activity);
        }
    }
}

/// The first head that the rows name, for each department.
fn heads(rows: &[ImportRow]) -> FxHashMap<String, Contact> {
    let mut heads = FxHashMap::default();
    for department in rows.iter().filter_map(|row| row.department.as_ref()) {
        if !department.head.is_empty() && !heads.contains_key(&department.name) {
            heads.insert(department.name.clone(), department.head.clone());
        }
    }
    heads
}

/// A purpose made by an import is framed by the union of its activities, and has a legal basis where they all
/// have the same.
fn frame(purpose: &mut Purpose, record: &crate::domain::activity::ActivityRecord) {
    if purpose.frame == PurposeFrame::default() && purpose.legal_basis.is_none() {
        purpose.frame = frame_of(record);
        purpose.legal_basis = record.legal_basis;
        return;
    }
    widen(&mut purpose.frame, record);
    if purpose.legal_basis != record.legal_basis {
        purpose.legal_basis = None;
    }
}

/// A purpose that the register holds already, read once.
fn existing<'f>(
    services: &Services,
    champion: &Champion,
    id: PurposeId,
    purposes: &'f mut FxHashMap<PurposeId, Versioned<Purpose>>,
) -> Result<&'f Purpose, Fault> {
    match purposes.entry(id) {
        Entry::Occupied(known) => Ok(known.into_mut()),
        Entry::Vacant(place) => Ok(place.insert(activity::purpose(services, champion, id)?)),
    }
}

fn counted(branches: &Branches, activities: &[Activity]) -> Creates {
    let of = |status| activities.iter().filter(|activity| activity.status == status).count() as u32;
    let subcategories = branches.new_categories.iter().filter(|category| category.parent.is_some()).count();
    Creates {
        categories: (branches.new_categories.len() - subcategories) as u32,
        subcategories: subcategories as u32,
        purposes: branches.new_purposes.len() as u32,
        departments: branches.new_departments.len() as u32,
        activities: activities.len() as u32,
        validated: of(ActivityStatus::Validated),
        incomplete: of(ActivityStatus::Incomplete),
        suspended: of(ActivityStatus::Suspended),
    }
}
