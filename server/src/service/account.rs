//! Accounts: what a person changes of one's own, and whom a super user lets into the organisation.

use super::{
    Services, password, plan,
    session::{self, Origin, Visit},
};
use crate::{
    domain::{
        access::{Member, Membership, Profile, SuperUser},
        account::{Account, Email, person_name},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::{AccountId, MailId},
        mail::{Delivery, Letter, Mail},
        organisation::Organisation,
        password::{Credential, Standing},
        secret::Secret,
        session::LastVisit,
        text::Language,
    },
    store::{Change, Scope, Versioned, schema},
};
use jiff::{SignedDuration, Timestamp};

/// How long a temporary password opens the page that changes it.
const TEMPORARY: SignedDuration = SignedDuration::from_hours(72);

/// A person of an organisation, as the table of accounts shows it.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: Account,
    pub membership: Membership,
    pub last_sign_in: Option<Timestamp>,
}

/// Somebody to be let in; nothing of it is checked.
#[derive(Clone, Debug)]
pub struct Invitation<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub profile: Profile,
    pub super_user: bool,
    pub language: Language,
}

/// The person and the organisation behind a permission.
///
/// # Errors
/// The store failed.
pub fn who(services: &Services, member: &Member) -> Result<(Account, Organisation), Fault> {
    let account = services.store.get::<Account>(Scope::Instance, member.account().as_bytes())?.ok_or(Fault::NotFound)?;
    Ok((account.into_inner(), super::organisation::get(services, member)?.into_inner()))
}

/// Changes the name and the language of the person.
///
/// # Errors
/// A name that is missing or too long.
pub fn change_own(services: &Services, visit: &Visit, name: &str, language: Language) -> Result<(), Fault> {
    let name = person_name(name).map_err(|fault| Fault::Invalid(vec![fault]))?;
    let account = Account { name, language, ..(*visit.account).clone() };
    let event = Event::new("account-changed").about(account.id.0);
    let mut change = Change::new(services.clock.now(), Actor::Account(account.id), Scope::Instance, event);
    change.replace(Scope::Instance, &visit.account, &account);
    services.store.commit(change)?;
    Ok(())
}

/// Changes the password, ends every session of the person and begins a new one: its key.
///
/// # Errors
/// A current password that is wrong, after as long as at the sign-in and slowed down like there; a new one that the
/// policy refuses.
pub fn change_password(services: &Services, visit: &Visit, current: &str, new: &str, from: Origin<'_>) -> Result<Secret, Fault> {
    let now = services.clock.now();
    let account = &visit.account;
    services.throttle.attempt(account.email.as_str(), from.address, now)?;
    let credential = session::credential(services, account.id)?.ok_or(Fault::NotFound)?;
    if !services.passwords.verify(current, Some(&credential.hash))? {
        return Err(Fault::invalid("current", "password-current-wrong"));
    }
    services.throttle.succeeded(account.email.as_str(), from.address);
    if current == new {
        return Err(Fault::invalid("password", "password-unchanged"));
    }
    let organisation = visit.place.as_ref().map_or("", |place| place.organisation.sheet.legal_name.as_str());
    let names = [account.name.as_str(), account.email.as_str(), organisation];
    services.config.password_policy.check(new, &names).map_err(Fault::Invalid)?;
    let changed =
        Credential { account: account.id, hash: services.passwords.hash(new)?, standing: Standing::Chosen { since: now } };
    let (key, fresh) = session::begin(account.id, visit.session.organisation, false, from, now)?;
    let event = Event::new("password-changed").about(account.id.0);
    let mut change = Change::new(now, Actor::Account(account.id), session::scope_of(visit.session.organisation), event);
    change.replace(Scope::Instance, &credential, &changed);
    change.insert(Scope::Instance, &fresh);
    for ended in session::sessions_of(services, account.id)? {
        change.delete(Scope::Instance, &ended);
    }
    services.store.commit(change)?;
    Ok(key)
}

/// The people of the organisation, by name.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, super_user: &SuperUser) -> Result<Vec<Person>, Fault> {
    let mut people = Vec::new();
    for membership in memberships(services, super_user)? {
        let key = membership.account.as_bytes();
        let Some(account) = services.store.get::<Account>(Scope::Instance, key)? else { continue };
        let last = services.store.get::<LastVisit>(Scope::Instance, key)?;
        let (account, membership) = (account.into_inner(), membership.into_inner());
        people.push(Person { account, membership, last_sign_in: last.map(|last| last.at) });
    }
    people.sort_by_key(|person| person.account.name.to_lowercase());
    Ok(people)
}

