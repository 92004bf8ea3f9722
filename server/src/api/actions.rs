//! `/api/v1/actions`: the plan.

use super::{
    problem::Answer,
    token::{Bearer, BearerChampion},
};
use crate::{
    domain::{
        action::{Action, ActionOrigin, ActionStatus},
        fault::Fault,
        id::{AccountId, ActionId, CampaignId},
        questionnaire::Level,
        text::Language,
    },
    service::{
        action::{self, ActionChange, ActionInput},
        programme,
    },
    store::Versioned,
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

/// Most actions of one answer.
const LIMIT: usize = 500;

/// Which actions to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct ActionQuery {
    /// `todo`, `in_progress`, `to_validate`, `done` or `not_applicable`.
    pub status: Option<String>,
    /// Only those assigned to the person who asks.
    #[serde(default)]
    pub mine: bool,
    pub limit: Option<usize>,
    pub cursor: Option<String>,
}

/// Actions of the plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionList {
    pub items: Vec<ActionBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// An action of the plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionBody {
    #[schema(value_type = Uuid)]
    pub id: ActionId,
    pub title: String,
    pub why: String,
    pub article: String,
    /// Keys of its theme and subtheme; empty where it belongs to none.
    pub theme: String,
    pub subtheme: String,
    /// Campaign and question whose answer calls for it; null for one added by hand.
    #[schema(value_type = Option<Uuid>)]
    pub campaign: Option<CampaignId>,
    pub question: Option<String>,
    /// `low`, `medium` or `high`.
    pub priority: &'static str,
    pub effort: &'static str,
    pub status: &'static str,
    /// Why it is not applicable.
    pub reason: String,
    #[schema(value_type = Vec<Uuid>)]
    pub assignees: Vec<AccountId>,
    #[schema(value_type = Option<String>)]
    pub due: Option<Date>,
    /// Days before the due date at which those who carry it out are reminded; 0 for never.
    pub remind_days: u8,
    pub overdue: bool,
    /// What it brings its theme, in points of percent; null where it comes from no campaign or an older one.
    pub gain: Option<f64>,
    #[schema(value_type = String)]
    pub updated_at: Timestamp,
    /// Sent back with a change, it keeps two people from overwriting each other.
    pub version: u64,
}

/// An action added by hand.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewAction {
    pub title: String,
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub theme: String,
    #[serde(default)]
    pub subtheme: String,
    #[serde(default)]
    pub priority: Option<String>,
    #[serde(default)]
    pub effort: Option<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub due: Option<Date>,
    /// 0, 1, 3, 7 or 14; 7 where it is left out.
    #[serde(default)]
    pub remind_days: Option<u8>,
    #[schema(value_type = Vec<Uuid>)]
    #[serde(default)]
    pub assignees: Vec<AccountId>,
}

/// What to change of an action; what is left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct ActionPatch {
    pub status: Option<String>,
    /// Needed with `not_applicable`.
    #[serde(default)]
    pub reason: String,
    #[schema(value_type = Option<Vec<Uuid>>)]
    pub assignees: Option<Vec<AccountId>>,
    /// Null takes the date away.
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "given")]
    pub due: Option<Option<Date>>,
    /// 0, 1, 3, 7 or 14.
    #[serde(default)]
    pub remind_days: Option<u8>,
    pub version: Option<u64>,
}

/// The plan: what answers call for, and what was added by hand
#[utoipa::path(get, path = "/actions", tag = "compliance", params(ActionQuery), responses((status = 200, body = ActionList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer, Query(query): Query<ActionQuery>) -> Answer<Json<ActionList>> {
    let (language, account, today) = (member.language, member.account(), app.clock.today());
    let start: usize = match query.cursor.as_deref() {
        Some(cursor) => cursor.parse().map_err(|_| Fault::invalid("cursor", "fault-unknown-value"))?,
        None => 0,
    };
    let (actions, gains) = blocking(&app, move |app| Ok((action::list(app, &member)?, gains(app, &member)?))).await?;
    let status = |action: &Action| query.status.as_deref().is_none_or(|status| action.status.as_str() == status);
    let mine = |action: &Action| !query.mine || action.assignees.contains(&account);
    let chosen: Vec<_> = actions.iter().filter(|action| status(action) && mine(action)).collect();
    let limit = query.limit.unwrap_or(100).clamp(1, LIMIT);
    let items = chosen.iter().skip(start).take(limit).map(|action| body(action, &gains, language, today)).collect();
    let next = start.saturating_add(limit);
    let next_cursor = (next < chosen.len()).then(|| next.to_string());
    Ok(Json(ActionList { items, total: chosen.len(), next_cursor }))
}

