//! People across organisations, as operators see them: who there is, where each belongs, who was deleted.

use super::super::{Services, session};
use crate::{
    domain::{
        access::{Membership, Operator},
        account::Account,
        fault::Fault,
        fold::fold,
        id::OrganisationId,
        session::LastVisit,
    },
    store::Scope,
};
use jiff::Timestamp;
use std::collections::HashMap;

/// A person with every organisation the person belongs to, or was deleted from.
#[derive(Clone, Debug)]
pub struct KnownPerson {
    pub account: Account,
    pub places: Vec<KnownPlace>,
    pub last_sign_in: Option<Timestamp>,
}

/// A membership, and the name of its organisation.
#[derive(Clone, Debug)]
pub struct KnownPlace {
    pub membership: Membership,
    pub organisation: String,
}

/// A part of the people found.
#[derive(Clone, Debug, Default)]
pub struct KnownPeople {
    pub items: Vec<KnownPerson>,
    pub total: usize,
}

/// The people whose name, address or organisation has all these words, by name.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, _: &Operator, words: &str, offset: usize, limit: usize) -> Result<KnownPeople, Fault> {
    let organisations = super::organisation::all(services)?;
    let names: HashMap<OrganisationId, String> =
        organisations.into_iter().map(|organisation| (organisation.id, organisation.sheet.legal_name)).collect();
    let words = fold(words);
    let mut found = Vec::new();
    for account in services.store.scan::<Account>(Scope::Instance, &[]) {
        let account = account?.into_inner();
        let places = places(services, &account, &names)?;
        let mut text = format!("{} {}", account.name, account.email);
        for place in &places {
            text.push(' ');
            text.push_str(&place.organisation);
        }
        let text = fold(&text);
        if words.split(' ').all(|word| text.contains(word)) {
            found.push((fold(&account.name), account, places));
        }
    }
    found.sort_by(|one, other| (&one.0, one.1.id).cmp(&(&other.0, other.1.id)));
    let total = found.len();
    let mut items = Vec::new();
    for (_, account, places) in found.into_iter().skip(offset).take(limit) {
        let last = services.store.get::<LastVisit>(Scope::Instance, account.id.as_bytes())?;
        items.push(KnownPerson { account, places, last_sign_in: last.map(|last| last.at) });
    }
    Ok(KnownPeople { items, total })
}

fn places(services: &Services, account: &Account, names: &HashMap<OrganisationId, String>) -> Result<Vec<KnownPlace>, Fault> {
    let memberships = session::memberships(services, account.id)?;
    let place = |membership: Membership| {
        let organisation = names.get(&membership.organisation).cloned().unwrap_or_default();
        KnownPlace { membership, organisation }
    };
    Ok(memberships.into_iter().map(place).collect())
}
