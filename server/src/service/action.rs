//! Actions: those that answers call for, those added by hand, and how far each is.

use super::Services;
use crate::{
    domain::{
        access::{Champion, Member, Membership},
        action::{ASSIGNEES, Action, ActionOrigin, ActionStatus, TEXT_LENGTH},
        evaluation::Evaluation,
        event::{Actor, Event},
        fault::Fault,
        id::{AccountId, ActionId, CampaignId},
        questionnaire::Level,
        text::Localised,
    },
    store::{
        Change, Scope, Versioned,
        schema::{access::BY_ORGANISATION, action::BY_CAMPAIGN},
    },
};
use jiff::civil::Date;
use std::collections::HashMap;

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
    pub assignees: Vec<AccountId>,
}

/// What a person changes of an action; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct ActionChange {
    pub status: Option<ActionStatus>,
    /// Privacy champions only.
    pub assignees: Option<Vec<AccountId>>,
    /// Privacy champions only; the inner `None` takes the date away.
    pub due: Option<Option<Date>>,
    /// Number of the change the person saw; `None` where they did not say.
    pub seq: Option<u64>,
}

/// Every action that is not withdrawn, oldest first.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, member: &Member) -> Result<Vec<Versioned<Action>>, Fault> {
    let mut actions = Vec::new();
    for action in services.store.scan::<Action>(member.tenant(), &[]) {
        let action = action?;
        if !action.is_withdrawn() {
            actions.push(action);
        }
    }
    actions.sort_by_key(|action| action.created_at);
    Ok(actions)
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
/// `Invalid` without a title, with texts that are too long, or with assignees who are not members.
pub fn create(services: &Services, champion: &Champion, input: ActionInput) -> Result<ActionId, Fault> {
    let title = input.title.trim();
    if title.is_empty() {
        return Err(Fault::invalid("title", "fault-required"));
    }
    for (field, text) in [("title", title), ("why", input.why.trim())] {
        if text.chars().count() > TEXT_LENGTH {
            return Err(Fault::invalid(field, "action-text-long"));
        }
    }
    require_members(services, champion, &input.assignees)?;
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
        action.status = status;
    }
    if (input.assignees.is_some() || input.due.is_some()) && !champion {
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

/// Puts the actions that an evaluation calls for into a change, and withdraws those it no longer does.
///
/// # Errors
/// Internal only.
pub(super) fn follow(
    services: &Services,
    member: &Member,
    campaign: CampaignId,
    evaluation: &Evaluation,
    change: &mut Change,
) -> Result<(), Fault> {
    let known = services.store.by_index::<Action>(member.tenant(), BY_CAMPAIGN, campaign.as_bytes());
    let known = known.map(|action| action.map(|action| (action.id, action)));
    let mut known = known.collect::<Result<HashMap<_, _>, _>>()?;
    for raised in &evaluation.actions {
        let action = Action::raised(campaign, raised, member.account(), services.clock.now());
        match known.remove(&action.id) {
            None => {
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

/// The people of the organisation whom an action can be assigned to, by name.
///
/// # Errors
/// Internal only.
pub fn people(services: &Services, champion: &Champion) -> Result<Vec<(AccountId, String)>, Fault> {
    let organisation = champion.tenant().organisation();
    let mut people = Vec::new();
    for membership in services.store.by_index::<Membership>(Scope::Instance, BY_ORGANISATION, organisation.as_bytes()) {
        let membership = membership?;
        if membership.is_open() {
            let name = super::account::name(services, champion, membership.account)?;
            people.extend(name.map(|name| (membership.account, name)));
        }
    }
    people.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(people)
}

fn require_members(services: &Services, member: &Member, accounts: &[AccountId]) -> Result<(), Fault> {
    let organisation = member.tenant().organisation();
    for account in accounts {
        let key = [*account.as_bytes(), *organisation.as_bytes()].concat();
        if services.store.get::<Membership>(Scope::Instance, &key)?.is_none() {
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
