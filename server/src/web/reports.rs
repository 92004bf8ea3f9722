//! The register as a file, for browsers: `/register/{kind}/export.pdf` and `export.csv`.

use super::{
    App,
    error::Refusal,
    respond::{blocking, csv_file, pdf_file},
    session::Signed,
};
use crate::{
    domain::{fault::Fault, register::RegisterKind},
    service::{
        export::{self, CsvLayout, Scope},
        report::{self, ReportRequest},
    },
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

/// The file of 89 columns, to be saved.
pub async fn csv(
    State(app): State<App>,
    Signed(member): Signed,
    Path(kind): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let scope = if wanted.scope == "validated" { Scope::Validated } else { Scope::All };
    let file = blocking(&app, move |app| export::csv(app, &member, kind, scope, CsvLayout::Full)).await?;
    Ok(csv_file(&format!("register-{}.csv", kind.as_str()), file.bytes))
}
