//! Documents: `/api/v1/documents`.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{
        access::Member,
        document::{Digest, Document, DocumentVersion, Link, TextState},
        fault::Fault,
        id::{AccountId, DocumentId},
        word::meant,
    },
    service::{
        Services, attachment,
        document::{
            self,
            list::{DocumentFilter, list as listed},
        },
    },
    web::{App, blocking, transfer},
};
use axum::{
    Json,
    extract::{Multipart, Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};
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
    pub subcategory: String,
    /// What it hangs on: `purpose:IDENTIFIER`; of an activity the identifier alone.
    #[schema(value_type = Vec<String>)]
    pub links: Vec<Link>,
    #[schema(value_type = Option<String>, format = Date)]
    pub expires_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    pub review_on: Option<Date>,
    /// Number of the version that stands, from 1.
    pub version: u32,
    /// Whether its words can be found: `pending`, `indexed`, `unreadable` or `none`.
    pub text: &'static str,
    #[schema(value_type = Uuid)]
    pub created_by: AccountId,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl From<&Document> for DocumentBody {
    fn from(document: &Document) -> Self {
        document.clone().into()
    }
}

impl From<Document> for DocumentBody {
    fn from(document: Document) -> Self {
        let version = document.version();
        let Document { id, name, size, sha256, media_type, category, subcategory, links, .. } = document;
        let Document { expires_on, review_on, text, created_by, created_at, .. } = document;
        let text = TextState::as_str(text);
        Self {
            id,
            name,
            size,
            sha256,
            media_type,
            category,
            subcategory,
            links,
            expires_on,
            review_on,
            version,
            text,
            created_by,
            created_at,
        }
    }
}

/// A page of documents.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentList {
    pub items: Vec<DocumentBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// What a document was before.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionBody {
    /// From 1.
    pub number: u32,
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// In hexadecimal.
    #[schema(value_type = String)]
    pub sha256: Digest,
    pub media_type: String,
    #[schema(value_type = Uuid)]
    pub by: AccountId,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<DocumentVersion> for VersionBody {
    fn from(version: DocumentVersion) -> Self {
        let DocumentVersion { number, name, size, sha256, media_type, by, at, .. } = version;
        Self { number, name, size, sha256, media_type, by, at }
    }
}

/// Where a document is filed, and its days. What is left out is taken away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DetailsBody {
    #[serde(default)]
    pub category: String,
    #[serde(default)]
    pub subcategory: String,
    #[schema(value_type = Option<String>, format = Date)]
    pub expires_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    pub review_on: Option<Date>,
}

/// Which documents are wanted, and which part of their list.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Part {
    /// Words of the name.
    #[serde(default)]
    pub q: String,
    pub category: Option<String>,
    pub subcategory: Option<String>,
    /// Identifier of who filed them.
    pub author: Option<String>,
    /// `pending`, `indexed`, `unreadable` or `none`.
    pub text: Option<String>,
    /// Only documents of which a day is near or past.
    #[serde(default)]
    pub due: bool,
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
    subcategory: Option<String>,
    /// A day.
    expires_on: Option<String>,
    /// A day.
    review_on: Option<String>,
    /// As in a document, separated by commas.
    links: Option<String>,
}

/// File a document
#[utoipa::path(post, path = "/documents", tag = "documents", request_body(content = DocumentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = DocumentBody), (status = 413), (status = 422), (status = 503)))]
pub async fn create(State(app): State<App>, Bearer(member): Bearer, form: Multipart) -> Answer<Response> {
    let filed = transfer::receive_documents(&app, &member, form, Vec::new()).await?;
    let document = filed.into_iter().next().ok_or(Fault::NotFound)?;
    let location = HeaderValue::from_str(&format!("/api/v1/documents/{}", document.id)).map_err(Fault::internal)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(DocumentBody::from(document))).into_response())
}

