//! Letting people into an organisation, by a mail with a temporary password, and sending that mail again.

use super::{Services, membership, password, plan, session};
use crate::{
    domain::{
        access::{Membership, Profile, SuperUser},
        account::{Account, Email, person_name},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::AccountId,
        mail::{Letter, Mail},
        organisation::Organisation,
        password::{Credential, Standing},
        text::Language,
    },
    store::{Change, Scope, Versioned, schema},
};
use jiff::{SignedDuration, Timestamp};

/// How long a temporary password opens the page that changes it.
const TEMPORARY: SignedDuration = SignedDuration::from_hours(72);

/// Somebody to be let in; nothing of it is checked.
#[derive(Clone, Debug)]
pub struct Invitation<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub profile: Profile,
    pub super_user: bool,
    pub language: Language,
}

/// Lets somebody into the organisation. A new person gets a mail with a temporary password; one who has an account
/// already, because of another organisation, gets a mail that says so and keeps name and password.
///
/// # Errors
/// Every wrong field; a person who is there already or was deleted; `profile` where no seat of a privacy champion is free.
pub fn invite(services: &Services, super_user: &SuperUser, invitation: &Invitation<'_>) -> Result<AccountId, Fault> {
    let newcomer = newcomer(services, invitation)?;
    let account = &newcomer.account;
    let organisation = super::organisation::get(services, super_user)?;
    if let Some(there) = membership::of(services, organisation.id, account.id)? {
        let deleted = there.deleted.is_some();
        return Err(Fault::invalid("email", if deleted { "account-deleted-here" } else { "account-already-there" }));
    }
    let event = Event::new("account-invited").about(account.id.0).with("name", &account.name);
    let actor = Actor::Account(super_user.account());
    let mut change = Change::new(services.clock.now(), actor, super_user.tenant(), event);
    let_in(services, &mut change, &organisation, &newcomer, invitation)?;
    services.store.commit(change)?;
    Ok(newcomer.account.id)
}

/// Somebody who comes in, with an account or without.
pub(super) struct Newcomer {
    pub account: Account,
    known: bool,
}

/// Who is invited.
///
/// # Errors
/// Every wrong field.
pub(super) fn newcomer(services: &Services, invitation: &Invitation<'_>) -> Result<Newcomer, Fault> {
    let (name, email) = check(invitation)?;
    let known = session::by_email(services, &email)?.map(Versioned::into_inner);
    let (language, now) = (invitation.language, services.clock.now());
    Ok(Newcomer { known: known.is_some(), account: known.unwrap_or_else(|| Account::new(email, name, language, now)) })
}

/// Puts into a change what lets somebody in: account and temporary password where they are new, membership, mail.
///
/// # Errors
/// `profile` where no seat of a privacy champion is free.
pub(super) fn let_in(
    services: &Services,
    change: &mut Change,
    organisation: &Organisation,
    newcomer: &Newcomer,
    invitation: &Invitation<'_>,
) -> Result<(), Fault> {
    let (now, account) = (services.clock.now(), &newcomer.account);
    let membership = Membership::new(account.id, organisation.id, invitation.profile, invitation.super_user);
    if membership.takes_seat() {
        plan::seat(services, organisation)?;
        membership::guard(services, change, &membership)?;
    }
    let letter = if newcomer.known {
        let (name, organisation) = (account.name.clone(), organisation.sheet.legal_name.clone());
        Letter::Welcome { name, organisation, address: services.config.address() }
    } else {
        let (credential, letter) = temporary(services, account, organisation, now)?;
        change.insert(Scope::Instance, account);
        change.insert(Scope::Instance, &credential);
        letter
    };
    change.insert(Scope::Instance, &membership);
    change.insert(Scope::Instance, &Mail::new(account, Some(organisation.id), letter, now));
    Ok(())
}

/// Sends an invitation again, with a new temporary password: the old one and what it opened are dead.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict where the person has chosen a password already, or is suspended.
pub fn resend(services: &Services, super_user: &SuperUser, account: AccountId) -> Result<(), Fault> {
    let membership = membership::present(services, super_user, account)?;
    let old = session::credential(services, account)?.filter(|found| found.must_change() && membership.is_open());
    let old = old.ok_or_else(|| Fault::conflict("account-not-invited"))?;
    let account = super::account::get(services, account)?.ok_or(Fault::NotFound)?;
    let organisation = super::organisation::get(services, super_user)?;
    let now = services.clock.now();
    let (new, letter) = temporary(services, &account, &organisation, now)?;
    let event = Event::new("invitation-resent").about(account.id.0).with("name", &account.name);
    let mut change = Change::new(now, Actor::Account(super_user.account()), super_user.tenant(), event);
    change.replace(Scope::Instance, &old, &new);
    for session in session::sessions_of(services, account.id)? {
        change.delete(Scope::Instance, &session);
    }
    for void in waiting(services, &account.email)? {
        change.delete(Scope::Instance, &void);
    }
    // The password opens every organisation of the person, so where there are several none of them may read the mail.
    let alone = session::memberships(services, account.id)?.len() == 1;
    change.insert(Scope::Instance, &Mail::new(&account, alone.then_some(organisation.id), letter, now));
    services.store.commit(change)?;
    Ok(())
}

fn check(invitation: &Invitation<'_>) -> Result<(String, Email), Fault> {
    let mut faults: Vec<FieldError> = Vec::new();
    let name = person_name(invitation.name).map_err(|fault| faults.push(fault)).ok();
    let email = invitation.email.parse::<Email>().map_err(|fault| faults.push(fault.into())).ok();
    name.zip(email).ok_or(Fault::Invalid(faults))
}

/// A new temporary password, and the mail that holds it.
pub(super) fn temporary(
    services: &Services,
    account: &Account,
    organisation: &Organisation,
    now: Timestamp,
) -> Result<(Credential, Letter), Fault> {
    let (password, until) = (password::temporary()?, now + TEMPORARY);
    let hash = services.passwords.hash(&password)?;
    let credential = Credential { account: account.id, hash, standing: Standing::Temporary { until } };
    let (name, organisation) = (account.name.clone(), organisation.sheet.legal_name.clone());
    Ok((credential, Letter::Invitation { name, organisation, address: services.config.address(), password, until }))
}

/// Invitations to an address that have not left yet.
fn waiting(services: &Services, to: &Email) -> Result<Vec<Versioned<Mail>>, Fault> {
    let mails = services.store.by_index::<Mail>(Scope::Instance, schema::mail::BY_DUE, &[]);
    let is_void = |mail: &Mail| mail.to == *to && matches!(mail.letter, Letter::Invitation { .. });
    Ok(mails.filter(|mail| mail.as_ref().map_or(true, |mail| is_void(mail))).collect::<Result<_, _>>()?)
}
