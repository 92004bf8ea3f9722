//! Forgotten passwords: a mail with a link that works once and for ten minutes.

use super::{
    Services, account, secret,
    session::{self, Origin},
};
use crate::{
    domain::{
        account::{Account, Email},
        event::{Actor, Event},
        fault::Fault,
        id::AccountId,
        mail::{Letter, Mail},
        password_reset::PasswordReset,
        secret::Secret,
    },
    store::{Change, Scope, Versioned, schema},
};

/// Sends a link to an address, where somebody signs in with it who may. What this answers, and how long it takes, is the
/// same where nobody does: a secret is drawn and a change committed in either case.
///
/// # Errors
/// Too many requests for the address, or from the same place.
pub fn ask(services: &Services, email: &str, from: Origin<'_>) -> Result<(), Fault> {
    let now = services.clock.now();
    let typed = email.trim().to_lowercase();
    services.reset_throttle.attempt(&typed, from.address, now)?;
    let key = secret::new()?;
    let account = typed.parse::<Email>().ok().map(|email| session::by_email(services, &email)).transpose()?.flatten();
    let account = match account {
        Some(account) if may_enter(services, &account)? => Some(account),
        _ => None,
    };
    let mut event = Event::new("password-forgotten");
    if let Some(account) = &account {
        event = event.about(account.id.0);
    }
    let mut change = Change::new(now, Actor::Visitor, Scope::Instance, event);
    if let Some(account) = &account {
        let reset = PasswordReset::new(key.hash(), account.id, now);
        for void in of(services, account.id)? {
            change.delete(Scope::Instance, &void);
        }
        let (name, address) = (account.name.clone(), services.config.address());
        let letter = Letter::PasswordReset { name, address, key: key.reveal(), until: reset.until };
        change.insert(Scope::Instance, &reset);
        change.insert(Scope::Instance, &Mail::new(account, None, letter, now));
    }
    services.store.commit(change)?;
    Ok(())
}

/// Whether a link still works.
///
/// # Errors
/// The store failed.
pub fn opens(services: &Services, key: &Secret) -> Result<bool, Fault> {
    Ok(find(services, key)?.is_some())
}

/// Chooses a new password by a link, which then works no more, and ends every session of the person.
///
/// # Errors
/// [`Fault::NotFound`] where the link does not work (any more); a password that the policy refuses.
pub fn change(services: &Services, key: &Secret, password: &str) -> Result<(), Fault> {
    let (reset, account) = find(services, key)?.ok_or(Fault::NotFound)?;
    let credential = session::credential(services, account.id)?.ok_or(Fault::NotFound)?;
    let event = Event::new("password-reset").about(account.id.0);
    let scope = session::scope_of(session::last_place(services, account.id)?);
    let mut change = Change::new(services.clock.now(), Actor::Account(account.id), scope, event);
    account::change_credential(services, &mut change, &account, &credential, password)?;
    services.store.commit(change)?;
    services.throttle.forgive(account.email.as_str());
    tracing::info!(account = %reset.account, "password chosen by a link");
    Ok(())
}

/// The links on their way to an account.
pub(super) fn of(services: &Services, account: AccountId) -> Result<Vec<Versioned<PasswordReset>>, Fault> {
    let links = schema::password_reset::BY_ACCOUNT;
    let found = services.store.by_index::<PasswordReset>(Scope::Instance, links, account.as_bytes());
    Ok(found.collect::<Result<_, _>>()?)
}

/// A link that works, and whose it is: nobody who is suspended or deleted everywhere.
fn find(services: &Services, key: &Secret) -> Result<Option<(PasswordReset, Versioned<Account>)>, Fault> {
    let found = services.store.get::<PasswordReset>(Scope::Instance, key.hash().as_bytes())?;
    let Some(reset) = found.filter(|reset| reset.is_valid(services.clock.now())) else { return Ok(None) };
    let Some(account) = account::get(services, reset.account)? else { return Ok(None) };
    Ok(may_enter(services, &account)?.then(|| (reset.into_inner(), account)))
}

fn may_enter(services: &Services, account: &Account) -> Result<bool, Fault> {
    Ok(account.operator || !session::open(services, account)?.is_empty())
}
