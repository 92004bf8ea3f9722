//! Sector packs: runs their components in a sandbox and hands over what they say.
//!
//! A pack returns data; it writes nothing, and its failure is an answer like any other, never an error of the
//! request. This folder knows wasmtime and no service, no store, no language of any person.

mod built_in;
mod convert;
mod gate;
mod installed;
mod sandbox;
mod suggestions;
#[cfg(test)]
mod tests;
mod wit;

pub use built_in::{BUILT_IN, BuiltIn};
pub use installed::RefusedPack;
pub use sandbox::SandboxError;

use crate::domain::{
    activity::ActivityRecord,
    finding::Finding,
    organisation::CompanySheet,
    pack::{Manifest, Pack, PackFailure, PackHealth},
    purpose::Purpose,
    register::RegisterKind,
    suggestion::Suggestion,
};
use installed::{Handed, Installed};
use jiff::civil::Date;
use sandbox::Sandbox;
use std::{borrow::Cow, path::Path};

/// The packs installed on this server, linked and ready.
pub struct Packs {
    sandbox: Sandbox,
    installed: Vec<Installed>,
}

/// All that a review looks at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub register: RegisterKind,
    pub record: &'a ActivityRecord,
    pub purpose: &'a Purpose,
    /// Name of the purpose's category.
    pub category: &'a str,
    /// Name of its subcategory, empty where it has none.
    pub subcategory: &'a str,
    /// Name of the department in charge, empty where none is named.
    pub department: &'a str,
    pub sheet: &'a CompanySheet,
    pub today: Date,
}

/// What came of asking one pack.
#[derive(Debug)]
pub struct Reviewed {
    pub pack: String,
    pub answer: Result<Vec<Finding>, PackFailure>,
}

impl Packs {
    /// Sets up the sandbox, with compiled code kept under `data`, and installs the built-in packs. A pack whose
    /// manifest is wrong is left out and logged.
    pub fn open(data: &Path) -> Result<Self, SandboxError> {
        let sandbox = Sandbox::open(&data.join("cache").join("packs"))?;
        let mut packs = Self { sandbox, installed: Vec::new() };
        for built_in in BUILT_IN {
            if let Err(reason) = packs.install(built_in.text("pack.toml"), Cow::Borrowed(built_in.component)) {
                tracing::error!(%reason, "a built-in pack was refused");
            }
        }
        Ok(packs)
    }

    /// The packs that organisations can choose from, as their components describe them. Compiles what is not
    /// compiled yet: the first call takes a moment.
    pub fn installed(&self) -> impl Iterator<Item = &Pack> {
        self.installed.iter().filter_map(|installed| installed.pack(&self.sandbox))
    }

    /// What is known of a pack before any of its code runs.
    pub fn manifest(&self, id: &str) -> Option<&Manifest> {
        self.get(id).map(|installed| &installed.manifest)
    }

    /// The text files under a folder of a built-in pack, in the order of their paths: path inside the pack, and text.
    pub fn texts(&self, id: &str, folder: &str) -> Vec<(&'static str, &'static str)> {
        let named = |built_in: &&BuiltIn| {
            let manifest = built_in.text("pack.toml").and_then(|text| toml::from_str::<Manifest>(text).ok());
            manifest.is_some_and(|manifest| manifest.id == id)
        };
        let found = self.get(id).and_then(|_| BUILT_IN.iter().find(named));
        found.map(|built_in| built_in.texts(folder)).unwrap_or_default()
    }

    /// Asks each pack of `ids` about an activity, in this order.
    pub fn review(&self, ids: &[String], subject: &Subject<'_>) -> Vec<Reviewed> {
        let handed = Handed::new(subject);
        let ask = |id: &String| Reviewed {
            pack: id.clone(),
            answer: self.get(id).map_or(Err(PackFailure::Missing), |pack| pack.review(&self.sandbox, &handed)),
        };
        ids.iter().map(ask).collect()
    }

    /// What each pack of `ids` proposes for an activity that is being written. One that fails proposes nothing.
    pub fn suggest(&self, ids: &[String], subject: &Subject<'_>) -> Vec<Suggestion> {
        let handed = Handed::new(subject);
        let packs = ids.iter().filter_map(|id| self.get(id));
        packs.flat_map(|pack| pack.suggest(&self.sandbox, &handed).unwrap_or_default()).collect()
    }

    /// How each pack fares since the server started.
    pub fn health(&self) -> Vec<PackHealth> {
        self.installed.iter().map(Installed::health).collect()
    }

    /// Gives a pack that was switched off another chance; false where it is not installed.
    pub fn switch_on(&self, id: &str) -> bool {
        self.get(id).map(Installed::switch_on).is_some()
    }

    fn install(&mut self, manifest: Option<&str>, component: Cow<'static, [u8]>) -> Result<(), RefusedPack> {
        self.installed.push(Installed::new(manifest.ok_or(RefusedPack::NoManifest)?, component)?);
        Ok(())
    }

    fn get(&self, id: &str) -> Option<&Installed> {
        self.installed.iter().find(|installed| installed.manifest.id == id)
    }
}
