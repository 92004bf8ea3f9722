//! `probant operator`: who looks after the instance. The server is stopped.

use super::{Failure, Folder, told};
use crate::{app, domain::access::Operator, service::operator};

/// Whose right it is about.
#[derive(clap::Args)]
pub struct Person {
    #[command(flatten)]
    folder: Folder,
    /// Address with which the person signs in
    #[arg(long)]
    email: String,
}

impl Person {
    /// Gives the right.
    ///
    /// # Errors
    /// Nobody by that address, or a folder that cannot be opened.
    pub fn grant(self) -> Result<(), Failure> {
        self.appoint(true)
    }

    /// Takes the right back.
    ///
    /// # Errors
    /// As [`Self::grant`].
    pub fn revoke(self) -> Result<(), Failure> {
        self.appoint(false)
    }

    fn appoint(self, appointed: bool) -> Result<(), Failure> {
        let services = app::open(self.folder.config()?)?;
        operator::appoint_by_email(&services, &Operator::at_the_command_line(), &self.email, appointed).map_err(told)
    }
}
