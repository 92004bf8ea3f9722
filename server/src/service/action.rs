//! Actions: those that answers call for, those added by hand, and how far each is.

use super::{
    Services,
    attempt::{self, until_settled},
    lead, membership, shelf,
};
use crate::{
    domain::{
        access::{Champion, Member, Membership, Profile, Tenant},
        action::{ASSIGNEES, Action, ActionOrigin, ActionReminder, ActionStatus, REMINDERS, TEXT_LENGTH, USUAL_REMINDER},
        evaluation::Evaluation,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        fold::fold,
        id::{AccountId, ActionId, CampaignId},
        questionnaire::Level,
        text::Localised,
    },
    store::{Change, CommitError, Scope, Versioned, schema::access::BY_ORGANISATION},
};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// Under this name an event tells whom it newly assigns, by identifier.
pub const ASSIGNED: &str = "assigned";

/// An action added by hand.
#[derive(Clone, Debug, Default)]
pub struct ActionInput {
    pub title: String,
    pub why: String,
    /// Keys of a theme and a subtheme; empty where it belongs to none.
    pub theme: String,
    pub subtheme: String,
    pub priority: Level,
    pub effort: Level,
    pub due: Option<Date>,
    /// Days before; `None` as usual.
    pub remind: Option<u8>,
    pub assignees: Vec<AccountId>,
}

/// Somebody who can be named.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub account: AccountId,
    pub name: String,
    pub is_champion: bool,
}

/// What a person changes of an action; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct ActionChange {
    pub status: Option<ActionStatus>,
    /// Privacy champions only.
    pub assignees: Option<Vec<AccountId>>,
    /// Privacy champions only; the inner `None` takes the date away.
    pub due: Option<Option<Date>>,
    /// Days before the due date; privacy champions only.
    pub remind: Option<u8>,
    /// Number of the change the person saw; `None` where they did not say.
    pub seq: Option<u64>,
}

/// Every action that is not withdrawn, oldest first.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, member: &Member) -> Result<Vec<Versioned<Action>>, Fault> {
    let shelf = shelf::of::<Action>(services, member)?;
    let mut actions: Vec<_> = shelf.values().filter(|action| !action.is_withdrawn()).collect();
    actions.sort_by_key(|action| action.created_at);
    Ok(actions.into_iter().map(|action| Versioned::clone(action)).collect())
}

/// One action.
///
/// # Errors
/// `NotFound`, also for one that is withdrawn.
pub fn find(services: &Services, member: &Member, id: ActionId) -> Result<Versioned<Action>, Fault> {
    let action = services.store.get::<Action>(member.tenant(), id.as_bytes())?;
    action.filter(|action| !action.is_withdrawn()).ok_or(Fault::NotFound)
}

/// Adds an action by hand.
///
/// # Errors
/// `Invalid` without a title, with texts that are too long, with a theme that there is not, or with assignees who are not
/// members.
pub fn create(services: &Services, champion: &Champion, input: ActionInput) -> Result<ActionId, Fault> {
    let title = input.title.trim();
    let mut errors = Vec::new();
    if title.is_empty() {
        errors.push(FieldError::new("title", "fault-required"));
    }
    for (field, text) in [("title", title), ("why", input.why.trim())] {
        if text.chars().count() > TEXT_LENGTH {
            errors.push(FieldError::new(field, "action-text-long").with("limit", TEXT_LENGTH));
        }
    }
    if !errors.is_empty() {
        return Err(Fault::Invalid(errors));
    }
    if !input.theme.is_empty() {
        lead::require_place(services, champion, &input.theme, &input.subtheme)?;
    }
    require_members(services, champion, &input.assignees)?;
    let remind = checked_reminder(input.remind)?;
    let now = services.clock.now();
    let action = Action {
        id: ActionId::new(),
        origin: ActionOrigin::Own,
        theme: input.theme,
        subtheme: input.subtheme,
        title: Localised::same(title),
        why: Localised::same(input.why.trim()),
        article: Localised::default(),
        priority: input.priority,
        effort: input.effort,
        status: ActionStatus::Todo,
        assignees: input.assignees,
        due: input.due,
        remind: remind.unwrap_or(USUAL_REMINDER),
        done_at: None,
        created_by: champion.account(),
        created_at: now,
        updated_at: now,
    };
    let mut change = change(services, champion, "action-created", &action, &action.assignees);
    change.insert(champion.tenant(), &action);
    services.store.commit(change)?;
    Ok(action.id)
}

