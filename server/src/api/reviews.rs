//! When an activity is looked at again: `PUT /api/v1/registers/{kind}/activities/{id}/review`.

use super::{
    activities::{described, id_of, kind_of},
    problem::Answer,
    token::Bearer,
};
use crate::{
    service::review,
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// When to look again.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ReviewBody {
    /// A day; null for none.
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
}

/// Sets the day on which an activity is to be looked at again, or none
#[utoipa::path(put, path = "/registers/{kind}/activities/{id}/review", params(("kind" = String, Path), ("id" = String, Path)), request_body = ReviewBody, responses((status = 200, body = Object), (status = 403), (status = 404), (status = 422)), tag = "registers")]
pub async fn set(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
    Json(ReviewBody { on }): Json<ReviewBody>,
) -> Answer<Json<Value>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let body = blocking(&app, move |app| {
        review::set(app, &member, kind, id, on)?;
        described(app, &member, kind, id)
    })
    .await?;
    Ok(Json(body))
}
