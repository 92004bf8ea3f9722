//! `/api/v1/me/sessions`: the browsers in which the person is signed in.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{device::Device, fault::Fault, id::SessionId, session::Session},
    service::session,
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A browser that is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionBody {
    #[schema(value_type = Uuid)]
    pub id: SessionId,
    /// `Firefox`, `Chrome`, …, where it is known.
    pub browser: Option<String>,
    /// `Linux`, `iPhone`, …, where it is known.
    pub system: Option<&'static str>,
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    /// To five minutes.
    #[schema(value_type = String, format = DateTime)]
    pub last_seen: Timestamp,
}

/// The sessions of the person, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionList {
    pub items: Vec<SessionBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

impl From<Session> for SessionBody {
    fn from(session: Session) -> Self {
        let Device { browser, system } = Device::of(&session.browser);
        let browser = browser.map(str::to_owned);
        Self { id: session.id, browser, system, started_at: session.started_at, last_seen: session.last_seen }
    }
}

/// The browsers in which the person is signed in
#[utoipa::path(get, path = "/me/sessions", tag = "account", responses((status = 200, body = SessionList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<SessionList>> {
    let found = blocking(&app, move |app| session::list(app, member.account())).await?;
    let items: Vec<_> = found.into_iter().map(SessionBody::from).collect();
    Ok(Json(SessionList { total: items.len(), items, next_cursor: None }))
}

/// Ends a session: that browser is signed out
#[utoipa::path(delete, path = "/me/sessions/{id}", tag = "account", params(("id" = Uuid, Path)), responses((status = 204), (status = 404)))]
pub async fn end(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<StatusCode> {
    let id: SessionId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| session::end(app, member.account(), id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
