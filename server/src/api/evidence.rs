//! Documents on actions and answers: `/api/v1/actions/{id}/documents`, `/api/v1/campaigns/{id}/answers/{question}/documents`.

use super::{
    actions::read_id,
    campaigns,
    documents::{DocumentBody, DocumentList, known},
    problem::Answer,
    token::Bearer,
};
use crate::{
    domain::{access::Member, evidence::Proved, fault::Fault, id::DocumentId},
    service::{Services, evidence},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};

/// Joins or parts a document and what it proves.
type Join = fn(&Services, &Member, &Proved, DocumentId) -> Result<(), Fault>;

/// The documents that prove an action, the oldest first
#[utoipa::path(get, path = "/actions/{id}/documents", params(("id" = Uuid, Path)), responses((status = 200, body = DocumentList), (status = 404)), tag = "compliance")]
pub async fn of_action(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<DocumentList>> {
    list(&app, member, Proved::Action { action: read_id(&id)? }).await
}

/// Hangs a document on an action: privacy champions, and those who carry it out or lead it
#[utoipa::path(put, path = "/actions/{id}/documents/{document}", params(("id" = Uuid, Path), ("document" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404)), tag = "compliance")]
pub async fn attach_to_action(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((id, document)): Path<(String, String)>,
) -> Answer<StatusCode> {
    join(&app, member, Proved::Action { action: read_id(&id)? }, &document, evidence::attach).await
}

/// Takes a document off an action; both stay
#[utoipa::path(delete, path = "/actions/{id}/documents/{document}", params(("id" = Uuid, Path), ("document" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404)), tag = "compliance")]
pub async fn detach_from_action(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((id, document)): Path<(String, String)>,
) -> Answer<StatusCode> {
    join(&app, member, Proved::Action { action: read_id(&id)? }, &document, evidence::detach).await
}

/// The documents that prove an answer, the oldest first
#[utoipa::path(get, path = "/campaigns/{id}/answers/{question}/documents", params(("id" = Uuid, Path), ("question" = String, Path)), responses((status = 200, body = DocumentList), (status = 404)), tag = "compliance")]
pub async fn of_answer(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((id, question)): Path<(String, String)>,
) -> Answer<Json<DocumentList>> {
    list(&app, member, Proved::Answer { campaign: campaigns::read_id(&id)?, question }).await
}

/// Hangs a document on an answer, as long as the campaign is open
#[utoipa::path(put, path = "/campaigns/{id}/answers/{question}/documents/{document}", params(("id" = Uuid, Path), ("question" = String, Path), ("document" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)), tag = "compliance")]
pub async fn attach_to_answer(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((id, question, document)): Path<(String, String, String)>,
) -> Answer<StatusCode> {
    join(&app, member, Proved::Answer { campaign: campaigns::read_id(&id)?, question }, &document, evidence::attach).await
}

/// Takes a document off an answer, as long as the campaign is open
#[utoipa::path(delete, path = "/campaigns/{id}/answers/{question}/documents/{document}", params(("id" = Uuid, Path), ("question" = String, Path), ("document" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)), tag = "compliance")]
pub async fn detach_from_answer(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((id, question, document)): Path<(String, String, String)>,
) -> Answer<StatusCode> {
    join(&app, member, Proved::Answer { campaign: campaigns::read_id(&id)?, question }, &document, evidence::detach).await
}

async fn list(app: &App, member: Member, proved: Proved) -> Answer<Json<DocumentList>> {
    let attached = blocking(app, move |app| evidence::list(app, &member, &proved)).await?;
    let items: Vec<_> = attached.into_iter().map(|attached| DocumentBody::from(attached.document)).collect();
    Ok(Json(DocumentList { total: items.len(), items, next_cursor: None }))
}

async fn join(app: &App, member: Member, proved: Proved, document: &str, join: Join) -> Answer<StatusCode> {
    let document = known(document)?;
    blocking(app, move |app| join(app, &member, &proved, document)).await?;
    Ok(StatusCode::NO_CONTENT)
}
