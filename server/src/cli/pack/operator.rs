//! What the operator does with packs while the server is stopped: it holds the data folder as long as it runs, and its
//! console does the same then.

use super::author::pack;
use crate::{
    app,
    cli::{Failure, Folder, terminal_language, told},
    domain::{
        access::Operator,
        publisher::{PublisherKey, Succession},
        text::Localised,
    },
    locale::Texts,
    packs::Packs,
    service::{
        Services,
        pack::{
            installation::{self, Difference, Offer},
            publisher, removal,
        },
    },
};
use std::{path::PathBuf, sync::Arc};

/// The data folder.
#[derive(clap::Args)]
pub struct List {
    #[command(flatten)]
    folder: Folder,
}

/// A signed pack and the data folder.
#[derive(clap::Args)]
pub struct Install {
    file: PathBuf,
    #[command(flatten)]
    folder: Folder,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Take it although another publisher vouches for the pack that is there
    #[arg(long)]
    change_publisher: bool,
}

/// An installed pack and the data folder.
#[derive(clap::Args)]
pub struct Remove {
    /// Identifier of the pack
    id: String,
    #[command(flatten)]
    folder: Folder,
}

/// A publisher and the data folder.
#[derive(clap::Args)]
pub struct Trust {
    /// What people call the publisher
    name: String,
    /// The public key, 64 hexadecimal digits
    key: String,
    #[command(flatten)]
    folder: Folder,
}

/// A key and the data folder.
#[derive(clap::Args)]
pub struct Distrust {
    key: PublisherKey,
    #[command(flatten)]
    folder: Folder,
}

impl List {
    /// Prints a line for each installed pack: id, version, version of the interface, number of rules, licence,
    /// publisher, name. Separated by tabs, for scripts.
    ///
    /// # Errors
    /// A folder that cannot be opened.
    pub fn run(self) -> Result<(), Failure> {
        let config = self.folder.config()?;
        // A folder that is no data folder yet has the packs of the program, and stays as it is.
        let packs = if config.data.join("journal").is_dir() {
            app::open(config)?.packs.installed()
        } else {
            Packs::open(&config.data)?.installed()
        };
        for pack in packs {
            let manifest = &pack.manifest;
            let (id, version, api, rules) = (&manifest.id, &manifest.version, &manifest.api, pack.rules.len());
            println!("{id}\t{version}\t{api}\t{rules}\t{}\t{}\t{}", manifest.licence, manifest.publisher, manifest.name.fr);
        }
        Ok(())
    }
}

impl Install {
    /// Says what changes, then installs.
    ///
    /// # Errors
    /// What is wrong with the pack; a publisher that is not trusted; a folder that another process holds.
    pub fn run(self) -> Result<(), Failure> {
        // What is wrong with the file is said before the folder is opened.
        pack(&self.file)?;
        let bytes = std::fs::read(&self.file)?;
        let (services, operator) = open(self.folder)?;
        let digest = installation::receive(&services, &operator, &bytes).map_err(told)?;
        say(&installation::offer(&services, &operator, digest).map_err(told)?);
        if self.dry_run {
            return Ok(());
        }
        let succession = if self.change_publisher { Succession::AnyTrusted } else { Succession::SamePublisher };
        let made = installation::install(&services, &operator, digest, succession).map_err(told)?;
        println!("{}\t{}", made.id, made.version);
        Ok(())
    }
}

impl Remove {
    /// Takes the pack away.
    ///
    /// # Errors
    /// No such pack, or one that travels in the program; a folder that another process holds.
    pub fn run(self) -> Result<(), Failure> {
        let (services, operator) = open(self.folder)?;
        removal::remove(&services, &operator, &self.id).map_err(told)
    }
}

impl Trust {
    /// Trusts the key.
    ///
    /// # Errors
    /// A key that is none; a folder that another process holds.
    pub fn run(self) -> Result<(), Failure> {
        let (services, operator) = open(self.folder)?;
        publisher::trust(&services, &operator, &self.name, &self.key).map_err(told)?;
        Ok(())
    }
}

impl Distrust {
    /// Trusts the key no longer.
    ///
    /// # Errors
    /// A key that is not trusted; a folder that another process holds.
    pub fn run(self) -> Result<(), Failure> {
        let (services, operator) = open(self.folder)?;
        publisher::distrust(&services, &operator, self.key).map_err(told)
    }
}

fn open(folder: Folder) -> Result<(Arc<Services>, Operator), Failure> {
    Ok((app::open(folder.config()?)?, Operator::at_the_command_line()))
}

/// Tells what an installation would change, on standard error.
fn say(offer: &Offer) {
    let t = Texts::new(terminal_language());
    let manifest = &offer.pack.manifest;
    let old = offer.replaces.as_deref().unwrap_or("-");
    eprintln!("{} {old} -> {}, {}", manifest.id, manifest.version, offer.publisher.name);
    if offer.older {
        eprintln!("  ! {}", t.get("console-offer-older"));
    }
    if let Some(other) = &offer.other_publisher {
        eprintln!("  ! {}", t.with("console-offer-publisher", &[("old", other.as_str()), ("new", &offer.publisher.name)]));
    }
    for permission in &offer.new_permissions {
        eprintln!("  ! {}", t.of("pack-permission", permission.as_str()));
    }
    for Difference { kind, added, removed, changed } in &offer.differences {
        eprintln!("  {}: +{} -{} ~{}", t.of("pack-difference", kind), added.len(), removed.len(), changed.len());
        // The first version of a pack adds everything: numbers say enough.
        if offer.replaces.is_some() {
            let each =
                |sign: char, names: &[Localised]| names.iter().for_each(|name| eprintln!("    {sign} {}", name.get(t.language)));
            each('+', added);
            each('-', removed);
            each('~', changed);
        }
    }
}
