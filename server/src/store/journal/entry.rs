//! One entry of the journal: how it looks on disk, and how it is read back.
//!
//! An entry is a header of fixed length, the envelope (who, when, what kind, about what: kept for ever), the body
//! (detail and writes: can be erased) and a CRC with a mark at the very end. The chain runs over header and
//! envelope; the header holds the hash of the body, so the chain can be verified without the body.

use super::place::Placed;
use crate::domain::{
    event::{Actor, Event, EventKind},
    id::OrganisationId,
};
use crate::store::{
    error::StoreError,
    scope::{SCOPE_LENGTH, Scope},
    table::{Stored, Table, Versioned, decode},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ops::Range;
use uuid::Uuid;

/// SHA-256.
pub type Hash = [u8; 32];

pub const HEADER_LENGTH: usize = 100;
/// CRC of envelope and body, then the end mark.
pub const TRAILER_LENGTH: usize = 5;
/// Never zero: a missing end shows as a zero or as the end of the file.
pub const END_MARK: u8 = 0xED;
pub const MAGIC: [u8; 4] = *b"PrbE";
/// In the flags: the body was erased, and zeros stand in its place.
const ERASED: u8 = 1;
const DELETED: u32 = u32::MAX;
/// Longest body: 1 GiB.
pub const LONGEST_BODY: usize = 1 << 30;

/// What the chain keeps for ever about a change. Holds identifiers only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    pub time: Timestamp,
    pub actor: Actor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    pub kind: EventKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Uuid>,
}

/// The erasable part, as bytes: length and JSON of the detail, then the writes: length and key, length and value.
#[derive(Debug)]
pub struct Body(Vec<u8>);

impl Body {
    /// A body without writes.
    pub fn new(detail: &[(String, String)]) -> Self {
        let json = if detail.is_empty() { Vec::new() } else { serde_json::to_vec(detail).unwrap_or_default() };
        let mut bytes = Vec::with_capacity(1024);
        bytes.extend_from_slice(&u32::try_from(json.len()).unwrap_or_default().to_le_bytes());
        bytes.extend_from_slice(&json);
        Self(bytes)
    }

    /// Begins a write; a value or [`Body::deleted`] must follow.
    pub fn key(&mut self, scope: Scope, table: Table, key: &[u8]) -> Range<usize> {
        let length = u16::try_from(SCOPE_LENGTH + 1 + key.len()).unwrap_or(u16::MAX);
        self.0.extend_from_slice(&length.to_le_bytes());
        let start = self.0.len();
        self.0.extend_from_slice(&scope.prefix());
        self.0.push(table as u8);
        self.0.extend_from_slice(key);
        start..self.0.len()
    }

    /// Adds the value of the write begun.
    pub fn value(&mut self, encode: impl FnOnce(&mut Vec<u8>) -> Result<(), StoreError>) -> Result<Range<usize>, StoreError> {
        let place = self.0.len();
        self.0.extend_from_slice(&[0; 4]);
        let start = self.0.len();
        encode(&mut self.0)?;
        let length = u32::try_from(self.0.len() - start).unwrap_or(DELETED);
        if let Some(place) = self.0.get_mut(place..start) {
            place.copy_from_slice(&length.to_le_bytes());
        }
        Ok(start..self.0.len())
    }

