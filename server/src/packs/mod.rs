//! Sector packs: runs their components in a sandbox and hands over what they say.
//!
//! A pack returns data; it writes nothing, and its failure is an answer like any other, never an error of the
//! request. This folder knows wasmtime and no service, no store, no language of any person.

mod built_in;
pub mod component;
mod convert;
mod country;
pub mod file;
mod foreign;
mod gate;
mod installed;
pub mod manifest;
mod reach;
mod sandbox;
pub mod source;
mod suggestions;
#[cfg(test)]
mod tests;
mod wit;

pub use built_in::{BUILT_IN, BuiltIn};
pub use file::{PackFile, SecretKey};
pub use installed::Installed;
pub use reach::{Placed, Reach};
pub use sandbox::SandboxError;

use crate::domain::{
    activity::ActivityRecord,
    document::Digest,
    fault::FieldError,
    finding::Finding,
    organisation::CompanySheet,
    pack::{ForeignFile, Manifest, Pack, PackFailure, PackHealth, PackReport, ReportSection},
    personal_data::PersonalDataItem,
    purpose::Purpose,
    register::RegisterKind,
    sensitivity::ItemGrades,
    suggestion::Suggestion,
};
use installed::Handed;
use jiff::{Timestamp, civil::Date};
use parking_lot::{Mutex, MutexGuard, RwLock};
use sandbox::Sandbox;
use std::{collections::BTreeMap, path::Path, sync::Arc};

/// The packs installed on this server, linked and ready. They change while the server runs: whoever asks one of them keeps
/// it until the answer is there.
pub struct Packs {
    sandbox: Sandbox,
    /// In the order of their identifiers.
    installed: RwLock<Vec<Arc<Installed>>>,
    changing: Mutex<Received>,
}

/// The files of packs that were received and are not installed, and when that was. A server that starts knows none.
pub type Received = BTreeMap<Digest, Timestamp>;

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
    /// What packs may read beside this.
    pub reach: Option<&'a Reach>,
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
        let packs = Self { sandbox, installed: RwLock::default(), changing: Mutex::default() };
        for built_in in BUILT_IN {
            match Installed::new(PackFile::built_in(built_in)) {
                Ok(installed) => packs.put(installed),
                Err(reason) => tracing::error!(?reason, "a built-in pack was refused"),
            }
        }
        Ok(packs)
    }

    /// A pack that could be installed: its component is compiled, linked, and says who it is.
    ///
    /// # Errors
    /// What is wrong with its manifest or its component.
    pub fn prepare(&self, file: PackFile) -> Result<Installed, FieldError> {
        Installed::linked_now(file, &self.sandbox)
    }

    /// Keeps others from receiving, installing, choosing or removing packs until it is dropped.
    pub fn hold(&self) -> MutexGuard<'_, Received> {
        self.changing.lock()
    }

    /// A pack as it is installed now, with its files; `None` where its component is refused.
    pub fn described(&self, id: &str) -> Option<(Arc<Pack>, PackFile)> {
        let installed = self.get(id)?;
        Some((installed.pack(&self.sandbox)?, installed.file.clone()))
    }

    /// What a prepared pack says of itself.
    pub fn describe(&self, installed: &Installed) -> Option<Arc<Pack>> {
        installed.pack(&self.sandbox)
    }

    /// Puts a pack in the place of the one with its identifier, if any: calls that are made from now on meet the new one.
    pub fn put(&self, installed: Installed) {
        let mut all = self.installed.write();
        match all.binary_search_by(|other| other.manifest.id.cmp(&installed.manifest.id)) {
            Ok(at) => all.splice(at..=at, [Arc::new(installed)]).for_each(drop),
            Err(at) => all.insert(at, Arc::new(installed)),
        }
    }

    /// Takes a pack away; the one that travels in the program comes back where there is one of this identifier.
    pub fn take(&self, id: &str) {
        self.installed.write().retain(|installed| installed.manifest.id != id);
        if let Some(built_in) = built_in(id) {
            self.put(built_in);
        }
    }

    /// The packs that organisations can choose from, as their components describe them. Compiles what is not
    /// compiled yet: the first call takes a moment.
    pub fn installed(&self) -> Vec<Arc<Pack>> {
        self.all().iter().filter_map(|installed| installed.pack(&self.sandbox)).collect()
    }

    /// What is known of a pack before any of its code runs.
    pub fn manifest(&self, id: &str) -> Option<Arc<Manifest>> {
        self.get(id).map(|installed| installed.manifest.clone())
    }

    fn get(&self, id: &str) -> Option<Arc<Installed>> {
        let all = self.installed.read();
        let at = all.binary_search_by(|installed| installed.manifest.id.as_str().cmp(id)).ok()?;
        all.get(at).cloned()
    }

    /// The text files under a folder of a pack, in the order of their paths: path inside the pack, and text.
    pub fn texts(&self, id: &str, folder: &str) -> Vec<(String, String)> {
        let owned = |(path, text): (&str, &str)| (path.to_owned(), text.to_owned());
        self.get(id).map(|installed| installed.file.texts(folder).map(owned).collect()).unwrap_or_default()
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

    /// What the first of these packs that has an opinion proposes for the sensitivity of a data item, and which pack it is.
    pub fn grade(&self, ids: &[String], item: &PersonalDataItem) -> Option<(String, ItemGrades)> {
        let mut packs = ids.iter().filter_map(|id| self.get(id));
        packs.find_map(|pack| Some((pack.manifest.id.clone(), pack.grade(&self.sandbox, item).ok()??)))
    }

    /// What a pack reads in a register file of its sector.
    pub fn read_file(&self, id: &str, name: &str, content: &[u8]) -> Result<ForeignFile, PackFailure> {
        self.get(id).ok_or(PackFailure::Missing)?.read_file(&self.sandbox, name, content)
    }

    /// The reports that these packs can write. One that fails offers none.
    pub fn reports(&self, ids: &[String]) -> Vec<PackReport> {
        let packs = ids.iter().filter_map(|id| self.get(id));
        packs.flat_map(|pack| pack.reports(&self.sandbox).unwrap_or_default()).collect()
    }

    /// A report of a pack about the organisation.
    pub fn write_report(
        &self,
        report: &PackReport,
        sheet: &CompanySheet,
        today: Date,
        reach: &Reach,
    ) -> Result<Vec<ReportSection>, PackFailure> {
        self.get(&report.pack).ok_or(PackFailure::Missing)?.write_report(&self.sandbox, &report.name, sheet, today, reach)
    }

    /// How each pack fares since the server started.
    pub fn health(&self) -> Vec<PackHealth> {
        self.all().iter().map(|installed| installed.health()).collect()
    }

    /// Gives a pack that was switched off another chance; false where it is not installed.
    pub fn switch_on(&self, id: &str) -> bool {
        self.get(id).map(|installed| installed.switch_on()).is_some()
    }

    fn all(&self) -> Vec<Arc<Installed>> {
        self.installed.read().clone()
    }
}

/// The pack of this identifier that travels in the program.
pub fn built_in(id: &str) -> Option<Installed> {
    let mut packs = BUILT_IN.iter().filter_map(|built_in| Installed::new(PackFile::built_in(built_in)).ok());
    packs.find(|installed| installed.manifest.id == id)
}
