//! Scripts: the originals, which come with the product and with the packs that an organisation uses, and what the
//! organisation makes of them. A script of a pack is `questionnaires/name.rhai` or a folder `questionnaires/name/` whose
//! files are joined; the one named `models` declares models of purposes, the one named `guide` a guide for interviews, each other one
//! a questionnaire.

pub mod check;
pub mod comparison;
pub mod custom;
pub mod overview;
pub mod own;
pub mod renewal;
pub(super) mod text;
pub mod trial;

use super::Services;
use crate::{
    domain::{
        access::Member,
        fault::Fault,
        organisation::Organisation,
        purpose_model::{CNIL, PurposeModel},
        script::{Custom, ScriptKind},
        script_fault::ScriptFault,
    },
    scripts::{self, BUILT_IN, EntryScript, Parts, QuestionnaireScript},
    store::Scope,
};
use std::sync::Arc;

/// The script of a pack that declares its models, and that with its guide.
const MODELS: &str = "models";
const GUIDE: &str = "guide";
/// What the lines are called that changes without code add.
const CUSTOM: &str = "customised";

/// A script as the product or a pack brings it.
pub struct Original {
    /// `general`, or pack and name as in `hr.audit`.
    pub key: String,
    /// The pack it comes with; none for those of the product.
    pub pack: Option<String>,
    pub kind: ScriptKind,
    pub parts: Parts,
}

impl Original {
    /// What stands before the keys of its models.
    fn source(&self) -> &str {
        self.pack.as_deref().unwrap_or(CNIL)
    }

    /// What its faults are called by, and what it is saved as.
    pub fn file(&self) -> String {
        format!("{}.rhai", self.key)
    }
}

/// A questionnaire that can be opened.
pub struct Offered {
    pub script: Arc<QuestionnaireScript>,
    /// Number of the organisation's own version; none for the original.
    pub own: Option<u32>,
    /// Whether it was changed without code.
    pub customised: bool,
}

/// The originals that an organisation has: those of the product, then those of its packs by their names.
///
/// # Errors
/// The store failed.
pub fn originals(services: &Services, member: &Member) -> Result<Vec<Original>, Fault> {
    let packs = packs(services, member)?;
    Ok(BUILT_IN.iter().map(of_product).chain(packs.iter().flat_map(|pack| of_pack(services, pack))).collect())
}

/// The original with this key.
///
/// # Errors
/// `NotFound`.
pub fn original(services: &Services, member: &Member, key: &str) -> Result<Original, Fault> {
    if let Some(ours) = BUILT_IN.iter().find(|(known, _, _)| *known == key) {
        return Ok(of_product(ours));
    }
    let packs = packs(services, member)?;
    let pack = packs.iter().find(|pack| key.strip_prefix(pack.as_str()).is_some_and(|rest| rest.starts_with('.')));
    let found = pack.and_then(|pack| of_pack(services, pack).into_iter().find(|original| original.key == key));
    found.ok_or(Fault::NotFound)
}

fn of_product((key, kind, text): &(&str, ScriptKind, &str)) -> Original {
    Original { key: (*key).to_owned(), pack: None, kind: *kind, parts: Parts::one(&format!("{key}.rhai"), text) }
}

/// The packs that the organisation uses; one that is being taken away uses none.
fn packs(services: &Services, member: &Member) -> Result<Vec<String>, Fault> {
    let organisation = services.store.get::<Organisation>(Scope::Instance, member.tenant().organisation().as_bytes())?;
    Ok(organisation.map(|organisation| organisation.into_inner().packs).unwrap_or_default())
}

/// The questionnaires that can be opened, as the organisation made them its own. Where its version does not read any more
/// the original counts; one that does not read at all is logged and left out; of two with the same key the first counts.
///
/// # Errors
/// The store failed.
pub fn questionnaires(services: &Services, member: &Member) -> Result<Vec<Offered>, Fault> {
    let mut found: Vec<Offered> = Vec::new();
    for original in originals(services, member)?.iter().filter(|original| original.kind == ScriptKind::Questionnaire) {
        let Some(offered) = questionnaire(services, member, original)? else { continue };
        let key = &offered.script.questionnaire.key;
        if !found.iter().any(|other| other.script.questionnaire.key == *key) {
            found.push(offered);
        }
    }
    Ok(found)
}

/// One questionnaire as the organisation made it its own; `None` where not even the original reads.
///
/// # Errors
/// The store failed.
pub fn questionnaire(services: &Services, member: &Member, original: &Original) -> Result<Option<Offered>, Fault> {
    questionnaire_with(services, member, original, &changes(services, member, &original.key)?)
}

/// The changes of an organisation to a script.
fn changes(services: &Services, member: &Member, key: &str) -> Result<Vec<Custom>, Fault> {
    Ok(custom::of(services, member, key)?.map(|customised| customised.into_inner().changes).unwrap_or_default())
}

/// The same with these changes. Where it does not read with them it is offered without.
fn questionnaire_with(
    services: &Services,
    member: &Member,
    original: &Original,
    changes: &[Custom],
) -> Result<Option<Offered>, Fault> {
    let (plain, own) = of_own(services, member, original, |parts| read(services, original, parts))?;
    let Some(plain) = plain else { return Ok(None) };
    let lines = scripts::custom::lines(&plain.questionnaire, changes);
    if lines.is_empty() {
        return Ok(Some(Offered { script: plain, own, customised: false }));
    }
    let mut parts = Parts::one(&original.file(), &plain.text);
    parts.add(CUSTOM, &lines);
    Ok(Some(match read(services, original, &parts) {
        Some(script) => Offered { script, own, customised: true },
        None => Offered { script: plain, own, customised: false },
    }))
}

