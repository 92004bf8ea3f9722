//! The compliance programme: radar, plan of action as a tree, who leads its themes.

use super::{
    App, actions,
    fields::{Fields, plain},
    form::Errors,
    plan::{ActionRow, ProgrammeChoice, Rows, Tabs, has, key_of, share, whole},
    radar::RadarView,
    respond::{self, Answer, blocking},
    session::{Signed, SignedChampion},
    shell::{Module, Shell},
    visitor::Fragment,
};
use crate::{
    domain::{
        access::Member,
        action::{Action, ActionStatus},
        fault::Fault,
        id::{AccountId, ActionId, CampaignId},
        percent::Percent,
    },
    locale::Texts,
    service::{
        Services,
        action::{self, Candidate},
        campaign,
        lead::{self, Leading},
        programme::{self, PlannedAction, Programme},
        script,
    },
};
use askama::Template;
use axum::extract::{Path, Query, RawQuery, State};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "compliance/programme.html")]
struct ProgrammePage {
    shell: Shell,
    t: Texts,
    tabs: Tabs,
    champion: bool,
    view: Option<ProgrammeView>,
    programmes: ProgrammeChoice,
    /// Keys and titles of the questionnaires that can be opened: those of which no campaign runs.
    questionnaires: Vec<(String, String)>,
    /// What the side panel shows.
    panel: Option<String>,
}

struct ProgrammeView {
    campaign: String,
    questionnaire: String,
    validated: Option<String>,
    radar: RadarView,
    themes: Vec<ThemeRow>,
    own: Vec<ActionRow>,
    summary: String,
    faults: Vec<String>,
    has_actions: bool,
}

struct ThemeRow {
    key: String,
    title: String,
    /// Who leads it; empty for nobody.
    lead: String,
    /// Actions done, in percent; `None` without actions.
    done: Option<u8>,
    share: String,
    subthemes: Vec<SubthemeRow>,
}

struct SubthemeRow {
    key: String,
    title: String,
    lead: String,
    done: Option<u8>,
    actions: Vec<ActionRow>,
}

/// Who leads a theme or subtheme, and the choice of another.
#[derive(Template)]
#[template(path = "compliance/lead.html")]
struct LeadPanel {
    t: Texts,
    theme: String,
    subtheme: String,
    title: String,
    /// The theme of a subtheme.
    above: String,
    lead: String,
    actions: usize,
    done: usize,
    /// Who can be named, with whether it is so; only for champions.
    people: Vec<(Candidate, bool)>,
    help: String,
    errors: Errors,
}

/// Which subtheme is meant.
#[derive(Debug, Default, Deserialize)]
pub struct Subtheme {
    #[serde(default)]
    subtheme: String,
}

/// What the side panel shows.
enum Shown {
    Nothing,
    Action(ActionId),
    Lead { theme: String, subtheme: String, errors: Errors },
}

/// `GET /compliance?questionnaire=&action=&compare=`: the programme of a questionnaire, the first where none is named, with
/// an action in the side panel, and earlier campaigns over the radar.
pub async fn show(State(app): State<App>, Signed(member): Signed, shell: Shell, RawQuery(query): RawQuery) -> Answer {
    let query = Fields::read(query.unwrap_or_default().as_bytes());
    let shown = match query.one("action") {
        Some(id) => Shown::Action(id.parse().map_err(|_| Fault::NotFound)?),
        None => Shown::Nothing,
    };
    let compare = query.all("compare").map(str::parse).collect::<Result<Vec<_>, _>>().map_err(|_| Fault::NotFound)?;
    let questionnaire = query.one("questionnaire").map(str::to_owned);
    respond::page(blocking(&app, move |app| page(app, &member, shell, shown, (questionnaire.as_deref(), &compare))).await?)
}

/// `GET /compliance/themes/{theme}?subtheme=`: who leads; the panel alone where a script asks for it.
pub async fn theme(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path(theme): Path<String>,
    Query(Subtheme { subtheme }): Query<Subtheme>,
) -> Answer {
    let t = shell.t;
    if !fragment {
        let shown = Shown::Lead { theme, subtheme, errors: Errors::default() };
        return respond::page(blocking(&app, move |app| page(app, &member, shell, shown, (None, &[]))).await?);
    }
    let panel = blocking(&app, move |app| {
        let programmes = programme::all(app, &member)?;
        let programme = programmes.iter().find(|programme| has(programme, &theme)).ok_or(Fault::NotFound)?;
        let leading = lead::list(app, &member)?;
        lead_panel(app, &member, t, programme, &leading, (theme, subtheme), Errors::default())
    });
    respond::page(panel.await?)
}

