//! One pack on this server: its linked component and how its calls fare.

use super::{
    Subject, convert,
    file::{COMPONENT, MANIFEST, PackFile, fault},
    foreign, manifest,
    reach::{Reach, Reading},
    sandbox::{Export, Guest, Limits, Sandbox, SandboxError},
    suggestions, wit,
};
use crate::domain::{
    fault::FieldError,
    finding::Finding,
    organisation::CompanySheet,
    pack::{ForeignFile, Manifest, Pack, PackFailure, PackHealth, PackReport, ReportSection},
    personal_data::PersonalDataItem,
    sensitivity::ItemGrades,
    suggestion::Suggestion,
};
use jiff::civil::Date;
use parking_lot::Mutex;
use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};
use wasmtime::Store;

/// Failures in a row after which a pack is switched off.
const PATIENCE: u32 = 5;

/// A pack on this server.
pub struct Installed {
    pub manifest: Arc<Manifest>,
    /// The files of the pack without its component.
    pub file: PackFile,
    /// Gone once it is compiled: nothing needs it any more.
    component: Mutex<Option<Cow<'static, [u8]>>>,
    linked: OnceLock<Option<Linked>>,
    health: Mutex<Health>,
}

/// A pack whose component is compiled and ready to be called.
struct Linked {
    pack: Arc<Pack>,
    component: wit::PackPre<Guest>,
    review: Export<wit::Review>,
    suggest: Export<wit::Suggest>,
    grade: Export<wit::Grade>,
}

#[derive(Default)]
struct Health {
    failures_in_a_row: u32,
    last_failure: Option<PackFailure>,
}

impl Installed {
    /// Reads the manifest. The component is compiled at its first use: a server starts without waiting for it.
    pub fn new(mut file: PackFile) -> Result<Self, FieldError> {
        let manifest = manifest::read(file.text(MANIFEST).ok_or_else(|| fault("missing", MANIFEST))?)?;
        let component = file.take_component();
        Ok(Self {
            manifest: Arc::new(manifest),
            file,
            component: Mutex::new(component),
            linked: OnceLock::new(),
            health: Mutex::default(),
        })
    }

    /// Compiles the component now and asks it who it is.
    pub fn linked_now(file: PackFile, sandbox: &Sandbox) -> Result<Self, FieldError> {
        let installed = Self::new(file)?;
        let linked = installed.make(sandbox)?;
        Ok(Self { linked: OnceLock::from(Some(linked)), ..installed })
    }

    /// The pack as its component describes it; `None` where the component is refused.
    pub fn pack(&self, sandbox: &Sandbox) -> Option<Arc<Pack>> {
        self.linked(sandbox).map(|linked| linked.pack.clone())
    }

    /// The pack's remarks about an activity.
    pub fn review(&self, sandbox: &Sandbox, handed: &Handed) -> Result<Vec<Finding>, PackFailure> {
        let params = (&handed.activity, &handed.purpose, &handed.company, handed.today);
        let findings = self.call(sandbox, &handed.reach, |linked, reading| sandbox.call_one(&linked.review, reading, params));
        self.told(findings.and_then(|findings| convert::findings(&self.manifest.id, findings)))
    }

    /// What the pack proposes for a draft.
    pub fn suggest(&self, sandbox: &Sandbox, handed: &Handed) -> Result<Vec<Suggestion>, PackFailure> {
        let params = (&handed.activity, &handed.purpose, &handed.company);
        let found = self.call(sandbox, &handed.reach, |linked, reading| sandbox.call_one(&linked.suggest, reading, params));
        self.told(found.and_then(|found| suggestions::suggestions(&self.manifest.id, found)))
    }

    /// The sensitivity that the pack proposes for a data item; `None` where it has no opinion.
    pub fn grade(&self, sandbox: &Sandbox, item: &PersonalDataItem) -> Result<Option<ItemGrades>, PackFailure> {
        let item = convert::personal_data_item(item);
        let found = self.call(sandbox, &Reach::default(), |linked, reading| sandbox.call_one(&linked.grade, reading, (&item,)));
        self.told(found.map(|found| found.map(convert::grades)))
    }

    /// What the pack reads in a register file of its sector.
    pub fn read_file(&self, sandbox: &Sandbox, name: &str, content: &[u8]) -> Result<ForeignFile, PackFailure> {
        let found = self.ask(sandbox, &Reach::default(), Limits::LONG, |pack, store| pack.call_read_file(store, name, content));
        self.told(found.and_then(foreign::content))
    }

    /// The reports that the pack can write.
    pub fn reports(&self, sandbox: &Sandbox) -> Result<Vec<PackReport>, PackFailure> {
        let found = self.ask(sandbox, &Reach::default(), Limits::SHORT, |pack, store| pack.call_reports(store));
        self.told(found.and_then(|found| convert::reports(&self.manifest.id, found)))
    }

