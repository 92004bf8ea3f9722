//! Which entries of the journal tell of which scope: the index of the audit trail. Holds what an entry is looked for by,
//! identifiers only; what it says in detail is read from the journal.

use super::{State, keys::told_prefix};
use crate::{
    domain::{
        event::{Actor, EventKind},
        id::AccountId,
    },
    store::{error::StoreError, journal::entry::Envelope, scope::Scope},
};
use jiff::Timestamp;
use std::borrow::Cow;
use uuid::Uuid;

const MACHINE: u8 = 0;
const OPERATOR: u8 = 1;
const VISITOR: u8 = 2;
const ACCOUNT: u8 = 3;

/// An entry of the journal as the audit trail finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub seq: u64,
    /// To the second.
    pub time: Timestamp,
    pub actor: Actor,
    pub kind: EventKind,
}

/// Entries of one scope, the latest first.
pub struct Tellings {
    fault: Option<StoreError>,
    items: sled::Iter,
    before: u64,
    /// Those of one item of the index, rising.
    pack: Vec<Told>,
}

/// What the index holds of the entries of one batch that tell of a scope.
pub struct Pack {
    key: Vec<u8>,
    value: Vec<u8>,
}

impl Pack {
    /// Begins with the entry of this number.
    pub fn new(scope: Scope, first: u64) -> Self {
        Self { key: key(scope, first), value: Vec::new() }
    }

    /// Adds an entry; their numbers rise.
    pub fn add(&mut self, envelope: &Envelope, seq: u64) {
        let telling = telling(envelope);
        self.value.extend_from_slice(&seq.to_be_bytes());
        self.value.push(u8::try_from(telling.len()).unwrap_or(u8::MAX));
        self.value.extend_from_slice(&telling);
    }

    /// The write that notes them: one for all.
    pub fn into_write(self) -> (Vec<u8>, Option<Vec<u8>>) {
        (self.key, Some(self.value))
    }
}

/// An entry as the index must hold it: where it would stand alone, and what is held of it.
pub fn entry(envelope: &Envelope, seq: u64) -> (Vec<u8>, Vec<u8>) {
    (key(Scope::of(envelope.organisation), seq), telling(envelope))
}

/// The entries of an item of the index, each as it would stand alone.
pub fn unpacked(item_key: &[u8], value: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let prefix = item_key.split_last_chunk::<8>().map(|(prefix, _)| prefix).unwrap_or_default();
    parts(value).map(|(seq, telling)| ([prefix, &seq.to_be_bytes()].concat(), telling.to_vec())).collect()
}

fn telling(envelope: &Envelope) -> Vec<u8> {
    let mut value = envelope.time.as_second().to_be_bytes().to_vec();
    match envelope.actor {
        Actor::Machine => value.push(MACHINE),
        Actor::Operator => value.push(OPERATOR),
        Actor::Visitor => value.push(VISITOR),
        Actor::Account(id) => {
            value.push(ACCOUNT);
            value.extend_from_slice(id.as_bytes());
        }
    }
    value.extend_from_slice(envelope.kind.as_str().as_bytes());
    value
}

fn key(scope: Scope, seq: u64) -> Vec<u8> {
    [&told_prefix(scope)[..], &seq.to_be_bytes()].concat()
}

/// Number and telling of each entry in an item.
fn parts(mut value: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    std::iter::from_fn(move || {
        let (seq, rest) = value.split_first_chunk::<8>()?;
        let (length, rest) = rest.split_first()?;
        let (telling, rest) = rest.split_at_checked(usize::from(*length))?;
        value = rest;
        Some((u64::from_be_bytes(*seq), telling))
    })
}

/// The entries of an item; what does not read is no entry of this layout, verification tells of it.
fn read(value: &[u8]) -> impl Iterator<Item = Told> {
    parts(value).filter_map(|(seq, telling)| told(seq, telling))
}

fn told(seq: u64, telling: &[u8]) -> Option<Told> {
    let (seconds, rest) = telling.split_first_chunk::<8>()?;
    let (actor, rest) = rest.split_first()?;
    let (actor, kind) = match *actor {
        MACHINE => (Actor::Machine, rest),
        OPERATOR => (Actor::Operator, rest),
        VISITOR => (Actor::Visitor, rest),
        ACCOUNT => {
            let (id, rest) = rest.split_first_chunk::<16>()?;
            (Actor::Account(AccountId(Uuid::from_bytes(*id))), rest)
        }
        _ => return None,
    };
    Some(Told {
        seq,
        time: Timestamp::from_second(i64::from_be_bytes(*seconds)).ok()?,
        actor,
        kind: EventKind::recalled(Cow::Owned(String::from_utf8(kind.to_vec()).ok()?)),
    })
}

/// The first entry of a scope from a number on.
pub fn first_from(tree: &sled::Db, scope: Scope, seq: u64) -> Result<Option<Told>, StoreError> {
    let around = tree.range(key(scope, 0)..=key(scope, seq)).next_back();
    for item in around.into_iter().chain(tree.range(key(scope, seq)..=key(scope, u64::MAX))) {
        let (_, value) = item?;
        if let Some(told) = read(&value).find(|told| told.seq >= seq) {
            return Ok(Some(told));
        }
    }
    Ok(None)
}

impl State {
    /// The entries of a scope before a number, the latest first. `ready` says why they cannot be read, where that is so.
    pub fn told(&self, scope: Scope, before: u64, ready: Result<(), StoreError>) -> Tellings {
        let items = self.tree.range(key(scope, 0)..key(scope, before));
        Tellings { fault: ready.err(), items, before, pack: Vec::new() }
    }
}

impl Iterator for Tellings {
    type Item = Result<Told, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(fault) = self.fault.take() {
            return Some(Err(fault));
        }
        while self.pack.is_empty() {
            match self.items.next_back()? {
                Ok((_, value)) => self.pack = read(&value).filter(|told| told.seq < self.before).collect(),
                Err(error) => return Some(Err(error.into())),
            }
        }
        self.pack.pop().map(Ok)
    }
}
