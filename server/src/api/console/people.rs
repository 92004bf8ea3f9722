//! People across organisations.

use super::super::{problem::Answer, token::BearerOperator};
use crate::{
    domain::{
        access::Profile,
        fault::Fault,
        id::{AccountId, OrganisationId},
    },
    service::{
        console::person::{self, KnownPerson, KnownPlace},
        membership, operator,
    },
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

/// Most people of one answer.
const LIMIT: usize = 500;

/// Whom to list.
#[derive(Debug, Deserialize, IntoParams)]
pub struct PeopleQuery {
    /// Words of name, address or organisation.
    #[serde(default)]
    pub q: String,
    pub limit: Option<usize>,
    pub cursor: Option<String>,
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonBody {
    #[schema(value_type = Uuid)]
    pub id: AccountId,
    pub name: String,
    pub email: String,
    /// Whether the person looks after the instance.
    pub operator: bool,
    pub organisations: Vec<PlaceBody>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_sign_in: Option<Timestamp>,
}

/// Where a person belongs, or was deleted from.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceBody {
    #[schema(value_type = Uuid)]
    pub id: OrganisationId,
    pub name: String,
    /// `privacy_champion` or `contributor`.
    #[schema(value_type = String)]
    pub profile: Profile,
    pub super_user: bool,
    pub suspended: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub deleted_at: Option<Timestamp>,
}

/// People, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonList {
    pub items: Vec<PersonBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// Whether the person looks after the instance.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AppointmentBody {
    pub operator: bool,
}

/// Where a deleted person is to be let in again.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RecoveryBody {
    #[schema(value_type = Uuid)]
    pub organisation: OrganisationId,
}

impl From<KnownPlace> for PlaceBody {
    fn from(KnownPlace { membership, organisation }: KnownPlace) -> Self {
        Self {
            id: membership.organisation,
            name: organisation,
            profile: membership.profile,
            super_user: membership.super_user,
            suspended: membership.suspended,
            deleted_at: membership.deleted.map(|deletion| deletion.at),
        }
    }
}

impl From<KnownPerson> for PersonBody {
    fn from(KnownPerson { account, places, last_sign_in }: KnownPerson) -> Self {
        Self {
            id: account.id,
            name: account.name,
            email: account.email.to_string(),
            operator: account.operator,
            organisations: places.into_iter().map(Into::into).collect(),
            last_sign_in,
        }
    }
}

/// People across organisations
#[utoipa::path(get, path = "/console/people", tag = "console", params(PeopleQuery), responses((status = 200, body = PersonList), (status = 403)))]
pub async fn list(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Query(query): Query<PeopleQuery>,
) -> Answer<Json<PersonList>> {
    let limit = query.limit.unwrap_or(100).clamp(1, LIMIT);
    let offset = match query.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
        Some(cursor) => cursor.parse::<usize>().map_err(|_| Fault::invalid("cursor", "fault-unknown-value"))?,
        None => 0,
    };
    let people = blocking(&app, move |app| person::list(app, &operator, &query.q, offset, limit)).await?;
    let next = offset + people.items.len();
    let next_cursor = (next < people.total).then(|| next.to_string());
    Ok(Json(PersonList { items: people.items.into_iter().map(Into::into).collect(), total: people.total, next_cursor }))
}

/// Make somebody operator, or take that back
#[utoipa::path(put, path = "/console/people/{id}/operator", tag = "console", params(("id" = Uuid, Path)), request_body = AppointmentBody, responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn appoint(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
    Json(body): Json<AppointmentBody>,
) -> Answer<StatusCode> {
    let id: AccountId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| operator::appoint(app, &operator, id, body.operator)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give a deleted account back
#[utoipa::path(post, path = "/console/people/{id}/recovery", tag = "console", params(("id" = Uuid, Path)), request_body = RecoveryBody, responses((status = 204), (status = 403), (status = 404), (status = 422)))]
pub async fn recover(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
    Json(body): Json<RecoveryBody>,
) -> Answer<StatusCode> {
    let id: AccountId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| membership::recover(app, &operator, body.organisation, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
