//! What a person is told: reading it and marking it as read. Whom to tell is decided in [`teller`], the daily mail
//! written in [`digest`].

pub mod digest;
mod programme;
mod remarks;
pub mod teller;
#[cfg(test)]
mod tests;

use super::{Services, account::name, session::Visit};
use crate::{
    domain::{
        access::{Member, Membership, Operator, Tenant},
        account::Account,
        event::{Actor, Event},
        fault::Fault,
        id::{AccountId, NotificationId},
        notification::Notification,
    },
    store::{
        Change, Scope, Versioned,
        schema::{notification::BY_UNREAD, token::person_key},
    },
};

/// Unread notifications that are counted; more are as many.
const COUNTED: usize = 100;

/// Where what a person is told is found: the organisation of the moment, and the instance for operators. Made from what
/// a session or a token opens, and for nobody but its person.
#[derive(Clone, Debug)]
pub struct Inbox {
    account: AccountId,
    member: Option<Member>,
    scopes: Vec<Scope>,
}

/// A notification as its person reads it.
#[derive(Clone, Debug)]
pub struct Told {
    pub notification: Notification,
    /// Name of whoever did it; empty where it was nobody, or somebody who has left.
    pub by: String,
}

impl Inbox {
    /// Of a signed-in person; nothing for somebody who works nowhere and is no operator.
    pub fn of(visit: &Visit) -> Option<Self> {
        let member = visit.place.as_ref().map(|place| place.member.clone());
        let inbox = Self::new(visit.account.id, member, Operator::check(&visit.account));
        (!inbox.scopes.is_empty()).then_some(inbox)
    }

    /// Of the person for whom a token speaks.
    ///
    /// # Errors
    /// The store failed.
    pub fn of_member(services: &Services, member: Member) -> Result<Self, Fault> {
        let operator = super::operator::of(services, member.account())?;
        Ok(Self::new(member.account(), Some(member), operator))
    }

    fn new(account: AccountId, member: Option<Member>, operator: Option<Operator>) -> Self {
        let tenant = member.as_ref().map(|member| Scope::Organisation(member.tenant()));
        let instance = operator.map(|_| Scope::Instance);
        Self { account, member, scopes: tenant.into_iter().chain(instance).collect() }
    }
}

/// Everything the person was told and that still stands, the latest first.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, inbox: &Inbox) -> Result<Vec<Told>, Fault> {
    let mut told = Vec::new();
    for scope in &inbox.scopes {
        for notification in services.store.scan::<Notification>(*scope, inbox.account.as_bytes()) {
            let notification = notification?.into_inner();
            let by = match (notification.by, &inbox.member) {
                (Some(account), Some(member)) => name(services, member, account)?,
                _ => None,
            };
            told.push(Told { notification, by: by.unwrap_or_default() });
        }
    }
    told.sort_by_key(|told| std::cmp::Reverse((told.notification.at, told.notification.id)));
    Ok(told)
}

/// How many notifications the person has yet to read, up to a hundred.
///
/// # Errors
/// The store failed.
pub fn unread(services: &Services, inbox: &Inbox) -> Result<usize, Fault> {
    let mut count = 0;
    for scope in &inbox.scopes {
        let found = services.store.by_index::<Notification>(*scope, BY_UNREAD, inbox.account.as_bytes());
        count += found.take(COUNTED).try_fold(0, |count, found| found.map(|_| count + 1))?;
    }
    Ok(count.min(COUNTED))
}

/// Marks one notification as read, or as unread: what it is about.
///
/// # Errors
/// [`Fault::NotFound`] where it is not one of the person's.
pub fn mark(services: &Services, inbox: &Inbox, id: NotificationId, read: bool) -> Result<Notification, Fault> {
    let key = [*inbox.account.as_bytes(), *id.as_bytes()].concat();
    for scope in &inbox.scopes {
        let Some(old) = services.store.get::<Notification>(*scope, &key)? else { continue };
        let found = (*old).clone();
        if old.is_unread() == read {
            marked(services, inbox, *scope, [old], read)?;
        }
        return Ok(found);
    }
    Err(Fault::NotFound)
}

/// Marks everything the person was told as read: how much it was.
///
/// # Errors
/// The store failed.
pub fn mark_all(services: &Services, inbox: &Inbox) -> Result<usize, Fault> {
    let mut count = 0;
    for scope in &inbox.scopes {
        let unread = services.store.by_index::<Notification>(*scope, BY_UNREAD, inbox.account.as_bytes());
        let unread = unread.collect::<Result<Vec<_>, _>>()?;
        count += unread.len();
        marked(services, inbox, *scope, unread, true)?;
    }
    Ok(count)
}

fn marked(
    services: &Services,
    inbox: &Inbox,
    scope: Scope,
    notifications: impl IntoIterator<Item = Versioned<Notification>>,
    read: bool,
) -> Result<(), Fault> {
    let now = services.clock.now();
    let mut change = Change::new(now, Actor::Account(inbox.account), scope, Event::new("notification-read"));
    for old in notifications {
        change.replace(scope, &old, &(*old).clone().read(read.then_some(now)));
    }
    if !change.is_empty() {
        services.store.commit(change)?;
    }
    Ok(())
}

/// The tenant of a scope that belongs to an organisation.
fn tenant(scope: Scope) -> Option<Tenant> {
    match scope {
        Scope::Organisation(tenant) => Some(tenant),
        Scope::Instance => None,
    }
}

/// Whether a person may enter an organisation; somebody who may not is not told what goes on there.
fn is_member(services: &Services, tenant: Tenant, account: AccountId) -> Result<bool, Fault> {
    let membership = services.store.get::<Membership>(Scope::Instance, &person_key(account, tenant.organisation()))?;
    Ok(membership.is_some_and(|membership| membership.is_open()))
}

fn account(services: &Services, id: AccountId) -> Result<Option<Account>, Fault> {
    Ok(services.store.get::<Account>(Scope::Instance, id.as_bytes())?.map(Versioned::into_inner))
}
