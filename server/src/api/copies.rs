//! Activities made from others: `POST /api/v1/registers/{kind}/activities/{id}/copy` and `…/mirror`.

use super::{
    activities::{described, id_of, kind_of},
    problem::Answer,
    token::Bearer,
};
use crate::{
    service::copy::{self, Mirror},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::Value;

/// Copies an activity; the copy is incomplete until it is saved
#[utoipa::path(post, path = "/registers/{kind}/activities/{id}/copy", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 201, body = Object), (status = 404)), tag = "registers")]
pub async fn copy(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<(StatusCode, Json<Value>)> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let body = blocking(&app, move |app| {
        let copy = copy::copy(app, &member, kind, id)?;
        described(app, &member, kind, copy)
    })
    .await?;
    Ok((StatusCode::CREATED, Json(body)))
}

/// Makes the entry that mirrors an activity in the other register; 200 with that entry where it is there already
#[utoipa::path(post, path = "/registers/{kind}/activities/{id}/mirror", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 200, body = Object), (status = 201, body = Object), (status = 404)), tag = "registers")]
pub async fn mirror(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<(StatusCode, Json<Value>)> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let answer = blocking(&app, move |app| {
        let (id, status) = match copy::mirror(app, &member, kind, id)? {
            Mirror::Made(id) => (id, StatusCode::CREATED),
            Mirror::There(id) => (id, StatusCode::OK),
        };
        Ok((status, described(app, &member, kind.other(), id)?))
    });
    let (status, body) = answer.await?;
    Ok((status, Json(body)))
}
