//! The company sheet: read by everybody, changed by super users.

use super::Services;
use crate::{
    domain::{
        access::{Member, SuperUser},
        event::{Actor, Event},
        fault::Fault,
        organisation::{CompanySheet, Organisation},
        pack::Permission,
    },
    store::{Change, Scope, Versioned},
};
use std::collections::BTreeMap;

/// The organisation of the member.
///
/// # Errors
/// The store failed.
pub fn get(services: &Services, member: &Member) -> Result<Versioned<Organisation>, Fault> {
    services.store.get(Scope::Instance, member.tenant().organisation().as_bytes())?.ok_or(Fault::NotFound)
}

/// Changes the company sheet. The legal name stays: the operator changes it.
///
/// # Errors
/// Every wrong field; a conflict where somebody changed the sheet since `seq` was read.
pub fn change_sheet(services: &Services, super_user: &SuperUser, sheet: CompanySheet, seq: u64) -> Result<(), Fault> {
    let organisation = get(services, super_user)?;
    if organisation.seq() != seq {
        return Err(Fault::conflict("fault-changed-meanwhile"));
    }
    let sheet = CompanySheet { legal_name: organisation.sheet.legal_name.clone(), ..sheet }.complete().map_err(Fault::Invalid)?;
    write(services, super_user, &organisation, "sheet-changed", Organisation { sheet, ..(*organisation).clone() })
}

/// What the chosen packs may do beside what each pack may, by id.
pub type Grants = BTreeMap<String, Vec<Permission>>;

/// Chooses among the installed packs. Whether they are installed and ask for what is granted is the caller's to check.
///
/// # Errors
/// A conflict where somebody changed the organisation meanwhile.
pub fn choose_packs(services: &Services, super_user: &SuperUser, packs: Vec<String>, grants: Grants) -> Result<(), Fault> {
    let organisation = get(services, super_user)?;
    write(services, super_user, &organisation, "packs-chosen", Organisation { packs, grants, ..(*organisation).clone() })
}

fn write(
    services: &Services,
    super_user: &SuperUser,
    old: &Versioned<Organisation>,
    event: &'static str,
    new: Organisation,
) -> Result<(), Fault> {
    let event = Event::new(event).about(new.id.0);
    let mut change = Change::new(services.clock.now(), Actor::Account(super_user.account()), super_user.tenant(), event);
    change.replace(Scope::Instance, old, &new);
    services.store.commit(change)?;
    Ok(())
}
