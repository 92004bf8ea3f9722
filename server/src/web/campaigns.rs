//! The pages of a campaign: its questions subtheme by subtheme, each answer saved at once, validation.

use super::{
    App,
    fields::Fields,
    plan::whole,
    respond::{self, Answer, blocking},
    session::{Signed, SignedChampion},
    shell::{Module, Shell},
};
use crate::{
    domain::{
        answer_value::{AnswerKind, AnswerValue, Choice, YES_NO, YES_NO_PARTLY_NA},
        evaluation::Progress,
        fault::{Fault, FieldError},
        id::CampaignId,
        questionnaire::Placed,
        text::Language,
    },
    locale::Texts,
    service::campaign::{self, AnswerInput, CampaignSheet, Saved},
    store::Versioned,
};
use askama::Template;
use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

#[derive(Template)]
#[template(path = "compliance/campaign.html")]
struct CampaignPage {
    shell: Shell,
    id: String,
    title: String,
    opened: String,
    validated: Option<String>,
    champion: bool,
    /// Whether answers can be given by this person now.
    open: bool,
    progress: Progress,
    share: u8,
    themes: Vec<ThemeNav>,
    subtheme: String,
    subtheme_title: String,
    previous: Option<String>,
    next: Option<String>,
    questions: Vec<QuestionView>,
    faults: Vec<String>,
}

struct ThemeNav {
    title: String,
    progress: Progress,
    subthemes: Vec<SubthemeNav>,
}

struct SubthemeNav {
    key: String,
    title: String,
    progress: Progress,
    current: bool,
}

struct QuestionView {
    key: String,
    text: String,
    help: String,
    article: String,
    departments: String,
    kind: &'static str,
    options: Vec<OptionView>,
    /// What a field holds: a number, a date, a text, rows.
    field: String,
    min: String,
    max: String,
    unit: String,
    comment: String,
    seq: u64,
    saved: Option<String>,
    answered: bool,
}

struct OptionView {
    key: String,
    text: String,
    chosen: bool,
}

/// Which subtheme to show.
#[derive(Debug, Default, Deserialize)]
pub struct Shown {
    subtheme: Option<String>,
}

/// What a script hears after an answer.
#[derive(Debug, Serialize)]
struct SavedBody {
    said: String,
    seq: u64,
    /// Whether questions appeared or disappeared, so that the page must be looked at again.
    changed: bool,
}

/// What a script hears when an answer was refused.
#[derive(Debug, Serialize)]
struct RefusedBody {
    error: String,
}

/// `GET /compliance/campaigns/{id}?subtheme=`
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Answer {
    let id: CampaignId = id.parse().map_err(|_| Fault::NotFound)?;
    shell.module = Module::Compliance;
    let champion = member.champion().is_some();
    let sheet = blocking(&app, move |app| campaign::sheet(app, &member, id)).await?;
    respond::page(page(&sheet, shell, champion, shown.subtheme.as_deref())?)
}

/// `POST /compliance/campaigns/{id}/answers/{question}`: saves, then shows the question again; a script hears JSON.
pub async fn answer(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((id, question)): Path<(String, String)>,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let campaign: CampaignId = id.parse().map_err(|_| Fault::NotFound)?;
    let value = if fields.one("clear").is_some() { Vec::new() } else { values(&fields) };
    let input = AnswerInput {
        value,
        comment: fields.one("comment").unwrap_or_default().to_owned(),
        seq: fields.one("seq").and_then(|seq| seq.parse().ok()),
    };
    let subtheme = fields.one("subtheme").unwrap_or_default().to_owned();
    let asked = question.clone();
    let saved = blocking(&app, move |app| campaign::answer(app, &champion, campaign, &asked, &input)).await;
    if headers.contains_key("x-fragment") {
        return Ok(told(saved, shell.t));
    }
    saved?;
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("subtheme", &subtheme).finish();
    respond::see_other(&format!("/compliance/campaigns/{campaign}?{query}#q-{}", crate::web::fields::plain(&question)))
}

