//! Maintenance windows.

use super::{
    super::{problem::Answer, token::BearerOperator},
    LocalisedBody,
};
use crate::{
    domain::{
        access::Operator,
        fault::Fault,
        id::MaintenanceId,
        maintenance::{Maintenance, MaintenanceDraft},
    },
    service::maintenance,
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

/// A maintenance window.
#[derive(Debug, Serialize, ToSchema)]
pub struct MaintenanceBody {
    #[schema(value_type = Uuid)]
    pub id: MaintenanceId,
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub to: Timestamp,
    pub message: LocalisedBody,
    /// `planned`, `announced`, `running` or `over`.
    pub phase: &'static str,
}

/// Every window, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct MaintenanceList {
    pub items: Vec<MaintenanceBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// When to close the instance, and what to say.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MaintenanceInput {
    #[schema(value_type = Option<String>, format = DateTime)]
    pub from: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub to: Option<Timestamp>,
    pub message: LocalisedBody,
}

impl MaintenanceBody {
    fn new(window: Maintenance, now: Timestamp) -> Self {
        let phase = window.phase(now).as_str();
        Self { id: window.id, from: window.from, to: window.to, message: window.message.into(), phase }
    }
}

impl From<MaintenanceInput> for MaintenanceDraft {
    fn from(input: MaintenanceInput) -> Self {
        Self { from: input.from, to: input.to, message: input.message.into() }
    }
}

/// Every maintenance window, the latest first
#[utoipa::path(get, path = "/console/maintenance", tag = "console", responses((status = 200, body = MaintenanceList), (status = 403)))]
pub async fn list(State(app): State<App>, BearerOperator(operator): BearerOperator) -> Answer<Json<MaintenanceList>> {
    let now = app.clock.now();
    let windows = blocking(&app, move |app| maintenance::list(app, &operator)).await?;
    let items: Vec<_> = windows.into_iter().map(|window| MaintenanceBody::new(window, now)).collect();
    Ok(Json(MaintenanceList { total: items.len(), items, next_cursor: None }))
}

/// Plan a maintenance window
#[utoipa::path(post, path = "/console/maintenance", tag = "console", request_body = MaintenanceInput, responses((status = 201, body = MaintenanceBody), (status = 403), (status = 422)))]
pub async fn plan(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Json(input): Json<MaintenanceInput>,
) -> Answer<(StatusCode, Json<MaintenanceBody>)> {
    let id = blocking(&app, move |app| maintenance::plan(app, &operator, input.into())).await?;
    Ok((StatusCode::CREATED, read(&app, operator, id).await?))
}

/// A maintenance window
#[utoipa::path(get, path = "/console/maintenance/{id}", tag = "console", params(("id" = Uuid, Path)), responses((status = 200, body = MaintenanceBody), (status = 403), (status = 404)))]
pub async fn show(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
) -> Answer<Json<MaintenanceBody>> {
    read(&app, operator, parse(&id)?).await
}

/// Give a maintenance window other times or another message
#[utoipa::path(put, path = "/console/maintenance/{id}", tag = "console", params(("id" = Uuid, Path)), request_body = MaintenanceInput, responses((status = 200, body = MaintenanceBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn replace(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
    Json(input): Json<MaintenanceInput>,
) -> Answer<Json<MaintenanceBody>> {
    let id = parse(&id)?;
    blocking(&app, move |app| maintenance::replace(app, &operator, id, input.into())).await?;
    read(&app, operator, id).await
}

/// Cancel a maintenance window, or end the one that runs
#[utoipa::path(delete, path = "/console/maintenance/{id}", tag = "console", params(("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn cancel(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    let id = parse(&id)?;
    blocking(&app, move |app| maintenance::cancel(app, &operator, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn read(app: &App, operator: Operator, id: MaintenanceId) -> Answer<Json<MaintenanceBody>> {
    let window = blocking(app, move |app| maintenance::get(app, &operator, id)).await?;
    Ok(Json(MaintenanceBody::new(window, app.clock.now())))
}

fn parse(id: &str) -> Result<MaintenanceId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
