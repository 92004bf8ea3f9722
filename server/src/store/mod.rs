//! The store: durable changes and typed reading. The journal is the truth, the state is derived from it.
//!
//! Nothing above this folder knows sled, keys or files: reading a key, walking a range, committing a change with
//! preconditions and following the journal from a position is all there is.

mod change;
mod committer;
mod disk;
mod error;
mod history;
mod journal;
mod lock;
pub mod schema;
mod scope;
mod state;
pub mod table;
mod travel;
mod verify;

pub use change::Change;
pub use error::{CommitError, StoreError};
pub use history::{Version, Written};
pub use journal::{Tail, entry::Entry};
pub use scope::Scope;
pub use state::{ByIndex, Scan, Tellings, Told};
pub use table::{IndexId, Stored, Table, Versioned};
pub use travel::Travelling;
pub use verify::{Finding, Note, Report, Verification, verify};

use crate::domain::access::Tenant;
use committer::Committer;
use disk::Disk;
use journal::{Journal, Segments};
use lock::Lock;
use state::{Planned, Staging, State, keys::journal_key};
use std::{path::Path, sync::Arc};
use tokio::sync::watch;

/// A handle on the store of one data folder. Cheap to clone; the folder is free again when the last one is gone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    committer: Committer,
    state: State,
    segments: Arc<Segments>,
    #[expect(dead_code, reason = "held as long as the store is open; last, so that it goes last")]
    lock: Lock,
}

impl Store {
    /// Opens the store of a data folder, making it where there is none: takes the lock, checks the journal, brings
    /// the state up to it.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::open_on(folder, Disk::default())
    }

    fn open_on(folder: &Path, disk: Disk) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(StoreError::io("cannot make", folder))?;
        Self::open_locked(folder, disk, Lock::take(folder)?)
    }

    fn open_locked(folder: &Path, disk: Disk, lock: Lock) -> Result<Self, StoreError> {
        let state_folder = folder.join(STATE);
        let segments = Arc::new(Segments::default());
        let mut state = state::open(&state_folder, segments.clone())?;
        let applied = state.applied()?.unwrap_or_default();
        let mut known = applied == journal::Link::default();
        let journal = Journal::open(&folder.join(JOURNAL), disk, segments.clone(), &mut |entry| {
            known |= entry.seq() == applied.seq && entry.hash == applied.hash;
            Ok(())
        })?;
        let mut applied = applied.seq;
        if !known {
            tracing::warn!(applied, last = journal.last().seq, "the state is not of this journal: making it anew");
            drop(state);
            state::remove(&state_folder)?;
            state = state::open(&state_folder, segments.clone())?;
            applied = 0;
        }
        replay(&state, Tail::new(segments.clone(), applied + 1, journal.last().seq))?;
        let last_of = state.last_of_each()?;
        Ok(Self(Arc::new(Inner { committer: Committer::new(journal, state.clone(), last_of), state, segments, lock })))
    }

    /// The value of a key.
    pub fn get<T: Stored>(&self, scope: impl Into<Scope>, key: &[u8]) -> Result<Option<Versioned<T>>, StoreError> {
        self.settled()?.get(&journal_key(scope.into(), T::TABLE, key))
    }

    /// The values whose key begins so, in the order of their keys, read one at a time.
    pub fn scan<T: Stored>(&self, scope: impl Into<Scope>, key_prefix: &[u8]) -> Scan<T> {
        self.0.state.scan(&journal_key(scope.into(), T::TABLE, key_prefix), self.0.committer.settle())
    }

    /// The values whose index key begins so, in the order of their index keys, read one at a time.
    pub fn by_index<T: Stored>(&self, scope: impl Into<Scope>, index: IndexId, prefix: &[u8]) -> ByIndex<T> {
        self.0.state.by_index(&journal_key(scope.into(), T::TABLE, &[]), index, prefix, self.0.committer.settle())
    }

    /// Makes a change: when this returns its number, the change is on disk and everybody will read it.
    pub fn commit(&self, change: Change) -> Result<u64, CommitError> {
        self.0.committer.commit(change)
    }

    /// The journal entries from a number on, up to the last one at this moment.
    pub fn tail(&self, from: u64) -> Tail {
        Tail::new(self.0.segments.clone(), from, self.last_seq())
    }

    /// The entries that tell of a scope, those before a number, the latest first.
    pub fn told(&self, scope: impl Into<Scope>, before: u64) -> Tellings {
        self.0.state.told(scope.into(), before, self.0.committer.settle())
    }

    /// The journal entries of rising numbers, in one walk.
    pub fn entries(&self, seqs: &[u64]) -> Result<Vec<Entry>, StoreError> {
        let mut tail = self.tail(seqs.first().copied().unwrap_or_default());
        let mut entries = Vec::with_capacity(seqs.len());
        for seq in seqs {
            tail.skip_to(*seq);
            entries.extend(tail.next().transpose()?);
        }
        Ok(entries)
    }

    /// Tells the number of the last change whenever there is a new one.
    pub fn applied(&self) -> watch::Receiver<u64> {
        self.0.committer.applied()
    }

    /// Number of the last change; 0 where there was none.
    pub fn last_seq(&self) -> u64 {
        self.settled().ok();
        self.0.committer.last()
    }

    /// The state with all changes that were acknowledged.
    fn settled(&self) -> Result<&State, StoreError> {
        self.0.committer.settle()?;
        Ok(&self.0.state)
    }

    /// Number of the last change in an organisation; 0 where there was none. What is derived from the organisation's
    /// values stays good as long as this does not move.
    pub fn last_seq_of(&self, tenant: Tenant) -> u64 {
        self.settled().ok();
        self.0.committer.last_of(tenant.organisation())
    }

    /// Whether changes are still made; `Err` says why not.
    pub fn health(&self) -> Result<(), StoreError> {
        self.0.committer.stopped().map_or(Ok(()), |why| Err(StoreError::Stopped(why)))
    }
}

