//! The current state, for reading: one sled tree derived from the journal. Nothing in it is precious.
//!
//! It holds where in the journal each value is, and its indexes. The values themselves stay where they were written: sled
//! writes what is near a change again and again, and a disk that is busy with that syncs the journal slowly.
//!
//! Sled's `flush` does not reach the disk, so nothing here relies on it: every batch notes the entry it stands for,
//! and at start the journal tells what is missing.

mod flight;
pub mod keys;
mod open;
mod scan;
mod staging;
mod told;
mod versions;

pub use flight::{InFlight, Landing};
pub use open::{open, open_as_it_is, remove};
pub use scan::{ByIndex, Scan};
pub use staging::{Planned, Staging, indexes_of, table_of};
pub use told::{Tellings, Told, entry as told_entry, unpacked as told_entries};

use super::{
    error::StoreError,
    journal::{Link, Segments},
    table::{Stored, Versioned, decode},
};
use crate::domain::id::OrganisationId;
use keys::{Head, note_key, value_key};
use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use uuid::Uuid;

const LAST_OF: &str = "last-of/";
const APPLIED: &str = "applied";

/// The state. Cheap to clone.
#[derive(Clone, Debug)]
pub struct State {
    tree: sled::Db,
    segments: Arc<Segments>,
    /// Held by whoever reads one value, and by whoever makes a batch of writes.
    gate: Arc<RwLock<()>>,
}

impl State {
    fn new(tree: sled::Db, segments: Arc<Segments>) -> Self {
        Self { tree, segments, gate: Arc::default() }
    }

    /// One write of a batch; `None` removes.
    fn make(&self, key: Vec<u8>, value: Option<Vec<u8>>) -> Result<(), StoreError> {
        match value {
            Some(value) => self.tree.insert(key, value)?,
            None => self.tree.remove(key)?,
        };
        Ok(())
    }

    /// The journal entry up to which it is current.
    pub fn applied(&self) -> Result<Option<Link>, StoreError> {
        let note = self.tree.get(note_key(APPLIED))?;
        Ok(note.and_then(|bytes| {
            let (seq, rest) = bytes.split_first_chunk::<8>()?;
            Some(Link { seq: u64::from_le_bytes(*seq), hash: rest.try_into().ok()? })
        }))
    }

    /// The last change of every organisation.
    pub fn last_of_each(&self) -> Result<FxHashMap<OrganisationId, u64>, StoreError> {
        let prefix = note_key(LAST_OF);
        let mut last = FxHashMap::default();
        for item in self.tree.scan_prefix(&prefix) {
            let (key, value) = item?;
            let id = key.get(prefix.len()..).and_then(|id| Uuid::from_slice(id).ok());
            if let (Some(id), Ok(seq)) = (id, value.as_ref().try_into()) {
                last.insert(OrganisationId(id), u64::from_le_bytes(seq));
            }
        }
        Ok(last)
    }

    /// A value by its key of the journal.
    pub fn get<T: Stored>(&self, journal_key: &[u8]) -> Result<Option<Versioned<T>>, StoreError> {
        let Some((seq, bytes)) = self.bytes(journal_key)? else { return Ok(None) };
        Ok(Some(Versioned::new(decode(&bytes)?, seq)))
    }

    /// The bytes of a value, with the number of the change that wrote it.
    pub fn bytes(&self, journal_key: &[u8]) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        let head = {
            let _reading = self.gate.read();
            self.head(journal_key)?
        };
        head.map(|head| Ok((head.seq, self.value(head)?))).transpose()
    }

    /// What is noted of a value, for the maker of batches, who knows what is on its way.
    fn head(&self, journal_key: &[u8]) -> Result<Option<Head>, StoreError> {
        self.tree.get(value_key(journal_key))?.map(|head| Head::decode(&head)).transpose()
    }

    /// A value from the journal, where it stands for ever.
    fn value(&self, head: Head) -> Result<Vec<u8>, StoreError> {
        self.segments.read(head.seq, head.place)
    }
}
