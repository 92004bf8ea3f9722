//! Uploaded register files on disk, as they came, each under the number of its import.

use crate::domain::{fault::Fault, id::ImportId};
use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::Duration,
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

/// Whether a file is still kept.
pub(super) fn exists(data: &Path, id: ImportId) -> bool {
    path(data, id).is_file()
}

/// Removes a file; false where there is none.
pub(super) fn remove(data: &Path, id: ImportId) -> Result<bool, Fault> {
    match fs::remove_file(path(data, id)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Fault::internal(error)),
    }
}

/// The files there are, each with the time since it was written.
pub(super) fn ages(data: &Path) -> Result<Vec<(ImportId, Duration)>, Fault> {
    let entries = match fs::read_dir(folder(data)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(Fault::internal)?,
    };
    let mut ages = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Fault::internal)?;
        let written = entry.metadata().and_then(|metadata| metadata.modified()).map_err(Fault::internal)?;
        // A clock that was set back makes a file of the future: it counts as new.
        let age = written.elapsed().unwrap_or_default();
        ages.extend(entry.file_name().to_str().and_then(|name| name.parse().ok()).map(|id| (id, age)));
    }
    Ok(ages)
}

fn folder(data: &Path) -> PathBuf {
    data.join("imports")
}

fn path(data: &Path, id: ImportId) -> PathBuf {
    folder(data).join(id.to_string())
}
