//! Models of purposes: those of the CNIL, and those of the packs that the organisation uses.

use super::{Services, script};
use crate::domain::{access::Member, fault::Fault, purpose_model::PurposeModel};

/// Every model that a member can make a purpose from, as the organisation made them its own. A pack's script that does not
/// read is logged and left out.
///
/// # Errors
/// The store failed, or our own script was not read in time: to show no model would be a lie.
pub fn list(services: &Services, member: &Member) -> Result<Vec<PurposeModel>, Fault> {
    script::models(services, member)
}

/// One model.
///
/// # Errors
/// `NotFound` where neither the CNIL nor a pack of the organisation has it.
pub fn find(services: &Services, member: &Member, id: &str) -> Result<PurposeModel, Fault> {
    list(services, member)?.into_iter().find(|model| model.id == id).ok_or(Fault::NotFound)
}
