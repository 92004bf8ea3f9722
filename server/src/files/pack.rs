//! Files of packs, each under its digest: they belong to the instance and not to an organisation.

use super::{Condition, FileError, Files};
use crate::domain::document::Digest;

impl Files {
    /// Keeps the file of a pack under its digest; it is on the disk when this returns.
    pub fn keep_pack(&self, digest: Digest, bytes: &[u8]) -> Result<(), FileError> {
        self.keep_at(&pack_key(digest), bytes)
    }

    /// The file of a pack; `None` where there is none.
    pub fn pack(&self, digest: Digest) -> Result<Option<Vec<u8>>, FileError> {
        self.kept_at(&pack_key(digest))
    }

    /// Removes the file of a pack; one that is not there is no fault.
    pub fn remove_pack(&self, digest: Digest) -> Result<(), FileError> {
        Ok(self.storage.remove(&pack_key(digest))?)
    }

    /// Digests of all files of packs.
    pub fn packs(&self) -> Result<Vec<Digest>, FileError> {
        self.digests_in(FOLDER)
    }

    /// Whether the file of a pack is there and is what its name says.
    pub fn verify_pack(&self, digest: Digest) -> Result<Condition, FileError> {
        self.condition(&pack_key(digest), digest)
    }
}

const FOLDER: &str = "packs/";

fn pack_key(digest: Digest) -> String {
    let name = digest.to_string();
    format!("{FOLDER}{}/{name}", name.get(..2).unwrap_or_default())
}
