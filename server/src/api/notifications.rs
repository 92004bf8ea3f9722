//! `/api/v1/notifications`: what the person is told.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{fault::Fault, id::NotificationId},
    locale::{Texts, notification::sentence},
    service::notification::{self, Inbox, Told},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which notifications are wanted.
#[derive(Debug, Deserialize, IntoParams)]
pub struct NotificationQuery {
    /// Only those that were not read.
    #[serde(default)]
    pub unread: bool,
    /// At most 500; 50 where it is left out.
    pub limit: Option<usize>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Notifications, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotificationList {
    pub items: Vec<NotificationBody>,
    pub total: usize,
    /// How many of all were not read.
    pub unread: usize,
    pub next_cursor: Option<String>,
}

/// One thing that the person is told.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotificationBody {
    #[schema(value_type = Uuid)]
    pub id: NotificationId,
    /// `activity_suspended`, `action_assigned`, …
    pub kind: &'static str,
    /// In the language of the person.
    pub text: String,
    /// Where it leads on this server.
    pub path: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub read_at: Option<Timestamp>,
}

/// What to change of a notification.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NotificationPatch {
    /// False makes it unread again.
    pub read: bool,
}

impl NotificationBody {
    fn new(t: &Texts, told: Told) -> Self {
        let Told { notification, by } = told;
        Self {
            id: notification.id,
            kind: notification.matter.as_str(),
            text: sentence(t, &notification.matter, &by),
            path: notification.matter.path(),
            at: notification.at,
            read_at: notification.read_at,
        }
    }
}

/// What the person is told
#[utoipa::path(get, path = "/notifications", tag = "account", params(NotificationQuery), responses((status = 200, body = NotificationList)))]
pub async fn list(
    State(app): State<App>,
    Bearer(member): Bearer,
    Query(query): Query<NotificationQuery>,
) -> Answer<Json<NotificationList>> {
    let t = Texts::new(member.language);
    let start: usize =
        query.cursor.map_or(Ok(0), |cursor| cursor.parse()).map_err(|_| Fault::invalid("cursor", "fault-unknown-value"))?;
    let limit = query.limit.unwrap_or(50).clamp(1, 500);
    let mut told = blocking(&app, move |app| notification::list(app, &Inbox::of_member(app, member)?)).await?;
    let unread = told.iter().filter(|told| told.notification.is_unread()).count();
    told.retain(|told| !query.unread || told.notification.is_unread());
    let total = told.len();
    let next = start.saturating_add(limit);
    let items = told.into_iter().skip(start).take(limit).map(|told| NotificationBody::new(&t, told)).collect();
    Ok(Json(NotificationList { items, total, unread, next_cursor: (next < total).then(|| next.to_string()) }))
}

/// Marks a notification as read, or as unread
#[utoipa::path(patch, path = "/notifications/{id}", tag = "account", params(("id" = Uuid, Path)), request_body = NotificationPatch, responses((status = 204), (status = 404)))]
pub async fn update(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(id): Path<String>,
    Json(patch): Json<NotificationPatch>,
) -> Answer<StatusCode> {
    let id: NotificationId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| notification::mark(app, &Inbox::of_member(app, member)?, id, patch.read)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Marks everything the person was told as read
#[utoipa::path(post, path = "/notifications/reading", tag = "account", responses((status = 204)))]
pub async fn read_all(State(app): State<App>, Bearer(member): Bearer) -> Answer<StatusCode> {
    blocking(&app, move |app| notification::mark_all(app, &Inbox::of_member(app, member)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}
