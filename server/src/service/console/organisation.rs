//! Organisations as operators see them: created, renamed, suspended, given a plan, put into a group.

use super::super::{Services, invitation, membership, plan, session};
use crate::{
    domain::{
        access::{Membership, Operator, Profile},
        event::Event,
        fault::{Fault, FieldError},
        fold::fold,
        group,
        id::{AccountId, OrganisationId},
        organisation::{CompanySheet, Organisation},
        plan::Plan,
        text::Language,
    },
    store::{Change, Scope, Versioned},
};
use std::collections::HashMap;

/// An organisation in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub organisation: Organisation,
    pub people: People,
    /// Name of the parent, where there is one.
    pub parent: Option<String>,
}

/// How many people an organisation has; those deleted are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    pub all: u32,
    /// Privacy champions, who take seats.
    pub champions: u32,
}

/// An organisation with all that the console shows of it.
#[derive(Clone, Debug)]
pub struct OrganisationSheet {
    pub listed: Listed,
    /// Those of which it is the parent, by name.
    pub subsidiaries: Vec<Organisation>,
    /// Those that may become its parent, by name.
    pub possible_parents: Vec<Organisation>,
}

/// An organisation to be made; nothing of it is checked.
#[derive(Clone, Debug, Default)]
pub struct NewOrganisation {
    pub legal_name: String,
    /// Of the organisation and of its first person.
    pub language: Language,
    /// The first person, super user and privacy champion.
    pub name: String,
    pub email: String,
}

/// All organisations, by name.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, _: &Operator) -> Result<Vec<Listed>, Fault> {
    let people = count(services)?;
    let organisations = all(services)?;
    let name = |id| organisations.iter().find(|other| other.id == id).map(|other| other.sheet.legal_name.clone());
    let listed = organisations.iter().map(|organisation| Listed {
        organisation: organisation.clone(),
        people: people.get(&organisation.id).copied().unwrap_or_default(),
        parent: organisation.parent.and_then(name),
    });
    Ok(listed.collect())
}

/// One organisation.
///
/// # Errors
/// [`Fault::NotFound`].
pub fn sheet(services: &Services, operator: &Operator, id: OrganisationId) -> Result<OrganisationSheet, Fault> {
    let listed = list(services, operator)?;
    let parents: HashMap<_, _> = listed.iter().map(|each| (each.organisation.id, each.organisation.parent)).collect();
    let above = |id| chain(id, |id| parents.get(&id).copied().flatten());
    let among = |which: &dyn Fn(&Organisation) -> bool| -> Vec<Organisation> {
        listed.iter().map(|each| &each.organisation).filter(|organisation| which(organisation)).cloned().collect()
    };
    let subsidiaries = among(&|other| other.parent == Some(id));
    let possible_parents = among(&|other| group::may_belong(id, &above(other.id)).is_ok());
    let listed = listed.into_iter().find(|each| each.organisation.id == id).ok_or(Fault::NotFound)?;
    Ok(OrganisationSheet { listed, subsidiaries, possible_parents })
}

/// Makes an organisation and lets its first person in by mail.
///
/// # Errors
/// Every wrong field.
pub fn create(services: &Services, operator: &Operator, new: &NewOrganisation) -> Result<OrganisationId, Fault> {
    let sheet = CompanySheet { legal_name: new.legal_name.clone(), to_fill: true, ..CompanySheet::default() }.complete();
    let first = invitation::Invitation {
        name: &new.name,
        email: &new.email,
        profile: Profile::PrivacyChampion,
        super_user: true,
        language: new.language,
    };
    let (sheet, newcomer) = match (sheet, invitation::newcomer(services, &first)) {
        (Ok(sheet), Ok(newcomer)) => (sheet, newcomer),
        (Err(mut faults), Err(Fault::Invalid(more))) => {
            faults.extend(more);
            return Err(Fault::Invalid(faults));
        }
        (Err(faults), _) => return Err(Fault::Invalid(faults)),
        (_, Err(fault)) => return Err(fault),
    };
    let now = services.clock.now();
    let organisation = Organisation { language: new.language, ..Organisation::new(sheet, now) };
    let event = Event::new("organisation-created").about(organisation.id.0).with("name", &organisation.sheet.legal_name);
    let mut change = Change::new(now, operator.actor(), session::scope_of(Some(organisation.id)), event);
    change.insert(Scope::Instance, &organisation);
    invitation::let_in(services, &mut change, &organisation, &newcomer, &first)?;
    services.store.commit(change)?;
    Ok(organisation.id)
}

/// Gives an organisation another legal name.
///
/// # Errors
/// [`Fault::NotFound`]; a name that is missing or too long.
pub fn rename(services: &Services, operator: &Operator, id: OrganisationId, legal_name: &str) -> Result<(), Fault> {
    let old = get(services, id)?;
    // Only the name is checked: what else the sheet says is the business of its super users.
    let named = CompanySheet { legal_name: legal_name.to_owned(), ..CompanySheet::default() }.complete();
    let legal_name = named.map_err(Fault::Invalid)?.legal_name;
    let event = Event::new("organisation-renamed").with("before", &old.sheet.legal_name).with("name", &legal_name);
    let sheet = CompanySheet { legal_name, ..old.sheet.clone() };
    write(services, operator, &old, event, Organisation { sheet, ..(*old).clone() })
}

