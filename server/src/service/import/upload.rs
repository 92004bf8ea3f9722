//! Uploaded register files on disk, as they came, each under the number of its import.

use crate::domain::{fault::Fault, id::ImportId};
use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// Keeps a file; when this returns it is on disk.
pub(super) fn keep(data: &Path, id: ImportId, bytes: &[u8]) -> Result<(), Fault> {
    let folder = folder(data);
    fs::create_dir_all(&folder).map_err(Fault::internal)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path(data, id)).map_err(Fault::internal)?;
    file.write_all(bytes).map_err(Fault::internal)?;
    file.sync_data().map_err(Fault::internal)?;
    File::open(&folder).and_then(|folder| folder.sync_data()).map_err(Fault::internal)
}

/// The file as it came.
pub(super) fn read(data: &Path, id: ImportId) -> Result<Vec<u8>, Fault> {
    fs::read(path(data, id)).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Fault::NotFound,
        _ => Fault::internal(error),
    })
}

fn folder(data: &Path) -> PathBuf {
    data.join("imports")
}

fn path(data: &Path, id: ImportId) -> PathBuf {
    folder(data).join(id.to_string())
}
