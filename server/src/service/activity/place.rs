//! Where an activity stands when it is saved: its branch, found or made, and the status that follows from its purpose.

use crate::{
    domain::{
        access::Member,
        activity::{Activity, ActivityRecord, ActivityStatus},
        completeness,
        exceeds::frame_of,
        fault::{Fault, FieldError},
        id::{CategoryId, PurposeId},
        purpose::{Purpose, PurposeOrigin},
        register::RegisterKind,
    },
    service::{
        Services,
        attempt::Attempt,
        proposal,
        register::{branch::Branches, view::RegisterView},
    },
    store::{Change, Versioned},
};

/// A record with its place.
pub(super) struct Placed {
    pub record: ActivityRecord,
    pub purpose: PurposeId,
    pub status: ActivityStatus,
    /// What a new purpose stands in.
    pub within: Vec<CategoryId>,
}

/// Finds or makes the branch of a record and decides its status; what is made goes into the change.
pub(super) fn place(
    services: &Services,
    member: &Member,
    view: &RegisterView,
    kind: RegisterKind,
    input: super::ActivityInput,
    old: Option<&Versioned<Activity>>,
    change: &mut Change,
) -> Result<Placed, Attempt> {
    let (tenant, champion) = (member.tenant(), member.champion().is_some());
    let mut branches = Branches::of(view, kind);
    branches.propose = !champion;
    let purpose = branches.purpose(&input.category, &input.subcategory, &input.purpose, &PurposeOrigin::Own);
    let super::ActivityInput { department, department_head, unfinished, mut record, .. } = input;
    record.name = record.name.trim().to_owned();
    if view.is_taken(purpose, &record.name, old.map(|old| old.id)) {
        let error = FieldError::new("processing_name", "fault-name-taken").with("name", &record.name);
        return Err(Fault::Invalid(vec![error]).into());
    }
    record.department = branches.department(&department, &department_head);
    let complete = !unfinished && completeness::missing(kind, &record).is_empty();
    if let Some(new) = branches.new_purposes.get_mut(&purpose)
        && champion
    {
        new.frame = frame_of(&record);
        new.legal_basis = record.legal_basis;
    }
    branches.write(change, tenant);
    if let Some(new) = branches.new_purposes.get(&purpose) {
        let within = [Some(new.category), new.subcategory].into_iter().flatten().collect();
        return Ok(Placed { status: status(complete, champion), record, purpose, within });
    }
    // Gone since the register was looked at: it has to be looked at again.
    let stored = services.store.get::<Purpose>(tenant, purpose.as_bytes())?.ok_or(Attempt::Again)?;
    let holds = stored.holds(&record);
    if complete && !holds && champion {
        // A champion decides on the purpose anyway: completing the activity widens it in the same change.
        let wider = stored.holding(&record);
        change.replace(tenant, &stored, &wider);
        proposal::settle(services, tenant, &wider, old.map(|old| old.id), change)?;
        return Ok(Placed { status: ActivityStatus::Validated, record, purpose, within: Vec::new() });
    }
    change.require(tenant, &stored);
    Ok(Placed { status: status(complete, holds), record, purpose, within: Vec::new() })
}

fn status(complete: bool, holds: bool) -> ActivityStatus {
    match (complete, holds) {
        (false, _) => ActivityStatus::Incomplete,
        (true, true) => ActivityStatus::Validated,
        (true, false) => ActivityStatus::Suspended,
    }
}
