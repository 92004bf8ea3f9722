//! The queue of mails: what is due, what became of it, and what the operator sees and decides of it.

use super::{Services, session::scope_of};
use crate::{
    domain::{
        access::Operator,
        event::{Actor, Event},
        fault::Fault,
        id::MailId,
        mail::{Delivery, Letter, Mail, MailFailure},
    },
    mail::{self, Rendered},
    store::{Change, CommitError, Scope, Versioned, schema},
};

/// Mails that are tried in one go.
const AT_ONCE: usize = 20;

/// Mails that are settled and still shown.
const SHOWN: usize = 200;

/// A mail as the operator sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub mail: Mail,
    /// What it says, where no mail server is there to carry it: then the operator hands it on. With a mail server nobody
    /// but its reader sees it.
    pub rendered: Option<Rendered>,
}

/// The mails to try now, a few at a time: those that people wait for before the others, else the longest due first.
///
/// # Errors
/// The store failed.
pub fn due(services: &Services) -> Result<Vec<Versioned<Mail>>, Fault> {
    let now = services.clock.now();
    let waiting = services.store.by_index::<Mail>(Scope::Instance, schema::mail::BY_DUE, &[]);
    let is_due = |mail: &Result<Versioned<Mail>, _>| mail.as_ref().map_or(true, |mail| mail.due().is_some_and(|due| due <= now));
    let mut due = waiting.take_while(is_due).collect::<Result<Vec<_>, _>>()?;
    due.sort_by_key(|mail| !mail.letter.is_awaited());
    due.truncate(AT_ONCE);
    Ok(due)
}

/// Writes down what became of an attempt to send a mail.
///
/// # Errors
/// The store failed.
pub fn settle(services: &Services, mail: &Versioned<Mail>, outcome: Result<(), MailFailure>) -> Result<(), Fault> {
    let now = services.clock.now();
    let after = |mail: &Mail| match &outcome {
        Ok(()) => mail.clone().sent(now),
        Err(failure) => mail.clone().failed(now, failure.clone()),
    };
    let mut mail = mail.clone();
    loop {
        let new = after(&mail);
        let kind = match new.delivery {
            Delivery::Sent { .. } => "mail-sent",
            Delivery::Failed { .. } => "mail-failed",
            Delivery::Waiting { .. } | Delivery::Dropped { .. } => "mail-delayed",
        };
        match write(services, Actor::Machine, kind, &mail, &new) {
            // The operator decided about it while it was on its way; what became of it still counts.
            Err(CommitError::Conflict) => mail = find(services, mail.id)?,
            done => return Ok(done?),
        }
    }
}

/// The mails of the queue, the latest first: every one that is not settled, and the latest of the others.
///
/// # Errors
/// The store failed.
pub fn queue(services: &Services, _: &Operator, state: Option<&str>) -> Result<Vec<Shown>, Fault> {
    let mails = services.store.scan::<Mail>(Scope::Instance, &[]);
    let mut mails = mails.map(|mail| mail.map(Versioned::into_inner)).collect::<Result<Vec<_>, _>>()?;
    mails.retain(|mail| state.is_none_or(|state| mail.delivery.as_str() == state));
    mails.sort_by_key(|mail| std::cmp::Reverse(mail.id));
    let mut settled = 0;
    mails.retain(|mail| {
        settled += usize::from(!mail.is_pending());
        mail.is_pending() || settled <= SHOWN
    });
    let outbox = services.config.smtp.is_none();
    let shown = |mail: Mail| Shown { rendered: (outbox && mail.letter != Letter::Emptied).then(|| mail::render(&mail)), mail };
    Ok(mails.into_iter().map(shown).collect())
}

/// Has a mail tried again now, as if it were new.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict where it has left or says nothing any more.
pub fn retry(services: &Services, operator: &Operator, id: MailId) -> Result<(), Fault> {
    let now = services.clock.now();
    decide(services, operator, "mail-retried", id, |mail| mail.again(now))
}

/// Takes a mail out of the queue for good.
///
/// # Errors
/// As [`retry`].
pub fn drop_out(services: &Services, operator: &Operator, id: MailId) -> Result<(), Fault> {
    let now = services.clock.now();
    decide(services, operator, "mail-dropped", id, |mail| mail.dropped(now))
}

fn decide(
    services: &Services,
    operator: &Operator,
    kind: &'static str,
    id: MailId,
    decided: impl FnOnce(Mail) -> Mail,
) -> Result<(), Fault> {
    let mail = find(services, id)?;
    if !mail.is_pending() {
        return Err(Fault::conflict("mail-not-pending"));
    }
    Ok(write(services, operator.actor(), kind, &mail, &decided((*mail).clone()))?)
}

fn find(services: &Services, id: MailId) -> Result<Versioned<Mail>, Fault> {
    services.store.get::<Mail>(Scope::Instance, id.as_bytes())?.ok_or(Fault::NotFound)
}

fn write(services: &Services, actor: Actor, kind: &'static str, old: &Versioned<Mail>, new: &Mail) -> Result<(), CommitError> {
    let event = Event::new(kind).about(old.id.0);
    let mut change = Change::new(services.clock.now(), actor, scope_of(old.organisation), event);
    change.replace(Scope::Instance, old, new);
    services.store.commit(change).map(drop)
}