    /// A report about the organisation.
    pub fn write_report(
        &self,
        sandbox: &Sandbox,
        name: &str,
        sheet: &CompanySheet,
        today: Date,
        reach: &Reach,
    ) -> Result<Vec<ReportSection>, PackFailure> {
        let (company, today) = (convert::company(sheet), convert::date(today));
        let found = self.ask(sandbox, reach, Limits::LONG, |pack, store| pack.call_write_report(store, name, &company, today));
        self.told(found.and_then(convert::sections))
    }

    /// Calls a function that is called seldom: its types are looked at each time.
    fn ask<T>(
        &self,
        sandbox: &Sandbox,
        reach: &Reach,
        limits: Limits,
        call: impl FnOnce(&wit::Pack, &mut Store<Guest>) -> wasmtime::Result<T>,
    ) -> Result<T, PackFailure> {
        self.call(sandbox, reach, |linked, reading| sandbox.call(&linked.component, reading, limits, call))
    }

    fn call<T>(
        &self,
        sandbox: &Sandbox,
        reach: &Reach,
        call: impl FnOnce(&Linked, Reading) -> Result<T, PackFailure>,
    ) -> Result<T, PackFailure> {
        if self.health.lock().switched_off() {
            return Err(PackFailure::SwitchedOff);
        }
        let linked = self.linked(sandbox).ok_or(PackFailure::Refused)?;
        call(linked, Reading::new(reach.of(&self.manifest)))
    }

    /// Takes note of how a call fared. One that was not made says nothing about the pack.
    fn told<T>(&self, answer: Result<T, PackFailure>) -> Result<T, PackFailure> {
        match &answer {
            Err(PackFailure::SwitchedOff | PackFailure::Refused) => {}
            answer => self.note(answer.as_ref().err().copied()),
        }
        answer
    }

    fn linked(&self, sandbox: &Sandbox) -> Option<&Linked> {
        let link = || match self.make(sandbox) {
            Ok(linked) => Some(linked),
            Err(reason) => {
                tracing::error!(pack = %self.manifest.id, ?reason, "a pack was refused");
                None
            }
        };
        self.linked.get_or_init(link).as_ref()
    }

    fn make(&self, sandbox: &Sandbox) -> Result<Linked, FieldError> {
        let bytes = self.component.lock().take().ok_or_else(|| fault("missing", COMPONENT))?;
        let component = sandbox.load(&bytes).map_err(|error| fault("component", COMPONENT).with("why", error))?;
        let why = |failure: PackFailure| FieldError::new("", format!("pack-silent-{}", failure.as_str()));
        let silent = |failure| fault("silent", COMPONENT).because(why(failure));
        let described = sandbox.call(&component, Reading::default(), Limits::SHORT, |pack, store| pack.call_describe(store));
        let described = described.map_err(silent)?;
        if described.id != self.manifest.id || described.version != self.manifest.version {
            return Err(fault("other-name", COMPONENT).with("id", described.id).with("version", described.version));
        }
        let rules = convert::rules(described.rules).map_err(silent)?;
        let other = |error: SandboxError| fault("component", COMPONENT).with("why", error);
        Ok(Linked {
            review: sandbox.export(&component, "review").map_err(other)?,
            suggest: sandbox.export(&component, "suggest").map_err(other)?,
            grade: sandbox.export(&component, "grade").map_err(other)?,
            pack: Arc::new(Pack { manifest: (*self.manifest).clone(), rules }),
            component,
        })
    }

    /// How the pack fares.
    pub fn health(&self) -> PackHealth {
        let health = self.health.lock();
        PackHealth {
            id: self.manifest.id.clone(),
            failures_in_a_row: health.failures_in_a_row,
            last_failure: health.last_failure,
            switched_off: health.switched_off(),
        }
    }

    /// Gives a pack that was switched off another chance.
    pub fn switch_on(&self) {
        *self.health.lock() = Health::default();
    }

    fn note(&self, failure: Option<PackFailure>) {
        let mut health = self.health.lock();
        match failure {
            // The server was busy: that says nothing about the pack.
            Some(PackFailure::Busy) => {}
            Some(failure) => {
                health.failures_in_a_row += 1;
                health.last_failure = Some(failure);
                let (id, count) = (&self.manifest.id, health.failures_in_a_row);
                tracing::warn!(pack = %id, failure = failure.as_str(), count, "a pack failed");
                if count == PATIENCE {
                    tracing::error!(pack = %id, "a pack failed repeatedly and is switched off until an operator switches it on");
                }
            }
            None => health.failures_in_a_row = 0,
        }
    }
}

impl Health {
    fn switched_off(&self) -> bool {
        self.failures_in_a_row >= PATIENCE
    }
}

/// What a component is handed, converted once for all packs.
pub struct Handed {
    activity: wit::types::Activity,
    purpose: wit::types::Purpose,
    company: wit::types::Company,
    today: wit::types::Date,
    reach: Reach,
}

impl Handed {
    pub fn new(subject: &Subject<'_>) -> Self {
        Self {
            activity: convert::activity(subject.register, subject.department, subject.record),
            purpose: convert::purpose(subject),
            company: convert::company(subject.sheet),
            today: convert::date(subject.today),
            reach: subject.reach.cloned().unwrap_or_default(),
        }
    }
}