    /// Says that the write begun deletes its key.
    pub fn deleted(&mut self) {
        self.0.extend_from_slice(&DELETED.to_le_bytes());
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// An entry ready to be written, but for its place in the chain. Made on the caller's thread.
#[derive(Debug)]
pub struct Sealed {
    envelope: Vec<u8>,
    pub body: Body,
    body_hash: Hash,
    crc: u32,
}

impl Sealed {
    /// Hashes the body; `None` where it is too large to be one change.
    pub fn new(envelope: &Envelope, body: Body) -> Option<Self> {
        let envelope = serde_json::to_vec(envelope).ok()?;
        if body.0.len() > LONGEST_BODY {
            return None;
        }
        let body_hash = Sha256::digest(&body.0).into();
        let mut crc = crc32fast::Hasher::new();
        crc.update(&envelope);
        crc.update(&body.0);
        Some(Self { envelope, body, body_hash, crc: crc.finalize() })
    }

    /// Bytes it takes in the journal.
    pub fn length(&self) -> usize {
        self.before_body() + self.body.0.len() + TRAILER_LENGTH
    }

    /// Bytes before its body.
    pub fn before_body(&self) -> usize {
        HEADER_LENGTH + self.envelope.len()
    }

    /// Puts it at the end of the chain. Everything but the body goes to `head` and `tail`; answers its hash.
    pub fn place(&self, seq: u64, synced: u64, previous: &Hash, head: &mut Vec<u8>) -> Hash {
        let header = Header {
            erased: false,
            envelope_length: u32::try_from(self.envelope.len()).unwrap_or_default(),
            body_length: u32::try_from(self.body.0.len()).unwrap_or_default(),
            seq,
            synced,
            previous: *previous,
            body_hash: self.body_hash,
        };
        head.extend_from_slice(&header.encode());
        head.extend_from_slice(&self.envelope);
        header.chain(&self.envelope)
    }

    /// What follows the body.
    pub fn trailer(&self) -> [u8; TRAILER_LENGTH] {
        trailer(self.crc)
    }
}

fn trailer(crc: u32) -> [u8; TRAILER_LENGTH] {
    let [a, b, c, d] = crc.to_le_bytes();
    [a, b, c, d, END_MARK]
}

/// The fixed part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub erased: bool,
    pub envelope_length: u32,
    pub body_length: u32,
    pub seq: u64,
    /// The last entry known to be on disk when this one was written: a witness that it was whole then.
    pub synced: u64,
    pub previous: Hash,
    pub body_hash: Hash,
}

impl Header {
    pub fn encode(&self) -> [u8; HEADER_LENGTH] {
        let mut bytes = Vec::with_capacity(HEADER_LENGTH);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&[u8::from(self.erased) * ERASED, 0, 0, 0]);
        bytes.extend_from_slice(&self.chained());
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
        bytes.try_into().unwrap_or([0; HEADER_LENGTH])
    }

    /// The part that the chain covers: all but the flags.
    fn chained(&self) -> [u8; 88] {
        let mut bytes = Vec::with_capacity(88);
        bytes.extend_from_slice(&self.envelope_length.to_le_bytes());
        bytes.extend_from_slice(&self.body_length.to_le_bytes());
        bytes.extend_from_slice(&self.seq.to_le_bytes());
        bytes.extend_from_slice(&self.synced.to_le_bytes());
        bytes.extend_from_slice(&self.previous);
        bytes.extend_from_slice(&self.body_hash);
        bytes.try_into().unwrap_or([0; 88])
    }

    /// Hash of the entry, which the next one holds as `previous`.
    pub fn chain(&self, envelope: &[u8]) -> Hash {
        Sha256::new().chain_update(self.chained()).chain_update(envelope).finalize().into()
    }

    /// Reads a header; `None` where its mark or CRC is wrong.
    pub fn decode(bytes: &[u8; HEADER_LENGTH]) -> Option<Self> {
        let mut reader = Bytes(bytes);
        let magic: [u8; 4] = reader.array()?;
        let flags: [u8; 4] = reader.array()?;
        let header = Self {
            erased: flags.first().is_some_and(|flags| flags & ERASED != 0),
            envelope_length: reader.u32()?,
            body_length: reader.u32()?,
            seq: reader.u64()?,
            synced: reader.u64()?,
            previous: reader.array()?,
            body_hash: reader.array()?,
        };
        let whole = magic == MAGIC && reader.u32()? == crc32fast::hash(bytes.get(..HEADER_LENGTH - 4)?);
        whole.then_some(header)
    }

    /// Bytes of the whole entry.
    pub fn entry_length(&self) -> u64 {
        (HEADER_LENGTH + TRAILER_LENGTH) as u64 + u64::from(self.envelope_length) + u64::from(self.body_length)
    }

    /// Bytes after the header.
    pub fn rest_length(&self) -> usize {
        usize::try_from(self.entry_length()).unwrap_or(usize::MAX) - HEADER_LENGTH
    }
}

/// An entry as it was read, its CRC checked.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(in crate::store) header: Header,
    pub(in crate::store) hash: Hash,
    envelope: Envelope,
    body: Vec<u8>,
    /// Where its body ends in its segment.
    body_end: u64,
}

