//! `probant organisation import`: brings an organisation in from the archive of another instance, the server stopped.

use super::{Failure, Folder, told};
use crate::{app, domain::access::Operator, service::archive};
use std::{fs::File, path::PathBuf};

/// Which archive.
#[derive(clap::Args)]
pub struct Import {
    #[command(flatten)]
    folder: Folder,
    /// The archive that the other instance wrote
    file: PathBuf,
}

impl Import {
    /// Brings the organisation in and prints its id.
    ///
    /// # Errors
    /// What is wrong with the archive or the folder.
    pub fn run(self) -> Result<(), Failure> {
        let file = File::open(&self.file).map_err(|error| Failure::Usage(format!("{}: {error}", self.file.display())))?;
        let services = app::open(self.folder.config()?)?;
        let organisation = archive::read(&services, &Operator::at_the_command_line(), file).map_err(told)?;
        println!("{organisation}");
        Ok(())
    }
}
