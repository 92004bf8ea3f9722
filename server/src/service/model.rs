//! Models of purposes: those of the CNIL, and those of the packs that the organisation uses.

use super::{Services, script};
use crate::{
    domain::{
        access::Member,
        fault::Fault,
        purpose_model::{CNIL, PurposeModel},
    },
    scripts::CNIL_MODELS,
};

/// Every model that a member can make a purpose from. A pack's script that does not read is logged and left out.
///
/// # Errors
/// The store failed, or our own script was not read in time: to show no model would be a lie.
pub fn list(services: &Services, member: &Member) -> Result<Vec<PurposeModel>, Fault> {
    let mut models = services.scripts.models(CNIL, "cnil", CNIL_MODELS).map_err(Fault::internal)?.to_vec();
    for script in script::of_packs(services, member)?.iter().filter(|script| script.is_models()) {
        match services.scripts.models(&script.pack, &script.file(), script.parts.text()) {
            Ok(found) => models.extend_from_slice(&found),
            Err(fault) => {
                let fault = script.parts.place(fault);
                tracing::error!(%fault, pack = script.pack, "the models of a pack were left out");
            }
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
