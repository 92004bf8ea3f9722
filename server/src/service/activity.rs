//! Processing activities: reading a sheet, adding, changing and deleting one.

mod place;

use super::{
    Services,
    attempt::{self, Attempt, until_settled},
    comment, draft, proposal, register, review,
};
use crate::{
    domain::{
        access::Member,
        activity::{Activity, ActivityRecord, ActivityStatus},
        completeness::{self, Lack},
        event::{Actor, Event},
        exceeds::Exceeding,
        fault::{Fault, FieldError},
        id::{ActivityId, PurposeId},
        party::Contact,
        purpose::Purpose,
        register::{Department, RegisterKind},
    },
    store::{Change, Versioned},
};
use place::{Placed, place};

/// Everything a sheet shows of an activity.
pub struct ActivitySheet {
    pub activity: Versioned<Activity>,
    pub purpose: Versioned<Purpose>,
    pub category: String,
    pub subcategory: String,
    pub department: Option<Department>,
    /// What goes beyond the frame of the purpose; empty where all fits, and where the purpose is only proposed.
    pub exceeds: Vec<Exceeding>,
    /// Column identifiers of what must still be filled in.
    pub missing: Vec<completeness::Missing>,
    /// What article 30 and the lawfulness of processing still ask for.
    pub lacks: Vec<Lack>,
}

/// What a person enters: the record, and where it belongs by name.
#[derive(Clone, Debug, Default)]
pub struct ActivityInput {
    pub category: String,
    /// Empty where the purpose hangs on the category itself.
    pub subcategory: String,
    pub purpose: String,
    /// Name of the department in charge; empty where it is not known.
    pub department: String,
    pub department_head: Contact,
    /// The person is not done yet: it stays incomplete, whatever it says.
    pub unfinished: bool,
    pub record: ActivityRecord,
}

/// The sheet of an activity.
///
/// # Errors
/// `NotFound` where there is none in this register of this organisation.
pub fn sheet(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId) -> Result<ActivitySheet, Fault> {
    let activity = find(services, member, kind, id)?;
    let purpose = purpose(services, member, activity.purpose)?;
    let view = register::view(services, member, kind)?;
    let (category, subcategory, _) = view.branch(activity.purpose);
    let record = &activity.record;
    Ok(ActivitySheet {
        category: category.to_owned(),
        subcategory: subcategory.to_owned(),
        department: record.department.and_then(|id| view.department(id)).map(|department| Department::clone(department)),
        exceeds: purpose.exceeded_by(record),
        missing: completeness::missing(kind, record),
        lacks: completeness::lacks(kind, record),
        activity,
        purpose,
    })
}

/// Adds an activity. A privacy champion makes or widens the purpose by it; a contributor's waits for one where it
/// exceeds its purpose or names one that does not exist, which it thereby proposes.
///
/// # Errors
/// `Invalid` where the name or the branch is missing, or the name is taken in its purpose.
pub fn create(services: &Services, member: &Member, kind: RegisterKind, input: &ActivityInput) -> Result<ActivityId, Fault> {
    require_branch(input)?;
    until_settled(|| try_create(services, member, kind, input.clone()))
}

fn try_create(services: &Services, member: &Member, kind: RegisterKind, input: ActivityInput) -> Result<ActivityId, Attempt> {
    let view = register::view(services, member, kind)?;
    let now = services.clock.now();
    let id = ActivityId::new();
    let mut change = change(services, member, "activity-created", id, &input.record.name);
    let Placed { record, purpose, status, .. } = place(services, member, &view, kind, input, None, &mut change)?;
    let activity = Activity {
        id,
        register: kind,
        purpose,
        status,
        created_by: member.account(),
        created_at: now,
        updated_at: now,
        refusal: None,
        review_on: None,
        record,
    };
    change.insert(member.tenant(), &activity);
    attempt::commit(services, change)?;
    Ok(id)
}

