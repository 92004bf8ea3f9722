//! Reads the journal from a position while it is being written.

use super::{
    Segments,
    entry::Entry,
    segment::{Found, SegmentReader},
};
use crate::store::error::StoreError;
use std::sync::Arc;

/// The entries from a position to the last one at the time the reading began.
pub struct Tail {
    segments: Arc<Segments>,
    reader: Option<SegmentReader>,
    next: u64,
    until: u64,
}

impl Tail {
    pub fn new(segments: Arc<Segments>, from: u64, until: u64) -> Self {
        let next = from.max(segments.first());
        Self { segments, reader: None, next, until }
    }

    /// Goes on to a later entry, without reading what lies between where that is much.
    pub fn skip_to(&mut self, seq: u64) {
        self.next = self.next.max(seq);
        let (Some(reader), Some((path, offset))) = (&self.reader, self.segments.find(self.next)) else { return };
        if offset > reader.offset() || !path.ends_with(reader.name()) {
            self.reader = None;
        }
    }

    fn read(&mut self) -> Result<Option<Entry>, StoreError> {
        loop {
            let mut reader = match self.reader.take() {
                Some(reader) => reader,
                None => match self.segments.find(self.next) {
                    Some((path, offset)) => {
                        let mut reader = SegmentReader::open(&path)?;
                        reader.seek(offset)?;
                        reader
                    }
                    None => return Ok(None),
                },
            };
            let offset = reader.offset();
            match reader.next()? {
                Found::Entry(entry) if entry.seq() < self.next => self.reader = Some(reader),
                Found::Entry(entry) if entry.seq() == self.next => {
                    self.next += 1;
                    self.reader = Some(reader);
                    return Ok(Some(entry));
                }
                // The end of a segment that another one follows.
                Found::End if self.segments.find(self.next).is_some_and(|(path, _)| !path.ends_with(reader.name())) => {}
                Found::Entry(_) | Found::End => {
                    return Err(reader.damaged(offset, format!("entry {} is missing", self.next)));
                }
                Found::Bad(what) => return Err(reader.damaged(offset, what)),
            }
        }
    }
}

impl Iterator for Tail {
    type Item = Result<Entry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next > self.until {
            return None;
        }
        let read = self.read();
        if read.is_err() {
            self.next = u64::MAX;
        }
        read.transpose()
    }
}
