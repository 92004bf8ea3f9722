//! `probant token create`: an API token for somebody, printed alone so that a script can keep it. The server is stopped.

use super::{Failure, Folder, told};
use crate::{
    app,
    domain::{access::Operator, id::OrganisationId},
    service::token,
};

/// For whom, where and what for.
#[derive(clap::Args)]
pub struct Create {
    #[command(flatten)]
    folder: Folder,
    /// Address of the person the token speaks for
    #[arg(long)]
    email: String,
    /// What the token is for
    #[arg(long)]
    name: String,
    /// Id of the organisation, where the person belongs to several
    #[arg(long, value_name = "ID")]
    organisation: Option<OrganisationId>,
}

impl Create {
    /// Makes the token and prints it.
    ///
    /// # Errors
    /// Nobody by that address, or several organisations to choose from.
    pub fn run(self) -> Result<(), Failure> {
        let services = app::open(self.folder.config()?)?;
        let operator = Operator::at_the_command_line();
        let token = token::create_for(&services, &operator, &self.email, self.organisation, &self.name).map_err(told)?;
        println!("{token}");
        Ok(())
    }
}
