//! The journal: append-only segment files, the one truth of the store. Knows entries, not what their values mean.

pub mod entry;
mod place;
mod recover;
mod segment;
mod tail;

pub use place::{NextPlace, Place, Placed};
pub use recover::{Link, walk};
pub use segment::list;
pub use tail::Tail;

use super::{disk::Disk, error::StoreError};
use entry::{Entry, Sealed};
use parking_lot::RwLock;
use segment::{SEGMENT_HEADER, SegmentHeader, path_of};
use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Zeros are written this far ahead, so that a sync of entries changes neither the size of the file nor where it lies.
const AHEAD: u64 = 1 << 20;
/// Bodies of this size are written from where they are, smaller ones are gathered into one write.
const LARGE: usize = 256 << 10;
/// One mark per so many bytes lets a reader begin near an entry.
const MARK_EVERY: u64 = 256 << 10;

/// Which segments there are, and where entries lie in them. Shared by the writer and all readers.
#[derive(Debug, Default)]
pub struct Segments(RwLock<Vec<Segment>>);

#[derive(Debug)]
struct Segment {
    first: u64,
    path: PathBuf,
    file: Arc<File>,
    /// Number and place of some entries, rising.
    marks: Vec<(u64, u64)>,
}

impl Segments {
    /// The segments of a folder, without looking into them.
    pub fn of(folder: &Path) -> Result<Self, StoreError> {
        let segments = Self::default();
        for path in list(folder)? {
            segments.begin(first_of(&path), path)?;
        }
        Ok(segments)
    }

    fn begin(&self, first: u64, path: PathBuf) -> Result<(), StoreError> {
        let file = Arc::new(File::open(&path).map_err(StoreError::io("cannot open", &path))?);
        self.0.write().push(Segment { first, path, file, marks: Vec::new() });
        Ok(())
    }

    /// Bytes of an entry.
    ///
    /// # Errors
    /// They do not read, or are not those that were written.
    pub fn read(&self, seq: u64, place: Place) -> Result<Vec<u8>, StoreError> {
        let (file, path) = {
            let segments = self.0.read();
            let at = segments.partition_point(|segment| segment.first <= seq);
            let segment = at.checked_sub(1).and_then(|at| segments.get(at));
            let missing = || StoreError::Damaged { segment: String::new(), offset: 0, what: format!("entry {seq} is missing") };
            let segment = segment.ok_or_else(missing)?;
            (segment.file.clone(), segment.path.clone())
        };
        let mut bytes = vec![0; usize::try_from(place.length).unwrap_or_default()];
        file.read_exact_at(&mut bytes, place.offset).map_err(StoreError::io("cannot read", &path))?;
        if crc32fast::hash(&bytes) != place.crc {
            let what = format!("a value of entry {seq} is not the one that was written");
            return Err(StoreError::Damaged { segment: segment::name_of(&path), offset: place.offset, what });
        }
        Ok(bytes)
    }

    fn mark(&self, seq: u64, offset: u64) {
        if let Some(segment) = self.0.write().last_mut()
            && segment.marks.last().is_none_or(|(_, last)| offset >= last + MARK_EVERY)
        {
            segment.marks.push((seq, offset));
        }
    }

    /// The segment that holds an entry, and a place in it at or before the entry.
    fn find(&self, seq: u64) -> Option<(PathBuf, u64)> {
        let segments = self.0.read();
        let segment = segments.iter().rev().find(|segment| segment.first <= seq)?;
        let mark = segment.marks.iter().rev().find(|(marked, _)| *marked <= seq);
        Some((segment.path.clone(), mark.map_or(SEGMENT_HEADER, |(_, offset)| *offset)))
    }

    fn first(&self) -> u64 {
        self.0.read().first().map_or(1, |segment| segment.first)
    }
}

/// The writing end. There is one, and the committer has it.
#[derive(Debug)]
pub struct Journal {
    disk: Disk,
    folder: PathBuf,
    segments: Arc<Segments>,
    file: File,
    path: PathBuf,
    last: Link,
    /// The last entry known to be on disk.
    synced: u64,
    /// Where the next entry goes.
    end: u64,
    /// Up to here the file has its final size and holds zeros.
    zeroed: u64,
}

