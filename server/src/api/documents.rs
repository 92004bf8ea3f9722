//! Documents: `/api/v1/documents`.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{
        document::{Digest, Document, TextState},
        fault::Fault,
        id::{ActivityId, DocumentId},
    },
    service::document,
    web::{App, blocking, transfer},
};
use axum::{
    Json,
    extract::{Multipart, Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is known of a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentBody {
    #[schema(value_type = Uuid)]
    pub id: DocumentId,
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// In hexadecimal.
    #[schema(value_type = String)]
    pub sha256: Digest,
    pub media_type: String,
    pub category: String,
    /// Activities that it proves.
    #[schema(value_type = Vec<Uuid>)]
    pub links: Vec<ActivityId>,
    /// Whether its words can be found: `pending`, `indexed`, `unreadable` or `none`.
    pub text: &'static str,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl From<Document> for DocumentBody {
    fn from(document: Document) -> Self {
        let Document { id, name, size, sha256, media_type, category, links, text, created_at, .. } = document;
        Self { id, name, size, sha256, media_type, category, links, text: TextState::as_str(text), created_at }
    }
}

/// A page of documents.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentList {
    pub items: Vec<DocumentBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// Which part of a list is wanted.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Part {
    /// At most 500; 50 where it is left out.
    pub limit: Option<usize>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// The form of an upload.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document; the form itself is read as a stream")]
pub struct DocumentForm {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    category: Option<String>,
    /// Identifiers of activities, separated by commas.
    links: Option<String>,
}

/// File a document
#[utoipa::path(post, path = "/documents", tag = "documents", request_body(content = DocumentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = DocumentBody), (status = 413), (status = 422)))]
pub async fn create(State(app): State<App>, Bearer(member): Bearer, form: Multipart) -> Answer<Response> {
    let filed = transfer::receive_documents(&app, &member, form, Vec::new()).await?;
    let document = filed.into_iter().next().ok_or(Fault::NotFound)?;
    let location = HeaderValue::from_str(&format!("/api/v1/documents/{}", document.id)).map_err(Fault::internal)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(DocumentBody::from(document))).into_response())
}

/// Documents, the newest first
#[utoipa::path(get, path = "/documents", tag = "documents", params(Part), responses((status = 200, body = DocumentList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer, Query(part): Query<Part>) -> Answer<Json<DocumentList>> {
    let documents = blocking(&app, move |app| document::list(app, &member)).await?;
    let after = part.cursor.map(|cursor| cursor.parse::<DocumentId>()).transpose();
    let after = after.map_err(|_| Fault::invalid("cursor", "fault-unknown-value"))?;
    let limit = part.limit.unwrap_or(50).clamp(1, 500);
    let total = documents.len();
    let mut rest = documents.into_iter().filter(|document| after.is_none_or(|after| document.id < after)).peekable();
    let items: Vec<DocumentBody> = rest.by_ref().take(limit).map(DocumentBody::from).collect();
    let next_cursor = rest.peek().and(items.last()).map(|last| last.id.to_string());
    Ok(Json(DocumentList { items, total, next_cursor }))
}

/// One document
#[utoipa::path(get, path = "/documents/{id}", tag = "documents", params(("id" = String, Path)),
    responses((status = 200, body = DocumentBody), (status = 404)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<DocumentBody>> {
    let id = known(&id)?;
    let found = blocking(&app, move |app| document::get(app, &member, id)).await?;
    Ok(Json(found.into_inner().into()))
}

/// The content of a document
#[utoipa::path(get, path = "/documents/{id}/content", tag = "documents", params(("id" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404)))]
pub async fn content(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Response> {
    let id = known(&id)?;
    let (document, file) = blocking(&app, move |app| document::content(app, &member, id)).await?;
    Ok(transfer::attachment(&document, file))
}

/// Delete a document: one's own, or any as privacy champion
#[utoipa::path(delete, path = "/documents/{id}", tag = "documents", params(("id" = String, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
pub async fn delete(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<StatusCode> {
    let id = known(&id)?;
    blocking(&app, move |app| document::delete(app, &member, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The document a word in the address stands for.
pub fn known(id: &str) -> Result<DocumentId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
