//! How the programme moved over the last twelve months: conformity of each theme, actions done, actions overdue, and where
//! the departments stand. Counts what is kept, and keeps nothing itself.

use super::{
    Services, action,
    campaign::{self, CampaignSheet},
    department, membership,
};
use crate::{
    clock::Clock,
    domain::{
        access::Member,
        action::{self as domain, Action, ActionStatus},
        evaluation::RaisedAction,
        fault::Fault,
        id::{AccountId, CampaignId, DepartmentId},
        percent::Percent,
        radar::Radar,
        text::Localised,
    },
    scripts::AnswerSet,
    store::Versioned,
};
use jiff::{Timestamp, ToSpan, civil::Date};
use std::collections::{HashMap, HashSet, hash_map::Entry};

/// Months that are looked back on, this one too.
pub const MONTHS: i64 = 12;

/// Figures month by month, the oldest first.
#[derive(Debug)]
pub struct Indicators {
    /// The first day of each month.
    pub months: Vec<Date>,
    /// Mean of the answered themes at the end of each month.
    pub mean: Vec<Option<Percent>>,
    pub themes: Vec<ThemeSeries>,
    /// Actions done in each month.
    pub done: Vec<usize>,
    /// Actions that were overdue at the end of each month.
    pub overdue: Vec<usize>,
    /// Today, by department of those who carry the actions out.
    pub departments: Vec<DepartmentFigures>,
}

/// The conformity of a theme at the end of each month; `None` where it was not answered.
#[derive(Debug)]
pub struct ThemeSeries {
    pub theme: String,
    pub title: Localised,
    pub values: Vec<Option<Percent>>,
}

/// How many actions a department has.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DepartmentFigures {
    /// `None` for actions of people without a department, and of nobody.
    pub id: Option<DepartmentId>,
    pub name: String,
    pub open: usize,
    pub done: usize,
    pub overdue: usize,
}

/// A month with its end, which for this month is now.
struct Month {
    first: Date,
    /// What is due before this day is late at the end.
    late_before: Date,
    end: Timestamp,
}

/// The figures of the last months; conformity is that of one questionnaire, the first opened where none is named.
///
/// # Errors
/// Internal only.
pub fn indicators(services: &Services, member: &Member, questionnaire: Option<&str>) -> Result<Indicators, Fault> {
    let months = months(services.clock.today(), services.clock.now());
    let actions = action::list(services, member)?;
    let mut campaigns = campaign::list(services, member)?;
    let first = campaigns.last().map(|campaign| campaign.questionnaire.key.clone());
    let wanted = questionnaire.map(str::to_owned).or(first).unwrap_or_default();
    campaigns.retain(|campaign| campaign.questionnaire.key == wanted);
    let mut sheets: HashMap<CampaignId, CampaignSheet> = HashMap::new();
    let mut radars: Vec<Option<Radar>> = Vec::new();
    for month in &months {
        // Newest first: the one that ran at the end of the month.
        let Some(running) = campaigns.iter().find(|campaign| campaign.opened_at <= month.end) else {
            radars.push(None);
            continue;
        };
        let sheet = match sheets.entry(running.id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(campaign::sheet(services, member, running.id)?),
        };
        radars.push(Some(radar_at(sheet, &actions, month.end)));
    }
    let titles = campaigns.first().map(|newest| campaign::script(services, member, &newest.questionnaire.hash)).transpose()?;
    let themes = titles.iter().flat_map(|script| &script.questionnaire.themes).map(|theme| ThemeSeries {
        theme: theme.key.clone(),
        title: theme.title.clone(),
        values: radars.iter().map(|radar| value(radar.as_ref()?, &theme.key)).collect(),
    });
    Ok(Indicators {
        mean: radars.iter().map(|radar| radar.as_ref().and_then(Radar::current)).collect(),
        themes: themes.collect(),
        done: months.iter().map(|month| count(&actions, |action| is_done_in(action, month))).collect(),
        overdue: months.iter().map(|month| count(&actions, |action| was_overdue(action, month))).collect(),
        departments: departments(services, member, &actions)?,
        months: months.into_iter().map(|month| month.first).collect(),
    })
}

