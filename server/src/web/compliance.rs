//! The compliance programme: radar, plan of action, one action.

use super::{
    App,
    fields::Fields,
    respond::{self, Answer, blocking},
    session::{Signed, SignedChampion},
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::Member,
        action::{Action, ActionOrigin, ActionStatus},
        fault::Fault,
        id::{AccountId, ActionId},
        percent::Percent,
        questionnaire::Questionnaire,
        text::Localised,
    },
    export::chart::radar::{AxisFigures, Plot, RadarSvg},
    locale::Texts,
    service::{
        action::{self, ActionChange},
        campaign, programme,
        programme::{PlannedAction, Programme},
    },
    store::Versioned,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
};
use jiff::civil::Date;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "compliance/programme.html")]
struct ProgrammePage {
    shell: Shell,
    champion: bool,
    view: Option<ProgrammeView>,
    panel: Option<ActionPanel>,
}

struct ProgrammeView {
    campaign: String,
    questionnaire: String,
    validated: Option<String>,
    radar: String,
    current: Option<u8>,
    initial: Option<u8>,
    axes: Vec<AxisRow>,
    themes: Vec<ThemeRow>,
    own: Vec<ActionRow>,
    summary: String,
    faults: Vec<String>,
    has_actions: bool,
}

struct AxisRow {
    title: String,
    initial: String,
    current: String,
}

struct ThemeRow {
    title: String,
    /// Actions done, in percent; `None` without actions.
    done: Option<u8>,
    gain: String,
    subthemes: Vec<SubthemeRow>,
}

struct SubthemeRow {
    title: String,
    done: Option<u8>,
    actions: Vec<ActionRow>,
}

struct ActionRow {
    id: String,
    title: String,
    assignees: String,
    due: String,
    late: bool,
    status: &'static str,
    badge: &'static str,
    gain: String,
    selected: bool,
}