/// Adds an action by hand
#[utoipa::path(post, path = "/actions", tag = "compliance", request_body = NewAction, responses((status = 201, body = ActionBody), (status = 403), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Json(new): Json<NewAction>,
) -> Answer<(StatusCode, Json<ActionBody>)> {
    let (language, today) = (champion.language, app.clock.today());
    let input = ActionInput {
        priority: level("priority", new.priority.as_deref())?,
        effort: level("effort", new.effort.as_deref())?,
        title: new.title,
        why: new.why,
        theme: new.theme,
        subtheme: new.subtheme,
        due: new.due,
        remind: new.remind_days,
        assignees: new.assignees,
    };
    let created = blocking(&app, move |app| {
        let id = action::create(app, &champion, input)?;
        action::find(app, &champion, id)
    });
    Ok((StatusCode::CREATED, Json(body(&created.await?, &HashMap::new(), language, today))))
}

/// One action
#[utoipa::path(get, path = "/actions/{id}", tag = "compliance", params(("id" = Uuid, Path)), responses((status = 200, body = ActionBody), (status = 404)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<ActionBody>> {
    let (id, language, today) = (read_id(&id)?, member.language, app.clock.today());
    let (action, gains) = blocking(&app, move |app| Ok((action::find(app, &member, id)?, gains(app, &member)?))).await?;
    Ok(Json(body(&action, &gains, language, today)))
}

/// Changes status, assignees or due date; only a privacy champion sets `done`
#[utoipa::path(patch, path = "/actions/{id}", tag = "compliance", params(("id" = Uuid, Path)), request_body = ActionPatch, responses((status = 200, body = ActionBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn update(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    Json(patch): Json<ActionPatch>,
) -> Answer<Json<ActionBody>> {
    let (id, language, today) = (read_id(&id)?, member.language, app.clock.today());
    let status = patch.status.map(|status| ActionStatus::read(&status, &patch.reason)).transpose()?;
    let change =
        ActionChange { status, assignees: patch.assignees, due: patch.due, remind: patch.remind_days, seq: patch.version };
    let changed = blocking(&app, move |app| {
        action::update(app, &member, id, change)?;
        Ok((action::find(app, &member, id)?, gains(app, &member)?))
    });
    let (action, gains) = changed.await?;
    Ok(Json(body(&action, &gains, language, today)))
}

/// A field that is there, even as null, told apart from one that is left out.
fn given<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Option<Date>>, D::Error> {
    Option::<Date>::deserialize(field).map(Some)
}

pub(super) fn read_id(id: &str) -> Result<ActionId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

fn level(field: &str, word: Option<&str>) -> Result<Level, Fault> {
    word.map_or(Ok(Level::Medium), |word| word.parse().map_err(|()| Fault::invalid(field, "fault-unknown-value")))
}

/// What the actions of the newest campaigns bring.
fn gains(app: &App, member: &crate::domain::access::Member) -> Result<HashMap<ActionId, f64>, Fault> {
    let raised = programme::actions(app, member)?.into_iter().filter(|planned| planned.action.origin != ActionOrigin::Own);
    Ok(raised.map(|planned| (planned.action.id, planned.gain.tenths())).collect())
}

fn body(action: &Versioned<Action>, gains: &HashMap<ActionId, f64>, language: Language, today: Date) -> ActionBody {
    let (campaign, question) = match &action.origin {
        ActionOrigin::Answer { campaign, question, .. } => (Some(*campaign), Some(question.clone())),
        ActionOrigin::Own => (None, None),
    };
    ActionBody {
        id: action.id,
        title: action.title.get(language).to_owned(),
        why: action.why.get(language).to_owned(),
        article: action.article.get(language).to_owned(),
        theme: action.theme.clone(),
        subtheme: action.subtheme.clone(),
        campaign,
        question,
        priority: action.priority.as_str(),
        effort: action.effort.as_str(),
        status: action.status.as_str(),
        reason: action.status.reason().to_owned(),
        assignees: action.assignees.clone(),
        due: action.due,
        remind_days: action.remind,
        overdue: action.is_overdue(today),
        gain: gains.get(&action.id).copied(),
        updated_at: action.updated_at,
        version: action.seq(),
    }
}