/// Locks everybody of an organisation out at once, or lets them in again.
///
/// # Errors
/// [`Fault::NotFound`].
pub fn suspend(services: &Services, operator: &Operator, id: OrganisationId, suspended: bool) -> Result<(), Fault> {
    let old = get(services, id)?;
    let event = Event::new(if suspended { "organisation-suspended" } else { "organisation-lifted" });
    let event = event.with("name", &old.sheet.legal_name);
    write(services, operator, &old, event, Organisation { suspended, ..(*old).clone() })
}

/// Gives an organisation another plan.
///
/// # Errors
/// [`Fault::NotFound`]; fewer seats than are taken.
pub fn change_plan(services: &Services, operator: &Operator, id: OrganisationId, new: Plan) -> Result<(), Fault> {
    let old = get(services, id)?;
    new.holds(plan::seats_taken(services, id)?).map_err(|fault| Fault::Invalid(vec![fault]))?;
    let modules: Vec<_> = new.modules().map(|module| module.as_str()).collect();
    let event = Event::new("plan-changed").with("modules", modules.join(", "));
    let event = event.with("seats", new.champion_seats.map_or_else(String::new, |seats| seats.to_string()));
    let organisation = Organisation { plan: new, ..(*old).clone() };
    let mut change = change(services, operator, &old, event, &organisation);
    // Whoever takes a seat at the same moment depends on the same super user: only one of the two changes is made.
    membership::guard(services, &mut change, &Membership::new(AccountId::new(), id, Profile::Contributor, false))?;
    services.store.commit(change)?;
    Ok(())
}

/// Puts an organisation under another, or under none.
///
/// # Errors
/// [`Fault::NotFound`]; a parent that does not exist, or that stands below the organisation.
pub fn set_parent(
    services: &Services,
    operator: &Operator,
    id: OrganisationId,
    parent: Option<OrganisationId>,
) -> Result<(), Fault> {
    let old = get(services, id)?;
    let mut above = Vec::new();
    let mut next = parent;
    while let Some(id) = next.filter(|next| above.iter().all(|known: &Versioned<Organisation>| known.id != *next)) {
        let organisation = get(services, id).map_err(|_| Fault::invalid("parent", "group-unknown"))?;
        next = organisation.parent;
        above.push(organisation);
    }
    let ids: Vec<_> = above.iter().map(|organisation| organisation.id).collect();
    group::may_belong(id, &ids).map_err(|fault: FieldError| Fault::Invalid(vec![fault]))?;
    let mut event = Event::new(if parent.is_some() { "group-joined" } else { "group-left" });
    event = event.with("name", &old.sheet.legal_name);
    if let Some(parent) = above.first() {
        event = event.with("parent", &parent.sheet.legal_name);
    }
    let mut change = change(services, operator, &old, event, &Organisation { parent, ..(*old).clone() });
    // Of two changes made at the same moment, each of which is none by itself, both could close a circle.
    for organisation in &above {
        change.replace(Scope::Instance, organisation, organisation);
    }
    services.store.commit(change)?;
    Ok(())
}

/// Every organisation, by name.
pub(super) fn all(services: &Services) -> Result<Vec<Organisation>, Fault> {
    let found = services.store.scan::<Organisation>(Scope::Instance, &[]);
    let mut found: Vec<_> = found.map(|each| each.map(Versioned::into_inner)).collect::<Result<_, _>>()?;
    found.sort_by_cached_key(|organisation| (fold(&organisation.sheet.legal_name), organisation.id));
    Ok(found)
}

fn count(services: &Services) -> Result<HashMap<OrganisationId, People>, Fault> {
    let mut counts: HashMap<OrganisationId, People> = HashMap::new();
    for membership in services.store.scan::<Membership>(Scope::Instance, &[]) {
        let membership = membership?;
        let people = counts.entry(membership.organisation).or_default();
        people.all += u32::from(membership.deleted.is_none());
        people.champions += u32::from(membership.takes_seat());
    }
    Ok(counts)
}

/// An organisation and all above it, nearest first.
fn chain(from: OrganisationId, parent_of: impl Fn(OrganisationId) -> Option<OrganisationId>) -> Vec<OrganisationId> {
    let mut chain = vec![from];
    while let Some(next) = chain.last().and_then(|last| parent_of(*last)).filter(|next| !chain.contains(next)) {
        chain.push(next);
    }
    chain
}

fn get(services: &Services, id: OrganisationId) -> Result<Versioned<Organisation>, Fault> {
    services.store.get(Scope::Instance, id.as_bytes())?.ok_or(Fault::NotFound)
}

fn change(services: &Services, operator: &Operator, old: &Versioned<Organisation>, event: Event, new: &Organisation) -> Change {
    let scope = session::scope_of(Some(new.id));
    let mut change = Change::new(services.clock.now(), operator.actor(), scope, event.about(new.id.0));
    change.replace(Scope::Instance, old, new);
    change
}

fn write(
    services: &Services,
    operator: &Operator,
    old: &Versioned<Organisation>,
    event: Event,
    new: Organisation,
) -> Result<(), Fault> {
    services.store.commit(change(services, operator, old, event, &new))?;
    Ok(())
}