impl Journal {
    /// Opens the journal of a folder, or begins one. Cuts an interrupted write at its end, refuses damage.
    /// `visit` gets every entry, `segments` all segments.
    pub fn open(
        folder: &Path,
        disk: Disk,
        segments: Arc<Segments>,
        visit: &mut dyn FnMut(&Entry) -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(StoreError::io("cannot make", folder))?;
        remove_unfinished(folder)?;
        let paths = list(folder)?;
        let mut link = None;
        let mut end = SEGMENT_HEADER;
        for (at, path) in paths.iter().enumerate() {
            let first = link.map_or_else(|| first_of(path), |link: Link| link.seq + 1);
            segments.begin(first, path.clone())?;
            let is_last = at + 1 == paths.len();
            let walked = walk(path, link, is_last, &mut |entry, offset| {
                segments.mark(entry.seq(), offset);
                visit(entry)
            })?;
            if walked.torn {
                tracing::warn!(segment = %path.display(), offset = walked.end, "an interrupted write was cut off the journal");
                let file = File::options().write(true).open(path).map_err(StoreError::io("cannot open", path))?;
                disk.cut(&file, walked.end).map_err(StoreError::io("cannot cut", path))?;
            }
            (link, end) = (Some(walked.link), walked.end);
        }
        let last = link.unwrap_or_default();
        let (file, path) = match paths.last() {
            Some(path) => {
                let file = File::options().read(true).write(true).open(path).map_err(StoreError::io("cannot open", path))?;
                (file, path.clone())
            }
            None => {
                let made = begin_segment(&disk, folder, last)?;
                segments.begin(1, made.1.clone())?;
                made
            }
        };
        let zeroed = file.metadata().map_err(StoreError::io("cannot read", &path))?.len();
        // What was read may sit in the system's memory only: after this, every entry that will be served is on disk.
        disk.sync(&file).map_err(StoreError::io("cannot sync", &path))?;
        let folder = folder.to_owned();
        Ok(Self { disk, folder, segments, file, path, last, synced: last.seq, end, zeroed })
    }

    /// The last entry.
    pub fn last(&self) -> Link {
        self.last
    }

    /// Appends a group and waits until all of it is on disk. After an error nothing more may be appended:
    /// what reached the disk is known only at the next start.
    pub fn append<'a>(&mut self, group: impl Iterator<Item = &'a Sealed>) -> Result<(), StoreError> {
        if self.next_place().is_new_segment() {
            self.rotate()?;
        }
        let mut offset = self.end;
        let mut written = self.end;
        let mut gathered = Vec::with_capacity(4096);
        let mut marks = Vec::new();
        for entry in group {
            marks.push((self.last.seq + 1, offset));
            let hash = entry.place(self.last.seq + 1, self.synced, &self.last.hash, &mut gathered);
            if entry.body.bytes().len() < LARGE {
                gathered.extend_from_slice(entry.body.bytes());
            } else {
                written = self.write(&gathered, written)?;
                gathered.clear();
                written = self.write(entry.body.bytes(), written)?;
            }
            gathered.extend_from_slice(&entry.trailer());
            offset += entry.length() as u64;
            self.last = Link { seq: self.last.seq + 1, hash };
        }
        written = self.write(&gathered, written)?;
        if written > self.zeroed {
            self.zeroed = self.write(&zeros(AHEAD), written)?;
        }
        self.disk.sync(&self.file).map_err(StoreError::io("cannot sync", &self.path))?;
        self.end = written;
        self.synced = self.last.seq;
        for (seq, offset) in marks {
            self.segments.mark(seq, offset);
        }
        Ok(())
    }

    /// Where the next group will stand.
    pub fn next_place(&self) -> NextPlace {
        NextPlace::new(self.end, self.disk.segment_size)
    }

    fn write(&self, bytes: &[u8], offset: u64) -> Result<u64, StoreError> {
        self.disk.write(&self.file, bytes, offset).map_err(StoreError::io("cannot write", &self.path))?;
        Ok(offset + bytes.len() as u64)
    }

    fn rotate(&mut self) -> Result<(), StoreError> {
        self.disk.cut(&self.file, self.end).map_err(StoreError::io("cannot cut", &self.path))?;
        (self.file, self.path) = begin_segment(&self.disk, &self.folder, self.last)?;
        self.segments.begin(self.last.seq + 1, self.path.clone())?;
        (self.end, self.zeroed) = (SEGMENT_HEADER, SEGMENT_HEADER + AHEAD);
        Ok(())
    }
}

/// Makes a segment under another name and gives it its own when it is whole on disk.
fn begin_segment(disk: &Disk, folder: &Path, last: Link) -> Result<(File, PathBuf), StoreError> {
    let path = path_of(folder, last.seq + 1);
    let unfinished = path.with_extension("unfinished");
    let header = SegmentHeader { first: last.seq + 1, previous: last.hash };
    let mut bytes = header.encode();
    bytes.extend_from_slice(&zeros(AHEAD));
    let make = || {
        let file = disk.create(&unfinished)?;
        disk.write(&file, &bytes, 0)?;
        disk.sync(&file)?;
        disk.rename(&unfinished, &path)?;
        disk.sync_folder(folder)?;
        Ok(file)
    };
    let file = make().map_err(StoreError::io("cannot make", &path))?;
    Ok((file, path))
}

fn remove_unfinished(folder: &Path) -> Result<(), StoreError> {
    let fault = || StoreError::io("cannot tidy", folder);
    for item in std::fs::read_dir(folder).map_err(fault())? {
        let path = item.map_err(fault())?.path();
        if path.extension().is_some_and(|extension| extension == "unfinished") {
            std::fs::remove_file(path).map_err(fault())?;
        }
    }
    Ok(())
}

fn first_of(path: &Path) -> u64 {
    path.file_stem().and_then(|stem| stem.to_str()?.parse().ok()).unwrap_or(1)
}

fn zeros(count: u64) -> Vec<u8> {
    vec![0; usize::try_from(count).unwrap_or_default()]
}

#[cfg(test)]
mod tests;
