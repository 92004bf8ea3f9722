//! `/api/v1/archive`: everything of the organisation as one file.

use super::{problem::Answer, token::BearerChampion};
use crate::web::{self, App};
use axum::{extract::State, response::Response};

/// Everything of the organisation as one ZIP
///
/// CSV, JSON and the documents as they were filed; another instance can import it. It is noted in the audit trail.
#[utoipa::path(get, path = "/archive", tag = "organisation", responses((status = 200, content_type = "application/zip"), (status = 403)))]
pub async fn show(State(app): State<App>, BearerChampion(champion): BearerChampion) -> Answer<Response> {
    Ok(web::archive::stream(&app, champion).await?)
}