#[derive(Template)]
#[template(path = "compliance/action.html")]
struct ActionPanel {
    t: Texts,
    id: String,
    seq: u64,
    title: String,
    why: String,
    article: String,
    priority: &'static str,
    effort: &'static str,
    status: &'static str,
    badge: &'static str,
    reason: String,
    assignees: Vec<String>,
    due: Option<Date>,
    gain: String,
    question: Option<String>,
    /// Statuses this person may set, with whether it is the present one; none where the action is not theirs.
    offered: Vec<(&'static str, bool)>,
    /// People who can be assigned, with whether they are; only for champions.
    people: Vec<(String, String, bool)>,
}

/// `GET /compliance`
pub async fn show(State(app): State<App>, Signed(member): Signed, shell: Shell) -> Answer {
    programme_page(&app, member, shell, None).await
}

/// `GET /compliance/actions/{id}`: the panel alone where a script asks for it, else the whole page with it.
pub async fn show_action(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let id: ActionId = id.parse().map_err(|_| Fault::NotFound)?;
    if !headers.contains_key("x-fragment") {
        return programme_page(&app, member, shell, Some(id)).await;
    }
    let t = shell.t;
    respond::page(blocking(&app, move |app| panel(app, &member, t, id)).await?)
}

/// `POST /compliance/actions/{id}`: status, assignees and due date, whichever the form holds.
pub async fn update_action(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>, fields: Fields) -> Answer {
    let action: ActionId = id.parse().map_err(|_| Fault::NotFound)?;
    let reason = fields.one("reason").unwrap_or_default();
    let assigns = fields.one("assign").is_some();
    let assignees: Result<Vec<AccountId>, _> = fields.all("assignees").map(str::parse).collect();
    let due = fields.one("due").filter(|due| !due.is_empty()).map(str::parse).transpose();
    let change = ActionChange {
        status: fields.one("status").map(|status| ActionStatus::read(status, reason)).transpose()?,
        assignees: assigns.then_some(assignees.map_err(|_| Fault::invalid("assignees", "action-assignee-unknown"))?),
        due: assigns.then_some(due.map_err(|_| Fault::invalid("due", "answer-date"))?),
        seq: fields.one("seq").and_then(|seq| seq.parse().ok()),
    };
    blocking(&app, move |app| action::update(app, &member, action, change)).await?;
    respond::see_other(&format!("/compliance/actions/{action}"))
}

/// `POST /compliance/campaigns`
pub async fn open(State(app): State<App>, SignedChampion(champion): SignedChampion, fields: Fields) -> Answer {
    let questionnaire = fields.one("questionnaire").unwrap_or("general").to_owned();
    let id = blocking(&app, move |app| campaign::open(app, &champion, &questionnaire)).await?;
    respond::see_other(&format!("/compliance/campaigns/{id}"))
}

async fn programme_page(app: &App, member: Member, mut shell: Shell, chosen: Option<ActionId>) -> Answer {
    shell.module = Module::Compliance;
    let (t, champion) = (shell.t, member.champion().is_some());
    let (view, panel) = blocking(app, move |app| {
        let programme = programme::latest(app, &member)?;
        let names = names(app, &member, programme.as_ref())?;
        let today = app.clock.today();
        let view = programme.map(|programme| view(&programme, t, &names, today, chosen));
        Ok((view, chosen.map(|id| panel(app, &member, t, id)).transpose()?))
    })
    .await?;
    respond::page(ProgrammePage { shell, champion, view, panel })
}

/// The names of all assignees, each looked up once.
fn names(app: &App, member: &Member, programme: Option<&Programme>) -> Result<HashMap<AccountId, String>, Fault> {
    let mut names = HashMap::new();
    for account in programme.into_iter().flat_map(|programme| &programme.actions).flat_map(|planned| &planned.action.assignees) {
        if !names.contains_key(account) {
            names.insert(*account, crate::service::account::name(app, member, *account)?.unwrap_or_default());
        }
    }
    Ok(names)
}

fn view(
    programme: &Programme,
    t: Texts,
    names: &HashMap<AccountId, String>,
    today: Date,
    chosen: Option<ActionId>,
) -> ProgrammeView {
    let language = t.language;
    let sheet = &programme.sheet;
    let questionnaire = &sheet.script.questionnaire;
    let row = |planned: &PlannedAction| action_row(planned, t, names, today, chosen);
    let of = |theme: &str, subtheme: &str| -> Vec<&PlannedAction> {
        let here = |action: &Action| action.theme == theme && (subtheme.is_empty() || action.subtheme == subtheme);
        programme.actions.iter().filter(|planned| here(&planned.action)).collect()
    };
    let themes = questionnaire.themes.iter().map(|theme| {
        let subthemes = theme.subthemes.iter().map(|subtheme| {
            let actions = of(&theme.key, &subtheme.key);
            let rows = actions.iter().map(|planned| row(planned)).collect();
            SubthemeRow { title: subtheme.title.get(language).to_owned(), done: done(&actions), actions: rows }
        });
        let axis = programme.radar.axes.iter().find(|axis| axis.theme == theme.key);
        ThemeRow {
            title: theme.title.get(language).to_owned(),
            done: done(&of(&theme.key, "")),
            gain: share(t, axis.and_then(|axis| axis.current)),
            subthemes: subthemes.filter(|subtheme| !subtheme.actions.is_empty()).collect(),
        }
    });
    let themes: Vec<_> = themes.collect();
    let in_a_theme = |action: &Action| questionnaire.themes.iter().any(|theme| theme.key == action.theme);
    let finished = programme.actions.iter().filter(|planned| planned.action.status == ActionStatus::Done).count();
    ProgrammeView {
        campaign: sheet.campaign.id.to_string(),
        questionnaire: sheet.campaign.questionnaire.title.get(language).to_owned(),
        validated: sheet.campaign.validation.as_ref().map(|validation| t.day(&validation.at)),
        radar: radar(programme, t),
        current: programme.radar.current().map(whole),
        initial: programme.radar.initial().map(whole),
        axes: programme
            .radar
            .axes
            .iter()
            .map(|axis| AxisRow {
                title: axis.title.get(language).to_owned(),
                initial: share(t, axis.initial),
                current: share(t, axis.current),
            })
            .collect(),
        has_actions: !programme.actions.is_empty(),
        own: programme.actions.iter().filter(|planned| !in_a_theme(&planned.action)).map(row).collect(),
        themes,
        summary: t.with(
            "compliance-summary",
            &[
                ("themes", questionnaire.themes.len()),
                ("questions", sheet.evaluation.progress.visible),
                ("actions", programme.actions.len()),
                ("done", finished),
            ],
        ),
        faults: sheet.faults.iter().map(ToString::to_string).collect(),
    }
}

fn radar(programme: &Programme, t: Texts) -> String {
    let hint = |title: &Localised, figure: Option<Percent>, curve: &str| {
        let (theme, share, curve) = (title.get(t.language).to_owned(), share(t, figure), t.get(curve));
        t.with("compliance-hint", &[("theme", theme), ("share", share), ("curve", curve)])
    };
    let axes: Vec<_> = programme
        .radar
        .axes
        .iter()
        .map(|axis| AxisFigures {
            label: axis.title.get(t.language).to_owned(),
            initial: axis.initial,
            current: axis.current,
            initial_hint: hint(&axis.title, axis.initial, "compliance-initial"),
            current_hint: hint(&axis.title, axis.current, "compliance-today"),
        })
        .collect();
    let (title, description) = (t.get("compliance-radar"), t.get("compliance-radar-text"));
    RadarSvg { plot: Plot::new(&axes), title: &title, description: &description }.render().unwrap_or_default()
}

fn action_row(
    planned: &PlannedAction,
    t: Texts,
    names: &HashMap<AccountId, String>,
    today: Date,
    chosen: Option<ActionId>,
) -> ActionRow {
    let action = &planned.action;
    let assignees: Vec<&str> = action.assignees.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
    let late = action.is_overdue(today);
    let due = action.due.map(|due| t.date(&due)).unwrap_or_default();
    ActionRow {
        id: action.id.to_string(),
        title: action.title.get(t.language).to_owned(),
        assignees: assignees.join(", "),
        due: if late { t.one("compliance-late", "date", due) } else { due },
        late,
        status: action.status.as_str(),
        badge: badge(&action.status),
        gain: points(t, planned.gain),
        selected: chosen == Some(action.id),
    }
}

fn panel(app: &App, member: &Member, t: Texts, id: ActionId) -> Result<ActionPanel, Fault> {
    let action = action::find(app, member, id)?;
    let programme = programme::latest(app, member)?;
    let planned = programme.iter().flat_map(|programme| &programme.actions).find(|planned| planned.action.id == id);
    let questionnaire = programme.as_ref().map(|programme| &programme.sheet.script.questionnaire);
    let champion = member.champion();
    let offered = ActionStatus::ALL.into_iter().filter(|word| {
        let status = ActionStatus::read(word, "-").unwrap_or_default();
        action.may_become(&status, member.account(), champion.is_some())
    });
    let people = match &champion {
        None => Vec::new(),
        Some(champion) => action::people(app, champion)?
            .into_iter()
            .map(|(id, name)| (id.to_string(), name, action.assignees.contains(&id)))
            .collect(),
    };
    let mut assignees = Vec::new();
    for account in &action.assignees {
        assignees.extend(crate::service::account::name(app, member, *account)?);
    }
    Ok(ActionPanel {
        id: id.to_string(),
        seq: action.seq(),
        title: action.title.get(t.language).to_owned(),
        why: action.why.get(t.language).to_owned(),
        article: action.article.get(t.language).to_owned(),
        priority: action.priority.as_str(),
        effort: action.effort.as_str(),
        status: action.status.as_str(),
        badge: badge(&action.status),
        reason: action.status.reason().to_owned(),
        assignees,
        due: action.due,
        gain: planned.map(|planned| points_long(t, planned.gain)).unwrap_or_default(),
        question: questionnaire.and_then(|questionnaire| question_of(questionnaire, &action, t)),
        offered: offered.map(|word| (word, word == action.status.as_str())).collect(),
        people,
        t,
    })
}

fn question_of(questionnaire: &Questionnaire, action: &Versioned<Action>, t: Texts) -> Option<String> {
    let ActionOrigin::Answer { question, .. } = &action.origin else { return None };
    questionnaire.question(question).map(|placed| placed.question.text.get(t.language).to_owned())
}

/// Always with words beside it; the colour only helps.
fn badge(status: &ActionStatus) -> &'static str {
    match status {
        ActionStatus::Todo => "bad",
        ActionStatus::InProgress => "attention",
        ActionStatus::ToValidate => "info",
        ActionStatus::Done => "good",
        ActionStatus::NotApplicable { .. } => "quiet",
    }
}

/// The part of actions that are done, those that do not apply left aside.
#[expect(clippy::cast_precision_loss, reason = "a plan has few actions")]
fn done(actions: &[&PlannedAction]) -> Option<u8> {
    let count =
        |wanted: fn(&ActionStatus) -> bool| actions.iter().filter(|planned| wanted(&planned.action.status)).count() as f64;
    let all = count(|status| !matches!(status, ActionStatus::NotApplicable { .. }));
    Percent::of(count(|status| *status == ActionStatus::Done), all).map(whole)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage is from 0 to 100")]
pub(super) fn whole(percent: Percent) -> u8 {
    percent.value().round() as u8
}

fn share(t: Texts, percent: Option<Percent>) -> String {
    percent.map_or_else(|| t.get("compliance-unknown"), |percent| t.percent(&whole(percent)))
}

/// Nothing where an action brings nothing.
fn points(t: Texts, gain: Percent) -> String {
    if gain.tenths() < 0.05 { String::new() } else { t.one("compliance-gain-points", "points", format!("{gain}")) }
}

fn points_long(t: Texts, gain: Percent) -> String {
    if gain.tenths() < 0.05 { String::new() } else { t.one("compliance-gain-long", "points", format!("{gain}")) }
}
