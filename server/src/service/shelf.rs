//! The values of some kinds that an organisation has, in memory: made when first asked for, then following the journal.
//! For pages that look at all of them.

use super::Services;
use crate::{
    domain::{
        access::{Member, Tenant},
        action::Action,
        campaign::CampaignAnswer,
        document::Document,
        fault::Fault,
    },
    store::{Entry, Scope, StoreError, Stored, Versioned},
};
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use std::{collections::BTreeMap, sync::Arc};

/// Beyond this many changes since the last look, one scan is cheaper than following each.
const FOLLOWED: u64 = 500;

/// The shelves that are in memory.
#[derive(Default)]
pub struct Shelves {
    documents: Kept<Document>,
    actions: Kept<Action>,
    answers: Kept<CampaignAnswer>,
}

/// Those of one kind, one for each organisation that was looked at.
pub struct Kept<T>(Mutex<FxHashMap<Tenant, Shelf<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

/// A kind of value that is kept.
pub trait Shelved: Stored {
    /// Where it is kept.
    fn kept(shelves: &Shelves) -> &Kept<Self>
    where
        Self: Sized;
}

impl Shelved for Document {
    fn kept(shelves: &Shelves) -> &Kept<Self> {
        &shelves.documents
    }
}

impl Shelved for Action {
    fn kept(shelves: &Shelves) -> &Kept<Self> {
        &shelves.actions
    }
}

impl Shelved for CampaignAnswer {
    fn kept(shelves: &Shelves) -> &Kept<Self> {
        &shelves.answers
    }
}

/// The values of one organisation, in the order of their keys.
pub struct Shelf<T> {
    /// The last change that is taken over.
    seq: u64,
    values: Arc<BTreeMap<Vec<u8>, Arc<Versioned<T>>>>,
}

impl<T> Clone for Shelf<T> {
    fn clone(&self) -> Self {
        Self { seq: self.seq, values: self.values.clone() }
    }
}

impl<T> Shelf<T> {
    /// All of them; where keys are identifiers, the oldest first.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Arc<Versioned<T>>> {
        self.values.values()
    }

    /// Those whose key begins like this.
    pub fn under(&self, prefix: &[u8]) -> impl Iterator<Item = &Arc<Versioned<T>>> {
        self.values.range(prefix.to_vec()..).take_while(move |(key, _)| key.starts_with(prefix)).map(|(_, value)| value)
    }
}

/// The values as they stand now.
///
/// # Errors
/// Internal only.
pub fn of<T: Shelved>(services: &Services, member: &Member) -> Result<Shelf<T>, Fault> {
    let tenant = member.tenant();
    let kept = T::kept(&services.shelves);
    let latest = services.store.last_seq_of(tenant);
    let known = kept.0.lock().get(&tenant).cloned();
    let shelf = match known {
        Some(shelf) if shelf.seq >= latest => return Ok(shelf),
        Some(shelf) if latest - shelf.seq <= FOLLOWED => follow(services, tenant, shelf)?,
        _ => scan(services, tenant)?,
    };
    let mut shelves = kept.0.lock();
    let newest = shelves.entry(tenant).or_insert_with(|| shelf.clone());
    if newest.seq < shelf.seq {
        *newest = shelf.clone();
    }
    Ok(shelf)
}

fn scan<T: Shelved>(services: &Services, tenant: Tenant) -> Result<Shelf<T>, Fault> {
    // The number is read first: what is written during the scan is seen again later, never missed.
    let seq = services.store.last_seq_of(tenant);
    let mut values = BTreeMap::new();
    for value in services.store.scan::<T>(tenant, &[]) {
        let value = value?;
        values.insert(value.key(), Arc::new(value));
    }
    Ok(Shelf { seq, values: Arc::new(values) })
}

fn follow<T: Shelved>(services: &Services, tenant: Tenant, mut shelf: Shelf<T>) -> Result<Shelf<T>, Fault> {
    for entry in services.store.tail(shelf.seq + 1) {
        let entry = entry?;
        apply(&mut shelf, &entry, tenant)?;
        shelf.seq = entry.seq();
    }
    Ok(shelf)
}

fn apply<T: Shelved>(shelf: &mut Shelf<T>, entry: &Entry, tenant: Tenant) -> Result<(), StoreError> {
    let scope = Scope::from(tenant);
    for put in entry.puts::<T>() {
        let (found, value) = put?;
        if found == scope {
            Arc::make_mut(&mut shelf.values).insert(value.key(), Arc::new(entry.written(value)));
        }
    }
    for (_, key) in entry.deletes::<T>().filter(|(found, _)| *found == scope) {
        Arc::make_mut(&mut shelf.values).remove(key);
    }
    Ok(())
}
