//! `/api/v1/audit`: who did what when, for privacy champions.

use super::{problem::Answer, token::BearerChampion};
use crate::{
    clock::Clock,
    domain::{
        audit::{ActorWord, AuditFilter},
        fault::Fault,
    },
    locale::Texts,
    service::audit::{self, AuditLine},
    web::{self, App, blocking},
};
use axum::{
    Json,
    extract::{Query, State},
    response::Response,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// What is looked for in the audit trail.
#[derive(Debug, Deserialize, IntoParams)]
pub struct AuditQuery {
    /// Identifier of an account, `visitor`, `operator` or `machine`.
    pub person: Option<String>,
    /// Kind of event, such as `activity-created`.
    pub kind: Option<String>,
    /// First day.
    #[param(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    /// Last day.
    #[param(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    /// With what the program notes for itself, such as the use of sessions.
    #[serde(default)]
    pub housekeeping: bool,
    /// At most 500; 50 where it is left out.
    pub limit: Option<usize>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Entries of the audit trail, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditList {
    pub items: Vec<AuditEntry>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Number of its entry in the journal.
    pub number: u64,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// As in the question.
    pub actor: String,
    /// Name of the person, or words for what did it.
    pub actor_name: String,
    pub kind: String,
    /// The kind in words.
    pub what: String,
    /// Identifier of what it is about.
    pub subject: Option<Uuid>,
    /// Name of what it is about; empty where it has none or was erased.
    pub about: String,
}

impl AuditEntry {
    /// As it is shown in a language.
    pub fn new(t: &Texts, line: AuditLine) -> Self {
        let kind = line.event.kind.as_str().to_owned();
        Self {
            number: line.seq,
            at: line.time,
            actor: ActorWord(line.actor).to_string(),
            actor_name: audit::doer(t, &line),
            what: t.of("event", &kind),
            kind,
            subject: line.event.subject,
            about: line.about,
        }
    }
}

impl AuditQuery {
    /// What is looked for.
    pub fn filter(&self) -> Result<AuditFilter, Fault> {
        let actor = self.person.as_deref().map(|word| word.parse().map_err(|()| Fault::invalid("person", "fault-unknown-value")));
        Ok(AuditFilter {
            actor: actor.transpose()?,
            kind: self.kind.clone(),
            from: self.from.map(Clock::start_of),
            until: self.until.and_then(|last| last.tomorrow().ok()).map(Clock::start_of),
            housekeeping: self.housekeeping,
        })
    }

    /// Where the page begins.
    pub fn before(&self) -> Result<Option<u64>, Fault> {
        let before = self.cursor.as_deref().map(str::parse).transpose();
        before.map_err(|_| Fault::invalid("cursor", "fault-unknown-value"))
    }
}

/// The audit trail of the organisation
#[utoipa::path(get, path = "/audit", tag = "audit", params(AuditQuery), responses((status = 200, body = AuditList), (status = 403), (status = 422)))]
pub async fn list(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Query(query): Query<AuditQuery>,
) -> Answer<Json<AuditList>> {
    let (filter, before) = (query.filter()?, query.before()?);
    let limit = query.limit.unwrap_or(web::audit::ON_A_PAGE).clamp(1, 500);
    let t = Texts::new(champion.language);
    let (total, page) = blocking(&app, move |app| {
        Ok((audit::count(app, &champion, &filter)?, audit::page(app, &champion, &filter, before, limit)?))
    })
    .await?;
    let items = page.lines.into_iter().map(|line| AuditEntry::new(&t, line)).collect();
    Ok(Json(AuditList { items, total, next_cursor: page.before.map(|before| before.to_string()) }))
}

/// The audit trail as CSV, the oldest first
#[utoipa::path(get, path = "/audit.csv", tag = "audit", params(AuditQuery), responses((status = 200, content_type = "text/csv"), (status = 403), (status = 422)))]
pub async fn csv(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Query(query): Query<AuditQuery>,
) -> Answer<Response> {
    Ok(web::audit::file(&app, champion, query.filter()?))
}
