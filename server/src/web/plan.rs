//! The plan of action as all its views show it: rows, tabs, colours. Decides nothing.

use crate::{
    domain::{
        access::Member,
        action::{Action, ActionStatus},
        fault::Fault,
        id::{AccountId, ActionId},
        percent::Percent,
    },
    locale::Texts,
    service::{
        Services, account,
        programme::{PlannedAction, Programme},
    },
};
use jiff::civil::Date;
use std::collections::HashMap;

/// The tabs above every view.
pub struct Tabs {
    pub current: &'static str,
    /// Open actions of the person.
    pub mine: usize,
}

impl Tabs {
    /// With the number of open actions that this person carries out.
    pub fn new<'a>(current: &'static str, member: &Member, actions: impl IntoIterator<Item = &'a PlannedAction>) -> Self {
        let is_mine = |action: &Action| action.is_open() && action.assignees.contains(&member.account());
        Self { current, mine: actions.into_iter().filter(|planned| is_mine(&planned.action)).count() }
    }
}

/// The questionnaires whose programmes can be shown.
pub struct ProgrammeChoice {
    pub here: &'static str,
    /// Key, title, and whether it is shown; empty where there is nothing to choose.
    pub choices: Vec<(String, String, bool)>,
}

impl ProgrammeChoice {
    /// With the one that is shown.
    pub fn new(here: &'static str, t: Texts, programmes: &[Programme], shown: Option<&Programme>) -> Self {
        let choice = |programme: &Programme| {
            let (key, questionnaire) = (key_of(programme), &programme.sheet.campaign.questionnaire);
            (key.to_owned(), t.written(&questionnaire.title).to_owned(), shown.map(key_of) == Some(key))
        };
        let several = programmes.len() > 1;
        Self { here, choices: programmes.iter().filter(|_| several).map(choice).collect() }
    }

    /// The one that is shown, where there are several.
    pub fn shown(&self) -> Option<&str> {
        self.choices.iter().find(|(_, _, shown)| *shown).map(|(key, _, _)| key.as_str())
    }
}

/// The questionnaire of a programme.
pub fn key_of(programme: &Programme) -> &str {
    &programme.sheet.campaign.questionnaire.key
}

/// Whether a programme has such a theme.
pub fn has(programme: &Programme, theme: &str) -> bool {
    programme.sheet.script.questionnaire.themes.iter().any(|known| known.key == theme)
}

/// An action on one line or one card.
pub struct ActionRow {
    pub id: ActionId,
    pub seq: u64,
    pub title: String,
    pub assignees: String,
    pub due: String,
    pub late: bool,
    pub priority: &'static str,
    pub status: &'static str,
    pub badge: &'static str,
    pub gain: String,
    pub selected: bool,
    /// Other statuses that this person may set.
    pub offered: Vec<&'static str>,
}

/// Makes rows for one person on one day.
pub struct Rows {
    pub t: Texts,
    pub today: Date,
    pub member: Member,
    names: HashMap<AccountId, String>,
    pub chosen: Option<ActionId>,
}

impl Rows {
    /// Looks up the names of all assignees, each once.
    pub fn new(services: &Services, member: &Member, t: Texts, actions: &[PlannedAction]) -> Result<Self, Fault> {
        let mut names = HashMap::new();
        for account in actions.iter().flat_map(|planned| &planned.action.assignees) {
            if !names.contains_key(account) {
                names.insert(*account, account::name(services, member, *account)?.unwrap_or_default());
            }
        }
        Ok(Self { t, today: services.clock.today(), member: member.clone(), names, chosen: None })
    }

    pub fn row(&self, planned: &PlannedAction) -> ActionRow {
        let (action, t) = (&planned.action, self.t);
        let assignees: Vec<&str> = action.assignees.iter().filter_map(|id| self.names.get(id)).map(String::as_str).collect();
        let late = action.is_overdue(self.today);
        let due = action.due.map(|due| t.date(&due)).unwrap_or_default();
        ActionRow {
            id: action.id,
            seq: action.seq(),
            title: action.title.get(t.language).to_owned(),
            assignees: assignees.join(", "),
            due: if late { t.one("compliance-late", "date", due) } else { due },
            late,
            priority: action.priority.as_str(),
            status: action.status.as_str(),
            badge: badge(&action.status),
            gain: points(t, planned.gain),
            selected: self.chosen == Some(action.id),
            offered: offered(action, &self.member).filter(|word| *word != action.status.as_str()).collect(),
        }
    }
}

/// The statuses that a person may set.
pub fn offered(action: &Action, member: &Member) -> impl Iterator<Item = &'static str> {
    ActionStatus::ALL.into_iter().filter(|word| {
        // Whatever the reason, the right to give one is the same.
        let status = ActionStatus::read(word, "-").unwrap_or_default();
        action.may_become(&status, member.account(), member.champion().is_some())
    })
}

/// Always with words beside it; the colour only helps.
pub fn badge(status: &ActionStatus) -> &'static str {
    match status {
        ActionStatus::Todo => "bad",
        ActionStatus::InProgress => "attention",
        ActionStatus::ToValidate => "info",
        ActionStatus::Done => "good",
        ActionStatus::NotApplicable { .. } => "quiet",
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage is from 0 to 100")]
pub fn whole(percent: Percent) -> u8 {
    percent.value().round() as u8
}

/// In percent, or that it is not known.
pub fn share(t: Texts, percent: Option<Percent>) -> String {
    percent.map_or_else(|| t.get("compliance-unknown"), |percent| t.percent(&whole(percent)))
}

/// Nothing where an action brings nothing.
fn points(t: Texts, gain: Percent) -> String {
    if gain.tenths() < 0.05 { String::new() } else { t.one("compliance-gain-points", "points", format!("{gain}")) }
}
