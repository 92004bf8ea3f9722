//! Links to documents for people without an account: `/api/v1/documents/{id}/shares`.

use super::{documents::known, problem::Answer, token::Bearer};
use crate::{
    domain::{
        fault::Fault,
        id::{AccountId, ShareId},
        share::Share,
    },
    service::share,
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A link that works.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShareBody {
    #[schema(value_type = Uuid)]
    pub id: ShareId,
    /// The moment at which it works no more.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// Whether it asks for a password.
    pub guarded: bool,
    #[schema(value_type = Uuid)]
    pub created_by: AccountId,
    /// Its address; only when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl From<Share> for ShareBody {
    fn from(share: Share) -> Self {
        let Share { id, until, password, created_by, .. } = share;
        Self { id, until, guarded: password.is_some(), created_by, address: None }
    }
}

/// What a new link is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewShare {
    /// At its end the link stops working.
    #[schema(value_type = String, format = Date)]
    pub last_day: Date,
    /// Eight characters or more; empty for none.
    #[serde(default)]
    pub password: String,
}

/// The links of a document that work: for who may edit it
#[utoipa::path(get, path = "/documents/{id}/shares", tag = "documents", params(("id" = String, Path)),
    responses((status = 200, body = Vec<ShareBody>), (status = 403), (status = 404)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<Vec<ShareBody>>> {
    let id = known(&id)?;
    let shares = blocking(&app, move |app| share::list(app, &member, id)).await?;
    Ok(Json(shares.into_iter().map(ShareBody::from).collect()))
}

/// Make a link to a document: for who may edit it
#[utoipa::path(post, path = "/documents/{id}/shares", tag = "documents", params(("id" = String, Path)), request_body = NewShare,
    responses((status = 201, body = ShareBody), (status = 403), (status = 404), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    Json(NewShare { last_day, password }): Json<NewShare>,
) -> Answer<(StatusCode, Json<ShareBody>)> {
    let id = known(&id)?;
    let made = blocking(&app, move |app| share::create(app, &member, id, last_day, &password)).await?;
    let address = Some(format!("{}/shared/{}", app.config.address(), made.key.reveal()));
    Ok((StatusCode::CREATED, Json(ShareBody { address, ..made.share.into() })))
}

/// Take a link back
#[utoipa::path(delete, path = "/documents/{id}/shares/{share}", tag = "documents", params(("id" = String, Path), ("share" = String, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
pub async fn revoke(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((id, share)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let (id, share) = (known(&id)?, share.parse().map_err(|_| Fault::NotFound)?);
    blocking(&app, move |app| share::revoke(app, &member, id, share)).await?;
    Ok(StatusCode::NO_CONTENT)
}
