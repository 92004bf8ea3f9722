//! Scripted questionnaires: Rhai under limits. A script returns data; it never writes, and its failure never
//! fails a request.

mod answers;
mod declare;
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
pub use fault::ScriptFault;
pub use parts::Parts;
pub use questionnaire::{Evaluated, QuestionnaireScript};

use crate::domain::purpose_model::PurposeModel;
use parking_lot::Mutex;
use std::{collections::HashMap, sync::Arc};

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

/// Questionnaires that come with the product: file name and text.
pub const BUILT_IN: [(&str, &str); 1] = [("general", GENERAL)];

/// Compiled scripts by the hash of their text: each is compiled once.
#[derive(Clone, Default)]
pub struct Scripts {
    compiled: Arc<Mutex<HashMap<String, Arc<QuestionnaireScript>>>>,
    models: Arc<Mutex<HashMap<String, Arc<[PurposeModel]>>>>,
    entries: Arc<Mutex<HashMap<String, Arc<EntryScript>>>>,
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
        self.compiled.lock().insert(hash, Arc::clone(&script));
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
        self.models.lock().insert(key, Arc::clone(&models));
        Ok(models)
    }

    /// A way through a form, compiled once.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn entry(&self, file: &str, text: &str) -> Result<Arc<EntryScript>, ScriptFault> {
        let key = hash(text);
        if let Some(script) = self.entries.lock().get(&key) {
            return Ok(Arc::clone(script));
        }
        let script = Arc::new(EntryScript::compile(file, text)?);
        self.entries.lock().insert(key, Arc::clone(&script));
        Ok(script)
    }

    /// The questionnaires that come with the product, in the order in which they are offered.
    pub fn built_in(&self) -> impl Iterator<Item = Result<Arc<QuestionnaireScript>, ScriptFault>> + '_ {
        BUILT_IN.iter().map(|(file, text)| self.compile(file, text))
    }
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
