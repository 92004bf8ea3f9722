//! Scripts that packs bring, read by the same road as those of the product. A script is `questionnaires/name.rhai` or a
//! folder `questionnaires/name/` whose files are joined; the one named `models` declares models of purposes, each other
//! one a questionnaire.

use super::Services;
use crate::{
    domain::{access::Member, fault::Fault, organisation::Organisation},
    scripts::{Parts, QuestionnaireScript, ScriptFault},
    store::Scope,
};
use std::sync::Arc;

/// The script of a pack that declares its models.
const MODELS: &str = "models";

/// A script of a pack.
pub struct PackScript {
    pub pack: String,
    /// Name of the file or folder, without its end.
    pub name: String,
    pub parts: Parts,
}

impl PackScript {
    /// What its faults are called by: pack and name.
    pub fn file(&self) -> String {
        format!("{}/{}.rhai", self.pack, self.name)
    }

    /// Whether it declares models of purposes.
    pub fn is_models(&self) -> bool {
        self.name == MODELS
    }
}

/// The scripts of the packs that the organisation uses, in the order of the packs and their names.
///
/// # Errors
/// The store failed.
pub fn of_packs(services: &Services, member: &Member) -> Result<Vec<PackScript>, Fault> {
    let organisation = services.store.get::<Organisation>(Scope::Instance, member.tenant().organisation().as_bytes())?;
    // An organisation that is being taken away uses no packs.
    let packs = organisation.map(|organisation| organisation.packs.clone()).unwrap_or_default();
    Ok(packs.iter().flat_map(|pack| of_pack(services, pack)).collect())
}

/// The questionnaires that can be opened: those of the product, then those of the packs that the organisation uses. One
/// that does not read is logged and left out; of two with the same key the first counts.
///
/// # Errors
/// The store failed.
pub fn questionnaires(services: &Services, member: &Member) -> Result<Vec<Arc<QuestionnaireScript>>, Fault> {
    let log = |fault: &ScriptFault| tracing::error!(%fault, "a questionnaire does not read");
    let mut found: Vec<_> = services.scripts.built_in().filter_map(|script| script.inspect_err(log).ok()).collect();
    for script in of_packs(services, member)?.iter().filter(|script| !script.is_models()) {
        let read = services.scripts.compile(&script.file(), script.parts.text()).map_err(|fault| script.parts.place(fault));
        let Ok(read) = read.inspect_err(log) else { continue };
        if !found.iter().any(|other| other.questionnaire.key == read.questionnaire.key) {
            found.push(read);
        }
    }
    Ok(found)
}

fn of_pack(services: &Services, pack: &str) -> Vec<PackScript> {
    let texts = services.packs.texts(pack, "questionnaires");
    joined(pack, texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// The scripts that files of a pack make: path inside the pack, and text, in the order of the paths.
pub fn joined<'a>(pack: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<PackScript> {
    let mut scripts: Vec<PackScript> = Vec::new();
    for (path, text) in files {
        let Some(inside) = path.strip_prefix("questionnaires/").filter(|inside| inside.ends_with(".rhai")) else { continue };
        let name = inside.split_once('/').map_or(inside.trim_end_matches(".rhai"), |(folder, _)| folder);
        let known = scripts.iter().position(|script| script.name == name);
        match known.and_then(|at| scripts.get_mut(at)) {
            Some(script) => script.parts.add(path, text),
            None => scripts.push(PackScript { pack: pack.to_owned(), name: name.to_owned(), parts: Parts::one(path, text) }),
        }
    }
    scripts
}

#[cfg(test)]
#[path = "script_tests.rs"]
mod tests;
