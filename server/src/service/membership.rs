//! The people of an organisation: who is there and what each may do, changed by super users; giving back what was
//! deleted, by the operator.

use super::{Services, account, plan, session};
use crate::{
    domain::{
        access::{Member, Membership, Operator, Profile, SuperUser},
        account::Account,
        event::{Actor, Event},
        fault::Fault,
        fold::fold,
        id::{AccountId, DepartmentId, OrganisationId},
        mail::{Letter, Mail},
        membership::{self, MembershipChange, MembershipStatus},
        organisation::Organisation,
        register::Department,
        session::LastVisit,
        token::Token,
    },
    store::{Change, Scope, Versioned, schema},
};
use jiff::Timestamp;

/// A person of an organisation, as the table of accounts shows it.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: Account,
    pub membership: Membership,
    pub status: MembershipStatus,
    pub last_sign_in: Option<Timestamp>,
}

/// Whom to list.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    /// Words of the name or the address, in any order; empty for everybody.
    pub text: String,
    /// Only the people of this department, or only those of none.
    pub department: Option<Option<DepartmentId>>,
}

impl PeopleFilter {
    fn lets_pass(&self, person: &Person) -> bool {
        let text = fold(&format!("{} {}", person.account.name, person.account.email));
        let of_department = match self.department {
            None => true,
            Some(None) => person.membership.departments.is_empty(),
            Some(Some(department)) => person.membership.departments.contains(&department),
        };
        of_department && fold(&self.text).split(' ').all(|word| text.contains(word))
    }
}

/// The people of the organisation, by name; those who are deleted are not among them.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, super_user: &SuperUser, filter: &PeopleFilter) -> Result<Vec<Person>, Fault> {
    let mut people = Vec::new();
    for membership in of_organisation(services, super_user.tenant().organisation())? {
        if membership.deleted.is_none() {
            people.extend(person(services, membership.into_inner())?.filter(|person| filter.lets_pass(person)));
        }
    }
    people.sort_by_cached_key(|person| (fold(&person.account.name), person.account.id));
    Ok(people)
}

/// One person of the organisation.
///
/// # Errors
/// [`Fault::NotFound`] where nobody is of that id, or no longer.
pub fn find(services: &Services, super_user: &SuperUser, account: AccountId) -> Result<Person, Fault> {
    person(services, present(services, super_user, account)?.into_inner())?.ok_or(Fault::NotFound)
}

/// Changes profile, super-user flag, suspension or departments of somebody. A suspension locks out at once.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict for the last super user and for suspending oneself; the field `profile` where no seat
/// of a privacy champion is free; a department that is unknown.
pub fn change(services: &Services, super_user: &SuperUser, account: AccountId, asked: &MembershipChange) -> Result<(), Fault> {
    let before = present(services, super_user, account)?;
    let after = asked.applied_to(&before);
    for department in &after.departments {
        let known = services.store.get::<Department>(super_user.tenant(), department.as_bytes())?.is_some();
        if !known && !before.departments.contains(department) {
            return Err(Fault::invalid("departments", "department-unknown"));
        }
    }
    if after == *before { Ok(()) } else { write(services, super_user, &before, &after) }
}

/// Takes somebody's membership away, which locks out at once and ends sessions and tokens. The operator can give it back.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict for the last super user and for oneself.
pub fn delete(services: &Services, super_user: &SuperUser, account: AccountId) -> Result<(), Fault> {
    let before = present(services, super_user, account)?;
    write(services, super_user, &before, &before.deleted(super_user.account(), services.clock.now()))
}

/// Gives a deleted membership back, at the operator's wish.
///
/// # Errors
/// [`Fault::NotFound`] where none was deleted; the field `profile` where no seat of a privacy champion is free.
pub fn recover(services: &Services, operator: &Operator, organisation: OrganisationId, account: AccountId) -> Result<(), Fault> {
    let before = of(services, organisation, account)?.filter(|found| found.deleted.is_some()).ok_or(Fault::NotFound)?;
    commit(services, operator.actor(), &before, &before.recovered())
}

/// Changes where several people work: from now on in this department alone, or in none. How many were moved.
///
/// # Errors
/// [`Fault::NotFound`] where the department or one of the people is not of the organisation: nobody is moved then.
pub fn assign(
    services: &Services,
    super_user: &SuperUser,
    people: &[AccountId],
    department: Option<DepartmentId>,
) -> Result<usize, Fault> {
    let tenant = super_user.tenant();
    let mut event = Event::new("department-assigned").with("count", people.len());
    if let Some(id) = department {
        let department = services.store.get::<Department>(tenant, id.as_bytes())?.ok_or(Fault::NotFound)?;
        event = event.about(id.0).with("department", &department.name);
    }
    let mut moves = Change::new(services.clock.now(), Actor::Account(super_user.account()), tenant, event);
    let mut people = people.to_vec();
    people.sort_unstable();
    people.dedup();
    for account in &people {
        let before = present(services, super_user, *account)?;
        moves.replace(
            Scope::Instance,
            &before,
            &Membership { departments: department.into_iter().collect(), ..(*before).clone() },
        );
    }
    if !moves.is_empty() {
        services.store.commit(moves)?;
    }
    Ok(people.len())
}