/// Documents, the newest first
#[utoipa::path(get, path = "/documents", tag = "documents", params(Part), responses((status = 200, body = DocumentList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer, Query(part): Query<Part>) -> Answer<Json<DocumentList>> {
    let unknown = |field: &str| Fault::invalid(field, "fault-unknown-value");
    let filter = DocumentFilter {
        q: part.q,
        category: part.category,
        subcategory: part.subcategory,
        author: part.author.map(|author| author.parse().map_err(|_| unknown("author"))).transpose()?,
        text: part.text.map(|text| meant(&text).ok_or_else(|| unknown("text"))).transpose()?,
        due: part.due,
        ..DocumentFilter::default()
    };
    let documents = blocking(&app, move |app| listed(app, &member, &filter, Default::default())).await?.documents;
    let after = part.cursor.map(|cursor| cursor.parse::<DocumentId>()).transpose();
    let after = after.map_err(|_| unknown("cursor"))?;
    let limit = part.limit.unwrap_or(50).clamp(1, 500);
    let total = documents.len();
    let mut rest = documents.into_iter().filter(|document| after.is_none_or(|after| document.id < after)).peekable();
    let items: Vec<DocumentBody> = rest.by_ref().take(limit).map(|document| DocumentBody::from(&**document)).collect();
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
    Ok(transfer::attachment(&document.name, &document.media_type, document.size, file))
}

/// Change where a document is filed, and its days: one's own, or any as privacy champion
#[utoipa::path(put, path = "/documents/{id}", tag = "documents", params(("id" = String, Path)), request_body = DetailsBody,
    responses((status = 200, body = DocumentBody), (status = 403), (status = 404), (status = 422)))]
pub async fn update(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    Json(body): Json<DetailsBody>,
) -> Answer<Json<DocumentBody>> {
    let id = known(&id)?;
    let DetailsBody { category, subcategory, expires_on, review_on } = body;
    let details = document::Details { category, subcategory, expires_on, review_on };
    let changed = move |app: &App| {
        document::update(app, &member, id, &details)?;
        document::get(app, &member, id)
    };
    Ok(Json(blocking(&app, changed).await?.into_inner().into()))
}

/// What a document was before, the latest first
#[utoipa::path(get, path = "/documents/{id}/versions", tag = "documents", params(("id" = String, Path)),
    responses((status = 200, body = Vec<VersionBody>), (status = 404)))]
pub async fn versions(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<Vec<VersionBody>>> {
    let id = known(&id)?;
    let versions = move |app: &App| {
        document::get(app, &member, id)?;
        document::version::list(app, &member, id)
    };
    Ok(Json(blocking(&app, versions).await?.into_iter().map(VersionBody::from).collect()))
}

/// Replace the content of a document by a new version; the one before is kept
#[utoipa::path(post, path = "/documents/{id}/versions", tag = "documents", params(("id" = String, Path)), request_body(content = DocumentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = DocumentBody), (status = 403), (status = 404), (status = 413), (status = 422), (status = 503)))]
pub async fn add_version(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    form: Multipart,
) -> Answer<Response> {
    let document = transfer::receive_version(&app, &member, form, known(&id)?).await?;
    Ok((StatusCode::CREATED, Json(DocumentBody::from(document))).into_response())
}

/// The content of an earlier version
#[utoipa::path(get, path = "/documents/{id}/versions/{number}/content", tag = "documents", params(("id" = String, Path), ("number" = u32, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404)))]
pub async fn version_content(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((id, number)): Path<(String, String)>,
) -> Answer<Response> {
    let (id, number) = (known(&id)?, number.parse().map_err(|_| Fault::NotFound)?);
    let (version, file) = blocking(&app, move |app| document::version::content(app, &member, id, number)).await?;
    Ok(transfer::attachment(&version.name, &version.media_type, version.size, file))
}

/// Hang a document on an activity or a purpose: whoever may edit either
#[utoipa::path(put, path = "/documents/{id}/links/{link}", tag = "documents", params(("id" = String, Path), ("link" = String, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
pub async fn link(State(app): State<App>, Bearer(member): Bearer, Path(address): Path<(String, String)>) -> Answer<StatusCode> {
    join(&app, member, address, attachment::attach).await
}

/// Take a document off an activity or a purpose; both stay
#[utoipa::path(delete, path = "/documents/{id}/links/{link}", tag = "documents", params(("id" = String, Path), ("link" = String, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
pub async fn unlink(State(app): State<App>, Bearer(member): Bearer, Path(address): Path<(String, String)>) -> Answer<StatusCode> {
    join(&app, member, address, attachment::detach).await
}

async fn join(
    app: &App,
    member: Member,
    (id, link): (String, String),
    join: fn(&Services, &Member, DocumentId, Link) -> Result<(), Fault>,
) -> Answer<StatusCode> {
    let (id, link) = (known(&id)?, link.parse().map_err(|_| Fault::NotFound)?);
    blocking(app, move |app| join(app, &member, id, link)).await?;
    Ok(StatusCode::NO_CONTENT)
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
