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
    scripts::QuestionnaireScript,
    store::Versioned,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

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

/// The programme of the newest campaign; `None` before the first. What earlier campaigns left open belongs to it.
///
/// # Errors
/// Internal only.
pub fn latest(services: &Services, member: &Member) -> Result<Option<Programme>, Fault> {
    let campaigns = campaign::list(services, member)?;
    let Some(newest) = campaigns.first() else { return Ok(None) };
    let sheet = campaign::sheet(services, member, newest.id)?;
    // Of every other questionnaire the newest campaign goes on beside this one, with what is done of it.
    let (mut seen, mut beside) = (HashSet::from([newest.questionnaire.key.as_str()]), HashSet::new());
    for other in &campaigns {
        if seen.insert(&other.questionnaire.key) {
            beside.insert(other.id);
        }
    }
    Ok(Some(programme(sheet, action::list(services, member)?, &beside)))
}

/// The plan: the actions of the newest campaign, what earlier ones left open, and those added by hand.
///
/// # Errors
/// Internal only.
pub fn actions(services: &Services, member: &Member) -> Result<Vec<PlannedAction>, Fault> {
    Ok(match latest(services, member)? {
        Some(programme) => programme.actions,
        None => action::list(services, member)?.into_iter().map(of_no_gain).collect(),
    })
}

/// The questionnaire of the newest campaign; `None` before the first.
///
/// # Errors
/// Internal only.
pub fn questionnaire(services: &Services, member: &Member) -> Result<Option<Arc<QuestionnaireScript>>, Fault> {
    let campaigns = campaign::list(services, member)?;
    campaigns.first().map(|newest| campaign::script(services, &newest.questionnaire.hash)).transpose()
}

/// The programme of a campaign.
///
/// # Errors
/// `NotFound`.
pub fn of(services: &Services, member: &Member, id: CampaignId) -> Result<Programme, Fault> {
    Ok(programme(campaign::sheet(services, member, id)?, action::list(services, member)?, &HashSet::new()))
}

fn programme(sheet: CampaignSheet, stored: Vec<Versioned<Action>>, beside: &HashSet<CampaignId>) -> Programme {
    let id = sheet.campaign.id;
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
    let goes_on = |action: &Versioned<Action>| match action.called_for() {
        Some((campaign, _, _)) => beside.contains(&campaign) || campaign < id && action.is_open(),
        None => true,
    };
    let mut others: Vec<_> = stored.into_values().filter(goes_on).map(of_no_gain).collect();
    others.sort_by_key(|planned| planned.action.created_at);
    actions.extend(others);
    Programme { sheet, radar, actions }
}

/// What no answer of the campaign calls for brings its figures nothing.
fn of_no_gain(action: Versioned<Action>) -> PlannedAction {
    PlannedAction { action, gain: Percent::ZERO }
}