/// `POST /compliance/themes/{theme}`: names who leads it, or its subtheme.
pub async fn name_lead(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(theme): Path<String>,
    fields: Fields,
) -> Answer {
    let subtheme = fields.one("subtheme").unwrap_or_default().to_owned();
    let account = fields.one("account").filter(|account| !account.is_empty()).map(str::parse).transpose();
    let account: Option<AccountId> = account.map_err(|_| Fault::invalid("account", "action-assignee-unknown"))?;
    let place = (theme.clone(), subtheme.clone());
    let member = Member::clone(&champion);
    match blocking(&app, move |app| lead::name(app, &champion, &theme, &subtheme, account)).await {
        Ok(()) => {
            let there = format!("/compliance/themes/{}?subtheme={}", plain(&place.0), plain(&place.1));
            respond::see_other_saying(&there, "said-lead-named")
        }
        Err(Fault::Invalid(errors)) => {
            let shown = Shown::Lead { theme: place.0, subtheme: place.1, errors: errors.into() };
            respond::invalid(blocking(&app, move |app| page(app, &member, shell, shown, (None, &[]))).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /compliance/campaigns`
pub async fn open(State(app): State<App>, SignedChampion(champion): SignedChampion, fields: Fields) -> Answer {
    let questionnaire = fields.one("questionnaire").unwrap_or("general").to_owned();
    let id = blocking(&app, move |app| campaign::open(app, &champion, &questionnaire)).await?;
    respond::see_other(&format!("/compliance/campaigns/{id}"))
}

fn page(
    app: &Services,
    member: &Member,
    mut shell: Shell,
    shown: Shown,
    (wanted, compare): (Option<&str>, &[CampaignId]),
) -> Result<ProgrammePage, Fault> {
    shell.module = Module::Compliance;
    let t = shell.t;
    let programmes = programme::all(app, member)?;
    let programme = match (&shown, wanted) {
        (_, Some(key)) => Some(programmes.iter().find(|programme| key_of(programme) == key).ok_or(Fault::NotFound)?),
        (Shown::Action(id), None) => programmes.iter().find(|programme| programme.has(*id)).or(programmes.first()),
        (Shown::Lead { theme, .. }, None) => programmes.iter().find(|programme| has(programme, theme)),
        (Shown::Nothing, None) => programmes.first(),
    };
    let leading = lead::list(app, member)?;
    let actions = programme.map_or(&[][..], |programme| &programme.actions);
    let mut rows = Rows::new(app, member, t, actions)?;
    if let Shown::Action(id) = &shown {
        rows.chosen = Some(*id);
    }
    let panel = match (shown, programme) {
        (Shown::Nothing, _) => None,
        (Shown::Action(id), _) => Some(actions::panel(app, member, t, id, false, Errors::default())?),
        (Shown::Lead { .. }, None) => return Err(Fault::NotFound),
        (Shown::Lead { theme, subtheme, errors }, Some(programme)) => {
            let panel = lead_panel(app, member, t, programme, &leading, (theme, subtheme), errors)?;
            Some(panel.render().map_err(Fault::internal)?)
        }
    };
    let champion = member.champion().is_some();
    let mut offered = if champion { script::questionnaires(app, member)? } else { Vec::new() };
    let runs =
        |key: &str| programmes.iter().any(|programme| key_of(programme) == key && programme.sheet.campaign.validation.is_none());
    offered.retain(|offered| !runs(&offered.script.questionnaire.key));
    let titled = offered.iter().map(|offered| &offered.script.questionnaire);
    let titled = titled.map(|questionnaire| (questionnaire.key.clone(), t.written(&questionnaire.title).to_owned()));
    Ok(ProgrammePage {
        tabs: Tabs::new("plan", member, programmes.iter().flat_map(|programme| &programme.actions)),
        champion,
        questionnaires: titled.collect(),
        view: match programme {
            Some(programme) => {
                let radar = RadarView::new(app, member, t, programme, compare)?;
                Some(view(programme, &rows, &leading, radar))
            }
            None => None,
        },
        programmes: ProgrammeChoice::new("/compliance", t, &programmes, programme),
        panel,
        t,
        shell,
    })
}

fn lead_panel(
    app: &Services,
    member: &Member,
    t: Texts,
    programme: &Programme,
    leading: &HashMap<(String, String), Leading>,
    place: (String, String),
    errors: Errors,
) -> Result<LeadPanel, Fault> {
    let themes = &programme.sheet.script.questionnaire.themes;
    let theme = themes.iter().find(|theme| theme.key == place.0).ok_or(Fault::NotFound)?;
    let subtheme = theme.subthemes.iter().find(|subtheme| subtheme.key == place.1);
    let of_theme = place.1.is_empty();
    let (title, above) = match subtheme {
        Some(subtheme) => (&subtheme.title, theme.title.get(t.language)),
        None if of_theme => (&theme.title, ""),
        None => return Err(Fault::NotFound),
    };
    let here = |action: &Action| action.theme == place.0 && (of_theme || action.subtheme == place.1);
    let actions: Vec<_> = programme.actions.iter().filter(|planned| here(&planned.action)).collect();
    let lead = leading.get(&place);
    let mut people = member.champion().map(|champion| action::people(app, &champion)).transpose()?.unwrap_or_default();
    people.retain(|person| person.is_champion || !of_theme);
    let is_lead = |person: &Candidate| lead.is_some_and(|lead| lead.account == person.account);
    Ok(LeadPanel {
        title: title.get(t.language).to_owned(),
        above: above.to_owned(),
        lead: lead.map(|lead| lead.name.clone()).unwrap_or_default(),
        actions: actions.len(),
        done: actions.iter().filter(|planned| planned.action.status == ActionStatus::Done).count(),
        people: people.into_iter().map(|person| (is_lead(&person), person)).map(|(chosen, person)| (person, chosen)).collect(),
        help: t.get(if of_theme { "lead-help-theme" } else { "lead-help-subtheme" }),
        errors,
        theme: place.0,
        subtheme: place.1,
        t,
    })
}

fn view(programme: &Programme, rows: &Rows, leading: &HashMap<(String, String), Leading>, radar: RadarView) -> ProgrammeView {
    let (t, language) = (rows.t, rows.t.language);
    let sheet = &programme.sheet;
    let questionnaire = &sheet.script.questionnaire;
    let of = |theme: &str, subtheme: &str| -> Vec<&PlannedAction> {
        let here = |action: &Action| action.theme == theme && (subtheme.is_empty() || action.subtheme == subtheme);
        programme.actions.iter().filter(|planned| here(&planned.action)).collect()
    };
    let lead = |theme: &str, subtheme: &str| {
        let lead = leading.get(&(theme.to_owned(), subtheme.to_owned()));
        lead.map(|lead| lead.name.clone()).unwrap_or_default()
    };
    let themes = questionnaire.themes.iter().map(|theme| {
        let subthemes = theme.subthemes.iter().map(|subtheme| {
            let actions = of(&theme.key, &subtheme.key);
            SubthemeRow {
                key: subtheme.key.clone(),
                title: subtheme.title.get(language).to_owned(),
                lead: lead(&theme.key, &subtheme.key),
                done: done(&actions),
                actions: actions.iter().map(|planned| rows.row(planned)).collect(),
            }
        });
        let axis = programme.radar.axes.iter().find(|axis| axis.theme == theme.key);
        ThemeRow {
            key: theme.key.clone(),
            title: theme.title.get(language).to_owned(),
            lead: lead(&theme.key, ""),
            done: done(&of(&theme.key, "")),
            share: share(t, axis.and_then(|axis| axis.current)),
            subthemes: subthemes.filter(|subtheme| !subtheme.actions.is_empty()).collect(),
        }
    });
    let themes: Vec<_> = themes.collect();
    let shown = |action: &Action| {
        let theme = questionnaire.themes.iter().find(|theme| theme.key == action.theme);
        theme.is_some_and(|theme| theme.subthemes.iter().any(|subtheme| subtheme.key == action.subtheme))
    };
    let finished = programme.actions.iter().filter(|planned| planned.action.status == ActionStatus::Done).count();
    ProgrammeView {
        campaign: sheet.campaign.id.to_string(),
        questionnaire: sheet.campaign.questionnaire.title.get(language).to_owned(),
        validated: sheet.campaign.validation.as_ref().map(|validation| t.day(&validation.at)),
        radar,
        has_actions: !programme.actions.is_empty(),
        own: programme.actions.iter().filter(|planned| !shown(&planned.action)).map(|planned| rows.row(planned)).collect(),
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
        faults: sheet.faults.iter().map(|fault| t.located(fault)).collect(),
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