/// A membership, whatever its status.
pub(super) fn of(
    services: &Services,
    organisation: OrganisationId,
    account: AccountId,
) -> Result<Option<Versioned<Membership>>, Fault> {
    Ok(services.store.get(Scope::Instance, &schema::token::person_key(account, organisation))?)
}

/// Every membership of an organisation, whatever its status, the oldest account first.
pub(super) fn of_organisation(services: &Services, organisation: OrganisationId) -> Result<Vec<Versioned<Membership>>, Fault> {
    let found = services.store.by_index::<Membership>(Scope::Instance, schema::access::BY_ORGANISATION, organisation.as_bytes());
    Ok(found.collect::<Result<_, _>>()?)
}

/// The membership of somebody who is not deleted.
pub(super) fn present(services: &Services, member: &Member, account: AccountId) -> Result<Versioned<Membership>, Fault> {
    of(services, member.tenant().organisation(), account)?.filter(|found| found.deleted.is_none()).ok_or(Fault::NotFound)
}

fn person(services: &Services, membership: Membership) -> Result<Option<Person>, Fault> {
    let Some(account) = account::get(services, membership.account)? else { return Ok(None) };
    let last = services.store.get::<LastVisit>(Scope::Instance, membership.account.as_bytes())?;
    let status = MembershipStatus::of(&membership, session::credential(services, membership.account)?.as_deref());
    Ok(Some(Person { account: account.into_inner(), membership, status, last_sign_in: last.map(|last| last.at) }))
}

fn write(services: &Services, super_user: &SuperUser, before: &Versioned<Membership>, after: &Membership) -> Result<(), Fault> {
    let people = of_organisation(services, before.organisation)?;
    let others_manage = people.iter().any(|other| other.account != before.account && other.manages());
    if let Some(why) = membership::refusal(before, after, super_user.account(), others_manage) {
        return Err(Fault::conflict(why));
    }
    commit(services, Actor::Account(super_user.account()), before, after)
}

fn commit(services: &Services, actor: Actor, before: &Versioned<Membership>, after: &Membership) -> Result<(), Fault> {
    let now = services.clock.now();
    let organisation = services.store.get::<Organisation>(Scope::Instance, before.organisation.as_bytes())?;
    let organisation = organisation.ok_or(Fault::NotFound)?;
    let account = account::get(services, before.account)?.ok_or(Fault::NotFound)?;
    let event = Event::new(membership::event(before, after)).about(account.id.0).with("name", &account.name);
    let mut change = Change::new(now, actor, session::scope_of(Some(organisation.id)), event);
    change.replace(Scope::Instance, before, after);
    let takes_seat = after.takes_seat() && !before.takes_seat();
    if takes_seat {
        plan::seat(services, &organisation)?;
    }
    if takes_seat || before.manages() && !after.manages() {
        guard(services, &mut change, before)?;
    }
    if after.deleted.is_some() {
        end(services, &mut change, before)?;
    }
    if let Some(letter) = letter(services, before, after, &account, &organisation) {
        change.insert(Scope::Instance, &Mail::new(&account, Some(organisation.id), letter, now));
    }
    services.store.commit(change)?;
    Ok(())
}

/// Makes a change depend on the membership of somebody else who manages the accounts. Of two changes at the same moment,
/// each of which would leave the other super user, or take the last seat, only one is made.
pub(super) fn guard(services: &Services, change: &mut Change, changed: &Membership) -> Result<(), Fault> {
    let people = of_organisation(services, changed.organisation)?;
    if let Some(other) = people.iter().find(|other| other.account != changed.account && other.manages()) {
        change.replace(Scope::Instance, other, other);
    }
    Ok(())
}

/// Ends what a deleted person has open: the tokens for the organisation, and the sessions where there is no other one.
fn end(services: &Services, change: &mut Change, membership: &Membership) -> Result<(), Fault> {
    let key = schema::token::person_key(membership.account, membership.organisation);
    for token in services.store.by_index::<Token>(Scope::Instance, schema::token::BY_PERSON, &key) {
        change.delete(Scope::Instance, &token?);
    }
    let others = session::memberships(services, membership.account)?;
    if !others.iter().any(|other| other.organisation != membership.organisation && other.is_open()) {
        for session in session::sessions_of(services, membership.account)? {
            change.delete(Scope::Instance, &session);
        }
    }
    Ok(())
}

/// The mail that tells the person of a change, where there is one.
fn letter(
    services: &Services,
    before: &Membership,
    after: &Membership,
    account: &Account,
    organisation: &Organisation,
) -> Option<Letter> {
    let (name, address) = (account.name.clone(), services.config.address());
    let organisation = organisation.sheet.legal_name.clone();
    let promoted = before.profile == Profile::Contributor && after.profile == Profile::PrivacyChampion;
    match (before.is_open(), after.is_open()) {
        (true, false) if after.deleted.is_none() => Some(Letter::Suspended { name, organisation }),
        (false, true) => Some(Letter::Restored { name, organisation, address }),
        (true, true) if promoted => Some(Letter::Promoted { name, organisation, address }),
        _ => None,
    }
}
