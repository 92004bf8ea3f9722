//! Who looks after the instance: granting the right, taking it back, and asking for it.

use super::{Services, session};
use crate::{
    domain::{
        access::Operator,
        account::{Account, NotAnEmail},
        event::Event,
        fault::Fault,
        id::AccountId,
    },
    store::{Change, Scope, Versioned},
};

/// The right of a person, where the person has it.
///
/// # Errors
/// The store failed.
pub fn of(services: &Services, account: AccountId) -> Result<Option<Operator>, Fault> {
    Ok(get(services, account)?.and_then(|account| Operator::check(&account)))
}

/// Gives a person the right, or takes it back.
///
/// # Errors
/// [`Fault::NotFound`] where there is no such account; a conflict where an operator would lose the right by the own
/// hand, so that one always remains.
pub fn appoint(services: &Services, operator: &Operator, account: AccountId, appointed: bool) -> Result<(), Fault> {
    if operator.is(account) && !appointed {
        return Err(Fault::conflict("operator-not-oneself"));
    }
    let old = get(services, account)?.ok_or(Fault::NotFound)?;
    if old.operator == appointed {
        return Ok(());
    }
    let event = Event::new(if appointed { "operator-granted" } else { "operator-revoked" });
    let event = event.about(account.0).with("name", &old.name);
    let mut change = Change::new(services.clock.now(), operator.actor(), Scope::Instance, event);
    change.replace(Scope::Instance, &old, &Account { operator: appointed, ..(*old).clone() });
    services.store.commit(change)?;
    Ok(())
}

/// The same for whoever has an address.
///
/// # Errors
/// A text that is no address, or one that nobody has.
pub fn appoint_by_email(services: &Services, operator: &Operator, email: &str, appointed: bool) -> Result<(), Fault> {
    let email = email.parse().map_err(|error: NotAnEmail| Fault::Invalid(vec![error.into()]))?;
    let account = session::by_email(services, &email)?.ok_or_else(|| Fault::invalid("email", "account-unknown"))?;
    appoint(services, operator, account.id, appointed)
}

fn get(services: &Services, account: AccountId) -> Result<Option<Versioned<Account>>, Fault> {
    Ok(services.store.get(Scope::Instance, account.as_bytes())?)
}
