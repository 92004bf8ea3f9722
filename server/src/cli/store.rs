//! `probant verify` and `probant rebuild`: checks a data folder, makes anew what follows from its journal. The server
//! must be stopped.

use super::{Failure, Folder};
use crate::{
    app,
    config::Config,
    search::SearchIndex,
    service::{search, verification},
    store,
};

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
        let config = existing(self.folder)?;
        let report = verification::verify(&config)?;
        let store = &report.store;
        let indexed = report.indexed.unwrap_or_default();
        eprintln!("journal: {} entries; state: {} values", store.entries, store.values);
        eprintln!("documents: {}; index: {indexed} things", report.documents);
        store.notes.iter().for_each(|note| eprintln!("{note}"));
        report.notes.iter().for_each(|note| eprintln!("{note}"));
        store.faults.iter().for_each(|fault| eprintln!("FAULT {fault}"));
        report.damages.iter().for_each(|damage| eprintln!("FAULT {damage}"));
        match report.faults() {
            0 => Ok(()),
            count => Err(Failure::Fault(format!("{count} faults in {}", config.data.display()))),
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
    /// Deletes state and search index and makes them anew from the journal.
    ///
    /// # Errors
    /// The folder is in use, or its journal is damaged: then all is left as it is.
    pub fn run(self) -> Result<(), Failure> {
        let config = existing(self.folder)?;
        store::rebuild(&config.data)?;
        eprintln!("state: made anew from the journal");
        SearchIndex::remove(&config.index())?;
        let services = app::open(config)?;
        search::rebuild(&services, &mut services.search.indexer()?).map_err(super::told)?;
        eprintln!("index: made anew, {} things", services.search.count());
        Ok(())
    }
}

/// The data folder, which must be there: none is made in order to be checked.
fn existing(folder: Folder) -> Result<Config, Failure> {
    let config = folder.config()?;
    let data = &config.data;
    if data.is_dir() { Ok(config) } else { Err(Failure::Fault(format!("{}: there is no such folder", data.display()))) }
}
