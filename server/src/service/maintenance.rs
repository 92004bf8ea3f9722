//! Maintenance windows: planned, changed and cancelled by operators, announced by mail, and asked about at every request.

use super::{Services, session};
use crate::{
    domain::{
        access::Operator,
        account::Account,
        event::{Actor, Event},
        fault::Fault,
        id::{MaintenanceId, OrganisationId},
        mail::{Letter, Mail},
        maintenance::{Maintenance, MaintenanceDraft, Phase},
    },
    store::{Change, Scope, Versioned},
};
use jiff::Timestamp;

/// The window of which people are to know now: the one that runs, else the next that is announced.
///
/// # Errors
/// The store failed.
pub fn current(services: &Services) -> Result<Option<Maintenance>, Fault> {
    let now = services.clock.now();
    let mut known = all(services)?;
    known.retain(|window| matches!(window.phase(now), Phase::Announced | Phase::Running));
    Ok(known.into_iter().min_by_key(|window| window.from).map(Versioned::into_inner))
}

/// The window that closes the instance now.
///
/// # Errors
/// The store failed.
pub fn running(services: &Services) -> Result<Option<Maintenance>, Fault> {
    let now = services.clock.now();
    Ok(current(services)?.filter(|window| window.is_running(now)))
}

/// All windows, the latest first.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, _: &Operator) -> Result<Vec<Maintenance>, Fault> {
    let mut windows: Vec<_> = all(services)?.into_iter().map(Versioned::into_inner).collect();
    windows.sort_by_key(|window| std::cmp::Reverse(window.from));
    Ok(windows)
}

/// One window.
///
/// # Errors
/// [`Fault::NotFound`].
pub fn get(services: &Services, _: &Operator, id: MaintenanceId) -> Result<Maintenance, Fault> {
    Ok(stored(services, id)?.into_inner())
}

/// Plans a window.
///
/// # Errors
/// Every wrong field.
pub fn plan(services: &Services, operator: &Operator, draft: MaintenanceDraft) -> Result<MaintenanceId, Fault> {
    let now = services.clock.now();
    let others: Vec<_> = all(services)?.into_iter().map(Versioned::into_inner).collect();
    let window = draft.complete(now, &others).map_err(Fault::Invalid)?;
    let mut change = change(operator, "maintenance-planned", &window, now);
    change.insert(Scope::Instance, &window);
    services.store.commit(change)?;
    Ok(window.id)
}

/// Gives a window other times or another message.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict where it is over; every wrong field.
pub fn replace(services: &Services, operator: &Operator, id: MaintenanceId, draft: MaintenanceDraft) -> Result<(), Fault> {
    let now = services.clock.now();
    let old = unfinished(services, id, now)?;
    let others: Vec<_> = all(services)?.into_iter().map(Versioned::into_inner).filter(|other| other.id != id).collect();
    let window = old.changed_to(draft.complete(now, &others).map_err(Fault::Invalid)?, now);
    let mut change = change(operator, "maintenance-changed", &window, now);
    change.replace(Scope::Instance, &old, &window);
    services.store.commit(change)?;
    Ok(())
}

/// Cancels a window, or ends the one that runs: in which phase it was. Who was told that it comes is told that it does not.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict where it is over.
pub fn cancel(services: &Services, operator: &Operator, id: MaintenanceId) -> Result<Phase, Fault> {
    let now = services.clock.now();
    let window = unfinished(services, id, now)?;
    let mut change = change(operator, "maintenance-cancelled", &window, now);
    change.delete(Scope::Instance, &window);
    if window.is_announced() && !window.is_running(now) {
        let (from, to) = (window.from, window.to);
        tell_everybody(services, &mut change, now, |account| Letter::MaintenanceCancelled {
            name: account.name.clone(),
            from,
            to,
        })?;
    }
    services.store.commit(change)?;
    Ok(window.phase(now))
}

/// Writes the mails of every window that is to be announced now; one change for each window, so that nobody is told
/// twice. For the job.
///
/// # Errors
/// The store failed.
pub fn announce(services: &Services) -> Result<(), Fault> {
    let now = services.clock.now();
    for window in all(services)?.into_iter().filter(|window| window.is_to_be_announced(now)) {
        let event = Event::new("maintenance-announced").about(window.id.0);
        let mut change = Change::new(now, Actor::Machine, Scope::Instance, event);
        change.replace(Scope::Instance, &window, &(*window).clone().announced(now));
        tell_everybody(services, &mut change, now, |account| Letter::Maintenance {
            name: account.name.clone(),
            from: window.from,
            to: window.to,
            message: window.message.get(account.language).to_owned(),
        })?;
        services.store.commit(change)?;
    }
    Ok(())
}

/// Adds a mail to everybody who can sign in.
fn tell_everybody(
    services: &Services,
    change: &mut Change,
    now: Timestamp,
    letter: impl Fn(&Account) -> Letter,
) -> Result<(), Fault> {
    for account in services.store.scan::<Account>(Scope::Instance, &[]) {
        let account = account?;
        let open: Vec<OrganisationId> = session::open(services, &account)?.iter().map(|place| place.organisation.id).collect();
        if account.operator || !open.is_empty() {
            change.insert(Scope::Instance, &Mail::new(&account, open.first().copied(), letter(&account), now));
        }
    }
    Ok(())
}

fn all(services: &Services) -> Result<Vec<Versioned<Maintenance>>, Fault> {
    Ok(services.store.scan::<Maintenance>(Scope::Instance, &[]).collect::<Result<_, _>>()?)
}

fn stored(services: &Services, id: MaintenanceId) -> Result<Versioned<Maintenance>, Fault> {
    services.store.get(Scope::Instance, id.as_bytes())?.ok_or(Fault::NotFound)
}

fn unfinished(services: &Services, id: MaintenanceId, now: Timestamp) -> Result<Versioned<Maintenance>, Fault> {
    let window = stored(services, id)?;
    if window.phase(now) == Phase::Over { Err(Fault::conflict("maintenance-over")) } else { Ok(window) }
}

fn change(operator: &Operator, kind: &'static str, window: &Maintenance, now: Timestamp) -> Change {
    let event = Event::new(kind).about(window.id.0).with("from", window.from).with("to", window.to);
    Change::new(now, operator.actor(), Scope::Instance, event)
}