/// Replaces what an activity says. `seq` is the number of the change it was read at: somebody else's later
/// change is a conflict, never overwritten.
///
/// # Errors
/// As [`create`]; `Forbidden` where a contributor changes what is not an unfinished activity of their own.
pub fn update(
    services: &Services,
    member: &Member,
    kind: RegisterKind,
    id: ActivityId,
    seq: Option<u64>,
    input: &ActivityInput,
) -> Result<(), Fault> {
    until_settled(|| {
        let old = find(services, member, kind, id)?;
        may_edit(member, &old)?;
        if seq.is_some_and(|seq| seq != old.seq()) {
            return Err(Fault::conflict("fault-changed-meanwhile").into());
        }
        require_branch(input)?;
        let view = register::view(services, member, kind)?;
        let mut change = change(services, member, "activity-changed", id, &input.record.name);
        let placed = place(services, member, &view, kind, input.clone(), Some(&old), &mut change)?;
        let Placed { record, purpose, status, within } = placed;
        if purpose != old.purpose {
            proposal::leave(services, member.tenant(), &old, &within, &mut change)?;
        }
        let refusal = old.refusal.clone().filter(|_| status == ActivityStatus::Incomplete);
        let updated_at = services.clock.now();
        let activity = Activity { purpose, status, updated_at, refusal, record, ..Activity::clone(&old) };
        change.replace(member.tenant(), &old, &activity);
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Deletes an activity.
///
/// # Errors
/// `NotFound`; `Forbidden` as for [`update`].
pub fn delete(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId) -> Result<(), Fault> {
    until_settled(|| {
        let old = find(services, member, kind, id)?;
        may_edit(member, &old)?;
        let mut change = change(services, member, "activity-deleted", id, &old.record.name);
        change.delete(member.tenant(), &old);
        draft::forget_all(services, member, id.0, &mut change)?;
        comment::forget(services, member.tenant(), id, &mut change)?;
        review::forget(services, member.tenant(), id, &mut change)?;
        proposal::leave(services, member.tenant(), &old, &[], &mut change)?;
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Whether this person may change this activity: a champion all, a contributor their own unfinished ones.
pub fn may_edit(member: &Member, activity: &Activity) -> Result<(), Fault> {
    let own = activity.created_by == member.account() && activity.status == ActivityStatus::Incomplete;
    if own || member.champion().is_some() { Ok(()) } else { Err(Fault::Forbidden) }
}

/// An activity of a register.
///
/// # Errors
/// `NotFound`.
pub(super) fn find(
    services: &Services,
    member: &Member,
    kind: RegisterKind,
    id: ActivityId,
) -> Result<Versioned<Activity>, Fault> {
    let activity = services.store.get::<Activity>(member.tenant(), id.as_bytes())?;
    activity.filter(|activity| activity.register == kind).ok_or(Fault::NotFound)
}

/// The purpose of an activity.
///
/// # Errors
/// `NotFound`.
pub(super) fn purpose(services: &Services, member: &Member, id: PurposeId) -> Result<Versioned<Purpose>, Fault> {
    services.store.get::<Purpose>(member.tenant(), id.as_bytes())?.ok_or(Fault::NotFound)
}

fn change(services: &Services, member: &Member, kind: &'static str, id: ActivityId, name: &str) -> Change {
    let event = Event::new(kind).about(id.0).with("name", name);
    Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event)
}

/// Saving needs at least a name, a category and a purpose [S 3.3].
fn require_branch(input: &ActivityInput) -> Result<(), Fault> {
    let fields = [
        ("category", input.category.as_str()),
        ("purpose", input.purpose.as_str()),
        ("processing_name", input.record.name.as_str()),
    ];
    let empty = fields.into_iter().filter(|(_, value)| value.trim().is_empty());
    let errors: Vec<_> = empty.map(|(field, _)| FieldError::new(field, "fault-required")).collect();
    if errors.is_empty() { Ok(()) } else { Err(Fault::Invalid(errors)) }
}
