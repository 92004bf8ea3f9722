//! Accounts: what a person reads of one's own account and changes of it. Who belongs to an organisation is not decided here.

use super::{
    Services, membership, password_reset,
    session::{self, Origin, Visit},
};
use crate::{
    domain::{
        access::Member,
        account::{Account, EntryMode, NotifyChoice, person_name},
        event::{Actor, Event},
        fault::Fault,
        id::{AccountId, OrganisationId},
        organisation::Organisation,
        password::{Credential, Standing},
        secret::Secret,
        text::Language,
    },
    store::{Change, Scope, Versioned},
};
use std::net::IpAddr;

/// What a person may change of one's own account; nothing of it is checked.
#[derive(Clone, Debug)]
pub struct OwnChange {
    pub name: String,
    pub language: Language,
    pub notify: NotifyChoice,
    pub entry: EntryMode,
}

/// The person and the organisation behind a permission.
///
/// # Errors
/// The store failed.
pub fn who(services: &Services, member: &Member) -> Result<(Account, Organisation), Fault> {
    let account = get(services, member.account())?.ok_or(Fault::NotFound)?;
    Ok((account.into_inner(), super::organisation::get(services, member)?.into_inner()))
}

/// Changes what the person may change of the account: the name, the language, how to be told of things, how to begin an
/// activity.
///
/// # Errors
/// A name that is missing or too long.
pub fn change_own(services: &Services, account: AccountId, own: OwnChange) -> Result<(), Fault> {
    let old = get(services, account)?.ok_or(Fault::NotFound)?;
    let name = person_name(&own.name).map_err(|fault| Fault::Invalid(vec![fault]))?;
    let OwnChange { language, notify, entry, .. } = own;
    let new = Account { name, language, notify, entry, ..(*old).clone() };
    let event = Event::new("account-changed").about(account.0);
    let mut change = Change::new(services.clock.now(), Actor::Account(account), Scope::Instance, event);
    change.replace(Scope::Instance, &old, &new);
    services.store.commit(change)?;
    Ok(())
}

/// Changes the password, ends every session of the person and begins a new one: its key.
///
/// # Errors
/// A current password that is wrong, after as long as at the sign-in and slowed down like there; a new one that the
/// policy refuses.
pub fn change_password(services: &Services, visit: &Visit, current: &str, new: &str, from: Origin<'_>) -> Result<Secret, Fault> {
    let organisation = visit.session.organisation;
    let (key, fresh) = session::begin(visit.account.id, organisation, false, from, services.clock.now())?;
    let mut change = replace_password(services, &visit.account, organisation, current, new, from.address)?;
    change.insert(Scope::Instance, &fresh);
    services.store.commit(change)?;
    Ok(key)
}

/// Changes the password and ends every session of the person, for whom a token speaks.
///
/// # Errors
/// As [`change_password`].
pub fn change_password_by_token(
    services: &Services,
    member: &Member,
    current: &str,
    new: &str,
    address: IpAddr,
) -> Result<(), Fault> {
    let account = get(services, member.account())?.ok_or(Fault::NotFound)?;
    let organisation = Some(member.tenant().organisation());
    services.store.commit(replace_password(services, &account, organisation, current, new, address)?)?;
    Ok(())
}

/// The change that replaces a password, once the person has proved to know the current one.
fn replace_password(
    services: &Services,
    account: &Account,
    organisation: Option<OrganisationId>,
    current: &str,
    new: &str,
    address: IpAddr,
) -> Result<Change, Fault> {
    let now = services.clock.now();
    services.throttle.attempt(account.email.as_str(), address, now)?;
    let credential = session::credential(services, account.id)?.ok_or(Fault::NotFound)?;
    if !services.passwords.verify(current, Some(&credential.hash))? {
        return Err(Fault::invalid("current", "password-current-wrong"));
    }
    services.throttle.succeeded(account.email.as_str(), address);
    if current == new {
        return Err(Fault::invalid("password", "password-unchanged"));
    }
    let event = Event::new("password-changed").about(account.id.0);
    let mut change = Change::new(now, Actor::Account(account.id), session::scope_of(organisation), event);
    change_credential(services, &mut change, account, &credential, new)?;
    Ok(change)
}

/// Puts a password that the person chose into a change, ends every session, and makes links that are on their way void.
pub(super) fn change_credential(
    services: &Services,
    change: &mut Change,
    account: &Account,
    old: &Versioned<Credential>,
    password: &str,
) -> Result<(), Fault> {
    let places = session::open(services, account)?;
    let own = [account.name.as_str(), account.email.as_str()].into_iter();
    let names: Vec<&str> = own.chain(places.iter().map(|place| place.organisation.sheet.legal_name.as_str())).collect();
    services.config.password_policy.check(password, &names).map_err(Fault::Invalid)?;
    let standing = Standing::Chosen { since: services.clock.now() };
    let new = Credential { account: account.id, hash: services.passwords.hash(password)?, standing };
    change.replace(Scope::Instance, old, &new);
    for ended in session::sessions_of(services, account.id)? {
        change.delete(Scope::Instance, &ended);
    }
    for void in password_reset::of(services, account.id)? {
        change.delete(Scope::Instance, &void);
    }
    Ok(())
}

/// The name of a person of the member's organisation, also one who has left, for sentences about who did what.
///
/// # Errors
/// The store failed.
pub fn name(services: &Services, member: &Member, account: AccountId) -> Result<Option<String>, Fault> {
    if membership::of(services, member.tenant().organisation(), account)?.is_none() {
        return Ok(None);
    }
    Ok(get(services, account)?.map(|account| account.name.clone()))
}

pub(super) fn get(services: &Services, account: AccountId) -> Result<Option<Versioned<Account>>, Fault> {
    Ok(services.store.get(Scope::Instance, account.as_bytes())?)
}
