//! The versions of activities and purposes: `GET /api/v1/registers/{kind}/activities/{id}/history` and the same of purposes.

use super::{
    activities::{id_of, kind_of},
    problem::Answer,
    purposes,
    token::Bearer,
};
use crate::{
    domain::{audit::ActorWord, fault::Fault},
    locale::Texts,
    service::history::{self, FieldChange, History, Revision},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Where a page of a history begins.
#[derive(Debug, Deserialize, IntoParams)]
pub struct HistoryQuery {
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Revisions, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryList {
    pub items: Vec<RevisionBody>,
    /// How many times it was written in all; what one person saves in a row is one item.
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// What one person changed in one go, or the program did.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevisionBody {
    /// The `version` that it left.
    pub version: u64,
    #[schema(value_type = String, format = DateTime)]
    pub begun_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Identifier of an account, `visitor`, `operator` or `machine`.
    pub actor: String,
    /// Name of the person, or words for what did it.
    pub actor_name: String,
    /// Kind of event, such as `activity-changed`.
    pub kind: String,
    /// The kind in words.
    pub what: String,
    pub saves: usize,
    /// What it wrote is no longer kept.
    pub erased: bool,
    pub changes: Vec<FieldChangeBody>,
}

/// What a revision made of one field, in the words of the person.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldChangeBody {
    pub field: String,
    pub label: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// The history of an activity
#[utoipa::path(get, path = "/registers/{kind}/activities/{id}/history", params(("kind" = String, Path), ("id" = String, Path), HistoryQuery), responses((status = 200, body = HistoryList), (status = 404)), tag = "registers")]
pub async fn of_activity(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
    Query(query): Query<HistoryQuery>,
) -> Answer<Json<HistoryList>> {
    let (kind, id, before, t) = (kind_of(&kind)?, id_of(&id)?, query.before()?, Texts::new(member.language));
    let history = blocking(&app, move |app| history::of_activity(app, &member, kind, id, before)).await?;
    Ok(Json(HistoryList::of(t, history)))
}

/// The history of a purpose
#[utoipa::path(get, path = "/registers/{kind}/purposes/{id}/history", params(("kind" = String, Path), ("id" = String, Path), HistoryQuery), responses((status = 200, body = HistoryList), (status = 404)), tag = "registers")]
pub async fn of_purpose(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
    Query(query): Query<HistoryQuery>,
) -> Answer<Json<HistoryList>> {
    let (kind, id, before, t) = (kind_of(&kind)?, purposes::id_of(&id)?, query.before()?, Texts::new(member.language));
    let history = blocking(&app, move |app| history::of_purpose(app, &member, kind, id, before)).await?;
    Ok(Json(HistoryList::of(t, history)))
}

impl HistoryQuery {
    fn before(&self) -> Result<Option<u64>, Fault> {
        let before = self.cursor.as_deref().map(str::parse).transpose();
        before.map_err(|_| Fault::invalid("cursor", "fault-unknown-value"))
    }
}

impl HistoryList {
    fn of(t: Texts, history: History) -> Self {
        Self {
            items: history.revisions.into_iter().map(|revision| RevisionBody::of(t, revision)).collect(),
            total: history.total,
            next_cursor: history.before.map(|before| before.to_string()),
        }
    }
}

impl RevisionBody {
    fn of(t: Texts, revision: Revision) -> Self {
        let body = |change: FieldChange| FieldChangeBody {
            field: change.field.to_owned(),
            label: change.label,
            before: change.before,
            after: change.after,
        };
        Self {
            version: revision.seq,
            begun_at: revision.begun,
            at: revision.time,
            actor: ActorWord(revision.actor).to_string(),
            actor_name: revision.by,
            what: t.of("event", revision.kind.as_str()),
            kind: revision.kind.to_string(),
            saves: revision.saves,
            erased: revision.erased,
            changes: revision.changes.into_iter().map(body).collect(),
        }
    }
}
