//! The scripts of an organisation at a glance: where each comes from, and what the organisation made of it.

use super::{Original, custom, entry, original, originals, own, questionnaire};
use crate::{
    domain::{
        access::SuperUser,
        fault::Fault,
        script::{ScriptDraft, ScriptKind},
        text::Localised,
    },
    scripts::hash,
    service::Services,
    store::{Versioned, table::key_text},
};

/// A script at a glance.
pub struct ScriptHead {
    pub key: String,
    pub kind: ScriptKind,
    /// Name of the pack that it comes with; none for those of the product.
    pub pack: Option<Localised>,
    /// What a questionnaire or a guide calls itself; none for the others, and where it does not read.
    pub title: Option<Localised>,
    /// Number of the version in use; none for the original.
    pub own: Option<u32>,
    /// Changes without code.
    pub changes: usize,
    pub draft: Option<Versioned<ScriptDraft>>,
    /// The original is newer than the one from which the organisation's own text grew.
    pub newer: bool,
}

/// Every script that the organisation can make its own.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, super_user: &SuperUser) -> Result<Vec<ScriptHead>, Fault> {
    originals(services, super_user)?.iter().map(|original| head_of(services, super_user, original)).collect()
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub fn head(services: &Services, super_user: &SuperUser, key: &str) -> Result<ScriptHead, Fault> {
    head_of(services, super_user, &original(services, super_user, key)?)
}

fn head_of(services: &Services, super_user: &SuperUser, original: &Original) -> Result<ScriptHead, Fault> {
    let key = &original.key;
    let latest = own::latest(services, super_user, key)?.filter(|version| version.hash.is_some());
    let draft = services.store.get::<ScriptDraft>(super_user.tenant(), &key_text(key))?;
    let origin = draft.as_ref().map(|draft| &draft.origin).or(latest.as_ref().map(|version| &version.origin));
    let newest = || hash(original.parts.text());
    let title = match original.kind {
        ScriptKind::Questionnaire => {
            questionnaire(services, super_user, original)?.map(|offered| offered.script.questionnaire.title.clone())
        }
        ScriptKind::Guide => entry(services, super_user, key).ok().map(|script| script.entry.title.clone()),
        ScriptKind::Models | ScriptKind::Entry => None,
    };
    let manifest = original.pack.as_ref().and_then(|pack| services.packs.manifest(pack));
    Ok(ScriptHead {
        kind: original.kind,
        pack: original.pack.as_ref().map(|pack| manifest.map_or(Localised::same(pack), |manifest| manifest.name.clone())),
        title,
        own: latest.as_ref().map(|version| version.number),
        changes: custom::of(services, super_user, key)?.map_or(0, |customised| customised.changes.len()),
        newer: origin.is_some_and(|origin| *origin != newest()),
        key: key.clone(),
        draft,
    })
}
