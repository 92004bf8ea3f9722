//! Comments on activities: `/api/v1/registers/{kind}/activities/{id}/comments`.

use super::{
    activities::{id_of, kind_of},
    problem::Answer,
    token::Bearer,
};
use crate::{
    domain::{
        fault::Fault,
        id::{AccountId, CommentId},
    },
    service::comment::{self, CommentShown},
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
    let comments = blocking(&app, move |app| comment::list(app, &member, kind, id)).await?;
    let items: Vec<_> = comments.into_iter().map(CommentBody::from).collect();
    Ok(Json(CommentList { total: items.len(), items, next_cursor: None }))
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
    let made = blocking(&app, move |app| {
        let made = comment::add(app, &member, kind, id, &text)?;
        let comments = comment::list(app, &member, kind, id)?;
        comments.into_iter().find(|shown| shown.comment.id == made).ok_or(Fault::NotFound)
    })
    .await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Takes a comment back: one's own, or any as privacy champion
#[utoipa::path(delete, path = "/registers/{kind}/comments/{id}", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 204), (status = 403), (status = 404)), tag = "registers")]
pub async fn delete(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let (kind, id): (_, CommentId) = (kind_of(&kind)?, id.parse().map_err(|_| Fault::NotFound)?);
    blocking(&app, move |app| comment::delete(app, &member, kind, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
