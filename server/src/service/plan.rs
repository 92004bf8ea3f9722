//! What an organisation may use: whether a module is there, whether a seat is free. The operator sets the plan.

use super::{Services, instance, organisation};
use crate::{
    domain::{
        access::{Member, Membership},
        fault::{Fault, FieldError},
        id::OrganisationId,
        organisation::Organisation,
        plan::Module,
    },
    store::{Scope, schema},
};

/// Whether the member's organisation may use a module.
///
/// # Errors
/// The store failed.
pub fn has(services: &Services, member: &Member, module: Module) -> Result<bool, Fault> {
    Ok(organisation::get(services, member)?.plan.has(module))
}

/// Whether one more privacy champion has a seat.
///
/// # Errors
/// `Invalid` on the field `profile` where every seat is taken: how many there are, and whom to ask.
pub fn seat(services: &Services, organisation: &Organisation) -> Result<(), Fault> {
    if let Some(limit) = organisation.plan.full_at(seats_taken(services, organisation.id)?) {
        let contact = instance::contact(services)?;
        let full = match contact.address() {
            Some(address) => FieldError::new("profile", "plan-seats-full-ask").with("contact", address),
            None => FieldError::new("profile", "plan-seats-full"),
        };
        return Err(Fault::Invalid(vec![full.with("limit", limit)]));
    }
    Ok(())
}

/// How many privacy champions an organisation has.
///
/// # Errors
/// The store failed.
pub fn seats_taken(services: &Services, organisation: OrganisationId) -> Result<u32, Fault> {
    let members =
        services.store.by_index::<Membership>(Scope::Instance, schema::access::BY_ORGANISATION, organisation.as_bytes());
    let mut taken = 0;
    for membership in members {
        taken += u32::from(membership?.takes_seat());
    }
    Ok(taken)
}
