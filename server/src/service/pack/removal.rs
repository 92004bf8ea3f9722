//! Takes an installed pack away, so that a stop between two steps leaves nothing half done: first the journal says that it leaves,
//! then each organisation that uses it finds so in its own audit trail, then it is gone. The next start finishes the rest.

use super::installation::stored;
use crate::{
    domain::{
        access::{Operator, Tenant},
        event::{Actor, Event},
        fault::Fault,
        id::OrganisationId,
        organisation::Organisation,
        pack::Installation,
        text::Localised,
    },
    packs,
    service::{
        Services,
        attempt::{self, Attempt},
    },
    store::{Change, Scope, Versioned},
};

/// Takes a pack away, and with it the choice of the organisations that use it; their super users are told. What they made
/// with it stays: purposes, campaigns and answers hold what they need themselves. One that travels in the program comes back
/// in the version of the program, and stays chosen.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict for a pack that was never installed but travels in the program.
pub fn remove(services: &Services, operator: &Operator, id: &str) -> Result<(), Fault> {
    let _one_at_a_time = services.packs.hold();
    let comes_back = packs::built_in(id).is_some();
    let Some(old) = stored(services, id)? else {
        return Err(if comes_back { Fault::conflict("pack-built-in") } else { Fault::NotFound });
    };
    if comes_back {
        end(services, operator.actor(), &old)?;
        services.packs.take(id);
        return Ok(());
    }
    if old.leaving.is_none() {
        begin(services, operator, &old)?;
    }
    // From here on nobody can choose it any more.
    services.packs.take(id);
    finish(services, operator.actor(), &stored(services, id)?.ok_or(Fault::NotFound)?)
}

/// Says that a pack leaves, and what it is called: its file may be gone by the time organisations are told.
fn begin(services: &Services, operator: &Operator, old: &Versioned<Installation>) -> Result<(), Fault> {
    let name = services.packs.manifest(&old.id).map(|manifest| manifest.name.clone());
    let name = name.unwrap_or_else(|| Localised { fr: old.id.clone(), ..Localised::default() });
    let event = Event::new("pack-leaving").with("pack", &old.id).with("version", &old.version);
    let mut change = Change::new(services.clock.now(), operator.actor(), Scope::Instance, event);
    change.replace(Scope::Instance, old, &Installation { leaving: Some(name), ..(**old).clone() });
    services.store.commit(change)?;
    Ok(())
}

/// Does what is left of the removal of a pack that leaves.
///
/// # Errors
/// The store failed.
pub(super) fn finish(services: &Services, actor: Actor, leaving: &Versioned<Installation>) -> Result<(), Fault> {
    let name = leaving.leaving.clone().unwrap_or_default();
    for organisation in services.store.scan::<Organisation>(Scope::Instance, &[]) {
        let id = organisation?.id;
        attempt::until_settled(|| withdraw(services, actor, id, &leaving.id, &name))?;
    }
    end(services, actor, leaving)
}

/// Takes a pack out of the choice of an organisation, which finds it in its own audit trail.
fn withdraw(services: &Services, actor: Actor, id: OrganisationId, pack: &str, name: &Localised) -> Result<(), Attempt> {
    let found = services.store.get::<Organisation>(Scope::Instance, id.as_bytes())?;
    let Some(organisation) = found.filter(|found| found.packs.iter().any(|chosen| chosen == pack)) else { return Ok(()) };
    let event = Event::new("pack-withdrawn").about(id.0);
    let event = event.with("pack", &name.fr).with("pack_en", &name.en).with("pack_es", &name.es);
    let mut change = Change::new(services.clock.now(), actor, Tenant::unsafe_without_membership(id), event);
    let mut without = (*organisation).clone();
    without.packs.retain(|chosen| chosen != pack);
    without.grants.remove(pack);
    change.replace(Scope::Instance, &organisation, &without);
    attempt::commit(services, change)?;
    Ok(())
}

fn end(services: &Services, actor: Actor, old: &Versioned<Installation>) -> Result<(), Fault> {
    let event = Event::new("pack-removed").with("pack", &old.id).with("version", &old.version);
    let mut change = Change::new(services.clock.now(), actor, Scope::Instance, event);
    change.delete(Scope::Instance, old);
    services.store.commit(change)?;
    services.files.remove_pack(old.sha256)?;
    Ok(())
}
