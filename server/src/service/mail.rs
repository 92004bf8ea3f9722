//! The queue of mails: what is due, what became of it, and what a super user sees of it.

use super::Services;
use crate::{
    domain::{
        access::SuperUser,
        event::{Actor, Event},
        fault::Fault,
        mail::Mail,
    },
    mail::{self, Rendered},
    store::{Change, Scope, Versioned, schema},
};

/// Mails that are tried in one go.
const AT_ONCE: usize = 20;
/// Mails that the outbox shows.
const SHOWN: usize = 200;

/// A mail as the outbox shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub mail: Mail,
    pub rendered: Rendered,
}

/// The mails to try now.
///
/// # Errors
/// The store failed.
pub fn due(services: &Services) -> Result<Vec<Versioned<Mail>>, Fault> {
    let now = services.clock.now();
    let waiting = services.store.by_index::<Mail>(Scope::Instance, schema::mail::BY_DUE, &[]);
    let is_due = |mail: &Result<Versioned<Mail>, _>| mail.as_ref().map_or(true, |mail| mail.due().is_some_and(|due| due <= now));
    Ok(waiting.take_while(is_due).take(AT_ONCE).collect::<Result<_, _>>()?)
}

/// Writes down what became of an attempt to send a mail.
///
/// # Errors
/// The store failed.
pub fn settle(services: &Services, mail: &Versioned<Mail>, outcome: Result<(), String>) -> Result<(), Fault> {
    let now = services.clock.now();
    let event = Event::new(if outcome.is_ok() { "mail-sent" } else { "mail-failed" }).about(mail.id.0);
    let after = match outcome {
        Ok(()) => (**mail).clone().sent(now),
        Err(error) => (**mail).clone().failed(now, error),
    };
    let mut change = Change::new(now, Actor::Machine, super::session::scope_of(mail.organisation), event);
    change.replace(Scope::Instance, mail, &after);
    services.store.commit(change)?;
    Ok(())
}

/// The mails of the organisation, the latest first.
///
/// # Errors
/// The store failed.
pub fn outbox(services: &Services, super_user: &SuperUser) -> Result<Vec<Shown>, Fault> {
    let organisation = super_user.tenant().organisation();
    let mails = services.store.by_index::<Mail>(Scope::Instance, schema::mail::BY_ORGANISATION, organisation.as_bytes());
    let mut mails = mails.map(|mail| mail.map(Versioned::into_inner)).collect::<Result<Vec<_>, _>>()?;
    mails.sort_by_key(|mail| std::cmp::Reverse(mail.id));
    mails.truncate(SHOWN);
    Ok(mails.into_iter().map(|mail| Shown { rendered: mail::render(&mail), mail }).collect())
}