/// The name of a person of the member's organisation, for sentences about who did what.
///
/// # Errors
/// The store failed.
pub fn name(services: &Services, member: &Member, account: AccountId) -> Result<Option<String>, Fault> {
    if membership(services, member, account)?.is_none() {
        return Ok(None);
    }
    Ok(services.store.get::<Account>(Scope::Instance, account.as_bytes())?.map(|account| account.name.clone()))
}

/// Lets somebody into the organisation. A new person gets a mail with a temporary password; one who has an account
/// already, because of another organisation, gets a mail that says so and keeps name and password.
///
/// # Errors
/// Every wrong field; a conflict where the person is there already.
pub fn invite(services: &Services, super_user: &SuperUser, invitation: &Invitation<'_>) -> Result<AccountId, Fault> {
    let (name, email) = check(invitation)?;
    let now = services.clock.now();
    let organisation = super::organisation::get(services, super_user)?;
    let known = session::by_email(services, &email)?;
    let account = known.as_deref().cloned().unwrap_or_else(|| Account::new(email, name, invitation.language, now));
    if membership(services, super_user, account.id)?.is_some() {
        return Err(Fault::invalid("email", "account-already-there"));
    }
    let event = Event::new("account-invited").about(account.id.0).with("name", &account.name);
    let mut change = Change::new(now, Actor::Account(super_user.account()), super_user.tenant(), event);
    let address = services.config.address();
    let greeting = (account.name.clone(), organisation.sheet.legal_name.clone());
    let letter = if known.is_some() {
        Letter::Welcome { name: greeting.0, organisation: greeting.1, address }
    } else {
        let (password, until) = (password::temporary()?, now + TEMPORARY);
        let hash = services.passwords.hash(&password)?;
        change.insert(Scope::Instance, &account);
        change.insert(Scope::Instance, &Credential { account: account.id, hash, standing: Standing::Temporary { until } });
        Letter::Invitation { name: greeting.0, organisation: greeting.1, address, password, until }
    };
    let membership = member_of(&organisation, account.id, invitation);
    if membership.takes_seat() {
        plan::seat(services, &organisation)?;
    }
    change.insert(Scope::Instance, &membership);
    change.insert(Scope::Instance, &letter_to(&account, &organisation, letter, now));
    services.store.commit(change)?;
    Ok(account.id)
}

/// Suspends a person in the organisation, which locks out at once, or lifts the suspension.
///
/// # Errors
/// [`Fault::NotFound`] where the person is not of the organisation; a conflict where it is oneself.
pub fn suspend(services: &Services, super_user: &SuperUser, account: AccountId, suspended: bool) -> Result<(), Fault> {
    if account == super_user.account() {
        return Err(Fault::conflict("account-not-oneself"));
    }
    let old = membership(services, super_user, account)?.ok_or(Fault::NotFound)?;
    let event = Event::new(if suspended { "account-suspended" } else { "account-restored" }).about(account.0);
    let mut change = Change::new(services.clock.now(), Actor::Account(super_user.account()), super_user.tenant(), event);
    change.replace(Scope::Instance, &old, &Membership { suspended, ..(*old).clone() });
    services.store.commit(change)?;
    Ok(())
}

fn check(invitation: &Invitation<'_>) -> Result<(String, Email), Fault> {
    let mut faults: Vec<FieldError> = Vec::new();
    let name = person_name(invitation.name).map_err(|fault| faults.push(fault)).ok();
    let email = invitation.email.parse::<Email>().map_err(|fault| faults.push(fault.into())).ok();
    name.zip(email).ok_or(Fault::Invalid(faults))
}

fn member_of(organisation: &Organisation, account: AccountId, invitation: &Invitation<'_>) -> Membership {
    Membership {
        account,
        organisation: organisation.id,
        profile: invitation.profile,
        super_user: invitation.super_user,
        suspended: false,
    }
}

fn letter_to(account: &Account, organisation: &Organisation, letter: Letter, now: Timestamp) -> Mail {
    Mail {
        id: MailId::new(),
        organisation: organisation.id,
        to: account.email.clone(),
        language: account.language,
        letter,
        created_at: now,
        delivery: Delivery::Waiting { attempts: 0, next: now, error: None },
    }
}

fn membership(services: &Services, member: &Member, account: AccountId) -> Result<Option<Versioned<Membership>>, Fault> {
    let key = schema::token::person_key(account, member.tenant().organisation());
    Ok(services.store.get(Scope::Instance, &key)?)
}

fn memberships(services: &Services, member: &Member) -> Result<Vec<Versioned<Membership>>, Fault> {
    let organisation = member.tenant().organisation();
    let found = services.store.by_index::<Membership>(Scope::Instance, schema::access::BY_ORGANISATION, organisation.as_bytes());
    Ok(found.collect::<Result<_, _>>()?)
}
