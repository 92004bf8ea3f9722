//! What a contributor proposes, and what becomes of it: activities that waited for a purpose and now fit, purposes and
//! categories that were proposed and that nothing stands under any more.

use super::Services;
use crate::{
    domain::{
        access::Tenant,
        activity::{Activity, ActivityStatus},
        completeness,
        fault::Fault,
        id::{ActivityId, CategoryId},
        purpose::Purpose,
        register::Category,
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

/// The activities of a purpose, in the order in which they were made.
pub(super) fn activities(services: &Services, tenant: Tenant, purpose: &Purpose) -> Result<Vec<Versioned<Activity>>, StoreError> {
    let activities = services.store.by_index::<Activity>(tenant, IN_PURPOSE, purpose.id.as_bytes());
    let mut activities = activities.collect::<Result<Vec<_>, _>>()?;
    activities.sort_by_key(|activity| activity.id);
    Ok(activities)
}

/// Validates the activities that waited because of a purpose and fit as it becomes in the same change. `except` is one
/// that the change writes itself.
pub(super) fn settle(
    services: &Services,
    tenant: Tenant,
    purpose: &Purpose,
    except: Option<ActivityId>,
    change: &mut Change,
) -> Result<(), Fault> {
    for waiting in activities(services, tenant, purpose)? {
        let complete = completeness::missing(waiting.register, &waiting.record).is_empty();
        let settled = waiting.status == ActivityStatus::Suspended && complete && purpose.holds(&waiting.record);
        if settled && Some(waiting.id) != except {
            let updated_at = services.clock.now();
            let validated = Activity { status: ActivityStatus::Validated, updated_at, ..Activity::clone(&waiting) };
            change.replace(tenant, &waiting, &validated);
        }
    }
    Ok(())
}

/// Removes a proposed purpose when the last of its activities leaves it, and proposed categories when the last of their
/// purposes does; not those in which the activity will stand.
pub(super) fn leave(
    services: &Services,
    tenant: Tenant,
    activity: &Activity,
    within: &[CategoryId],
    change: &mut Change,
) -> Result<(), Fault> {
    let purpose = services.store.get::<Purpose>(tenant, activity.purpose.as_bytes())?;
    let Some(purpose) = purpose.filter(|purpose| purpose.proposed) else { return Ok(()) };
    let count = activities(services, tenant, &purpose)?.len();
    change.require_count::<Activity>(tenant, IN_PURPOSE, purpose.id.as_bytes(), count);
    if count > 1 {
        return Ok(());
    }
    change.delete(tenant, &purpose);
    // Innermost first: a category may go only where the subcategory below it goes too.
    let mut inner_gone = 0;
    for id in [purpose.subcategory, Some(purpose.category)].into_iter().flatten() {
        let category = services.store.get::<Category>(tenant, id.as_bytes())?;
        let Some(category) = category.filter(|category| category.proposed && !within.contains(&id)) else { return Ok(()) };
        let below = parent_key(category.register, Some(category.id));
        let branches = services.store.by_index::<Category>(tenant, IN_PARENT, &below).count();
        let inside = match category.parent {
            Some(parent) => [*parent.as_bytes(), *category.id.as_bytes()].concat(),
            None => category.id.as_bytes().to_vec(),
        };
        let purposes = services.store.by_index::<Purpose>(tenant, IN_CATEGORY, &inside).count();
        if branches > inner_gone || purposes > 1 {
            return Ok(());
        }
        change.require_count::<Category>(tenant, IN_PARENT, &below, branches);
        change.require_count::<Purpose>(tenant, IN_CATEGORY, &inside, purposes);
        change.delete(tenant, &category);
        inner_gone = 1;
    }
    Ok(())
}
