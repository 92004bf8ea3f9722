//! `/api/v1/console/publishers`: whose packs may be installed.

use super::super::{problem::Answer, token::BearerOperator};
use crate::{
    domain::{
        fault::Fault,
        publisher::{Publisher, PublisherKey},
    },
    service::pack::publisher,
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A trusted publisher.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublisherBody {
    /// The public key, 64 hexadecimal digits.
    #[schema(value_type = String)]
    pub key: PublisherKey,
    pub name: String,
    pub trusted_at: String,
}

/// The trusted publishers.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublisherList {
    pub items: Vec<PublisherBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// A publisher to trust.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublisherInput {
    pub name: String,
    /// 64 hexadecimal digits.
    pub key: String,
}

impl From<Publisher> for PublisherBody {
    fn from(Publisher { key, name, trusted_at }: Publisher) -> Self {
        Self { key, name, trusted_at: trusted_at.to_string() }
    }
}

/// The trusted publishers, by name
#[utoipa::path(get, path = "/console/publishers", tag = "console", responses((status = 200, body = PublisherList), (status = 403)))]
pub async fn list(State(app): State<App>, BearerOperator(operator): BearerOperator) -> Answer<Json<PublisherList>> {
    let publishers = blocking(&app, move |app| publisher::list(app, &operator)).await?;
    let items: Vec<_> = publishers.into_iter().map(PublisherBody::from).collect();
    Ok(Json(PublisherList { total: items.len(), items, next_cursor: None }))
}

/// Trust a publisher's key, or give one that is trusted another name
#[utoipa::path(post, path = "/console/publishers", tag = "console", request_body = PublisherInput, responses((status = 201, body = PublisherBody), (status = 403), (status = 422)))]
pub async fn trust(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Json(input): Json<PublisherInput>,
) -> Answer<(StatusCode, Json<PublisherBody>)> {
    let trusted = blocking(&app, move |app| publisher::trust(app, &operator, &input.name, &input.key)).await?;
    Ok((StatusCode::CREATED, Json(trusted.into())))
}

/// Trust a key no longer; what it signed stays where it is installed
#[utoipa::path(delete, path = "/console/publishers/{key}", tag = "console", params(("key" = String, Path)), responses((status = 204), (status = 403), (status = 404)))]
pub async fn distrust(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(key): Path<String>,
) -> Answer<StatusCode> {
    let key = key.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| publisher::distrust(app, &operator, key)).await?;
    Ok(StatusCode::NO_CONTENT)
}