/// The models of purposes that an organisation has.
///
/// # Errors
/// The store failed, or our own script was not read in time: to show no model would be a lie.
pub fn models(services: &Services, member: &Member) -> Result<Vec<PurposeModel>, Fault> {
    let mut models = Vec::new();
    for original in originals(services, member)?.iter().filter(|original| original.kind == ScriptKind::Models) {
        let read = |parts: &Parts| {
            let found = services.scripts.models(original.source(), &original.file(), parts.text());
            logged(original, parts, found)
        };
        match of_own(services, member, original, read)?.0 {
            Some(found) => models.extend_from_slice(&found),
            None if original.pack.is_none() => return Err(Fault::internal("the models of the product do not read")),
            None => {}
        }
    }
    Ok(models)
}

/// A way through a form as the organisation made it its own.
///
/// # Errors
/// The store failed, or our own script does not read.
pub fn entry(services: &Services, member: &Member, key: &str) -> Result<Arc<EntryScript>, Fault> {
    let original = original(services, member, key)?;
    let found = entry_with(services, member, &original, &changes(services, member, key)?)?;
    Ok(found.ok_or_else(|| Fault::internal("a way through a form does not read"))?.0)
}

/// The guides for interviews that an organisation has, as it made them its own, each with the pack it comes with. One that does
/// not read at all is logged and left out.
///
/// # Errors
/// The store failed.
pub fn guides(services: &Services, member: &Member) -> Result<Vec<(Option<String>, Arc<EntryScript>)>, Fault> {
    let mut found = Vec::new();
    for original in originals(services, member)?.into_iter().filter(|original| original.kind == ScriptKind::Guide) {
        let changes = changes(services, member, &original.key)?;
        if let Some((script, _)) = entry_with(services, member, &original, &changes)? {
            found.push((original.pack, script));
        }
    }
    Ok(found)
}

/// The same with these changes, and whether it reads with them; `None` where not even the original reads.
fn entry_with(
    services: &Services,
    member: &Member,
    original: &Original,
    changes: &[Custom],
) -> Result<Option<(Arc<EntryScript>, bool)>, Fault> {
    let read = |parts: &Parts| logged(original, parts, services.scripts.entry(&original.file(), parts.text()));
    let Some(plain) = of_own(services, member, original, read)?.0 else { return Ok(None) };
    let lines = scripts::custom::entry_lines(&original.key, &plain.entry, changes);
    if lines.is_empty() {
        return Ok(Some((plain, false)));
    }
    let mut parts = Parts::one(&original.file(), &plain.text);
    parts.add(CUSTOM, &lines);
    Ok(Some(read(&parts).map_or((plain, false), |script| (script, true))))
}

/// What is read of the organisation's own version, with its number; of the original where there is none, or it does not
/// read any more.
fn of_own<T>(
    services: &Services,
    member: &Member,
    original: &Original,
    read: impl Fn(&Parts) -> Option<T>,
) -> Result<(Option<T>, Option<u32>), Fault> {
    if let Some(version) = own::latest(services, member, &original.key)?
        && let Some(hash) = &version.hash
    {
        let text = text::read(services, member.tenant(), hash)?;
        if let Some(script) = read(&Parts::one(&original.file(), &text)) {
            return Ok((Some(script), Some(version.number)));
        }
    }
    Ok((read(&original.parts), None))
}

fn read(services: &Services, original: &Original, parts: &Parts) -> Option<Arc<QuestionnaireScript>> {
    logged(original, parts, services.scripts.compile(&original.file(), parts.text()))
}

fn logged<T>(original: &Original, parts: &Parts, read: Result<T, ScriptFault>) -> Option<T> {
    read.map_err(|fault| tracing::error!(fault = %parts.place(fault), script = original.key, "a script does not read")).ok()
}

fn of_pack(services: &Services, pack: &str) -> Vec<Original> {
    let texts = services.packs.texts(pack, "questionnaires");
    joined(pack, texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// The scripts that files of a pack make: path inside the pack, and text, in the order of the paths.
pub fn joined<'a>(pack: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Original> {
    let mut scripts: Vec<Original> = Vec::new();
    for (path, text) in files {
        let Some(inside) = path.strip_prefix("questionnaires/").filter(|inside| inside.ends_with(".rhai")) else { continue };
        let name = inside.split_once('/').map_or(inside.trim_end_matches(".rhai"), |(folder, _)| folder);
        let key = format!("{pack}.{name}");
        match scripts.iter_mut().find(|script| script.key == key) {
            Some(script) => script.parts.add(path, text),
            None => {
                let kind = match name {
                    MODELS => ScriptKind::Models,
                    GUIDE => ScriptKind::Guide,
                    _ => ScriptKind::Questionnaire,
                };
                scripts.push(Original { key, pack: Some(pack.to_owned()), kind, parts: Parts::one(path, text) });
            }
        }
    }
    scripts
}

#[cfg(test)]
#[path = "script_tests.rs"]
mod tests;
