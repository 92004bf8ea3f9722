//! The compliance programme: the latest campaign, its radar, and the actions that move it.

use super::{
    Services, action,
    campaign::{self, CampaignSheet},
};
use crate::{
    domain::{
        access::Member,
        action::{self as domain, Action, ActionStatus},
        fault::Fault,
        id::{ActionId, CampaignId},
        percent::Percent,
        radar::Radar,
    },
    store::Versioned,
};
use std::collections::{HashMap, HashSet};

/// A campaign with its radar and its actions.
pub struct Programme {
    pub sheet: CampaignSheet,
    pub radar: Radar,
    /// Those that its answers call for, in the order of its questions.
    pub actions: Vec<PlannedAction>,
}

/// An action with what it brings its theme.
pub struct PlannedAction {
    pub action: Versioned<Action>,
    /// In points of percent.
    pub gain: Percent,
}

/// The programme of the newest campaign; `None` before the first.
///
/// # Errors
/// Internal only.
pub fn latest(services: &Services, member: &Member) -> Result<Option<Programme>, Fault> {
    match campaign::list(services, member)?.first() {
        Some(newest) => of(services, member, newest.id).map(Some),
        None => Ok(None),
    }
}

/// The programme of a campaign.
///
/// # Errors
/// `NotFound`.
pub fn of(services: &Services, member: &Member, id: CampaignId) -> Result<Programme, Fault> {
    let sheet = campaign::sheet(services, member, id)?;
    let stored = action::list(services, member)?;
    let done: HashSet<ActionId> =
        stored.iter().filter(|action| action.status == ActionStatus::Done).map(|action| action.id).collect();
    let radar = Radar::new(&sheet.script.questionnaire, &sheet.evaluation, |raised| {
        done.contains(&domain::id_of(id, &raised.question, &raised.proposal.key))
    });
    let mut stored: HashMap<ActionId, Versioned<Action>> = stored.into_iter().map(|action| (action.id, action)).collect();
    let raised = sheet.evaluation.actions.iter().filter_map(|raised| {
        let action = stored.remove(&domain::id_of(id, &raised.question, &raised.proposal.key))?;
        Some(PlannedAction { action, gain: raised.gain })
    });
    let mut actions: Vec<_> = raised.collect();
    let own = stored.into_values().filter(|action| action.origin == domain::ActionOrigin::Own);
    let mut own: Vec<_> = own.map(|action| PlannedAction { action, gain: Percent::ZERO }).collect();
    own.sort_by_key(|planned| planned.action.created_at);
    actions.extend(own);
    Ok(Programme { sheet, radar, actions })
}