/// `POST /compliance/campaigns/{id}/validation`
pub async fn validate(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    Path(id): Path<String>,
    fields: Fields,
) -> Answer {
    let campaign: CampaignId = id.parse().map_err(|_| Fault::NotFound)?;
    if fields.one("understood").is_none() {
        return Err(Fault::invalid("understood", "fault-required").into());
    }
    blocking(&app, move |app| campaign::validate(app, &champion, campaign)).await?;
    respond::see_other("/compliance")
}

/// Rows of a table come as lines; everything else as it is.
fn values(fields: &Fields) -> Vec<String> {
    let rows = fields.all("rows").flat_map(str::lines).map(|line| line.replace(" | ", "\t"));
    fields.all("value").map(str::to_owned).chain(rows).collect()
}

fn told(saved: Result<Saved, Fault>, t: Texts) -> axum::response::Response {
    match saved {
        Ok(saved) => {
            let said = t.one("answer-saved", "time", clock(saved.at));
            Json(SavedBody { said, seq: saved.seq, changed: saved.visibility_changed }).into_response()
        }
        Err(fault) => told_refusal(fault, t),
    }
}

/// Why something was refused, for a script.
pub(super) fn told_refusal(fault: Fault, t: Texts) -> axum::response::Response {
    let refused = |status: StatusCode, errors: &[FieldError]| {
        let errors: Vec<String> = errors.iter().map(|error| t.error(error)).collect();
        (status, Json(RefusedBody { error: errors.join(" ") })).into_response()
    };
    match fault {
        Fault::Invalid(errors) => refused(StatusCode::UNPROCESSABLE_ENTITY, &errors),
        Fault::Conflict(errors) => refused(StatusCode::CONFLICT, &errors),
        fault => super::error::Refusal(fault).into_response(),
    }
}

/// Hour and minute on the clocks of France.
pub(super) fn clock(at: Timestamp) -> String {
    let local = at.to_zoned(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC));
    format!("{:02}:{:02}", local.hour(), local.minute())
}

fn page(sheet: &CampaignSheet, shell: Shell, champion: bool, wanted: Option<&str>) -> Result<CampaignPage, Fault> {
    let (t, language) = (shell.t, shell.t.language);
    let questionnaire = &sheet.script.questionnaire;
    let order: Vec<_> = questionnaire.themes.iter().flat_map(|theme| &theme.subthemes).collect();
    let chosen = match wanted {
        Some(key) => order.iter().position(|subtheme| subtheme.key == key).ok_or(Fault::NotFound)?,
        None => first_open(sheet),
    };
    let current = order.get(chosen).ok_or(Fault::NotFound)?;
    let themes = questionnaire.themes.iter().zip(&sheet.evaluation.themes).map(|(theme, figures)| ThemeNav {
        title: theme.title.get(language).to_owned(),
        progress: figures.progress,
        subthemes: theme
            .subthemes
            .iter()
            .zip(&figures.subthemes)
            .map(|(subtheme, figures)| SubthemeNav {
                key: subtheme.key.clone(),
                title: subtheme.title.get(language).to_owned(),
                progress: figures.progress,
                current: subtheme.key == current.key,
            })
            .collect(),
    });
    let visible = questionnaire
        .questions()
        .filter(|placed| placed.subtheme.key == current.key && sheet.evaluation.is_visible(placed.index));
    let key = |place: Option<usize>| place.and_then(|place| order.get(place)).map(|subtheme| subtheme.key.clone());
    Ok(CampaignPage {
        id: sheet.campaign.id.to_string(),
        title: sheet.campaign.questionnaire.title.get(language).to_owned(),
        opened: t.day(&sheet.campaign.opened_at),
        validated: sheet.campaign.validation.as_ref().map(|validation| t.day(&validation.at)),
        champion,
        open: champion && sheet.campaign.validation.is_none(),
        progress: sheet.evaluation.progress,
        share: whole(sheet.evaluation.progress.percent()),
        themes: themes.collect(),
        subtheme: current.key.clone(),
        subtheme_title: current.title.get(language).to_owned(),
        previous: key(chosen.checked_sub(1)),
        next: key(chosen.checked_add(1)),
        questions: visible.map(|placed| question(sheet, &placed, t)).collect(),
        faults: sheet.faults.iter().map(ToString::to_string).collect(),
        shell,
    })
}

