//! Whose packs may be installed: the operator decides, key by key.

use crate::{
    domain::{
        access::Operator,
        event::Event,
        fault::{Fault, FieldError},
        publisher::{Publisher, PublisherKey},
    },
    packs::file::unknown_key,
    service::Services,
    store::{Change, Scope, Versioned},
};

/// Longest name, in characters.
const NAME: usize = 200;

/// The publishers that are trusted, by name.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, _: &Operator) -> Result<Vec<Publisher>, Fault> {
    let all = services.store.scan::<Publisher>(Scope::Instance, &[]).map(|found| found.map(Versioned::into_inner));
    let mut all = all.collect::<Result<Vec<_>, _>>()?;
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

/// The publisher whose key it is.
///
/// # Errors
/// `Invalid` where nobody trusted has it.
pub fn trusted(services: &Services, _: &Operator, key: PublisherKey) -> Result<Publisher, Fault> {
    let found = services.store.get::<Publisher>(Scope::Instance, &key.0)?;
    found.map(Versioned::into_inner).ok_or_else(|| Fault::Invalid(vec![unknown_key(key)]))
}

/// What the publisher who has a key is called, where it is trusted.
pub(super) fn named(services: &Services, key: PublisherKey) -> Result<Option<String>, Fault> {
    Ok(services.store.get::<Publisher>(Scope::Instance, &key.0)?.map(|found| found.into_inner().name))
}

/// Trusts whoever has a key. A key that is trusted already gets this name.
///
/// # Errors
/// A name that is missing or too long, a key that is none.
pub fn trust(services: &Services, operator: &Operator, name: &str, key: &str) -> Result<Publisher, Fault> {
    let mut errors = Vec::new();
    let name = name.trim();
    if name.is_empty() {
        errors.push(FieldError::new("name", "fault-required"));
    } else if name.chars().count() > NAME {
        errors.push(FieldError::new("name", "publisher-name-too-long").with("most", NAME));
    }
    let Ok(key) = key.parse::<PublisherKey>() else {
        errors.push(FieldError::new("key", "publisher-key-wrong"));
        return Err(Fault::Invalid(errors));
    };
    if !errors.is_empty() {
        return Err(Fault::Invalid(errors));
    }
    let publisher = Publisher { key, name: name.to_owned(), trusted_at: services.clock.now() };
    let event = Event::new("publisher-trusted").with("name", name).with("key", key);
    let mut change = Change::new(publisher.trusted_at, operator.actor(), Scope::Instance, event);
    change.put(Scope::Instance, &publisher);
    services.store.commit(change)?;
    Ok(publisher)
}

/// Trusts a key no longer: what it signed is not installed any more; what is installed stays until it is removed.
///
/// # Errors
/// [`Fault::NotFound`].
pub fn distrust(services: &Services, operator: &Operator, key: PublisherKey) -> Result<(), Fault> {
    let old = services.store.get::<Publisher>(Scope::Instance, &key.0)?.ok_or(Fault::NotFound)?;
    let event = Event::new("publisher-distrusted").with("name", &old.name).with("key", key);
    let mut change = Change::new(services.clock.now(), operator.actor(), Scope::Instance, event);
    change.delete(Scope::Instance, &old);
    services.store.commit(change)?;
    Ok(())
}
