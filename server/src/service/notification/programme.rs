//! What is told of the compliance programme: actions that are assigned, wait for a champion or come due, and who leads what.

use super::{
    teller::{Tidings, about, champions},
    tenant,
};
use crate::{
    domain::{
        action::{Action, ActionReminder, ActionStatus},
        fault::Fault,
        id::{AccountId, derived},
        lead::Lead,
        notification::Matter,
    },
    service::{Services, action::ASSIGNED},
    store::{Entry, Scope, schema::lead},
};

/// An action is told to whom its event newly assigns; the event says so, since an action alone does not tell who was
/// assigned before. One that waits to be validated is told to whoever leads its theme, or to all privacy champions.
pub fn of_actions(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    for put in entry.puts::<Action>() {
        let (scope, action) = put?;
        let is_over = |matter: &Matter, recipient: &AccountId| match matter {
            Matter::ActionAssigned { .. } => !action.assignees.contains(recipient),
            Matter::ActionToValidate { .. } => action.status != ActionStatus::ToValidate,
            Matter::ActionDue { on, .. } => !action.is_open() || action.due != Some(*on),
            _ => false,
        };
        let told = about(services, scope, action.id.0)?.into_iter();
        let over = told.filter(|told| action.is_withdrawn() || is_over(&told.matter, &told.recipient));
        tidings.over.extend(over.map(|told| (scope, told)));
        let event = entry.event();
        if event.subject != Some(action.id.0) {
            continue;
        }
        let assigned = event.detail.iter().filter(|(name, _)| name == ASSIGNED).filter_map(|(_, id)| id.parse().ok());
        let matter = Matter::ActionAssigned { action: action.id, title: action.title.clone() };
        tidings.new.extend(assigned.map(|assignee| (scope, assignee, matter.clone())));
        if event.kind.as_str() == "action-status-changed" && action.status == ActionStatus::ToValidate {
            let matter = Matter::ActionToValidate { action: action.id, title: action.title.clone() };
            let lead = services.store.get::<Lead>(scope, &lead::key(&action.theme, ""))?;
            let judges = match (lead, tenant(scope)) {
                (Some(lead), _) => vec![lead.account],
                (None, Some(tenant)) => champions(services, tenant.organisation())?,
                (None, None) => Vec::new(),
            };
            tidings.new.extend(judges.into_iter().map(|judge| (scope, judge, matter.clone())));
        }
    }
    Ok(())
}

/// An action that comes due is told to those who carry it out; where there is nobody, to those who lead its subtheme and
/// theme; where there is nobody either, to the privacy champions.
pub fn of_reminders(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    for put in entry.puts::<ActionReminder>() {
        let (scope, ActionReminder { action, due }) = put?;
        let action = services.store.get::<Action>(scope, action.as_bytes())?;
        let Some(action) = action.filter(|action| action.due == Some(due) && action.is_open()) else { continue };
        let mut people = action.assignees.clone();
        if people.is_empty() {
            people = leads(services, scope, &action)?;
        }
        if let (true, Some(tenant)) = (people.is_empty(), tenant(scope)) {
            people = champions(services, tenant.organisation())?;
        }
        let matter = Matter::ActionDue { action: action.id, title: action.title.clone(), on: due };
        tidings.new.extend(people.into_iter().map(|person| (scope, person, matter.clone())));
    }
    Ok(())
}

/// A person who is named to lead a theme or subtheme is told so, as long as it is so.
pub fn of_leads(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    for put in entry.puts::<Lead>() {
        let (scope, lead) = put?;
        let Lead { theme, subtheme, account, title, .. } = lead;
        let matter = Matter::LeadNamed { theme, subtheme, title };
        let told = matter.subject().map(|place| about(services, scope, place)).transpose()?.unwrap_or_default();
        tidings.over.extend(told.into_iter().filter(|told| told.recipient != account).map(|told| (scope, told)));
        tidings.new.push((scope, account, matter));
    }
    for (scope, key) in entry.deletes::<Lead>() {
        tidings.over.extend(about(services, scope, derived(&[key]))?.into_iter().map(|told| (scope, told)));
    }
    Ok(())
}

/// Those who lead the subtheme and the theme of an action.
pub(super) fn leads(services: &Services, scope: Scope, action: &Action) -> Result<Vec<AccountId>, Fault> {
    let mut people = Vec::new();
    for subtheme in [action.subtheme.as_str(), ""] {
        let lead = services.store.get::<Lead>(scope, &lead::key(&action.theme, subtheme))?;
        people.extend(lead.map(|lead| lead.account).filter(|account| !people.contains(account)));
    }
    Ok(people)
}
