//! One pack on this server: its linked component and how its calls fare.

use super::{
    Subject, convert,
    sandbox::{Guest, Sandbox, SandboxError},
    wit,
};
use crate::domain::{
    finding::Finding,
    pack::{Manifest, Pack, PackFailure, PackHealth},
};
use parking_lot::Mutex;

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

/// A pack that can be called.
pub struct Installed {
    pub pack: Pack,
    component: wit::PackPre<Guest>,
    health: Mutex<Health>,
}

#[derive(Default)]
struct Health {
    failures_in_a_row: u32,
    last_failure: Option<PackFailure>,
}

impl Installed {
    /// Reads the manifest, links the component and asks it who it is.
    pub fn new(sandbox: &Sandbox, manifest: &str, component: &[u8]) -> Result<Self, RefusedPack> {
        let manifest = read_manifest(manifest)?;
        let component = sandbox.load(component)?;
        let described = sandbox.call(&component, |pack, store| pack.call_describe(store)).map_err(RefusedPack::Silent)?;
        if described.id != manifest.id || described.version != manifest.version {
            return Err(RefusedPack::OtherName(described.id, described.version));
        }
        let rules = convert::rules(described.rules).map_err(RefusedPack::Silent)?;
        Ok(Self { pack: Pack { manifest, rules }, component, health: Mutex::default() })
    }

    /// The pack's remarks about an activity.
    pub fn review(&self, sandbox: &Sandbox, handed: &Handed) -> Result<Vec<Finding>, PackFailure> {
        if self.health.lock().switched_off() {
            return Err(PackFailure::SwitchedOff);
        }
        let answer = sandbox
            .call(&self.component, |pack, store| {
                pack.call_review(store, &handed.activity, &handed.purpose, &handed.company, handed.today)
            })
            .and_then(|findings| convert::findings(&self.pack.manifest.id, findings));
        self.note(answer.as_ref().err().copied());
        answer
    }

    /// How the pack fares.
    pub fn health(&self) -> PackHealth {
        let health = self.health.lock();
        PackHealth {
            id: self.pack.manifest.id.clone(),
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
                let (id, count) = (&self.pack.manifest.id, health.failures_in_a_row);
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
