//! The past, read from the journal: the versions of a value, and values as they stood after an entry. An index of the state
//! says which entries to read, so that neither costs the whole journal.

use super::{
    Store,
    error::StoreError,
    journal::entry::Entry,
    scope::Scope,
    state::keys::journal_key,
    table::{Stored, decode},
};
use crate::domain::event::{Actor, Event};
use jiff::Timestamp;
use rustc_hash::{FxHashMap, FxHashSet};

/// A value as one change of the journal left it.
#[derive(Clone, Debug)]
pub struct Version<T> {
    /// Number of the change.
    pub seq: u64,
    pub time: Timestamp,
    pub actor: Actor,
    pub event: Event,
    pub written: Written<T>,
}

/// What a change did to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written<T> {
    Value(Box<T>),
    Deleted,
    /// The journal no longer holds what was written.
    Erased,
}

impl<T> Version<T> {
    /// What the value said, where it was there and was not erased.
    pub fn value(&self) -> Option<&T> {
        match &self.written {
            Written::Value(value) => Some(value),
            Written::Deleted | Written::Erased => None,
        }
    }
}

impl Store {
    /// The versions of a value from before a number, the latest first, so many at the most.
    ///
    /// # Errors
    /// The journal or the state could not be read.
    pub fn versions<T: Stored>(
        &self,
        scope: impl Into<Scope>,
        key: &[u8],
        before: u64,
        limit: usize,
    ) -> Result<Vec<Version<T>>, StoreError> {
        let key = journal_key(scope.into(), T::TABLE, key);
        let mut seqs = self.settled()?.versions(&key, before).take(limit).collect::<Result<Vec<_>, _>>()?;
        seqs.reverse();
        let mut versions = Vec::with_capacity(seqs.len());
        self.each_entry(seqs, |entry| {
            versions.push(version(entry, &key)?);
            Ok(())
        })?;
        versions.reverse();
        Ok(versions)
    }

    /// How many changes wrote a value or deleted it.
    ///
    /// # Errors
    /// The state could not be read.
    pub fn count_versions<T: Stored>(&self, scope: impl Into<Scope>, key: &[u8]) -> Result<usize, StoreError> {
        let key = journal_key(scope.into(), T::TABLE, key);
        self.settled()?.versions(&key, u64::MAX).try_fold(0, |count, seq| seq.map(|_| count + 1))
    }

    /// A value as it stood after the change of a number.
    ///
    /// # Errors
    /// The journal or the state could not be read.
    pub fn stood_at<T: Stored>(&self, scope: impl Into<Scope>, key: &[u8], seq: u64) -> Result<Option<T>, StoreError> {
        let version = self.versions(scope, key, seq.saturating_add(1), 1)?.pop();
        Ok(version.and_then(|version: Version<T>| match version.written {
            Written::Value(value) => Some(*value),
            Written::Deleted | Written::Erased => None,
        }))
    }

    /// All values of a table as they stood after the change of a number; those that were erased since are left out.
    ///
    /// # Errors
    /// The journal or the state could not be read.
    pub fn all_stood_at<T: Stored>(&self, scope: impl Into<Scope>, seq: u64) -> Result<Vec<T>, StoreError> {
        let standing = self.settled()?.standing(&journal_key(scope.into(), T::TABLE, &[]), seq)?;
        let mut values = Vec::with_capacity(standing.len());
        let mut wanted: FxHashMap<u64, FxHashSet<Vec<u8>>> = FxHashMap::default();
        let mut seqs = Vec::new();
        for standing in standing {
            if seqs.last() != Some(&standing.seq) {
                seqs.push(standing.seq);
            }
            wanted.entry(standing.seq).or_default().insert(standing.key);
        }
        self.each_entry(seqs, |entry| {
            let keys = wanted.remove(&entry.seq()).unwrap_or_default();
            // Of several writes to one key the last one counts.
            let mut last = FxHashMap::default();
            for write in entry.writes().filter(|write| keys.contains(write.key)) {
                last.insert(write.key, write.value);
            }
            for value in last.into_values().flatten() {
                values.push(decode(value.bytes)?);
            }
            Ok(())
        })?;
        Ok(values)
    }

    /// The last change of a scope from before a moment; 0 where there is none.
    ///
    /// # Errors
    /// The state could not be read.
    pub fn last_before(&self, scope: impl Into<Scope>, moment: Timestamp) -> Result<u64, StoreError> {
        self.settled()?.last_told_before(scope.into(), moment, self.last_seq())
    }

    /// Reads the entries of rising numbers, one at a time.
    fn each_entry(&self, seqs: Vec<u64>, mut read: impl FnMut(&Entry) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut tail = self.tail(seqs.first().copied().unwrap_or_default());
        for seq in seqs {
            tail.skip_to(seq);
            if let Some(entry) = tail.next().transpose()? {
                read(&entry)?;
            }
        }
        Ok(())
    }
}

fn version<T: Stored>(entry: &Entry, key: &[u8]) -> Result<Version<T>, StoreError> {
    let write = entry.writes().filter(|write| write.key == key).last();
    let written = match write.map(|write| write.value) {
        Some(Some(value)) => Written::Value(Box::new(decode(value.bytes)?)),
        Some(None) => Written::Deleted,
        None => Written::Erased,
    };
    Ok(Version { seq: entry.seq(), time: entry.time(), actor: entry.actor(), event: entry.event(), written })
}
