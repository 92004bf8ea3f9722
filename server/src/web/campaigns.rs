//! The pages of a campaign: its questions subtheme by subtheme, each answer saved at once.

use super::{
    App, campaign_end,
    campaign_questions::{QuestionView, question},
    fields::Fields,
    plan::whole,
    respond::{self, Answer, blocking},
    session::{Signed, SignedChampion},
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::Member,
        evaluation::Progress,
        fault::{Fault, FieldError},
        id::CampaignId,
    },
    locale::Texts,
    service::{
        Services, account,
        campaign::{self, AnswerInput, CampaignSheet, Saved},
        evidence,
        report::questionnaire::in_words,
    },
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
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "compliance/campaign.html")]
struct CampaignPage {
    shell: Shell,
    id: String,
    title: String,
    opened: String,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    theirs: Option<Theirs>,
}

/// What somebody else answered meanwhile.
#[derive(Debug, Serialize)]
struct Theirs {
    said: String,
    /// Sent back, it says that this answer was seen.
    seq: u64,
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
    let asked = member.clone();
    if blocking(&app, move |app| campaign::find(app, &asked, id)).await?.validation.is_some() {
        return respond::page(blocking(&app, move |app| campaign_end::frozen(app, &member, shell, id)).await?);
    }
    let champion = member.champion().is_some();
    let (sheet, proofs) =
        blocking(&app, move |app| Ok((campaign::sheet(app, &member, id)?, evidence::names(app, &member)?))).await?;
    respond::page(page(&sheet, &proofs, shell, champion, shown.subtheme.as_deref())?)
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
    let (asked, t) = (question.clone(), shell.t);
    let (saved, theirs) = blocking(&app, move |app| {
        let saved = campaign::answer(app, &champion, campaign, &asked, &input);
        let met = matches!(saved, Err(Fault::Conflict(_)));
        let theirs = if met { theirs(app, &champion, t, campaign, &asked)? } else { None };
        Ok((saved, theirs))
    })
    .await?;
    if headers.contains_key("x-fragment") {
        return Ok(told(saved, theirs, t));
    }
    saved?;
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("subtheme", &subtheme).finish();
    respond::see_other(&format!("/compliance/campaigns/{campaign}?{query}#q-{}", crate::web::fields::plain(&question)))
}

/// Rows of a table come as lines; everything else as it is.
fn values(fields: &Fields) -> Vec<String> {
    let rows = fields.all("rows").flat_map(str::lines).map(|line| line.replace(" | ", "\t"));
    fields.all("value").map(str::to_owned).chain(rows).collect()
}

fn told(saved: Result<Saved, Fault>, theirs: Option<Theirs>, t: Texts) -> axum::response::Response {
    match saved {
        Ok(saved) => {
            let said = t.one("answer-saved", "time", clock(saved.at));
            Json(SavedBody { said, seq: saved.seq, changed: saved.visibility_changed }).into_response()
        }
        Err(Fault::Conflict(errors)) => {
            let errors: Vec<String> = errors.iter().map(|error| t.error(error)).collect();
            (StatusCode::CONFLICT, Json(RefusedBody { error: errors.join(" "), theirs })).into_response()
        }
        Err(fault) => told_refusal(fault, t),
    }
}

/// What somebody else answered meanwhile, in words; nothing where the campaign was validated.
fn theirs(app: &Services, member: &Member, t: Texts, id: CampaignId, question: &str) -> Result<Option<Theirs>, Fault> {
    let sheet = campaign::sheet(app, member, id)?;
    if sheet.campaign.validation.is_some() {
        return Ok(None);
    }
    let placed = sheet.script.questionnaire.question(question);
    let Some((placed, answer)) = placed.zip(sheet.answers.get(question)) else { return Ok(None) };
    let value = answer.value.as_ref().map(|value| in_words(t, &placed.question.kind, value));
    let value = value.unwrap_or_else(|| t.get("answer-none"));
    let comment = if answer.comment.is_empty() { String::new() } else { format!(" – {}", answer.comment) };
    let by = account::name(app, member, answer.by)?.unwrap_or_else(|| t.get("audit-actor-gone"));
    let said = t.with("answer-theirs", &[("by", by), ("time", clock(answer.at)), ("answer", format!("{value}{comment}"))]);
    Ok(Some(Theirs { said, seq: answer.seq() }))
}

/// Why something was refused, for a script.
pub(super) fn told_refusal(fault: Fault, t: Texts) -> axum::response::Response {
    let refused = |status: StatusCode, errors: &[FieldError]| {
        let errors: Vec<String> = errors.iter().map(|error| t.error(error)).collect();
        (status, Json(RefusedBody { error: errors.join(" "), theirs: None })).into_response()
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

fn page(
    sheet: &CampaignSheet,
    proofs: &HashMap<Uuid, Vec<String>>,
    shell: Shell,
    champion: bool,
    wanted: Option<&str>,
) -> Result<CampaignPage, Fault> {
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
        open: champion,
        progress: sheet.evaluation.progress,
        share: whole(sheet.evaluation.progress.percent()),
        themes: themes.collect(),
        subtheme: current.key.clone(),
        subtheme_title: current.title.get(language).to_owned(),
        previous: key(chosen.checked_sub(1)),
        next: key(chosen.checked_add(1)),
        questions: visible.map(|placed| question(sheet, proofs, &placed, t)).collect(),
        faults: sheet.faults.iter().map(|fault| t.located(fault)).collect(),
        shell,
    })
}

/// The first subtheme with a question to answer.
fn first_open(sheet: &CampaignSheet) -> usize {
    let subthemes = sheet.evaluation.themes.iter().flat_map(|theme| &theme.subthemes);
    subthemes.into_iter().position(|subtheme| !subtheme.progress.is_complete()).unwrap_or(0)
}
