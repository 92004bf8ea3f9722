//! Office documents that are ZIP packages of XML parts. Counts what it reads and never believes a header.

use super::{ExtractError, plain};
use std::{
    fs::File,
    io::{BufReader, Read},
};
use zip::ZipArchive;

/// Most entries of a package.
const MOST_ENTRIES: usize = 2_000;
/// How many times larger an entry may become, once it is larger than [`SMALL`].
const MOST_GROWTH: u64 = 100;
/// Below this many bytes growth is not looked at.
const SMALL: u64 = 1024 * 1024;
/// Most bytes that all parts read may have together.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// An opened package.
pub struct Package {
    archive: ZipArchive<BufReader<File>>,
    total: u64,
}

impl Package {
    /// Opens a package.
    pub fn open(file: File) -> Result<Self, ExtractError> {
        let archive = ZipArchive::new(BufReader::new(file))?;
        if archive.len() > MOST_ENTRIES {
            return Err(ExtractError::Limit("entries"));
        }
        Ok(Self { archive, total: 0 })
    }

    /// The parts of some kind, in the order of `place`, then of their names.
    pub fn parts(&mut self, place: fn(&str) -> Option<u32>) -> Result<Vec<(u32, usize)>, ExtractError> {
        let mut found = Vec::new();
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index)?;
            found.extend(entry.name().ok().and_then(|name| place(&name)).map(|place| (place, index)));
        }
        found.sort_unstable();
        Ok(found)
    }

    /// The text of a part.
    pub fn text(&mut self, index: usize) -> Result<String, ExtractError> {
        let entry = self.archive.by_index(index)?;
        let allowed = entry.compressed_size().saturating_mul(MOST_GROWTH).max(SMALL).min(MOST_BYTES - self.total);
        let mut xml = Vec::new();
        entry.take(allowed + 1).read_to_end(&mut xml)?;
        if xml.len() as u64 > allowed {
            return Err(ExtractError::Limit("growth"));
        }
        self.total += xml.len() as u64;
        plain::text_of(&xml).ok_or(ExtractError::Mistaken)
    }
}
