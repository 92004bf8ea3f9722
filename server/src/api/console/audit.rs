//! `/api/v1/console/audit`: what happened in the whole instance, for operators.

use crate::{
    api::{
        audit::{AuditEntry, AuditQuery},
        problem::Answer,
        token::BearerOperator,
    },
    domain::{fault::Fault, id::OrganisationId},
    locale::Texts,
    service::audit::{self, Place},
    web::{self, App, blocking, visitor::Visitor},
};
use axum::{
    Json,
    extract::{Query, State},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Where what is looked for happened.
#[derive(Debug, Deserialize, IntoParams)]
pub struct PlaceQuery {
    /// Identifier of an organisation, or `instance` for what happened in none; everywhere where it is left out.
    pub place: Option<String>,
}

/// Entries of the audit trails, the latest first. They are not counted: there may be millions.
#[derive(Debug, Serialize, ToSchema)]
pub struct InstanceTrail {
    pub items: Vec<InstanceEntry>,
    pub next_cursor: Option<String>,
}

/// One thing that happened, and where. What an organisation works on is not told.
#[derive(Debug, Serialize, ToSchema)]
pub struct InstanceEntry {
    #[schema(value_type = Option<Uuid>)]
    pub organisation: Option<OrganisationId>,
    #[serde(flatten)]
    pub entry: AuditEntry,
}

/// The audit trail of the instance
#[utoipa::path(get, path = "/console/audit", tag = "console", params(AuditQuery, PlaceQuery), responses((status = 200, body = InstanceTrail), (status = 403), (status = 422)))]
pub async fn list(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    visitor: Visitor,
    Query(query): Query<AuditQuery>,
    Query(place): Query<PlaceQuery>,
) -> Answer<Json<InstanceTrail>> {
    let place = match place.place.as_deref() {
        None => Place::Everywhere,
        Some("instance") => Place::Instance,
        Some(id) => Place::Organisation(id.parse().map_err(|_| Fault::invalid("place", "fault-unknown-value"))?),
    };
    let (filter, before) = (query.filter()?, query.before()?);
    let limit = query.limit.unwrap_or(web::audit::ON_A_PAGE).clamp(1, 500);
    let page = blocking(&app, move |app| audit::instance_page(app, &operator, place, &filter, before, limit)).await?;
    let t: Texts = visitor.t;
    let entry = |line: audit::AuditLine| InstanceEntry { organisation: line.organisation, entry: AuditEntry::new(&t, line) };
    let items = page.lines.into_iter().map(entry).collect();
    Ok(Json(InstanceTrail { items, next_cursor: page.before.map(|before| before.to_string()) }))
}
