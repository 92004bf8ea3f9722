//! Texts of scripts, kept by their hash as long as a version, a draft or a campaign needs them, with the organisation that
//! uses them: so they leave and come back with it.

use crate::{
    domain::{
        access::{Member, Tenant},
        campaign::{Campaign, ScriptPart},
        fault::Fault,
    },
    scripts::hash,
    service::Services,
    store::{Change, Scope, table::key_text},
};
use std::collections::BTreeSet;

/// Keeps a text with a change: its hash.
///
/// # Errors
/// The store failed.
pub fn keep(services: &Services, tenant: Tenant, file: &str, text: &str, change: &mut Change) -> Result<String, Fault> {
    let hash = hash(text);
    if services.store.scan::<ScriptPart>(tenant, &key_text(&hash)).next().transpose()?.is_none() {
        for part in ScriptPart::cut(&hash, file, text) {
            change.put(tenant, &part);
        }
    }
    Ok(hash)
}

/// The text with this hash.
///
/// # Errors
/// Internal where it is not there: what needs it keeps it.
pub fn read(services: &Services, tenant: Tenant, hash: &str) -> Result<String, Fault> {
    let parts = parts(services, tenant, hash)?;
    if parts.is_empty() { Err(Fault::internal(format!("the script {hash} is not there"))) } else { Ok(parts.concat()) }
}

/// What campaigns of the organisation need and is kept for all organisations together.
///
/// # Errors
/// The store failed.
pub fn shared(services: &Services, member: &Member) -> Result<Vec<ScriptPart>, Fault> {
    let campaigns = services.store.scan::<Campaign>(member.tenant(), &[]);
    let hashes = campaigns.map(|campaign| Ok(campaign?.into_inner().questionnaire.hash));
    let mut shared = Vec::new();
    for hash in hashes.collect::<Result<BTreeSet<_>, Fault>>()? {
        if services.store.scan::<ScriptPart>(member.tenant(), &key_text(&hash)).next().is_none() {
            let parts = services.store.scan::<ScriptPart>(Scope::Instance, &key_text(&hash));
            shared.extend(parts.map(|part| Ok(part?.into_inner())).collect::<Result<Vec<_>, Fault>>()?);
        }
    }
    Ok(shared)
}

fn parts(services: &Services, tenant: Tenant, hash: &str) -> Result<Vec<String>, Fault> {
    // Earlier versions of the product kept them for all organisations together.
    for scope in [Scope::from(tenant), Scope::Instance] {
        let parts = services.store.scan::<ScriptPart>(scope, &key_text(hash));
        let parts = parts.map(|part| Ok(part?.into_inner().text)).collect::<Result<Vec<_>, Fault>>()?;
        if !parts.is_empty() {
            return Ok(parts);
        }
    }
    Ok(Vec::new())
}
