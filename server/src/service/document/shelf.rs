//! All documents of an organisation in memory, for lists, filters and choices: made when first asked for, then following the
//! journal.

use crate::{
    domain::{
        access::{Member, Tenant},
        document::Document,
        fault::Fault,
        id::DocumentId,
    },
    service::Services,
    store::{Entry, Scope, StoreError},
};
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// Beyond this many changes since the last look, one scan is cheaper than following each.
const FOLLOWED: u64 = 500;

/// The shelves that are in memory, one for each organisation whose documents were looked at.
#[derive(Default)]
pub struct Shelves(Mutex<FxHashMap<Tenant, Shelf>>);

/// The documents of one organisation, in the order in which they were filed.
#[derive(Clone, Default)]
pub struct Shelf {
    /// The last change that is taken over.
    seq: u64,
    documents: Arc<BTreeMap<DocumentId, Arc<Document>>>,
}

impl Shelf {
    /// The documents, the oldest first.
    pub fn documents(&self) -> impl DoubleEndedIterator<Item = &Arc<Document>> {
        self.documents.values()
    }
}

/// The documents as they stand now.
///
/// # Errors
/// Internal only.
pub fn of(services: &Services, member: &Member) -> Result<Shelf, Fault> {
    let tenant = member.tenant();
    let latest = services.store.last_seq_of(tenant);
    let known = services.shelves.0.lock().get(&tenant).cloned();
    let shelf = match known {
        Some(shelf) if shelf.seq >= latest => return Ok(shelf),
        Some(shelf) if latest - shelf.seq <= FOLLOWED => follow(services, tenant, shelf)?,
        _ => scan(services, tenant)?,
    };
    let mut shelves = services.shelves.0.lock();
    let kept = shelves.entry(tenant).or_insert_with(|| shelf.clone());
    if kept.seq < shelf.seq {
        *kept = shelf.clone();
    }
    Ok(shelf)
}

fn scan(services: &Services, tenant: Tenant) -> Result<Shelf, Fault> {
    // The number is read first: what is written during the scan is seen again later, never missed.
    let seq = services.store.last_seq_of(tenant);
    let mut documents = BTreeMap::new();
    for document in services.store.scan::<Document>(tenant, &[]) {
        let document = document?.into_inner();
        documents.insert(document.id, Arc::new(document));
    }
    Ok(Shelf { seq, documents: Arc::new(documents) })
}

fn follow(services: &Services, tenant: Tenant, mut shelf: Shelf) -> Result<Shelf, Fault> {
    for entry in services.store.tail(shelf.seq + 1) {
        let entry = entry?;
        apply(&mut shelf, &entry, tenant)?;
        shelf.seq = entry.seq();
    }
    Ok(shelf)
}

fn apply(shelf: &mut Shelf, entry: &Entry, tenant: Tenant) -> Result<(), StoreError> {
    let scope = Scope::from(tenant);
    for put in entry.puts::<Document>() {
        let (found, document) = put?;
        if found == scope {
            Arc::make_mut(&mut shelf.documents).insert(document.id, Arc::new(document));
        }
    }
    for (found, key) in entry.deletes::<Document>() {
        if let Some(id) = Uuid::from_slice(key).ok().filter(|_| found == scope) {
            Arc::make_mut(&mut shelf.documents).remove(&DocumentId(id));
        }
    }
    Ok(())
}
