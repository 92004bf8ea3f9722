//! `probant setup` and `probant organisation create`: found organisations without a browser, the server stopped.

use super::{Failure, Folder, told};
use crate::{
    app,
    domain::{access::Operator, id::OrganisationId, organisation::CompanySheet, setup::FoundationDraft, text::Language},
    service::{Services, setup},
};
use std::path::{Path, PathBuf};

/// Who and what an organisation begins with.
#[derive(clap::Args)]
pub struct Foundation {
    #[command(flatten)]
    folder: Folder,
    /// Legal name of the organisation
    #[arg(long = "organisation", visible_alias = "name", value_name = "NAME")]
    organisation: String,
    /// Address with which its first super user signs in
    #[arg(long)]
    email: String,
    /// Name of that person [default: what stands before the @]
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// File whose first line is that person's password; not needed for somebody who has an account
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Language of that person: fr, en or es
    #[arg(long, default_value = "fr")]
    language: String,
}

impl Foundation {
    /// Sets a new data folder up; refuses one that is set up. Prints the organisation's id.
    ///
    /// # Errors
    /// What is wrong with what was given, or with the folder.
    pub fn set_up(self) -> Result<(), Failure> {
        self.with(setup::by_operator)
    }

    /// Founds one more organisation. Prints its id.
    ///
    /// # Errors
    /// As [`Self::set_up`].
    pub fn found(self) -> Result<(), Failure> {
        self.with(setup::found)
    }

    fn with(
        self,
        found: fn(&Services, &Operator, FoundationDraft) -> Result<OrganisationId, crate::domain::fault::Fault>,
    ) -> Result<(), Failure> {
        let draft = FoundationDraft {
            sheet: CompanySheet { legal_name: self.organisation, ..CompanySheet::default() },
            packs: Vec::new(),
            language: self.language.parse::<Language>().map_err(|()| Failure::Usage(format!("--language {}", self.language)))?,
            name: self.person.unwrap_or_else(|| self.email.split('@').next().unwrap_or_default().to_owned()),
            email: self.email,
            password: self.password_file.as_deref().map(first_line).transpose()?,
        };
        let services = app::open(self.folder.config()?)?;
        let id = found(&services, &Operator::at_the_command_line(), draft).map_err(told)?;
        println!("{id}");
        Ok(())
    }
}

/// A password never stands on a command line, where every process could read it.
fn first_line(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Fault(format!("{}: {error}", path.display())))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