/// The first subtheme with a question to answer.
fn first_open(sheet: &CampaignSheet) -> usize {
    let subthemes = sheet.evaluation.themes.iter().flat_map(|theme| &theme.subthemes);
    subthemes.into_iter().position(|subtheme| !subtheme.progress.is_complete()).unwrap_or(0)
}

fn question(sheet: &CampaignSheet, placed: &Placed<'_>, t: Texts) -> QuestionView {
    let (question, language) = (placed.question, t.language);
    let stored = sheet.answers.get(&question.key);
    let value = stored.and_then(|answer| answer.value.as_ref());
    let departments: Vec<&str> = sheet
        .script
        .questionnaire
        .departments
        .iter()
        .filter(|department| question.departments.contains(&department.key))
        .map(|department| department.name.get(language))
        .collect();
    let (mut min, mut max, mut unit) = (String::new(), String::new(), String::new());
    if let AnswerKind::Number { min: from, max: to, unit: of } = &question.kind {
        (min, max, unit) = (from.to_string(), to.to_string(), of.get(language).to_owned());
    }
    QuestionView {
        key: question.key.clone(),
        text: question.text.get(language).to_owned(),
        help: question.help.get(language).to_owned(),
        article: question.article.get(language).to_owned(),
        departments: departments.join(", "),
        kind: question.kind.as_str(),
        options: options(&question.kind, value, t),
        field: field(value),
        min,
        max,
        unit,
        comment: stored.map(|answer| answer.comment.clone()).unwrap_or_default(),
        seq: stored.map_or(0, Versioned::seq),
        saved: stored.map(|answer| t.one("answer-saved", "time", clock(answer.at))),
        answered: value.is_some(),
    }
}

/// What can be chosen, in order; empty for questions with a field.
fn options(kind: &AnswerKind, value: Option<&AnswerValue>, t: Texts) -> Vec<OptionView> {
    let chosen = |key: &str| value.is_some_and(|value| value.is(key));
    let fixed = |keys: &[&str]| {
        let option = |key: &&str| OptionView { key: (*key).to_owned(), text: t.of("answer", key), chosen: chosen(key) };
        keys.iter().map(option).collect()
    };
    let own = |choices: &[Choice], language: Language| {
        let option = |choice: &Choice| OptionView {
            key: choice.key.clone(),
            text: choice.text.get(language).to_owned(),
            chosen: chosen(&choice.key),
        };
        choices.iter().map(option).collect()
    };
    match kind {
        AnswerKind::YesNo => fixed(&YES_NO),
        AnswerKind::YesNoPartlyNa => fixed(&YES_NO_PARTLY_NA),
        AnswerKind::Single(choices) | AnswerKind::Multiple(choices) => own(choices, t.language),
        AnswerKind::Scale { min, max, low, high } => (*min..=*max)
            .map(|step| {
                let end = match step {
                    step if step == *min => format!(" – {}", low.get(t.language)),
                    step if step == *max => format!(" – {}", high.get(t.language)),
                    _ => String::new(),
                };
                let key = step.to_string();
                OptionView { text: format!("{key}{end}"), chosen: field(value) == key, key }
            })
            .collect(),
        AnswerKind::Number { .. } | AnswerKind::Date | AnswerKind::Text | AnswerKind::Table(_) => Vec::new(),
    }
}

fn field(value: Option<&AnswerValue>) -> String {
    match value {
        Some(AnswerValue::Table(rows)) => rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n"),
        Some(value) => value.as_field(),
        None => String::new(),
    }
}
