//! Walks the segments at start and at verification; tells an interrupted write from damage.
//!
//! Entries are written in groups, one sync for each, over a place that holds zeros. So a write that was interrupted
//! leaves zeros, or the end of the file, where a part of it should be; and no entry that follows it can have been
//! written after a sync that covered it. Everything else is damage, and is never repaired by cutting.

use super::{
    entry::{END_MARK, Entry, HEADER_LENGTH, Hash, Header, MAGIC},
    segment::{Found, SegmentReader},
};
use crate::store::error::StoreError;
use std::path::Path;

/// The smallest piece that a disk writes whole.
const SECTOR: u64 = 512;

/// A place in the chain: the last entry passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub seq: u64,
    pub hash: Hash,
}

/// How a segment ended.
#[derive(Debug)]
pub struct Walked {
    pub link: Link,
    /// Where the next entry goes.
    pub end: u64,
    /// An interrupted write stands at the end and must be cut there.
    pub torn: bool,
}

/// Reads one segment and checks checksums and chain. `link` is the entry before, where it is known; `visit` gets every
/// entry with the place where it begins. Only the last segment may end in an interrupted write.
pub fn walk(
    path: &Path,
    link: Option<Link>,
    is_last: bool,
    visit: &mut dyn FnMut(&Entry, u64) -> Result<(), StoreError>,
) -> Result<Walked, StoreError> {
    let mut reader = SegmentReader::open(path)?;
    let head = Link { seq: reader.header.first.saturating_sub(1), hash: reader.header.previous };
    let mut link = link.unwrap_or(head);
    if link != head {
        return Err(reader.damaged(0, format!("it does not continue the chain after entry {}", link.seq)));
    }
    loop {
        let offset = reader.offset();
        match reader.next()? {
            Found::Entry(entry) => {
                if entry.seq() != link.seq + 1 || entry.header.previous != link.hash {
                    return Err(reader.damaged(offset, format!("entry {} does not continue the chain", entry.seq())));
                }
                visit(&entry, offset)?;
                link = Link { seq: entry.seq(), hash: entry.hash };
            }
            end => {
                let rest = reader.rest_from(offset)?;
                if rest.iter().all(|byte| *byte == 0) {
                    return Ok(Walked { link, end: offset, torn: false });
                }
                if is_last && is_torn(&rest, offset, link.seq + 1) {
                    return Ok(Walked { link, end: offset, torn: true });
                }
                let what = if let Found::Bad(what) = end { what } else { "zeros stand where an entry should be" };
                return Err(reader.damaged(offset, format!("{what} (entry {})", link.seq + 1)));
            }
        }
    }
}

/// Whether what stands from `offset` on, where entry `seq` does not read, is an interrupted write.
fn is_torn(rest: &[u8], offset: u64, seq: u64) -> bool {
    !has_witness(rest, seq) && lacks_a_part(rest, offset)
}

/// Whether a later entry says that entry `seq` was on disk when it was written.
fn has_witness(rest: &[u8], seq: u64) -> bool {
    rest.windows(HEADER_LENGTH).filter(|window| window.starts_with(&MAGIC)).any(|window| {
        window.try_into().ok().and_then(Header::decode).is_some_and(|header| header.seq > seq && header.synced >= seq)
    })
}

/// Whether a part of the first entry was never written: its end, or a sector.
fn lacks_a_part(rest: &[u8], offset: u64) -> bool {
    let header = rest.first_chunk().and_then(Header::decode);
    let length = match header {
        Some(header) => usize::try_from(header.entry_length()).unwrap_or(usize::MAX),
        None => rest.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1),
    };
    let Some(entry) = rest.get(..length) else { return true };
    let ends_early = match header {
        Some(_) => entry.last() != Some(&END_MARK) && entry.last() == Some(&0),
        None => length < HEADER_LENGTH,
    };
    ends_early || has_empty_sector(entry, offset)
}

fn has_empty_sector(mut entry: &[u8], offset: u64) -> bool {
    let mut room = usize::try_from(SECTOR - offset % SECTOR).unwrap_or(512);
    while !entry.is_empty() {
        let (sector, rest) = entry.split_at(room.min(entry.len()));
        if sector.iter().all(|byte| *byte == 0) {
            return true;
        }
        entry = rest;
        room = 512;
    }
    false
}
