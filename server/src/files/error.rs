//! What can go wrong with a file, and how people are told.

use crate::domain::fault::{Fault, FieldError};
use std::io;

/// What can go wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("larger than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("no space left on the disk")]
    DiskFull,
    #[error("infected: {0}")]
    Infected(String),
    #[error("not scanned: {0}")]
    NotScanned(io::Error),
    #[error("file: {0}")]
    Io(io::Error),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}

impl From<FileError> for Fault {
    fn from(error: FileError) -> Self {
        match error {
            FileError::TooLarge { limit } => {
                Self::Limit(FieldError::new("file", "document-too-large").with("limit", limit / (1024 * 1024)))
            }
            FileError::DiskFull => Self::Unable(FieldError::new("file", "document-disk-full")),
            FileError::Infected(name) => Self::Invalid(vec![FieldError::new("file", "document-infected").with("name", name)]),
            FileError::NotScanned(error) => {
                tracing::error!(%error, "a document was refused because it could not be scanned");
                Self::Unable(FieldError::new("file", "document-not-scanned"))
            }
            FileError::Io(error) => Self::internal(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_silent_scanner_are_no_fault_of_the_person() {
        let silent = FileError::NotScanned(io::ErrorKind::ConnectionRefused.into());
        let of = |kind: io::ErrorKind| FileError::from(io::Error::from(kind));
        let table = [
            (of(io::ErrorKind::StorageFull), "document-disk-full"),
            (of(io::ErrorKind::QuotaExceeded), "document-disk-full"),
            (silent, "document-not-scanned"),
        ];
        for (error, message) in table {
            assert!(matches!(Fault::from(error), Fault::Unable(told) if told.message == message), "{message}");
        }
    }
}
