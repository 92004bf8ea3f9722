//! What can go wrong in the store, and what a person is told of it.

use crate::domain::fault::Fault;
use std::{io, path::PathBuf};

/// Reading failed, or the store could not be opened. Never the fault of the person who asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{action} {path}: {source}")]
    Io { action: &'static str, path: PathBuf, source: io::Error },
    /// Another process has the folder.
    #[error("the data folder {path} is in use by another process ({holder})")]
    Locked { path: PathBuf, holder: String },
    /// The journal holds something that no interrupted write can explain.
    #[error(
        "the journal is damaged: segment {segment}, offset {offset}: {what}. Nothing was changed; restore this file from a backup"
    )]
    Damaged { segment: String, offset: u64, what: String },
    /// One change of more than a gibibyte, or a key of more than a thousand bytes.
    #[error("the change is too large")]
    TooLarge,
    /// Written by a later program.
    #[error("{what} was written by a newer version of this program (format {found}, known up to {known}): update the program")]
    Newer { what: String, found: u32, known: u32 },
    /// A stored value does not read as its type.
    #[error("a value of table {table} does not read: {cause}")]
    Unreadable { table: &'static str, cause: String },
    /// The state (sled) failed; it can always be made anew from the journal.
    #[error("the state failed: {0}")]
    State(#[from] sled::Error),
    /// The change was not made, and the store goes on.
    #[error("the change was not made: {0}")]
    NotMade(String),
    /// A write failed earlier: nothing more is acknowledged until a restart.
    #[error("the store stopped writing after a failure: {0}")]
    Stopped(String),
}

impl StoreError {
    pub(super) fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}

/// Why a change was not made.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A value was to be new and exists, or changed since it was read, or a unique index is taken.
    #[error("a value changed meanwhile")]
    Conflict,
    /// Not made, or perhaps made when a write failed half-way: never acknowledged.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stopped(why) => Self::Stopped(why),
            error => Self::internal(error),
        }
    }
}

impl From<CommitError> for Fault {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict => Self::conflict("fault-changed-meanwhile"),
            CommitError::Store(error) => error.into(),
        }
    }
}
