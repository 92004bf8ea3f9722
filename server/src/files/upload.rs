//! A content on its way in: written to a temporary file, counted and hashed as it comes, refused at the limit.

use super::FileError;
use crate::domain::document::Digest;
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A content of which parts still come.
pub struct Upload {
    temporary: Temporary,
    file: File,
    hash: Sha256,
    size: u64,
    limit: u64,
}

impl Upload {
    pub(super) fn begin(path: PathBuf, limit: u64) -> Result<Self, FileError> {
        let file = File::create_new(&path)?;
        Ok(Self { temporary: Temporary(path), file, hash: Sha256::new(), size: 0, limit })
    }

    /// Takes the next part. After an error nothing is left on the disk and no further part is taken.
    pub fn write(&mut self, part: &[u8]) -> Result<(), FileError> {
        self.size = self.size.saturating_add(part.len() as u64);
        if self.size > self.limit {
            self.temporary.remove();
            return Err(FileError::TooLarge { limit: self.limit });
        }
        if let Err(error) = self.file.write_all(part) {
            self.temporary.remove();
            self.size = u64::MAX;
            return Err(error.into());
        }
        self.hash.update(part);
        Ok(())
    }

    /// True where nothing came yet.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// The content is whole: puts it on the disk, still under its temporary name.
    pub fn seal(self) -> Result<Sealed, FileError> {
        if self.size > self.limit {
            return Err(FileError::TooLarge { limit: self.limit });
        }
        self.file.sync_all()?;
        Ok(Sealed { temporary: self.temporary, sha256: Digest(self.hash.finalize().into()), size: self.size })
    }
}

/// A whole content without a place. Dropped without one, it leaves nothing.
pub struct Sealed {
    temporary: Temporary,
    pub sha256: Digest,
    /// Bytes.
    pub size: u64,
}

impl Sealed {
    /// Opens it for reading, before it has a place.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn open(&self) -> Result<File, FileError> {
        Ok(File::open(&self.temporary.0)?)
    }

    /// Where it stands for now. Once it has a place, nothing stands there any more, and dropping removes nothing.
    pub(super) fn path(&self) -> &Path {
        &self.temporary.0
    }
}

/// A file that goes with its owner.
struct Temporary(PathBuf);

impl Temporary {
    fn remove(&self) {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "a temporary file stays until the next start");
            }
            _ => {}
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        self.remove();
    }
}
