//! A change on its way into the store: what happened, and what is written, each with what it takes for granted.
//!
//! Values are encoded here, on the thread of whoever makes the change, so that the committer only copies bytes.

use super::{
    error::StoreError,
    journal::entry::{Body, Envelope},
    schema::Indexes,
    scope::Scope,
    state::keys::journal_key,
    table::{IndexId, Stored, Versioned, encode},
};
use crate::domain::event::{Actor, Event};
use jiff::Timestamp;
use std::ops::Range;

/// Longest key and longest index key.
const LONGEST_KEY: usize = 1000;

/// One atomic change: all of it is made, or none.
#[derive(Debug)]
pub struct Change {
    pub(super) envelope: Envelope,
    pub(super) body: Body,
    pub(super) writes: Vec<Write>,
    pub(super) required: Vec<Required>,
    pub(super) error: Option<StoreError>,
}

/// One key written or deleted. The ranges point into the body.
#[derive(Debug)]
pub(super) struct Write {
    pub key: Range<usize>,
    /// `None` deletes.
    pub value: Option<Range<usize>>,
    pub expected: Expected,
    /// Index keys of the value before, where the maker of the change knew it.
    pub old_indexes: Option<Indexes>,
    pub new_indexes: Indexes,
}

/// What a change takes for granted of values that it does not write.
#[derive(Debug)]
pub(super) struct Required {
    /// A key of the journal; for a count, scope and table alone.
    pub key: Vec<u8>,
    pub condition: Condition,
}

#[derive(Debug)]
pub(super) enum Condition {
    Present,
    /// Last written by the change of this number.
    Unchanged(u64),
    /// It has this key of a unique index.
    Holds {
        index: IndexId,
        index_key: Vec<u8>,
    },
    /// So many values have an index key that begins so.
    Count {
        index: IndexId,
        prefix: Vec<u8>,
        count: usize,
    },
}

/// What a write takes for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Anything,
    Absent,
    /// Last written by the change of this number.
    Unchanged(u64),
}

impl Change {
    /// A change that writes nothing yet. The scope says in whose audit trail it appears.
    pub fn new(time: Timestamp, actor: Actor, scope: impl Into<Scope>, event: Event) -> Self {
        let envelope =
            Envelope { time, actor, organisation: scope.into().organisation(), kind: event.kind, subject: event.subject };
        Self { envelope, body: Body::new(&event.detail), writes: Vec::new(), required: Vec::new(), error: None }
    }

    /// Writes a value that must not exist.
    pub fn insert<T: Stored>(&mut self, scope: impl Into<Scope>, value: &T) -> &mut Self {
        self.write(scope.into(), value, Expected::Absent, Some(Vec::new()))
    }

    /// Writes a value whatever was there.
    pub fn put<T: Stored>(&mut self, scope: impl Into<Scope>, value: &T) -> &mut Self {
        self.write(scope.into(), value, Expected::Anything, None)
    }

    /// Writes a new value in place of one that must not have changed since it was read. Where the key
    /// changes, the new one must not exist.
    pub fn replace<T: Stored>(&mut self, scope: impl Into<Scope>, old: &Versioned<T>, new: &T) -> &mut Self {
        let scope = scope.into();
        if old.key() == new.key() {
            self.write(scope, new, Expected::Unchanged(old.seq()), Some(old.indexes()))
        } else {
            self.delete(scope, old).insert(scope, new)
        }
    }

    /// Deletes a value that must not have changed since it was read.
    pub fn delete<T: Stored>(&mut self, scope: impl Into<Scope>, old: &Versioned<T>) -> &mut Self {
        let key = self.key::<T>(scope.into(), &old.key());
        self.body.deleted();
        let expected = Expected::Unchanged(old.seq());
        self.writes.push(Write { key, value: None, expected, old_indexes: Some(old.indexes()), new_indexes: Vec::new() });
        self
    }

    /// Takes for granted that a value has not changed since it was read.
    pub fn require<T: Stored>(&mut self, scope: impl Into<Scope>, read: &Versioned<T>) -> &mut Self {
        let key = journal_key(scope.into(), T::TABLE, &read.key());
        self.required.push(Required { key, condition: Condition::Unchanged(read.seq()) });
        self
    }

    /// Takes for granted that a key has a value.
    pub fn require_present<T: Stored>(&mut self, scope: impl Into<Scope>, key: &[u8]) -> &mut Self {
        let key = journal_key(scope.into(), T::TABLE, key);
        self.required.push(Required { key, condition: Condition::Present });
        self
    }

    /// Takes for granted that the value of a key is the one that has this key of an index, which must be a unique one:
    /// it was not moved or renamed, and nothing took its place.
    pub fn require_holder<T: Stored>(
        &mut self,
        scope: impl Into<Scope>,
        key: &[u8],
        index: IndexId,
        index_key: &[u8],
    ) -> &mut Self {
        let key = journal_key(scope.into(), T::TABLE, key);
        self.required.push(Required { key, condition: Condition::Holds { index, index_key: index_key.to_vec() } });
        self
    }

    /// Takes for granted that so many values have a key of this index, which must be a unique one, that begins so:
    /// none came meanwhile, and none went.
    pub fn require_count<T: Stored>(
        &mut self,
        scope: impl Into<Scope>,
        index: IndexId,
        prefix: &[u8],
        count: usize,
    ) -> &mut Self {
        debug_assert!(index.unique, "only unique keys are counted while changes are staged");
        let condition = Condition::Count { index, prefix: prefix.to_vec(), count };
        self.required.push(Required { key: journal_key(scope.into(), T::TABLE, &[]), condition });
        self
    }

    /// True where nothing would be written: only the event would be told.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    fn write<T: Stored>(&mut self, scope: Scope, value: &T, expected: Expected, old_indexes: Option<Indexes>) -> &mut Self {
        let key = self.key::<T>(scope, &value.key());
        match self.body.value(|bytes| encode(value, bytes)) {
            Ok(bytes) => {
                let new_indexes = value.indexes();
                if new_indexes.iter().any(|(_, key)| key.len() > LONGEST_KEY) {
                    self.error = Some(StoreError::TooLarge);
                }
                self.writes.push(Write { key, value: Some(bytes), expected, old_indexes, new_indexes });
            }
            Err(error) => self.error = Some(error),
        }
        self
    }

    fn key<T: Stored>(&mut self, scope: Scope, key: &[u8]) -> Range<usize> {
        if key.len() > LONGEST_KEY {
            self.error = Some(StoreError::TooLarge);
        }
        self.body.key(scope, T::TABLE, key)
    }
}
