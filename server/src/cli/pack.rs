//! `probant pack`: what authors and operators do with sector packs.

mod author;
mod operator;

use super::Failure;
use clap::Subcommand;

/// What can be done with packs.
#[derive(Subcommand)]
pub enum PackCommand {
    /// Make the folder of a new pack, which builds and whose tests pass
    New(author::New),
    /// Say what is wrong with the folder of a pack, or with a .pack file
    Check(author::Check),
    /// Compile a folder and make its .pack file
    Build(author::Build),
    /// Make a publisher's secret key and print the public one
    Keygen(author::Keygen),
    /// Sign a .pack file in its place
    Sign(author::Sign),
    /// Check the digests and the signature of a .pack file, and print who signed it
    Verify(author::Verify),
    /// List the packs of a data folder
    List(operator::List),
    /// Install or update a pack; while the server runs, its console does that
    Install(operator::Install),
    /// Take a pack away; while the server runs, its console does that
    Remove(operator::Remove),
    /// Trust a publisher's key; while the server runs, its console does that
    Trust(operator::Trust),
    /// Trust a key no longer
    Distrust(operator::Distrust),
}

impl PackCommand {
    /// Does it.
    ///
    /// # Errors
    /// What is wrong with the pack, or why the work could not be done.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::New(new) => new.run(),
            Self::Check(check) => check.run(),
            Self::Build(build) => build.run(),
            Self::Keygen(keygen) => keygen.run(),
            Self::Sign(sign) => sign.run(),
            Self::Verify(verify) => verify.run(),
            Self::List(list) => list.run(),
            Self::Install(install) => install.run(),
            Self::Remove(remove) => remove.run(),
            Self::Trust(trust) => trust.run(),
            Self::Distrust(distrust) => distrust.run(),
        }
    }
}
