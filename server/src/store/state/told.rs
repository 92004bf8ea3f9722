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
    items: sled::Iter,
}

/// Where an entry stands in the index, and what the index holds of it.
pub fn entry(envelope: &Envelope, seq: u64) -> (Vec<u8>, Vec<u8>) {
    let scope = Scope::of(envelope.organisation);
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
    (key(scope, seq), value)
}

fn key(scope: Scope, seq: u64) -> Vec<u8> {
    [&told_prefix(scope)[..], &seq.to_be_bytes()].concat()
}

fn read(key: &[u8], value: &[u8]) -> Option<Told> {
    let (_, seq) = key.split_last_chunk::<8>()?;
    let (seconds, rest) = value.split_first_chunk::<8>()?;
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
        seq: u64::from_be_bytes(*seq),
        time: Timestamp::from_second(i64::from_be_bytes(*seconds)).ok()?,
        actor,
        kind: EventKind::recalled(Cow::Owned(String::from_utf8(kind.to_vec()).ok()?)),
    })
}

/// The first entry of a scope from a number on.
pub fn first_from(tree: &sled::Db, scope: Scope, seq: u64) -> Result<Option<Told>, StoreError> {
    for item in tree.range(key(scope, seq)..=key(scope, u64::MAX)) {
        let (key, value) = item?;
        if let Some(told) = read(&key, &value) {
            return Ok(Some(told));
        }
    }
    Ok(None)
}

impl State {
    /// The entries of a scope before a number, the latest first.
    pub fn told(&self, scope: Scope, before: u64) -> Tellings {
        Tellings { items: self.tree.range(key(scope, 0)..key(scope, before)) }
    }
}

impl Iterator for Tellings {
    type Item = Result<Told, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.items.next_back()? {
                // What does not read is no entry of this layout; verification tells of it.
                Ok((key, value)) => match read(&key, &value) {
                    Some(told) => return Some(Ok(told)),
                    None => continue,
                },
                Err(error) => return Some(Err(error.into())),
            }
        }
    }
}
