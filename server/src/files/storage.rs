//! Where contents are kept for good: a folder of this machine, or a bucket of a store that speaks S3.
//!
//! Both know keys such as `organisation/ab/abcd…` and nothing of what they mean.

use super::{bucket::Bucket, rename_durably};
use crate::domain::document::Digest;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// A place for contents.
#[derive(Debug)]
pub enum Storage {
    Folder(PathBuf),
    Bucket(Bucket),
}

impl Storage {
    /// How many bytes stand under a key; `None` where there is nothing.
    pub fn size(&self, key: &str) -> io::Result<Option<u64>> {
        match self {
            Self::Folder(root) => found(fs::metadata(root.join(key)).map(|there| there.len())),
            Self::Bucket(bucket) => bucket.size(key),
        }
    }

    /// Puts a file that is on the disk under a key, in the place of what stood there. The file is gone afterwards, or of no use.
    pub fn put(&self, key: &str, file: &Path, sha256: Digest) -> io::Result<()> {
        match self {
            Self::Folder(root) => rename_durably(file, &root.join(key)),
            Self::Bucket(bucket) => {
                bucket.put(key, File::open(file)?, sha256)?;
                fs::remove_file(file)
            }
        }
    }

    /// Opens what stands under a key; `None` where there is nothing. What comes from far is first written to `here`, and is
    /// gone once it is closed.
    pub fn open(&self, key: &str, here: &Path) -> io::Result<Option<File>> {
        match self {
            Self::Folder(root) => found(File::open(root.join(key))),
            Self::Bucket(bucket) => {
                let mut file = File::options().read(true).write(true).create_new(true).open(here)?;
                // The name goes at once: whatever happens, nothing stays behind.
                fs::remove_file(here)?;
                Ok(bucket.get(key, &mut file)?.then_some(file))
            }
        }
    }

    /// Removes what stands under a key; where there is nothing that is no fault.
    pub fn remove(&self, key: &str) -> io::Result<()> {
        match self {
            Self::Folder(root) => found(fs::remove_file(root.join(key))).map(drop),
            Self::Bucket(bucket) => bucket.remove(key),
        }
    }

    /// All keys that begin so, in no order; `beginning` ends with a slash.
    pub fn keys(&self, beginning: &str) -> io::Result<Vec<String>> {
        match self {
            Self::Folder(root) => {
                let mut keys = Vec::new();
                for folder in entries(&root.join(beginning))? {
                    let name = name_of(&folder);
                    keys.extend(entries(&folder)?.iter().map(|file| format!("{beginning}{name}/{}", name_of(file))));
                }
                Ok(keys)
            }
            Self::Bucket(bucket) => bucket.keys(beginning),
        }
    }
}

fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let found = found(fs::read_dir(folder))?;
    found.map_or_else(|| Ok(Vec::new()), |entries| entries.map(|entry| Ok(entry?.path())).collect())
}
