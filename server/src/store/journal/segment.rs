//! A segment: one file of the journal. A header that says which entry is first, then entries, then zeros.

use super::entry::{Entry, HEADER_LENGTH, Hash, Header};
use crate::store::error::StoreError;
use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

/// Version of the format of segments and entries.
pub const FORMAT: u32 = 1;
pub const SEGMENT_HEADER: u64 = 64;
const MAGIC: [u8; 8] = *b"PROBANTJ";
const SUFFIX: &str = "journal";

/// The head of a segment file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentHeader {
    /// Number of its first entry.
    pub first: u64,
    /// Hash of the entry before.
    pub previous: Hash,
}

impl SegmentHeader {
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&self.first.to_le_bytes());
        bytes.extend_from_slice(&self.previous);
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes
    }

    fn decode(bytes: &[u8; 64], name: &str) -> Result<Self, StoreError> {
        let damaged = |what: &str| StoreError::Damaged { segment: name.to_owned(), offset: 0, what: what.to_owned() };
        // Mark, CRC and version stay where they are in every version of the format.
        let whole = bytes.starts_with(&MAGIC) && field(bytes, 56).map(u32::from_le_bytes) == bytes.get(..56).map(crc32fast::hash);
        if !whole {
            return Err(damaged("the head of the segment does not read"));
        }
        let found = field(bytes, 8).map(u32::from_le_bytes).unwrap_or_default();
        if found > FORMAT {
            return Err(StoreError::Newer { what: format!("segment {name} of the journal"), found, known: FORMAT });
        }
        let first = field(bytes, 16).map(u64::from_le_bytes);
        let fields = first.zip(field(bytes, 24)).map(|(first, previous)| Self { first, previous });
        fields.ok_or_else(|| damaged("the head of the segment does not read"))
    }
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// Name of the segment whose first entry has this number.
pub fn path_of(folder: &Path, first: u64) -> PathBuf {
    folder.join(format!("{first:020}.{SUFFIX}"))
}

/// The segments of a folder in order, by their names.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let fault = || StoreError::io("cannot list", folder);
    let mut paths = Vec::new();
    for item in std::fs::read_dir(folder).map_err(fault())? {
        let path = item.map_err(fault())?.path();
        if path.extension().is_some_and(|extension| extension == SUFFIX) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// What stands at a place of a segment.
#[expect(clippy::large_enum_variant, reason = "one at a time, on the stack of the reader")]
pub enum Found {
    Entry(Entry),
    /// Zeros or the end of the file where an entry could begin.
    End,
    /// Something that is no whole entry.
    Bad(&'static str),
}

/// Reads a segment from front to back.
pub struct SegmentReader {
    file: BufReader<File>,
    path: PathBuf,
    length: u64,
    offset: u64,
    pub header: SegmentHeader,
}

impl SegmentReader {
    /// Opens a segment and checks its head.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(StoreError::io("cannot open", path))?;
        let length = file.metadata().map_err(StoreError::io("cannot read", path))?.len();
        let mut file = BufReader::with_capacity(256 * 1024, file);
        let mut head = [0; 64];
        if read_up_to(&mut file, &mut head).map_err(StoreError::io("cannot read", path))? < head.len() {
            return Err(StoreError::Damaged { segment: name_of(path), offset: 0, what: "its head is short".to_owned() });
        }
        let header = SegmentHeader::decode(&head, &name_of(path))?;
        Ok(Self { file, path: path.to_owned(), length, offset: SEGMENT_HEADER, header })
    }

    /// Goes on from a place where an entry begins.
    pub fn seek(&mut self, offset: u64) -> Result<(), StoreError> {
        self.offset = offset;
        self.file.seek(SeekFrom::Start(offset)).map(|_| ()).map_err(StoreError::io("cannot read", &self.path))
    }

    /// Where the next entry begins.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    pub fn name(&self) -> String {
        name_of(&self.path)
    }

    /// The next entry, its CRC checked. Does not move on from [`Found::Bad`].
    pub fn next(&mut self) -> Result<Found, StoreError> {
        self.read().map_err(StoreError::io("cannot read", &self.path))
    }

    fn read(&mut self) -> io::Result<Found> {
        let mut head = [0; HEADER_LENGTH];
        let got = read_up_to(&mut self.file, &mut head)?;
        if head.iter().all(|byte| *byte == 0) {
            return Ok(Found::End);
        }
        let Some(header) = (got == HEADER_LENGTH).then(|| Header::decode(&head)).flatten() else {
            return Ok(Found::Bad("the head of an entry does not read"));
        };
        if self.offset + header.entry_length() > self.length {
            return Ok(Found::Bad("an entry ends early"));
        }
        let mut rest = vec![0; header.rest_length()];
        if read_up_to(&mut self.file, &mut rest)? < rest.len() {
            return Ok(Found::Bad("an entry ends early"));
        }
        let end = self.offset + header.entry_length();
        match Entry::decode(header, rest, end) {
            Ok(entry) => {
                self.offset = end;
                Ok(Found::Entry(entry))
            }
            Err(what) => Ok(Found::Bad(what)),
        }
    }

    /// Everything from a place to the end of the file.
    pub fn rest_from(&mut self, offset: u64) -> Result<Vec<u8>, StoreError> {
        let mut rest = Vec::new();
        let read = self.file.seek(SeekFrom::Start(offset)).and_then(|_| self.file.read_to_end(&mut rest));
        read.map_err(StoreError::io("cannot read", &self.path))?;
        Ok(rest)
    }

    pub fn damaged(&self, offset: u64, what: impl Into<String>) -> StoreError {
        StoreError::Damaged { segment: self.name(), offset, what: what.into() }
    }
}

pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read_up_to(file: &mut impl Read, mut into: &mut [u8]) -> io::Result<usize> {
    let wanted = into.len();
    while !into.is_empty() {
        match file.read(into) {
            Ok(0) => break,
            Ok(count) => into = into.get_mut(count..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(wanted - into.len())
}
