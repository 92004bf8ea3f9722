//! Opens sled, around its known faults: left-over snapshots, a lock that lingers, a folder that no longer reads.

use super::{State, keys::note_key};
use crate::store::{error::StoreError, journal::Segments, schema::Table};
use std::{fs, path::Path, sync::Arc, thread, time::Duration};

/// Memory that sled may use for pages.
const CACHE: u64 = 24 << 20;
/// Raised when keys, places or indexes are laid out differently: an older state is made anew.
const LAYOUT: u16 = 5;
const LAYOUT_NOTE: &str = "layout";

/// Opens the state of a folder, empty where there was none or where it could not be used. Its values are in `segments`.
pub fn open(folder: &Path, segments: Arc<Segments>) -> Result<State, StoreError> {
    set_aside(folder, |name| name.ends_with(".generating"));
    let tree = match try_open(folder) {
        Ok(tree) => tree,
        Err(error) => {
            tracing::warn!(%error, "the state does not open: setting its snapshot aside");
            set_aside(folder, |name| name.starts_with("snap."));
            match try_open(folder) {
                Ok(tree) => tree,
                Err(error) => {
                    tracing::warn!(%error, "the state does not open: making it anew from the journal");
                    remove(folder)?;
                    try_open(folder)?
                }
            }
        }
    };
    let state = State::new(tree, segments.clone());
    let found = state.tree.get(note_key(LAYOUT_NOTE))?;
    if found.is_some_and(|found| found == layout()) {
        return Ok(state);
    }
    let state = if state.tree.is_empty() {
        state
    } else {
        tracing::info!("the state has another layout: making it anew from the journal");
        drop(state);
        remove(folder)?;
        State::new(try_open(folder)?, segments)
    };
    state.tree.insert(note_key(LAYOUT_NOTE), layout())?;
    Ok(state)
}

/// Opens the state of a folder without mending anything.
pub fn open_as_it_is(folder: &Path, segments: Arc<Segments>) -> Result<State, StoreError> {
    Ok(State::new(try_open(folder)?, segments))
}

/// Deletes the state of a folder.
pub fn remove(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io("cannot delete", folder)(error)),
        _ => Ok(()),
    }
}

/// What the state was laid out for: tables, schemas and keys.
fn layout() -> Vec<u8> {
    let tables = Table::fingerprint().into_iter().flat_map(|(table, schema)| {
        let [low, high] = schema.to_le_bytes();
        [table, low, high]
    });
    LAYOUT.to_le_bytes().into_iter().chain(tables).collect()
}

/// A state that was just closed may hold its lock a moment longer.
fn try_open(folder: &Path) -> sled::Result<sled::Db> {
    let mut tries = 0;
    loop {
        let opened = sled::Config::new().path(folder).cache_capacity(CACHE).mode(sled::Mode::HighThroughput).open();
        match opened {
            Err(sled::Error::Io(error)) if tries < 40 && error.to_string().contains("lock") => {
                tries += 1;
                thread::sleep(Duration::from_millis(50));
            }
            opened => return opened,
        }
    }
}

fn set_aside(folder: &Path, chosen: impl Fn(&str) -> bool) {
    let Ok(items) = fs::read_dir(folder) else { return };
    for item in items.flatten() {
        if item.file_name().to_str().is_some_and(&chosen) {
            let gone = fs::remove_file(item.path());
            tracing::warn!(file = %item.path().display(), removed = gone.is_ok(), "a left-over snapshot of the state");
        }
    }
}