/// Changes status, assignees or due date.
///
/// # Errors
/// `NotFound`; `Forbidden` where the status is not this person's to set, or a contributor names assignees
/// or a date; `Conflict` where somebody else changed it meanwhile.
pub fn update(services: &Services, member: &Member, id: ActionId, input: ActionChange) -> Result<(), Fault> {
    let old = find(services, member, id)?;
    let champion = member.champion().is_some();
    let mut action = Action::clone(&old);
    if let Some(status) = input.status {
        if !old.may_become(&status, member.account(), champion) {
            return Err(Fault::Forbidden);
        }
        action = action.with_status(status, services.clock.now());
    }
    if (input.assignees.is_some() || input.due.is_some() || input.remind.is_some()) && !champion {
        return Err(Fault::Forbidden);
    }
    if input.seq.is_some_and(|seq| seq != old.seq()) {
        return Err(Fault::conflict("fault-changed-meanwhile"));
    }
    if let Some(assignees) = input.assignees {
        require_members(services, member, &assignees)?;
        action.assignees = assignees;
    }
    if let Some(due) = input.due {
        action.due = due;
    }
    action.remind = checked_reminder(input.remind)?.unwrap_or(action.remind);
    if action == *old {
        return Ok(());
    }
    action.updated_at = services.clock.now();
    let assigned: Vec<_> = action.assignees.iter().filter(|assignee| !old.assignees.contains(assignee)).copied().collect();
    let kind = match (action.status == old.status, assigned.is_empty()) {
        (false, _) => "action-status-changed",
        (true, false) => "action-assigned",
        (true, true) => "action-changed",
    };
    let mut change = change(services, member, kind, &action, &assigned);
    change.replace(member.tenant(), &old, &action);
    services.store.commit(change)?;
    Ok(())
}

/// Adds one person to those who carry an action out, whoever else is added at the same moment.
///
/// # Errors
/// `NotFound`; `Invalid` where the person is no member, or there are very many already.
pub fn assign(services: &Services, champion: &Champion, id: ActionId, account: AccountId) -> Result<(), Fault> {
    find(services, champion, id)?;
    require_members(services, champion, &[account])?;
    alter_assignees(services, champion, id, account, true)
}

/// Takes one person off an action.
///
/// # Errors
/// `NotFound`.
pub fn unassign(services: &Services, champion: &Champion, id: ActionId, account: AccountId) -> Result<(), Fault> {
    alter_assignees(services, champion, id, account, false)
}

