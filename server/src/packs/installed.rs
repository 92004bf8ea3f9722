//! One pack on this server: its linked component and how its calls fare.

use super::{
    Subject, convert,
    sandbox::{Guest, Sandbox, SandboxError},
    suggestions, wit,
};
use crate::domain::{
    finding::Finding,
    pack::{Manifest, Pack, PackFailure, PackHealth},
    suggestion::Suggestion,
};
use parking_lot::Mutex;
use std::{borrow::Cow, sync::OnceLock};
use wasmtime::component::ComponentExportIndex;

/// Failures in a row after which a pack is switched off.
const PATIENCE: u32 = 5;

/// Version of the WIT package that this server offers; packs of every earlier 1.x run.
const API: semver::Version = semver::Version::new(1, 0, 0);

/// Why a pack was not installed.
#[derive(Debug, thiserror::Error)]
pub enum RefusedPack {
    #[error("pack.toml is missing")]
    NoManifest,
    #[error("pack.toml: {0}")]
    Manifest(#[from] toml::de::Error),
    #[error("pack.toml: the id \"{0}\" is not made of lower case letters, digits and hyphens")]
    Id(String),
    #[error("pack.toml: \"{0}\" is not a version")]
    Version(String),
    #[error("built for version {asked} of the pack interface, this server offers {API}")]
    Api { asked: semver::Version },
    #[error(transparent)]
    Component(#[from] SandboxError),
    #[error("the component does not describe itself: {0:?}")]
    Silent(PackFailure),
    #[error("the component calls itself {0} {1}, pack.toml says otherwise")]
    OtherName(String, String),
}

/// A pack on this server.
pub struct Installed {
    pub manifest: Manifest,
    component: Cow<'static, [u8]>,
    linked: OnceLock<Option<Linked>>,
    health: Mutex<Health>,
}

/// A pack whose component is compiled and ready to be called.
struct Linked {
    pack: Pack,
    component: wit::PackPre<Guest>,
    /// Where the functions stand that are called often.
    review: ComponentExportIndex,
    suggest: ComponentExportIndex,
}

#[derive(Default)]
struct Health {
    failures_in_a_row: u32,
    last_failure: Option<PackFailure>,
}

impl Installed {
    /// Reads the manifest. The component is compiled at its first use: a server starts without waiting for it.
    pub fn new(manifest: &str, component: Cow<'static, [u8]>) -> Result<Self, RefusedPack> {
        Ok(Self { manifest: read_manifest(manifest)?, component, linked: OnceLock::new(), health: Mutex::default() })
    }

    /// The pack as its component describes it; `None` where the component is refused.
    pub fn pack(&self, sandbox: &Sandbox) -> Option<&Pack> {
        self.linked(sandbox).map(|linked| &linked.pack)
    }

    /// Links the component and asks it who it is.
    #[cfg(test)]
    pub fn link(&self, sandbox: &Sandbox) -> Result<Pack, RefusedPack> {
        self.make(sandbox).map(|linked| linked.pack)
    }

    /// The pack's remarks about an activity.
    pub fn review(&self, sandbox: &Sandbox, handed: &Handed) -> Result<Vec<Finding>, PackFailure> {
        let params = (&handed.activity, &handed.purpose, &handed.company, handed.today);
        let findings = self.call(|linked| sandbox.call_one(&linked.component, &linked.review, params), sandbox);
        self.told(findings.and_then(|findings| convert::findings(&self.manifest.id, findings)))
    }

    /// What the pack proposes for a draft.
    pub fn suggest(&self, sandbox: &Sandbox, handed: &Handed) -> Result<Vec<Suggestion>, PackFailure> {
        let params = (&handed.activity, &handed.purpose, &handed.company);
        let found = self.call(|linked| sandbox.call_one(&linked.component, &linked.suggest, params), sandbox);
        self.told(found.and_then(|found| suggestions::suggestions(&self.manifest.id, found)))
    }

    fn call<T>(&self, call: impl FnOnce(&Linked) -> Result<T, PackFailure>, sandbox: &Sandbox) -> Result<T, PackFailure> {
        if self.health.lock().switched_off() {
            return Err(PackFailure::SwitchedOff);
        }
        self.linked(sandbox).ok_or(PackFailure::Refused).and_then(call)
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
                tracing::error!(pack = %self.manifest.id, %reason, "a pack was refused");
                None
            }
        };
        self.linked.get_or_init(link).as_ref()
    }

    fn make(&self, sandbox: &Sandbox) -> Result<Linked, RefusedPack> {
        let component = sandbox.load(&self.component)?;
        let described = sandbox.call(&component, |pack, store| pack.call_describe(store)).map_err(RefusedPack::Silent)?;
        if described.id != self.manifest.id || described.version != self.manifest.version {
            return Err(RefusedPack::OtherName(described.id, described.version));
        }
        let rules = convert::rules(described.rules).map_err(RefusedPack::Silent)?;
        let place = |name| component.instance_pre().component().get_export_index(None, name);
        let (Some(review), Some(suggest)) = (place("review"), place("suggest")) else {
            return Err(RefusedPack::Silent(PackFailure::Refused));
        };
        Ok(Linked { review, suggest, pack: Pack { manifest: self.manifest.clone(), rules }, component })
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
                    tracing::error!(pack = %id, "a pack failed repeatedly and is switched off until the server starts again");
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
}

impl Handed {
    pub fn new(subject: &Subject<'_>) -> Self {
        Self {
            activity: convert::activity(subject),
            purpose: convert::purpose(subject),
            company: convert::company(subject),
            today: convert::date(subject.today),
        }
    }
}

fn read_manifest(text: &str) -> Result<Manifest, RefusedPack> {
    let manifest: Manifest = toml::from_str(text)?;
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if manifest.id.is_empty() || !manifest.id.chars().all(plain) {
        return Err(RefusedPack::Id(manifest.id));
    }
    let version = |text: &str| semver::Version::parse(text).map_err(|_| RefusedPack::Version(text.to_owned()));
    version(&manifest.version)?;
    let asked = version(&manifest.api)?;
    if asked.major != API.major || asked > API {
        return Err(RefusedPack::Api { asked });
    }
    Ok(manifest)
}
