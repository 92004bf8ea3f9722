//! `probant pack`: what the operator does with sector packs. Works beside a running server.

use super::{Failure, Folder};
use crate::packs::Packs;

/// The data folder, where compiled packs are kept.
#[derive(clap::Args)]
pub struct List {
    #[command(flatten)]
    folder: Folder,
}

impl List {
    /// Prints a line for each installed pack: id, version, version of the interface, number of rules, licence,
    /// publisher, name. Separated by tabs, for scripts.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn run(self) -> Result<(), Failure> {
        let packs = Packs::open(&self.folder.config()?.data)?;
        for pack in packs.installed() {
            let manifest = &pack.manifest;
            let (id, version, api, rules) = (&manifest.id, &manifest.version, &manifest.api, pack.rules.len());
            println!("{id}\t{version}\t{api}\t{rules}\t{}\t{}\t{}", manifest.licence, manifest.publisher, manifest.name.fr);
        }
        Ok(())
    }
}
