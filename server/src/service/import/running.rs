//! How far commits have come, and why one failed that nobody waited for. Kept in memory: after a stop, a commit was made as a
//! whole or not at all, and the import itself says which.

use super::find;
use crate::{
    domain::{
        access::Champion,
        fault::{Fault, FieldError},
        id::ImportId,
        import::Creates,
        register::RegisterKind,
    },
    service::Services,
};
use parking_lot::Mutex;
use rustc_hash::FxHashMap;

/// The commits that run, and those that failed since somebody looked.
#[derive(Default)]
pub struct Commits(Mutex<FxHashMap<ImportId, State>>);

enum State {
    /// In percent.
    Running(u8),
    Failed(Vec<FieldError>),
}

/// Where an import stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Checked, and waiting for somebody to decide.
    Checked,
    /// Being written; in percent.
    Running(u8),
    /// Nothing was written: why.
    Failed(Vec<FieldError>),
    Made(Creates),
}

/// Where an import stands.
///
/// # Errors
/// `NotFound` where there is no such file in this register.
pub fn stage(services: &Services, champion: &Champion, kind: RegisterKind, id: ImportId) -> Result<Stage, Fault> {
    let import = find(services, champion, kind, id)?;
    Ok(match (services.imports.0.lock().get(&id), import.made) {
        (_, Some(made)) => Stage::Made(made),
        (Some(State::Running(percent)), None) => Stage::Running(*percent),
        (Some(State::Failed(why)), None) => Stage::Failed(why.clone()),
        (None, None) => Stage::Checked,
    })
}

/// A commit that runs; where it is dropped before its end, it failed for a reason of ours.
pub(super) struct Running<'s> {
    commits: &'s Commits,
    id: ImportId,
    ended: bool,
}

impl Commits {
    /// Begins a commit; `None` where the same file is being committed.
    pub(super) fn begin(&self, id: ImportId) -> Option<Running<'_>> {
        let mut states = self.0.lock();
        if matches!(states.get(&id), Some(State::Running(_))) {
            return None;
        }
        states.insert(id, State::Running(0));
        Some(Running { commits: self, id, ended: false })
    }

    /// Forgets why commits failed, but for those of the imports given.
    pub(super) fn forget(&self, but: impl Fn(ImportId) -> bool) {
        self.0.lock().retain(|id, state| matches!(state, State::Running(_)) || but(*id));
    }
}

impl Running<'_> {
    /// Tells how many of so many steps are done, of a part of the work that takes from one percentage to another.
    pub fn tell(&self, done: usize, of: usize, (from, to): (u8, u8)) {
        let share = done.min(of) * usize::from(to - from) / of.max(1);
        self.commits.0.lock().insert(self.id, State::Running(from + u8::try_from(share).unwrap_or_default()));
    }

    /// Ends it.
    pub fn end<T>(mut self, outcome: Result<T, Fault>) -> Result<T, Fault> {
        self.ended = true;
        let mut states = self.commits.0.lock();
        match &outcome {
            Ok(_) => drop(states.remove(&self.id)),
            Err(Fault::Conflict(why) | Fault::Invalid(why)) => drop(states.insert(self.id, State::Failed(why.clone()))),
            Err(error) => {
                tracing::error!(%error, import = %self.id, "an import was not made");
                states.insert(self.id, State::Failed(ours()));
            }
        }
        drop(states);
        outcome
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.commits.0.lock().insert(self.id, State::Failed(ours()));
        }
    }
}

fn ours() -> Vec<FieldError> {
    vec![FieldError::new("", "import-failed")]
}