fn alter_assignees(services: &Services, champion: &Champion, id: ActionId, account: AccountId, add: bool) -> Result<(), Fault> {
    until_settled(|| {
        let old = find(services, champion, id)?;
        if old.assignees.contains(&account) == add {
            return Ok(());
        }
        let mut action = Action { updated_at: services.clock.now(), ..Action::clone(&old) };
        if add {
            action.assignees.push(account);
        } else {
            action.assignees.retain(|assignee| *assignee != account);
        }
        if action.assignees.len() > ASSIGNEES {
            return Err(Fault::invalid("assignees", "action-assignees-many").into());
        }
        let (kind, assigned): (_, &[AccountId]) = if add { ("action-assigned", &[account]) } else { ("action-changed", &[]) };
        let mut change = change(services, champion, kind, &action, assigned);
        change.replace(champion.tenant(), &old, &action);
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Whether an action concerns a person: privacy champions all, others what they carry out or lead.
///
/// # Errors
/// The store failed.
pub fn concerns(services: &Services, member: &Member, action: &Action) -> Result<bool, Fault> {
    let own = member.champion().is_some() || action.is_own(member.account());
    Ok(own || lead::leads(services, member, &action.theme, &action.subtheme)?)
}

/// The action, where it concerns the person.
///
/// # Errors
/// `NotFound`; `Forbidden` where it does not.
pub(super) fn require_concerned(services: &Services, member: &Member, id: ActionId) -> Result<Versioned<Action>, Fault> {
    let action = find(services, member, id)?;
    if concerns(services, member, &action)? { Ok(action) } else { Err(Fault::Forbidden) }
}

/// Writes down which actions come due and were not told yet, in every organisation: how many. Telling people is left to
/// whoever tells them everything else.
///
/// # Errors
/// The store failed; what was written until then is written.
pub fn remind(services: &Services) -> Result<usize, Fault> {
    let mut count = 0;
    for tenant in super::document::tenants(services)? {
        count += remind_of(services, tenant)?;
    }
    Ok(count)
}

fn remind_of(services: &Services, tenant: Tenant) -> Result<usize, Fault> {
    let today = services.clock.today();
    let mut change = Change::new(services.clock.now(), Actor::Machine, tenant, Event::new("actions-told"));
    let mut count = 0;
    for action in services.store.scan::<Action>(tenant, &[]) {
        let action = action?;
        let Some(due) = action.due.filter(|_| action.is_to_remind(today)) else { continue };
        let told = services.store.get::<ActionReminder>(tenant, action.id.as_bytes())?;
        if told.is_none_or(|told| told.due != due) {
            change.require(tenant, &action).put(tenant, &ActionReminder { action: action.id, due });
            count += 1;
        }
    }
    if count == 0 {
        return Ok(0);
    }
    match services.store.commit(change) {
        Ok(_) => Ok(count),
        // Somebody changes one of them at this moment: the next look finds them all again.
        Err(CommitError::Conflict) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

fn checked_reminder(days: Option<u8>) -> Result<Option<u8>, Fault> {
    if days.is_none_or(|days| REMINDERS.contains(&days)) {
        Ok(days)
    } else {
        Err(Fault::invalid("remind", "fault-unknown-value"))
    }
}

/// Puts the actions that an evaluation calls for into a change, and withdraws those it no longer does. Once a question is
/// answered, what the campaigns `before` of the same questionnaire left open of it goes on in this one, or ends.
///
/// # Errors
/// Internal only.
pub(super) fn follow(
    services: &Services,
    member: &Member,
    campaign: CampaignId,
    (evaluation, answered): (&Evaluation, &HashSet<&str>),
    before: &HashSet<CampaignId>,
    change: &mut Change,
) -> Result<(), Fault> {
    let (mut known, mut earlier) = (HashMap::new(), Vec::new());
    for action in shelf::of::<Action>(services, member)?.values() {
        match action.called_for() {
            Some((of, _, _)) if of == campaign => drop(known.insert(action.id, Versioned::clone(action))),
            Some((of, question, _)) if before.contains(&of) && action.is_open() && answered.contains(question) => {
                earlier.push(Versioned::clone(action));
            }
            _ => {}
        }
    }
    for old in earlier.iter().filter(|action| !action.is_withdrawn()) {
        change.replace(member.tenant(), old, &Action::clone(old).with_withdrawn(true));
    }
    for raised in &evaluation.actions {
        let mut action = Action::raised(campaign, raised, member.account(), services.clock.now());
        match known.remove(&action.id) {
            None => {
                let same = |old: &&Versioned<Action>| {
                    old.called_for().is_some_and(|(_, question, key)| question == raised.question && key == raised.proposal.key)
                };
                if let Some(before) = earlier.iter().filter(same).max_by_key(|old| old.created_at) {
                    action = action.continuing(before);
                }
                change.insert(member.tenant(), &action);
            }
            Some(old) if old.is_withdrawn() => {
                change.replace(member.tenant(), &old, &Action::clone(&old).with_withdrawn(false));
            }
            Some(_) => {}
        }
    }
    for old in known.values().filter(|action| !action.is_withdrawn()) {
        change.replace(member.tenant(), old, &Action::clone(old).with_withdrawn(true));
    }
    Ok(())
}

/// The people of the organisation whom an action can be assigned to, by name, and whether each is a privacy champion.
///
/// # Errors
/// Internal only.
pub fn people(services: &Services, champion: &Champion) -> Result<Vec<Candidate>, Fault> {
    let organisation = champion.tenant().organisation();
    let mut people = Vec::new();
    for membership in services.store.by_index::<Membership>(Scope::Instance, BY_ORGANISATION, organisation.as_bytes()) {
        let membership = membership?;
        if membership.is_open() {
            let name = super::account::name(services, champion, membership.account)?;
            let is_champion = membership.profile == Profile::PrivacyChampion;
            people.extend(name.map(|name| Candidate { account: membership.account, name, is_champion }));
        }
    }
    people.sort_by_cached_key(|person| fold(&person.name));
    Ok(people)
}

fn require_members(services: &Services, member: &Member, accounts: &[AccountId]) -> Result<(), Fault> {
    for account in accounts {
        let membership = membership::of(services, member.tenant().organisation(), *account)?;
        if membership.is_none_or(|membership| !membership.is_open()) {
            return Err(Fault::invalid("assignees", "action-assignee-unknown"));
        }
    }
    if accounts.len() > ASSIGNEES { Err(Fault::invalid("assignees", "action-assignees-many")) } else { Ok(()) }
}

/// `assigned` are the people whom this change names; those of before are not told again.
fn change(services: &Services, member: &Member, kind: &'static str, action: &Action, assigned: &[AccountId]) -> Change {
    let event = Event::new(kind).about(action.id.0).with("name", action.title.get(member.language));
    let event = assigned.iter().fold(event, |event, account| event.with(ASSIGNED, account));
    Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event)
}
