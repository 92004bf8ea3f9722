//! The register as a PDF: `GET /api/v1/registers/{kind}/export.pdf`.

use super::{
    activities::{ActivityQuery, id_of, kind_of},
    problem::Answer,
    token::Bearer,
};
use crate::{
    domain::{fault::Fault, register::RegisterKind},
    service::{
        extract::Extract,
        report::{self, ReportRequest},
    },
    web::{App, blocking, respond::pdf_file},
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

/// What of the register is wanted, and how.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Wanted {
    /// `operational` (everything, for internal use) or `register` (what article 30 requires); `operational` where left out.
    pub layout: Option<String>,
    /// `all` or `validated`; `all` where left out.
    pub scope: Option<String>,
    /// The register as it stood at the end of this day; as it stands where left out.
    #[param(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
}

/// The register as a PDF
#[utoipa::path(
    get,
    path = "/registers/{kind}/export.pdf",
    tag = "registers",
    params(("kind" = String, Path, description = "`controller` or `processor`"), Wanted, ActivityQuery),
    responses((status = 200, content_type = "application/pdf"), (status = 404), (status = 422))
)]
pub async fn pdf(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Query(wanted): Query<Wanted>,
    Query(filter): Query<ActivityQuery>,
) -> Answer<Response> {
    let extract = Extract {
        kind: kind.parse::<RegisterKind>().map_err(|()| Fault::NotFound)?,
        selection: word("scope", wanted.scope.as_deref())?,
        filter: filter.filter()?,
        on: wanted.on,
    };
    let request = ReportRequest { extract, layout: word("layout", wanted.layout.as_deref())?, language: member.language };
    let name = request.file_name();
    let file = blocking(&app, move |app| report::pdf(app, &member, &request)).await?;
    Ok(pdf_file(&name, file))
}

/// The sheet of one activity as a PDF
#[utoipa::path(get, path = "/registers/{kind}/activities/{id}/sheet.pdf", tag = "registers", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 200, content_type = "application/pdf"), (status = 404)))]
pub async fn sheet(State(app): State<App>, Bearer(member): Bearer, Path((kind, id)): Path<(String, String)>) -> Answer<Response> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let file = blocking(&app, move |app| report::activity_pdf(app, &member, kind, id)).await?;
    Ok(pdf_file(&format!("activity-{id}.pdf"), file))
}

/// A word of a fixed list, or the first of the list where nothing is said.
fn word<T: std::str::FromStr + Default>(field: &str, said: Option<&str>) -> Result<T, Fault> {
    said.filter(|word| !word.is_empty())
        .map_or_else(|| Ok(T::default()), str::parse)
        .map_err(|_| Fault::invalid(field, "fault-unknown-value"))
}
