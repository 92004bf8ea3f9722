//! The questionnaire and the plan as files: `/api/v1/campaigns/{id}/export.*`, `/api/v1/actions/export.*`.

use super::{campaigns::read_id, problem::Answer, token::Bearer};
use crate::{
    domain::access::Member,
    service::report::{FileForm, plan, questionnaire},
    web::{App, blocking, programme_exports::saved},
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which questions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Questions {
    /// Only those that concern this department: a key of the questionnaire.
    pub department: Option<String>,
}

/// Questions and answers as a PDF, theme by theme
#[utoipa::path(get, path = "/campaigns/{id}/export.pdf", tag = "compliance", params(("id" = Uuid, Path), Questions), responses((status = 200, content_type = "application/pdf"), (status = 404), (status = 422)))]
pub async fn questionnaire_pdf(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    Query(of): Query<Questions>,
) -> Answer<Response> {
    questions(&app, member, &id, of, FileForm::Pdf).await
}

/// Questions and answers as a spreadsheet
#[utoipa::path(get, path = "/campaigns/{id}/export.xlsx", tag = "compliance", params(("id" = Uuid, Path), Questions), responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 404), (status = 422)))]
pub async fn questionnaire_xlsx(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    Query(of): Query<Questions>,
) -> Answer<Response> {
    questions(&app, member, &id, of, FileForm::Xlsx).await
}

/// Questions and answers as CSV
#[utoipa::path(get, path = "/campaigns/{id}/export.csv", tag = "compliance", params(("id" = Uuid, Path), Questions), responses((status = 200, content_type = "text/csv", body = String), (status = 404), (status = 422)))]
pub async fn questionnaire_csv(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    Query(of): Query<Questions>,
) -> Answer<Response> {
    questions(&app, member, &id, of, FileForm::Csv).await
}

/// The plan as a PDF
#[utoipa::path(get, path = "/actions/export.pdf", tag = "compliance", responses((status = 200, content_type = "application/pdf")))]
pub async fn plan_pdf(State(app): State<App>, Bearer(member): Bearer) -> Answer<Response> {
    actions(&app, member, FileForm::Pdf).await
}

/// The plan as a spreadsheet
#[utoipa::path(get, path = "/actions/export.xlsx", tag = "compliance", responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub async fn plan_xlsx(State(app): State<App>, Bearer(member): Bearer) -> Answer<Response> {
    actions(&app, member, FileForm::Xlsx).await
}

/// The plan as CSV
#[utoipa::path(get, path = "/actions/export.csv", tag = "compliance", responses((status = 200, content_type = "text/csv", body = String)))]
pub async fn plan_csv(State(app): State<App>, Bearer(member): Bearer) -> Answer<Response> {
    actions(&app, member, FileForm::Csv).await
}

async fn questions(app: &App, member: Member, id: &str, of: Questions, form: FileForm) -> Answer<Response> {
    let id = read_id(id)?;
    let (name, bytes) = blocking(app, move |app| {
        let department = of.department.as_deref().filter(|department| !department.is_empty());
        let name = questionnaire::file_name(app, &member, id, form)?;
        Ok((name, questionnaire::file(app, &member, id, department, form)?))
    })
    .await?;
    Ok(saved(form, &name, bytes))
}

async fn actions(app: &App, member: Member, form: FileForm) -> Answer<Response> {
    let name = format!("plan-{}.{}", app.clock.today(), form.as_str());
    let bytes = blocking(app, move |app| plan::file(app, &member, form)).await?;
    Ok(saved(form, &name, bytes))
}
