//! How keys and values look in the state.
//!
//! A key of the journal is scope (16 bytes), table (1), key. The state puts a byte for the part after the table:
//! where the journal has the value, its versions, or an index. What the state notes about itself, and where the audit
//! trail of each scope is to be found in the journal, stands under table 0.

use crate::store::{
    error::StoreError,
    journal::Place,
    scope::{SCOPE_LENGTH, Scope},
    table::{IndexId, Table},
};

const VALUE: u8 = 0;
const INDEX: u8 = 2;
/// Which entries of the journal wrote a value.
const VERSION: u8 = 3;
/// What the entry of a version holds where the value was deleted.
const DELETED: &[u8] = &[1];
/// After table 0: which entries of the journal tell of a scope.
const TOLD: u8 = 1;

/// A key of the journal.
pub fn journal_key(scope: Scope, table: Table, key: &[u8]) -> Vec<u8> {
    [&scope.prefix(), &[table as u8][..], key].concat()
}

/// Where it is noted what the journal has as the value of a key.
pub fn value_key(journal_key: &[u8]) -> Vec<u8> {
    with_part(journal_key, VALUE)
}

/// An index entry: where it stands and what it holds. A unique one holds the key of its value; one that many
/// values share has it in its own key, with its length at the end.
pub fn index_entry(journal_key: &[u8], index: IndexId, index_key: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let (head, own) = journal_key.split_at_checked(SCOPE_LENGTH + 1).unwrap_or((journal_key, &[]));
    let mut key = index_prefix(head, index, index_key);
    if index.unique {
        (key, own.to_vec())
    } else {
        key.extend_from_slice(own);
        key.extend_from_slice(&u16::try_from(own.len()).unwrap_or(u16::MAX).to_be_bytes());
        (key, Vec::new())
    }
}

/// What the entries of an index begin with; `head` is scope and table.
pub fn index_prefix(head: &[u8], index: IndexId, index_key: &[u8]) -> Vec<u8> {
    let mut key = with_part(head, INDEX);
    key.push(index.number);
    key.extend_from_slice(index_key);
    key
}

/// The key of the value that an index entry points at.
pub fn indexed<'a>(index: IndexId, key: &'a [u8], value: &'a [u8]) -> Option<&'a [u8]> {
    if index.unique {
        return Some(value);
    }
    let (rest, length) = key.split_last_chunk::<2>()?;
    let start = rest.len().checked_sub(u16::from_be_bytes(*length).into())?;
    rest.get(start..)
}

/// An entry that says which entry of the journal wrote a value, or deleted it. Those of a value are in their order.
pub fn version_entry(journal_key: &[u8], seq: u64, deleted: bool) -> (Vec<u8>, Vec<u8>) {
    let value = if deleted { DELETED.to_vec() } else { Vec::new() };
    (version_key(journal_key, seq), value)
}

/// Where it stands.
pub fn version_key(journal_key: &[u8], seq: u64) -> Vec<u8> {
    let mut key = version_prefix(journal_key);
    key.extend_from_slice(&seq.to_be_bytes());
    key
}

/// What the entries of versions begin with whose key of the journal begins so.
pub fn version_prefix(journal_prefix: &[u8]) -> Vec<u8> {
    with_part(journal_prefix, VERSION)
}

/// The key of the journal and the number of the entry that a version says, and whether it is a deletion.
pub fn version_of(key: &[u8], value: &[u8]) -> Option<(Vec<u8>, u64, bool)> {
    let (rest, seq) = key.split_last_chunk::<8>()?;
    let mut journal_key = rest.to_vec();
    (journal_key.get(SCOPE_LENGTH + 1) == Some(&VERSION)).then(|| journal_key.remove(SCOPE_LENGTH + 1))?;
    Some((journal_key, u64::from_be_bytes(*seq), value == DELETED))
}

/// What the state notes about itself.
pub fn note_key(name: &str) -> Vec<u8> {
    [&[0; SCOPE_LENGTH + 2], name.as_bytes()].concat()
}

/// What the keys of a scope's audit trail begin with; the number of the entry follows, so that they are in order.
pub fn told_prefix(scope: Scope) -> Vec<u8> {
    [&scope.prefix()[..], &[0, TOLD]].concat()
}

/// What kind of thing stands under a key of the state.
pub enum Part {
    Note,
    /// An entry of the journal in the audit trail of its scope.
    Told,
    /// The key of the journal.
    Value(Vec<u8>),
    Index,
    /// Which entry of the journal wrote a value.
    Version,
    Unknown,
}

/// Tells what stands under a key of the state.
pub fn part_of(key: &[u8]) -> Part {
    match (key.get(SCOPE_LENGTH), key.get(SCOPE_LENGTH + 1)) {
        (Some(0), Some(0)) => Part::Note,
        (Some(0), Some(&TOLD)) => Part::Told,
        (Some(_), Some(&VALUE)) => {
            let mut journal_key = key.to_vec();
            journal_key.remove(SCOPE_LENGTH + 1);
            Part::Value(journal_key)
        }
        (Some(_), Some(&INDEX)) => Part::Index,
        (Some(_), Some(&VERSION)) => Part::Version,
        _ => Part::Unknown,
    }
}

fn with_part(journal_key: &[u8], part: u8) -> Vec<u8> {
    let (head, own) = journal_key.split_at_checked(SCOPE_LENGTH + 1).unwrap_or((journal_key, &[]));
    [head, &[part], own].concat()
}

/// What the state holds of a value: the change that wrote it, and where the journal has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub seq: u64,
    pub place: Place,
}

impl Head {
    const LENGTH: usize = 24;

    pub fn encode(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::LENGTH);
        bytes.extend_from_slice(&self.seq.to_le_bytes());
        bytes.extend_from_slice(&self.place.offset.to_le_bytes());
        bytes.extend_from_slice(&self.place.length.to_le_bytes());
        bytes.extend_from_slice(&self.place.crc.to_le_bytes());
        bytes
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        let unreadable = || StoreError::State(sled::Error::ReportableBug("the place of a value does not read".to_owned()));
        Self::read(bytes).ok_or_else(unreadable)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; Self::LENGTH] = bytes.try_into().ok()?;
        let (seq, rest) = bytes.split_first_chunk()?;
        let (offset, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let place = Place {
            offset: u64::from_le_bytes(*offset),
            length: u32::from_le_bytes(*length),
            crc: u32::from_le_bytes(rest.try_into().ok()?),
        };
        Some(Self { seq: u64::from_le_bytes(*seq), place })
    }
}
