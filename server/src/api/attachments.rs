//! Documents on activities: `/api/v1/registers/{kind}/activities/{id}/documents`.

use super::{
    activities::{id_of, kind_of},
    documents::{DocumentBody, DocumentList, known},
    problem::Answer,
    token::Bearer,
};
use crate::{
    domain::{
        access::Member,
        document::Link,
        fault::Fault,
        id::{ActivityId, DocumentId},
        register::RegisterKind,
    },
    service::{
        Services, activity,
        attachment::{self, Attached},
    },
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};

/// The documents of an activity, the oldest first
#[utoipa::path(get, path = "/registers/{kind}/activities/{id}/documents", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 200, body = DocumentList), (status = 404)), tag = "documents")]
pub async fn list(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<Json<DocumentList>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let attached = blocking(&app, move |app| of_activity(app, &member, kind, id)).await?;
    let items: Vec<_> = attached.into_iter().map(|attached| DocumentBody::from(attached.document)).collect();
    Ok(Json(DocumentList { total: items.len(), items, next_cursor: None }))
}

/// Hangs a document on an activity: whoever may edit either
#[utoipa::path(put, path = "/registers/{kind}/activities/{id}/documents/{document}", params(("kind" = String, Path), ("id" = String, Path), ("document" = String, Path)), responses((status = 204), (status = 403), (status = 404)), tag = "documents")]
pub async fn attach(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(address): Path<(String, String, String)>,
) -> Answer<StatusCode> {
    join(&app, member, address, attachment::attach).await
}

/// Takes a document off an activity; both stay
#[utoipa::path(delete, path = "/registers/{kind}/activities/{id}/documents/{document}", params(("kind" = String, Path), ("id" = String, Path), ("document" = String, Path)), responses((status = 204), (status = 403), (status = 404)), tag = "documents")]
pub async fn detach(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(address): Path<(String, String, String)>,
) -> Answer<StatusCode> {
    join(&app, member, address, attachment::detach).await
}

async fn join(
    app: &App,
    member: Member,
    (kind, id, document): (String, String, String),
    join: fn(&Services, &Member, DocumentId, Link) -> Result<(), Fault>,
) -> Answer<StatusCode> {
    let (kind, id, document) = (kind_of(&kind)?, id_of(&id)?, known(&document)?);
    blocking(app, move |app| {
        activity::sheet(app, &member, kind, id)?;
        join(app, &member, document, Link::Activity(id))
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn of_activity(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId) -> Result<Vec<Attached>, Fault> {
    activity::sheet(services, member, kind, id)?;
    attachment::of_subject(services, member, Link::Activity(id))
}
