//! Scripted questionnaires: Rhai under limits. A script returns data; it never writes, and its failure never
//! fails a request.

mod answers;
pub mod custom;
mod declare;
pub mod docs;
mod engine;
mod entry;
mod evaluate;
mod fault;
mod fields;
mod limits;
mod memo;
mod model;
mod parts;
mod question;
mod questionnaire;
mod text_functions;

pub use answers::AnswerSet;
pub use engine::engine;
pub use entry::{Asked, EntryScript};
pub use parts::Parts;
pub use questionnaire::{Evaluated, QuestionnaireScript};

use crate::domain::{purpose_model::PurposeModel, script::ScriptKind, script_fault::ScriptFault};
use parking_lot::Mutex;
use std::{collections::HashMap, sync::Arc, thread, time::Duration};

/// The general questionnaire of the product: a file for each theme.
pub const GENERAL: &str = concat!(
    include_str!("../../../questionnaires/general/01-governance.rhai"),
    include_str!("../../../questionnaires/general/02-registers.rhai"),
    include_str!("../../../questionnaires/general/03-lawfulness.rhai"),
    include_str!("../../../questionnaires/general/04-information.rhai"),
    include_str!("../../../questionnaires/general/05-rights.rhai"),
    include_str!("../../../questionnaires/general/06-processors.rhai"),
    include_str!("../../../questionnaires/general/07-transfers.rhai"),
    include_str!("../../../questionnaires/general/08-retention.rhai"),
    include_str!("../../../questionnaires/general/09-security.rhai"),
    include_str!("../../../questionnaires/general/10-breaches.rhai"),
    include_str!("../../../questionnaires/general/11-design.rhai"),
    include_str!("../../../questionnaires/general/12-awareness.rhai"),
);

/// The models of purposes after the texts of the CNIL.
pub const CNIL_MODELS: &str = concat!(
    include_str!("../../../questionnaires/cnil/01-staff-and-customers.rhai"),
    include_str!("../../../questionnaires/cnil/02-housing.rhai"),
    include_str!("../../../questionnaires/cnil/03-others.rhai"),
);

/// The way through the form of an activity.
pub const ACTIVITY: &str = concat!(
    include_str!("../../../questionnaires/activity/01-activity.rhai"),
    include_str!("../../../questionnaires/activity/02-data.rhai"),
);

/// The way through the form of a purpose.
pub const PURPOSE: &str = include_str!("../../../questionnaires/purpose.rhai");

/// The guide for interviews with those who work with data.
pub const GUIDE: &str = include_str!("../../../questionnaires/guide.rhai");

/// The scripts that come with the product, in the order in which they are offered: key, kind, text.
pub const BUILT_IN: [(&str, ScriptKind, &str); 5] = [
    ("general", ScriptKind::Questionnaire, GENERAL),
    ("cnil", ScriptKind::Models, CNIL_MODELS),
    ("activity", ScriptKind::Entry, ACTIVITY),
    ("purpose", ScriptKind::Entry, PURPOSE),
    ("guide", ScriptKind::Guide, GUIDE),
];

/// Scripts of each kind that are kept compiled; beyond, those are forgotten and compiled again when they are asked for.
const KEPT: usize = 200;
/// Scripts that are read at the same time because somebody types them.
const CHECKED_AT_ONCE: usize = 2;
/// How often, and with which pauses, one that is typed looks for its turn.
const LOOKS: usize = 40;
const PAUSE: Duration = Duration::from_millis(100);

/// Compiled scripts by the hash of their text: each is compiled once.
#[derive(Default)]
pub struct Scripts {
    compiled: Arc<Mutex<HashMap<String, Arc<QuestionnaireScript>>>>,
    models: Arc<Mutex<HashMap<String, Arc<[PurposeModel]>>>>,
    entries: Arc<Mutex<HashMap<String, Arc<EntryScript>>>>,
    /// One for each script that is being read for its author.
    checks: Arc<()>,
}

/// A script that somebody is writing, read.
pub enum Checked {
    Questionnaire(Box<QuestionnaireScript>),
    Models(Vec<PurposeModel>),
    Entry(Box<EntryScript>),
}

impl Scripts {
    /// The script with this hash, where it was compiled since the start.
    pub fn cached(&self, hash: &str) -> Option<Arc<QuestionnaireScript>> {
        self.compiled.lock().get(hash).cloned()
    }

    /// The compiled form of a text; `file` names it in faults.
    pub fn compile(&self, file: &str, text: &str) -> Result<Arc<QuestionnaireScript>, ScriptFault> {
        let hash = hash(text);
        if let Some(script) = self.cached(&hash) {
            return Ok(script);
        }
        let script = Arc::new(QuestionnaireScript::compile(file, text)?);
        keep(&self.compiled, hash, &script);
        Ok(script)
    }

    /// The models of purposes that a text declares, read once; `source` stands before their keys.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn models(&self, source: &str, file: &str, text: &str) -> Result<Arc<[PurposeModel]>, ScriptFault> {
        let key = hash(text) + source;
        if let Some(models) = self.models.lock().get(&key) {
            return Ok(Arc::clone(models));
        }
        let models: Arc<[PurposeModel]> = model::read(source, file, text)?.into();
        keep(&self.models, key, &models);
        Ok(models)
    }

    /// A way through a form or an interview, compiled once.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn entry(&self, file: &str, text: &str) -> Result<Arc<EntryScript>, ScriptFault> {
        let key = hash(text);
        if let Some(script) = self.entries.lock().get(&key) {
            return Ok(Arc::clone(script));
        }
        let script = Arc::new(EntryScript::compile(file, text)?);
        keep(&self.entries, key, &script);
        Ok(script)
    }

    /// Reads a script that somebody is writing; nothing of it is kept. `None` where others are being read all the time.
    pub fn check(&self, kind: ScriptKind, file: &str, text: &str) -> Option<Result<Checked, ScriptFault>> {
        let _place = self.place()?;
        Some(match kind {
            ScriptKind::Questionnaire => {
                QuestionnaireScript::compile(file, text).map(|script| Checked::Questionnaire(Box::new(script)))
            }
            ScriptKind::Models => model::read("checked", file, text).map(Checked::Models),
            ScriptKind::Entry | ScriptKind::Guide => {
                EntryScript::compile(file, text).map(|script| Checked::Entry(Box::new(script)))
            }
        })
    }

    /// Waits a moment for a place among those that are read.
    fn place(&self) -> Option<Arc<()>> {
        for _ in 0..LOOKS {
            let place = Arc::clone(&self.checks);
            // Ours, this one, and one for each script that is being read.
            if Arc::strong_count(&place) <= CHECKED_AT_ONCE.saturating_add(1) {
                return Some(place);
            }
            drop(place);
            thread::sleep(PAUSE);
        }
        None
    }
}

fn keep<T: ?Sized>(place: &Mutex<HashMap<String, Arc<T>>>, key: String, script: &Arc<T>) {
    let mut kept = place.lock();
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(key, Arc::clone(script));
}

/// The name of a text: its SHA-256 in hexadecimal.
pub fn hash(text: &str) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(text))
}

#[cfg(test)]
pub mod complete;
#[cfg(test)]
mod tests;
