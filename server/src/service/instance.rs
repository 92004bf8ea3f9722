//! What the operator says about the instance to everybody: the contact page and the terms of use.

use super::Services;
use crate::{
    domain::{
        access::Operator,
        event::Event,
        fault::Fault,
        instance::{self, Contact, TermsPart},
        text::Localised,
    },
    store::{Change, Scope, Versioned, schema},
};

/// How to reach whoever looks after the instance; empty where nothing was said yet.
///
/// # Errors
/// The store failed.
pub fn contact(services: &Services) -> Result<Contact, Fault> {
    let contact = services.store.get::<Contact>(Scope::Instance, schema::instance::CONTACT)?;
    Ok(contact.map(Versioned::into_inner).unwrap_or_default())
}

/// Replaces the contact.
///
/// # Errors
/// Every wrong field.
pub fn change_contact(services: &Services, operator: &Operator, contact: Contact) -> Result<(), Fault> {
    let contact = contact.complete().map_err(Fault::Invalid)?;
    let mut change = Change::new(services.clock.now(), operator.actor(), Scope::Instance, Event::new("contact-changed"));
    change.put(Scope::Instance, &contact);
    services.store.commit(change)?;
    Ok(())
}

/// The terms of use; empty where there are none.
///
/// # Errors
/// The store failed.
pub fn terms(services: &Services) -> Result<Localised, Fault> {
    Ok(TermsPart::join(parts(services)?.into_iter().map(Versioned::into_inner)))
}

/// Replaces the terms of use.
///
/// # Errors
/// Every wrong field; a conflict where somebody changed them at the same moment.
pub fn change_terms(services: &Services, operator: &Operator, terms: Localised) -> Result<(), Fault> {
    let terms = instance::terms(terms).map_err(Fault::Invalid)?;
    let mut change = Change::new(services.clock.now(), operator.actor(), Scope::Instance, Event::new("terms-changed"));
    let (new, old) = (TermsPart::cut(&terms), parts(services)?);
    let kept = |part: &Versioned<TermsPart>| new.iter().any(|new| (new.language, new.number) == (part.language, part.number));
    for gone in old.iter().filter(|part| !kept(part)) {
        change.delete(Scope::Instance, gone);
    }
    for part in &new {
        change.put(Scope::Instance, part);
    }
    services.store.commit(change)?;
    Ok(())
}

fn parts(services: &Services) -> Result<Vec<Versioned<TermsPart>>, Fault> {
    Ok(services.store.scan::<TermsPart>(Scope::Instance, &[]).collect::<Result<_, _>>()?)
}