fn months(today: Date, now: Timestamp) -> Vec<Month> {
    let this = today.first_of_month();
    let month = |back: i64| {
        let first = this.saturating_sub(back.months());
        let next = first.saturating_add(1.month());
        Month { first, late_before: next.min(today), end: Clock::start_of(next).min(now) }
    };
    (0..MONTHS).rev().map(month).collect()
}

/// The radar as it stood at a moment: with the answers given and the actions done until then.
fn radar_at(sheet: &CampaignSheet, actions: &[Versioned<Action>], moment: Timestamp) -> Radar {
    let given = sheet.answers.iter().filter(|(_, answer)| answer.at <= moment);
    let given: AnswerSet = given.filter_map(|(key, answer)| answer.value.clone().map(|value| (key.clone(), value))).collect();
    let done: HashSet<_> =
        actions.iter().filter(|action| action.finished().is_some_and(|at| at <= moment)).map(|action| action.id).collect();
    let is_done =
        |raised: &RaisedAction| done.contains(&domain::id_of(sheet.campaign.id, &raised.question, &raised.proposal.key));
    let questionnaire = &sheet.script.questionnaire;
    if sheet.answers.values().all(|answer| answer.at <= moment) {
        return Radar::new(questionnaire, &sheet.evaluation, is_done);
    }
    Radar::new(questionnaire, &sheet.script.evaluate(&given, &sheet.facts).evaluation, is_done)
}

fn value(radar: &Radar, theme: &str) -> Option<Percent> {
    radar.axes.iter().find(|axis| axis.theme == theme).and_then(|axis| axis.current)
}

fn count(actions: &[Versioned<Action>], wanted: impl Fn(&Action) -> bool) -> usize {
    actions.iter().filter(|action| wanted(action)).count()
}

fn is_done_in(action: &Action, month: &Month) -> bool {
    action.finished().is_some_and(|at| Clock::shown(at).date().first_of_month() == month.first)
}

/// Due before the end of the month, there by then, and not done by then.
fn was_overdue(action: &Action, month: &Month) -> bool {
    let applies = !matches!(action.status, ActionStatus::NotApplicable { .. });
    let late = action.due.is_some_and(|due| due < month.late_before);
    let open = action.finished().is_none_or(|at| at > month.end);
    applies && late && open && action.created_at <= month.end
}

fn departments(services: &Services, member: &Member, actions: &[Versioned<Action>]) -> Result<Vec<DepartmentFigures>, Fault> {
    let mut places: HashMap<AccountId, Vec<DepartmentId>> = HashMap::new();
    for membership in membership::of_organisation(services, member.tenant().organisation())? {
        places.insert(membership.account, membership.departments.clone());
    }
    let today = services.clock.today();
    let known = department::list(services, member)?.into_iter().map(|counted| counted.department);
    let mut figures: Vec<_> = known
        .map(|department| DepartmentFigures {
            id: Some(department.id),
            name: department.name.clone(),
            ..DepartmentFigures::default()
        })
        .chain([DepartmentFigures::default()])
        .collect();
    for action in actions {
        let of: HashSet<_> =
            action.assignees.iter().filter_map(|account| places.get(account)).flatten().copied().map(Some).collect();
        let of = if of.is_empty() { HashSet::from([None]) } else { of };
        for one in figures.iter_mut().filter(|one| of.contains(&one.id)) {
            one.open += usize::from(action.is_open());
            one.done += usize::from(action.status == ActionStatus::Done);
            one.overdue += usize::from(action.is_overdue(today));
        }
    }
    figures.retain(|one| one.open + one.done > 0);
    Ok(figures)
}
