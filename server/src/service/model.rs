//! Models of purposes: those of the CNIL, and those of the packs that the organisation uses.

use super::{Services, organisation};
use crate::{
    domain::{
        access::Member,
        fault::Fault,
        purpose_model::{CNIL, PurposeModel},
    },
    scripts::CNIL_MODELS,
};

/// The file of a pack that declares its models.
const FILE: &str = "questionnaires/models.rhai";

/// Every model that a member can make a purpose from. A pack's script that does not read is logged and left out.
///
/// # Errors
/// The store failed, or our own script was not read in time: to show no model would be a lie.
pub fn list(services: &Services, member: &Member) -> Result<Vec<PurposeModel>, Fault> {
    let mut models = services.scripts.models(CNIL, "cnil.rhai", CNIL_MODELS).map_err(Fault::internal)?.to_vec();
    for pack in &organisation::get(services, member)?.packs {
        if let Some(text) = services.packs.text(pack, FILE) {
            models.extend(read(services, pack, FILE, text));
        }
    }
    Ok(models)
}

/// One model.
///
/// # Errors
/// `NotFound` where neither the CNIL nor a pack of the organisation has it.
pub fn find(services: &Services, member: &Member, id: &str) -> Result<PurposeModel, Fault> {
    list(services, member)?.into_iter().find(|model| model.id == id).ok_or(Fault::NotFound)
}

fn read(services: &Services, source: &str, file: &str, text: &str) -> Vec<PurposeModel> {
    match services.scripts.models(source, file, text) {
        Ok(models) => models.to_vec(),
        Err(fault) => {
            tracing::error!(%fault, source, "the models of a script were left out");
            Vec::new()
        }
    }
}
