//! `probant verify` and `probant rebuild`: checks a data folder, makes its state anew. The server must be stopped.

use super::{Failure, Folder};
use crate::store;
use std::path::PathBuf;

/// Flags of `verify`.
#[derive(clap::Args)]
pub struct Verify {
    #[command(flatten)]
    folder: Folder,
}

impl Verify {
    /// Checks everything; the folder is left as it is.
    ///
    /// # Errors
    /// Something is wrong, or the folder could not be read.
    pub fn run(self) -> Result<(), Failure> {
        let data = existing(self.folder)?;
        let report = store::verify(&data)?;
        eprintln!("journal: {} entries; state: {} values", report.entries, report.values);
        for note in &report.notes {
            eprintln!("{note}");
        }
        for fault in &report.faults {
            eprintln!("FAULT {fault}");
        }
        match report.faults.len() {
            0 => Ok(()),
            count => Err(Failure::Fault(format!("{count} faults in {}", data.display()))),
        }
    }
}

/// Flags of `rebuild`.
#[derive(clap::Args)]
pub struct Rebuild {
    #[command(flatten)]
    folder: Folder,
}

impl Rebuild {
    /// Deletes the state and makes it anew from the journal.
    ///
    /// # Errors
    /// The folder is in use, or its journal is damaged: then the state is left as it is.
    pub fn run(self) -> Result<(), Failure> {
        let data = existing(self.folder)?;
        store::rebuild(&data)?;
        eprintln!("state: made anew from the journal");
        Ok(())
    }
}

/// The data folder, which must be there: none is made in order to be checked.
fn existing(folder: Folder) -> Result<PathBuf, Failure> {
    let data = folder.config()?.data;
    if data.is_dir() { Ok(data) } else { Err(Failure::Fault(format!("{}: there is no such folder", data.display()))) }
}
