//! What whoever writes a pack does: none of it needs a server or a data folder.

mod compile;

use crate::{
    cli::{Failure, told},
    domain::{
        fault::{Fault, FieldError},
        pack::Pack,
        publisher::PublisherKey,
    },
    packs::{PackFile, Packs, SecretKey, component, file::MANIFEST, manifest, source},
    scripts::Scripts,
    service::{pack::contents, secret},
};
use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The folder of a new pack.
#[derive(clap::Args)]
pub struct New {
    /// Identifier of the pack and name of the folder: lower case letters, digits and hyphens
    name: String,
    /// Folder of the guest kit; without it the released one of this version is asked for
    #[arg(long)]
    plugin_api: Option<PathBuf>,
}

/// The folder of a pack, or a .pack file.
#[derive(clap::Args)]
pub struct Check {
    #[arg(default_value = ".")]
    path: PathBuf,
}

/// The folder of a pack.
#[derive(clap::Args)]
pub struct Build {
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Where to write the pack [default: ID-VERSION.pack in the folder]
    #[arg(long)]
    output: Option<PathBuf>,
}

/// Where the new key goes.
#[derive(clap::Args)]
pub struct Keygen {
    /// File of the secret key, which must not be there yet
    file: PathBuf,
}

/// A pack and the key to sign it with.
#[derive(clap::Args)]
pub struct Sign {
    file: PathBuf,
    /// File of the secret key, as `keygen` made it
    #[arg(long)]
    key: PathBuf,
}

/// A pack, and who should have signed it.
#[derive(clap::Args)]
pub struct Verify {
    file: PathBuf,
    /// The public key it must be signed with
    #[arg(long)]
    key: Option<PublisherKey>,
}

impl New {
    /// Makes the folder.
    ///
    /// # Errors
    /// A name that no pack can have, a folder that is there already or cannot be written.
    pub fn run(self) -> Result<(), Failure> {
        let folder = PathBuf::from(&self.name);
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if !self.name.starts_with(|first: char| first.is_ascii_lowercase()) || !self.name.chars().all(plain) {
            return Err(Failure::Usage(format!("{}: a name is made of lower case letters, digits and hyphens", self.name)));
        }
        let kit = match self.plugin_api {
            None => format!("\"{}\"", env!("CARGO_PKG_VERSION")),
            Some(kit) => {
                let kit = fs::canonicalize(&kit).map_err(|error| Failure::Usage(format!("{}: {error}", kit.display())))?;
                format!("{{ path = {:?} }}", kit.display().to_string())
            }
        };
        source::create(&folder, &self.name, &kit).map_err(|error| Failure::Fault(format!("{}: {error}", folder.display())))?;
        eprintln!("{}: cd {0} && cargo test && probant pack build", folder.display());
        Ok(())
    }
}

impl Check {
    /// Checks all that can be checked, and prints what the pack brings.
    ///
    /// # Errors
    /// Everything that is wrong with its scripts, else the first thing that is wrong.
    pub fn run(self) -> Result<(), Failure> {
        if self.path.is_dir() {
            let file = source::read(&self.path).map_err(wrong)?;
            let manifest = manifest::read(file.text(MANIFEST).unwrap_or_default()).map_err(wrong)?;
            let contents = contents::scripted(&Scripts::default(), &file).map_err(all_wrong)?;
            let (questions, models) = (contents.questions.len(), contents.models.len());
            println!("{} {}: {questions} questions, {models} models; `build` checks the code", manifest.id, manifest.version);
            return Ok(());
        }
        inspect(pack(&self.path)?).map(drop)
    }
}

