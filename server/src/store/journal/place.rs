//! Where things stand in the segments: bytes of entries that are written, and entries that will be.

use super::{entry::Sealed, segment::SEGMENT_HEADER};

/// Bytes of an entry, and where they begin in its segment.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    pub bytes: &'a [u8],
    pub offset: u64,
}

impl Placed<'_> {
    pub fn place(&self) -> Place {
        let length = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        Place { offset: self.offset, length, crc: crc32fast::hash(self.bytes) }
    }
}

/// Where bytes of an entry lie in its segment, and their CRC-32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub offset: u64,
    pub length: u32,
    pub crc: u32,
}

/// Where entries will stand that are not written yet.
#[derive(Clone, Copy, Debug)]
pub struct NextPlace {
    end: u64,
    segment_size: u64,
}

impl NextPlace {
    /// Where a segment ends now, and the size at which it is full.
    pub fn new(end: u64, segment_size: u64) -> Self {
        Self { end, segment_size }
    }

    /// Where the next entry begins in its segment. Only before a group a new segment is begun.
    pub fn next(&mut self, entry: &Sealed, first_of_group: bool) -> u64 {
        let begin = if first_of_group && self.is_new_segment() { SEGMENT_HEADER } else { self.end };
        self.end = begin + entry.length() as u64;
        begin
    }

    /// Whether the next group begins a segment.
    pub fn is_new_segment(self) -> bool {
        self.end >= self.segment_size
    }
}
