//! Looking at an activity again: the day that somebody sets, and the reminder, once, to those who can edit it.

use super::{
    Services, activity,
    attempt::{self, until_settled},
    document::tenants,
};
use crate::{
    domain::{
        access::{Member, Tenant},
        activity::Activity,
        event::{Actor, Event},
        fault::Fault,
        id::ActivityId,
        register::RegisterKind,
        review::{ReviewReminder, is_sensible, told_from},
    },
    store::{Change, CommitError, StoreError, Versioned, schema::activity::BY_REVIEW},
};
use jiff::civil::Date;

/// Reviews that are told in one change.
const AT_ONCE: usize = 500;

/// Sets the day on which an activity is to be looked at again, or none. What the activity says stays as it is.
///
/// # Errors
/// `NotFound`; `Forbidden` as for [`activity::update`]; `Invalid` for a day that is many years away.
pub fn set(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId, on: Option<Date>) -> Result<(), Fault> {
    until_settled(|| {
        let old = activity::find(services, member, kind, id)?;
        activity::may_edit(member, &old)?;
        if on.is_some_and(|day| !is_sensible(day, services.clock.today())) {
            return Err(Fault::invalid("on", "review-too-far").into());
        }
        if old.review_on == on {
            return Ok(());
        }
        let event = Event::new("activity-review-set").about(id.0).with("name", &old.record.name);
        let event = event.with("on", on.map(|day| day.to_string()).unwrap_or_default());
        let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event);
        change.replace(member.tenant(), &old, &Activity { review_on: on, ..Activity::clone(&old) });
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Writes down which reviews are to be told now and were not yet, in every organisation: how many. Telling people is left to
/// whoever tells them everything else.
///
/// # Errors
/// The store failed; what was written until then is written.
pub fn remind(services: &Services) -> Result<usize, Fault> {
    let mut count = 0;
    for tenant in tenants(services)? {
        let due = due(services, tenant)?;
        for due in due.chunks(AT_ONCE) {
            let event = Event::new("reviews-told");
            let mut change = Change::new(services.clock.now(), Actor::Machine, tenant, event);
            for (activity, on) in due {
                change.require(tenant, activity);
                change.put(tenant, &ReviewReminder { activity: activity.id, on: *on });
            }
            match services.store.commit(change) {
                Ok(_) => count += due.len(),
                // Somebody changes one of them at this moment: the next look finds them all again.
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(count)
}

/// Reviews that are near or past and were not told.
fn due(services: &Services, tenant: Tenant) -> Result<Vec<(Versioned<Activity>, Date)>, StoreError> {
    let until = told_from(services.clock.today());
    let mut due = Vec::new();
    for activity in services.store.by_index::<Activity>(tenant, BY_REVIEW, &[]) {
        let activity = activity?;
        let Some(on) = activity.review_on else { continue };
        if on > until {
            break;
        }
        let told = services.store.get::<ReviewReminder>(tenant, activity.id.as_bytes())?;
        if told.is_none_or(|told| told.on != on) {
            due.push((activity, on));
        }
    }
    Ok(due)
}

/// Forgets what was told of the reviews of an activity that goes.
pub(super) fn forget(services: &Services, tenant: Tenant, id: ActivityId, change: &mut Change) -> Result<(), StoreError> {
    if let Some(told) = services.store.get::<ReviewReminder>(tenant, id.as_bytes())? {
        change.delete(tenant, &told);
    }
    Ok(())
}
