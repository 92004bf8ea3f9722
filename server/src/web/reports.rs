//! The register as a PDF, for browsers: `/registers/{kind}/export.pdf`.

use super::{
    App,
    error::Refusal,
    respond::{blocking, pdf_file},
    session::Signed,
};
use crate::{
    domain::fault::Fault,
    service::report::{self, ReportRequest},
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;

/// What of the register is wanted, and how; the first of each list where nothing is said.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    layout: String,
    scope: String,
}

/// The file, to be saved.
pub async fn pdf(
    State(app): State<App>,
    Signed(member): Signed,
    Path(kind): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    let request = ReportRequest {
        kind: kind.parse().map_err(|()| Fault::NotFound)?,
        layout: wanted.layout.parse().unwrap_or_default(),
        selection: wanted.scope.parse().unwrap_or_default(),
        language: member.language,
    };
    let file = blocking(&app, move |app| report::pdf(app, &member, request)).await?;
    Ok(pdf_file(&request.file_name(), file))
}
