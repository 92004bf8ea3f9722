//! The compliance programmes: the newest campaign of each questionnaire, its radar, and the actions that move it.

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

impl Programme {
    /// Whether an action stands in it.
    pub fn has(&self, id: ActionId) -> bool {
        self.actions.iter().any(|planned| planned.action.id == id)
    }
}

/// An action with what it brings its theme.
pub struct PlannedAction {
    pub action: Versioned<Action>,
    /// In points of percent.
    pub gain: Percent,
}

/// The programmes of an organisation: one for each questionnaire of which it opened a campaign, in the order of their
/// first ones; each is that of its newest campaign, with what its earlier ones left open. Actions added by hand stand in the
/// one that has their theme, or in the first.
///
/// # Errors
/// Internal only.
pub fn all(services: &Services, member: &Member) -> Result<Vec<Programme>, Fault> {
    let newest = campaign::newest(&campaign::list(services, member)?);
    let stored = action::list(services, member)?;
    let sheets = newest.into_iter().map(|(id, earlier)| Ok((campaign::sheet(services, member, id)?, earlier)));
    let sheets: Vec<_> = sheets.collect::<Result<_, Fault>>()?;
    let has = |sheet: &CampaignSheet, theme: &str| sheet.script.questionnaire.themes.iter().any(|known| known.key == theme);
    let at_home = |action: &Action| sheets.iter().position(|(sheet, _)| has(sheet, &action.theme)).unwrap_or(0);
    let homes: HashMap<ActionId, usize> = stored.iter().map(|action| (action.id, at_home(action))).collect();
    let numbered = sheets.into_iter().enumerate();
    let programmes = numbered.map(|(number, (sheet, earlier))| {
        let goes_on = |action: &Versioned<Action>| match action.called_for() {
            Some((campaign, _, _)) => earlier.contains(&campaign) && action.is_open(),
            None => homes.get(&action.id) == Some(&number),
        };
        programme(sheet, &stored, goes_on)
    });
    Ok(programmes.collect())
}

/// The plan: the actions of all programmes, and those added by hand.
///
/// # Errors
/// Internal only.
pub fn actions(services: &Services, member: &Member) -> Result<Vec<PlannedAction>, Fault> {
    let programmes = all(services, member)?;
    if programmes.is_empty() {
        return Ok(action::list(services, member)?.into_iter().map(of_no_gain).collect());
    }
    Ok(programmes.into_iter().flat_map(|programme| programme.actions).collect())
}

/// The questionnaires of the newest campaigns, in the order of the programmes.
///
/// # Errors
/// Internal only.
pub fn questionnaires(services: &Services, member: &Member) -> Result<Vec<Arc<QuestionnaireScript>>, Fault> {
    let campaigns = campaign::list(services, member)?;
    let newest = campaign::newest(&campaigns).into_iter();
    let hash =
        |id: CampaignId| campaigns.iter().find(|campaign| campaign.id == id).map(|campaign| campaign.questionnaire.hash.as_str());
    newest.filter_map(|(id, _)| hash(id)).map(|hash| campaign::script(services, member, hash)).collect()
}

/// The programme of a campaign.
///
/// # Errors
/// `NotFound`.
pub fn of(services: &Services, member: &Member, id: CampaignId) -> Result<Programme, Fault> {
    let goes_on =
        |action: &Versioned<Action>| action.called_for().is_none_or(|(campaign, _, _)| campaign < id && action.is_open());
    Ok(programme(campaign::sheet(services, member, id)?, &action::list(services, member)?, goes_on))
}

/// With the actions that its answers call for, and others that go on in it.
fn programme(sheet: CampaignSheet, stored: &[Versioned<Action>], goes_on: impl Fn(&Versioned<Action>) -> bool) -> Programme {
    let id = sheet.campaign.id;
    let done: HashSet<ActionId> =
        stored.iter().filter(|action| action.status == ActionStatus::Done).map(|action| action.id).collect();
    let radar = Radar::new(&sheet.script.questionnaire, &sheet.evaluation, |raised| {
        done.contains(&domain::id_of(id, &raised.question, &raised.proposal.key))
    });
    let mut stored: HashMap<ActionId, &Versioned<Action>> = stored.iter().map(|action| (action.id, action)).collect();
    let raised = sheet.evaluation.actions.iter().filter_map(|raised| {
        let action = stored.remove(&domain::id_of(id, &raised.question, &raised.proposal.key))?;
        Some(PlannedAction { action: action.clone(), gain: raised.gain })
    });
    let mut actions: Vec<_> = raised.collect();
    let mut others: Vec<_> = stored.into_values().filter(|action| goes_on(action)).cloned().map(of_no_gain).collect();
    others.sort_by_key(|planned| planned.action.created_at);
    actions.extend(others);
    Programme { sheet, radar, actions }
}

/// What no answer of the campaign calls for brings its figures nothing.
fn of_no_gain(action: Versioned<Action>) -> PlannedAction {
    PlannedAction { action, gain: Percent::ZERO }
}