impl Entry {
    /// Reads what follows the header of an entry that ends at `end`. `Err` says what is wrong with it.
    pub fn decode(header: Header, mut rest: Vec<u8>, end: u64) -> Result<Self, &'static str> {
        let content = rest.len().checked_sub(TRAILER_LENGTH).ok_or("it is too short")?;
        let (payload, found) = rest.split_at(content);
        if found != trailer(crc32fast::hash(payload)) {
            return Err("its checksum does not match");
        }
        let envelope_length = usize::try_from(header.envelope_length).unwrap_or(usize::MAX);
        let envelope_bytes = payload.get(..envelope_length).ok_or("its lengths do not match")?;
        let hash = header.chain(envelope_bytes);
        let envelope = serde_json::from_slice(envelope_bytes).map_err(|_| "its envelope does not read")?;
        rest.truncate(content);
        rest.drain(..envelope_length);
        let body_end = end.saturating_sub(TRAILER_LENGTH as u64);
        Ok(Self { header, hash, envelope, body: rest, body_end })
    }

    /// Its number; the first entry is 1.
    pub fn seq(&self) -> u64 {
        self.header.seq
    }

    /// Who, when, what kind, about what.
    pub(in crate::store) fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    pub fn time(&self) -> Timestamp {
        self.envelope.time
    }

    pub fn actor(&self) -> Actor {
        self.envelope.actor
    }

    /// In whose audit trail it appears; `None` for the instance.
    pub fn organisation(&self) -> Option<OrganisationId> {
        self.envelope.organisation
    }

    /// What happened, with its detail unless that was erased.
    pub fn event(&self) -> Event {
        let detail = self.detail_json().and_then(|json| serde_json::from_slice(json).ok()).unwrap_or_default();
        Event::recalled(self.envelope.kind.clone(), self.envelope.subject, detail)
    }

    /// Whether detail and writes were erased.
    pub fn is_erased(&self) -> bool {
        self.header.erased
    }

    /// Bytes of its body.
    pub(in crate::store) fn size(&self) -> usize {
        self.body.len()
    }

    /// Whether the body is the one that the chain vouches for. True for an erased one.
    pub fn body_matches(&self) -> bool {
        self.header.erased || <Hash>::from(Sha256::digest(&self.body)) == self.header.body_hash
    }

    /// The values of one type that this change wrote, each with its scope.
    pub fn puts<T: Stored>(&self) -> impl Iterator<Item = Result<(Scope, T), StoreError>> {
        self.of_table(T::TABLE).filter_map(|(scope, write)| write.value.map(|value| Ok((scope, decode(value.bytes)?))))
    }

    /// A value that this change wrote, as it is read from the store after it.
    pub fn written<T>(&self, value: T) -> Versioned<T> {
        Versioned::new(value, self.seq())
    }

    /// The keys of one table that this change deleted, each with its scope.
    pub fn deletes<T: Stored>(&self) -> impl Iterator<Item = (Scope, &[u8])> {
        self.of_table(T::TABLE)
            .filter(|(_, write)| write.value.is_none())
            .filter_map(|(scope, write)| write.key.get(SCOPE_LENGTH + 1..).map(|key| (scope, key)))
    }

    fn of_table(&self, table: Table) -> impl Iterator<Item = (Scope, WriteOf<'_>)> {
        self.writes().filter_map(move |write| {
            let (prefix, rest) = write.key.split_first_chunk::<SCOPE_LENGTH>()?;
            (rest.first() == Some(&(table as u8))).then(|| (Scope::of_prefix(*prefix), write))
        })
    }

    /// All writes in their order; none where the body was erased.
    pub(in crate::store) fn writes(&self) -> Writes<'_> {
        let mut bytes = Bytes(if self.header.erased { &[] } else { &self.body });
        bytes.u32().and_then(|length| bytes.take(length as usize));
        Writes { rest: bytes, end: self.body_end }
    }

    fn detail_json(&self) -> Option<&[u8]> {
        let mut bytes = Bytes(if self.header.erased { &[] } else { &self.body });
        let length = bytes.u32()?;
        bytes.take(length as usize)
    }
}

/// One write of an entry.
#[derive(Clone, Copy, Debug)]
pub struct WriteOf<'a> {
    pub key: &'a [u8],
    /// `None` deletes.
    pub value: Option<Placed<'a>>,
}

/// Walks the writes of an entry.
pub struct Writes<'a> {
    rest: Bytes<'a>,
    /// Where the body ends in its segment.
    end: u64,
}

impl<'a> Iterator for Writes<'a> {
    type Item = WriteOf<'a>;

    fn next(&mut self) -> Option<WriteOf<'a>> {
        let length = u16::from_le_bytes(self.rest.array()?);
        let key = self.rest.take(length.into())?;
        let value = match self.rest.u32()? {
            DELETED => None,
            length => {
                let offset = self.end - self.rest.0.len() as u64;
                Some(Placed { bytes: self.rest.take(length as usize)?, offset })
            }
        };
        Some(WriteOf { key, value })
    }
}

/// Takes fields off the front of a slice.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }
}