impl Build {
    /// Compiles, makes the component, runs it once, and writes the pack.
    ///
    /// # Errors
    /// What the compiler says, or what [`Check`] would say of the pack.
    pub fn run(self) -> Result<(), Failure> {
        let file = source::read(&self.folder).map_err(wrong)?;
        let manifest = manifest::read(file.text(MANIFEST).unwrap_or_default()).map_err(wrong)?;
        contents::scripted(&Scripts::default(), &file).map_err(all_wrong)?;
        let module = compile::module(&self.folder, &manifest.id)?;
        let file = component::of_module(module).and_then(|component| file.with_component(component)).map_err(wrong)?;
        inspect(file.clone())?;
        let output = self.output.unwrap_or_else(|| self.folder.join(format!("{}-{}.pack", manifest.id, manifest.version)));
        write(&output, &file.write()?)?;
        eprintln!("{}", output.display());
        Ok(())
    }
}

impl Keygen {
    /// Writes the secret key into a file that only this user can read; prints the public key, alone on standard output.
    ///
    /// # Errors
    /// The file is there already or cannot be written.
    pub fn run(self) -> Result<(), Failure> {
        let key = SecretKey::of_seed(secret::bytes().map_err(told)?).ok_or_else(|| Failure::Fault("no key was made".into()))?;
        let unwritten = |error| Failure::Fault(format!("{}: {error}", self.file.display()));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.file).map_err(unwritten)?;
        writeln!(file, "{}", key.reveal()).and_then(|()| file.sync_all()).map_err(unwritten)?;
        if let Some(public) = key.public() {
            println!("{public}");
        }
        Ok(())
    }
}

impl Sign {
    /// Signs the digests of all files.
    ///
    /// # Errors
    /// What is wrong with the pack, or a file that holds no key.
    pub fn run(self) -> Result<(), Failure> {
        let text = fs::read_to_string(&self.key).map_err(|error| Failure::Usage(format!("{}: {error}", self.key.display())))?;
        let key: SecretKey =
            text.parse().map_err(|()| Failure::Usage(format!("{}: it holds no secret key", self.key.display())))?;
        let signed = pack(&self.file)?.signed(&key);
        write(&self.file, &signed.write()?)?;
        println!("{}", signed.signer().map_err(wrong)?);
        Ok(())
    }
}

impl Verify {
    /// Prints identifier, version and the public key that signed, separated by tabs.
    ///
    /// # Errors
    /// What is wrong with the pack: an altered file, no signature, another key.
    pub fn run(self) -> Result<(), Failure> {
        let pack = pack(&self.file)?;
        let signer = pack.signer().map_err(wrong)?;
        let manifest = manifest::read(pack.text(MANIFEST).unwrap_or_default()).map_err(wrong)?;
        println!("{}\t{}\t{signer}", manifest.id, manifest.version);
        match self.key {
            Some(key) if key != signer => Err(Failure::Fault(format!("{}: signed with another key", self.file.display()))),
            _ => Ok(()),
        }
    }
}

/// Runs the component once and reads the scripts; prints what the pack brings.
fn inspect(file: PackFile) -> Result<Arc<Pack>, Failure> {
    let scratch = Scratch::new()?;
    let packs = Packs::open(&scratch.0)?;
    let installed = packs.prepare(file).map_err(wrong)?;
    let pack = packs.describe(&installed).ok_or_else(|| Failure::Fault("the component says nothing".into()))?;
    let contents = contents::of(&Scripts::default(), &pack, &installed.file).map_err(all_wrong)?;
    let (rules, questions, models) = (contents.rules.len(), contents.questions.len(), contents.models.len());
    println!("{} {}: {rules} rules, {questions} questions, {models} models", pack.manifest.id, pack.manifest.version);
    Ok(pack)
}

/// A pack from the disk.
pub(super) fn pack(path: &Path) -> Result<PackFile, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
    PackFile::read(&bytes).map_err(wrong)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::Fault(format!("{}: {error}", path.display())))
}

fn wrong(fault: FieldError) -> Failure {
    all_wrong(vec![fault])
}

fn all_wrong(faults: Vec<FieldError>) -> Failure {
    told(Fault::Invalid(faults))
}

/// A folder for compiled code that goes with its owner.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, Failure> {
        let folder = std::env::temp_dir().join(format!("probant-pack-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The system clears its own folder of temporary files where this fails.
        let _ = fs::remove_dir_all(&self.0);
    }
}
