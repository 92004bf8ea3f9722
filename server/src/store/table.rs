//! Typed tables: what a type must say to be stored, and how its values look on disk (schema version, JSON).

use super::error::StoreError;
pub use super::schema::Table;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::ops::Deref;

/// An index of a table. Numbers are never used again for another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IndexId {
    pub(super) number: u8,
    pub(super) unique: bool,
}

impl IndexId {
    /// Many values may share an index key.
    pub const fn many(number: u8) -> Self {
        Self { number, unique: false }
    }

    /// An index key belongs to one value at most: a second one is a conflict.
    pub const fn unique(number: u8) -> Self {
        Self { number, unique: true }
    }
}

/// A type that is stored. Implemented in `store/schema/<noun>.rs`.
pub trait Stored: Serialize + DeserializeOwned {
    const TABLE: Table;
    /// Raised with every change of the stored form; the older forms are read by [`Stored::migrate`].
    const SCHEMA: u16;
    /// Whether it is noted which entries wrote each value, so that earlier versions are found without reading the whole
    /// journal. Their keys must be of one length.
    const VERSIONS: bool = false;

    /// Tells this value from the others of its table and scope. Several parts are joined as in [`key_text`].
    fn key(&self) -> Vec<u8>;

    /// The index keys under which it is found.
    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        Vec::new()
    }

    /// Reads a value of this schema.
    fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(json)
    }

    /// Reads a value of an older schema; `None` where there never was such a schema.
    fn migrate(from: u16, old: serde_json::Value) -> Option<Self> {
        let _ = (from, old);
        None
    }
}

/// A text as part of a key: ends with a zero byte, so that no text is the beginning of another.
pub fn key_text(text: &str) -> Vec<u8> {
    let mut key: Vec<u8> = text.bytes().filter(|byte| *byte != 0).collect();
    key.push(0);
    key
}

/// A name as part of an index key: of one length, so that names of any length can be indexed.
pub fn key_name(name: &str) -> [u8; 32] {
    Sha256::digest(name).into()
}

/// A value as it was read, with the sequence number of the change that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned<T> {
    value: T,
    seq: u64,
}

impl<T> Versioned<T> {
    pub(super) fn new(value: T, seq: u64) -> Self {
        Self { value, seq }
    }

    /// Number of the change that wrote this value.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Versioned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Appends the stored form of a value.
pub(super) fn encode<T: Stored>(value: &T, into: &mut Vec<u8>) -> Result<(), StoreError> {
    into.extend_from_slice(&T::SCHEMA.to_le_bytes());
    serde_json::to_writer(into, value).map_err(|cause| unreadable::<T>(cause))
}

/// Reads the stored form of a value, of this schema or an older one.
pub(super) fn decode<T: Stored>(bytes: &[u8]) -> Result<T, StoreError> {
    let Some((schema, json)) = bytes.split_first_chunk::<2>() else {
        return Err(unreadable::<T>("it is empty"));
    };
    let schema = u16::from_le_bytes(*schema);
    match schema.cmp(&T::SCHEMA) {
        std::cmp::Ordering::Equal => T::from_json(json).map_err(unreadable::<T>),
        std::cmp::Ordering::Less => {
            let old = serde_json::from_slice(json).map_err(unreadable::<T>)?;
            T::migrate(schema, old).ok_or_else(|| unreadable::<T>(format_args!("no migration from schema {schema}")))
        }
        std::cmp::Ordering::Greater => Err(StoreError::Newer {
            what: format!("a value of table {}", T::TABLE.name()),
            found: schema.into(),
            known: T::SCHEMA.into(),
        }),
    }
}

pub(super) fn unreadable<T: Stored>(cause: impl ToString) -> StoreError {
    StoreError::Unreadable { table: T::TABLE.name(), cause: cause.to_string() }
}
