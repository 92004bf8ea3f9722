//! `/api/v1/models`: what purposes can be made from.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::purpose_model::PurposeModel,
    service::model,
    web::{App, blocking},
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// Models of the CNIL and of the organisation's packs.
#[derive(Serialize, ToSchema)]
pub struct ModelList {
    /// Each with the text it follows, and with periods of which those that are not `verified` are proposals to check.
    #[schema(value_type = Vec<Object>)]
    items: Vec<PurposeModel>,
    total: usize,
    next_cursor: Option<String>,
}

/// Models of purposes
#[utoipa::path(get, path = "/models", tag = "registers", responses((status = 200, body = ModelList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<ModelList>> {
    let items = blocking(&app, move |app| model::list(app, &member)).await?;
    Ok(Json(ModelList { total: items.len(), items, next_cursor: None }))
}
