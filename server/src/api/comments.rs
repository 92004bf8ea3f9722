//! Comments on activities: `/api/v1/registers/{kind}/activities/{id}/comments`. Those on actions look the same.

use super::{
    actions::read_id,
    activities::{id_of, kind_of},
    problem::Answer,
    token::Bearer,
};
use crate::{
    domain::{
        access::Member,
        comment::Remarked,
        fault::Fault,
        id::{AccountId, CommentId},
    },
    service::{
        Services,
        comment::{self, CommentShown},
    },
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Comments, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentList {
    pub items: Vec<CommentBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// One comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentBody {
    #[schema(value_type = Uuid)]
    pub id: CommentId,
    pub text: String,
    #[schema(value_type = Uuid)]
    pub by: AccountId,
    /// Empty where the person has left.
    pub by_name: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether this person may take it back.
    pub deletable: bool,
}

/// What to remark.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CommentDraft {
    pub text: String,
}

impl From<CommentShown> for CommentBody {
    fn from(shown: CommentShown) -> Self {
        let CommentShown { comment, by, deletable } = shown;
        Self { id: comment.id, text: comment.text, by: comment.by, by_name: by, at: comment.at, deletable }
    }
}

/// The comments on an activity
#[utoipa::path(get, path = "/registers/{kind}/activities/{id}/comments", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 200, body = CommentList), (status = 404)), tag = "registers")]
pub async fn list(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<Json<CommentList>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let on = Remarked::Activity { activity: id, register: kind };
    blocking(&app, move |app| listed(app, &member, on)).await.map(Json).map_err(Into::into)
}

/// The comments on a thing.
pub(super) fn listed(services: &Services, member: &Member, on: Remarked) -> Result<CommentList, Fault> {
    let items: Vec<_> = comment::list(services, member, on)?.into_iter().map(CommentBody::from).collect();
    Ok(CommentList { total: items.len(), items, next_cursor: None })
}

/// Remarks something: the comment as it is read.
pub(super) fn remarked(services: &Services, member: &Member, on: Remarked, text: &str) -> Result<CommentBody, Fault> {
    let made = comment::add(services, member, on, text)?;
    let comments = comment::list(services, member, on)?;
    comments.into_iter().find(|shown| shown.comment.id == made).map(CommentBody::from).ok_or(Fault::NotFound)
}

/// Comments on an activity
#[utoipa::path(post, path = "/registers/{kind}/activities/{id}/comments", params(("kind" = String, Path), ("id" = String, Path)), request_body = CommentDraft, responses((status = 201, body = CommentBody), (status = 404), (status = 422)), tag = "registers")]
pub async fn create(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
    Json(CommentDraft { text }): Json<CommentDraft>,
) -> Answer<(StatusCode, Json<CommentBody>)> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let made =
        blocking(&app, move |app| remarked(app, &member, Remarked::Activity { activity: id, register: kind }, &text)).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Takes a comment back: one's own, or any as privacy champion
#[utoipa::path(delete, path = "/registers/{kind}/comments/{id}", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 204), (status = 403), (status = 404)), tag = "registers")]
pub async fn delete(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let (kind, id): (_, CommentId) = (kind_of(&kind)?, id.parse().map_err(|_| Fault::NotFound)?);
    blocking(&app, move |app| comment::delete(app, &member, Some(kind), id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The comments on an action
#[utoipa::path(get, path = "/actions/{id}/comments", params(("id" = Uuid, Path)), responses((status = 200, body = CommentList), (status = 404)), tag = "compliance")]
pub async fn of_action(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<CommentList>> {
    let on = Remarked::Action { action: read_id(&id)? };
    blocking(&app, move |app| listed(app, &member, on)).await.map(Json).map_err(Into::into)
}

/// Comments on an action: privacy champions, and those who carry it out or lead it
#[utoipa::path(post, path = "/actions/{id}/comments", params(("id" = Uuid, Path)), request_body = CommentDraft, responses((status = 201, body = CommentBody), (status = 403), (status = 404), (status = 422)), tag = "compliance")]
pub async fn on_action(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    Json(CommentDraft { text }): Json<CommentDraft>,
) -> Answer<(StatusCode, Json<CommentBody>)> {
    let on = Remarked::Action { action: read_id(&id)? };
    let made = blocking(&app, move |app| remarked(app, &member, on, &text)).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Takes a comment on an action back: one's own, or any as privacy champion
#[utoipa::path(delete, path = "/actions/comments/{id}", params(("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404)), tag = "compliance")]
pub async fn delete_of_action(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<StatusCode> {
    let id: CommentId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| comment::delete(app, &member, None, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