const JOURNAL: &str = "journal";
const STATE: &str = "state";
/// Bytes of entries that a replay applies in one batch.
const REPLAYED_AT_ONCE: usize = 4 << 20;

/// Makes the state of a data folder anew from its journal. No process may have it open.
///
/// # Errors
/// The folder is in use, or the journal is damaged.
pub fn rebuild(folder: &Path) -> Result<(), StoreError> {
    let lock = Lock::take(folder)?;
    // A damaged journal is refused here, while the state is still there.
    drop(Journal::open(&folder.join(JOURNAL), Disk::default(), Arc::default(), &mut |_| Ok(()))?);
    state::remove(&folder.join(STATE))?;
    Store::open_locked(folder, Disk::default(), lock).map(drop)
}

/// Applies entries of the journal to the state, many small ones at once. The first of them may be there in part.
fn replay(state: &State, mut tail: Tail) -> Result<(), StoreError> {
    loop {
        let mut entries = Vec::new();
        let mut size = 0;
        while size < REPLAYED_AT_ONCE
            && let Some(entry) = tail.next().transpose()?
        {
            size += entry.size();
            entries.push(entry);
        }
        let Some(last) = entries.last() else { return Ok(()) };
        staged(state, &entries)?.apply(journal::Link { seq: last.seq(), hash: last.hash })?;
    }
}

/// The batch that brings entries of the journal into the state.
fn staged<'a>(state: &'a State, entries: &'a [Entry]) -> Result<Staging<'a>, StoreError> {
    let mut staging = Staging::again(state);
    for entry in entries {
        let writes = entry.writes().map(|write| {
            let new_indexes = write.value.map_or(Ok(Vec::new()), |value| state::indexes_of(write.key, value.bytes))?;
            Ok(Planned { key: write.key, value: write.value, old_indexes: None, new_indexes })
        });
        staging.change(entry.seq(), writes.collect::<Result<_, StoreError>>()?)?;
        staging.tell(entry.envelope(), entry.seq());
    }
    Ok(staging)
}

#[cfg(test)]
mod tests;
