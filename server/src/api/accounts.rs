//! `/api/v1/accounts`: the people of the organisation, for super users.

use super::{me::MyProfile, problem::Answer, token::BearerSuperUser};
use crate::{
    domain::{
        access::SuperUser,
        fault::Fault,
        id::{AccountId, DepartmentId},
        membership::{MembershipChange, MembershipStatus},
        text::Language,
    },
    service::{
        invitation::{self, Invitation},
        membership::{self, PeopleFilter, Person},
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

/// Most accounts of one answer.
const LIMIT: usize = 500;

/// Which accounts to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct AccountQuery {
    /// Words of the name or the address.
    #[serde(default)]
    pub q: String,
    /// `invited`, `active` or `suspended`.
    pub status: Option<String>,
    /// At most 500.
    pub limit: Option<usize>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Accounts of the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountList {
    pub items: Vec<AccountBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// A person of the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountBody {
    #[schema(value_type = Uuid)]
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub profile: MyProfile,
    pub super_user: bool,
    /// `invited`, `active` or `suspended`.
    pub status: &'static str,
    /// Until when the temporary password works; null once one was chosen.
    #[schema(value_type = Option<String>)]
    pub invited_until: Option<Timestamp>,
    #[schema(value_type = Vec<Uuid>)]
    pub departments: Vec<DepartmentId>,
    #[schema(value_type = Option<String>)]
    pub last_sign_in: Option<Timestamp>,
}

impl From<Person> for AccountBody {
    fn from(person: Person) -> Self {
        let Person { account, membership, status, last_sign_in } = person;
        Self {
            id: account.id,
            email: account.email.to_string(),
            name: account.name,
            profile: membership.profile.into(),
            super_user: membership.super_user,
            status: status.as_str(),
            invited_until: match status {
                MembershipStatus::Invited { until } => Some(until),
                MembershipStatus::Active | MembershipStatus::Suspended | MembershipStatus::Deleted => None,
            },
            departments: membership.departments,
            last_sign_in,
        }
    }
}

/// Somebody to let in.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewAccount {
    pub email: String,
    pub name: String,
    /// `contributor` where it is left out.
    pub profile: Option<MyProfile>,
    #[serde(default)]
    pub super_user: bool,
    /// `fr`, `en` or `es`; the one of who asks where it is left out.
    pub language: Option<String>,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AccountPatch {
    pub profile: Option<MyProfile>,
    pub super_user: Option<bool>,
    pub suspended: Option<bool>,
    #[schema(value_type = Option<Vec<Uuid>>)]
    pub departments: Option<Vec<DepartmentId>>,
}

/// The people of the organisation, by name
#[utoipa::path(get, path = "/accounts", tag = "accounts", params(AccountQuery), responses((status = 200, body = AccountList), (status = 403)))]
pub async fn list(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Query(query): Query<AccountQuery>,
) -> Answer<Json<AccountList>> {
    let start: usize = match query.cursor.as_deref() {
        Some(cursor) => cursor.parse().map_err(|_| Fault::invalid("cursor", "fault-unknown-value"))?,
        None => 0,
    };
    let limit = query.limit.unwrap_or(LIMIT).clamp(1, LIMIT);
    let filter = PeopleFilter { text: query.q, department: None };
    let mut people = blocking(&app, move |app| membership::list(app, &super_user, &filter)).await?;
    people.retain(|person| query.status.as_deref().is_none_or(|status| person.status.as_str() == status));
    let total = people.len();
    let items = people.into_iter().skip(start).take(limit).map(AccountBody::from).collect();
    let next = start.saturating_add(limit);
    Ok(Json(AccountList { items, total, next_cursor: (next < total).then(|| next.to_string()) }))
}

/// Lets somebody in, who gets a mail with a temporary password
#[utoipa::path(post, path = "/accounts", tag = "accounts", request_body = NewAccount, responses((status = 201, body = AccountBody), (status = 403), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Json(new): Json<NewAccount>,
) -> Answer<(StatusCode, Json<AccountBody>)> {
    let language = new.language.map(|language| language.parse::<Language>()).transpose();
    let language = language.map_err(|()| Fault::invalid("language", "fault-unknown-value"))?.unwrap_or(super_user.language);
    let created = blocking(&app, move |app| {
        let profile = new.profile.unwrap_or(MyProfile::Contributor).into();
        let (name, email, flag) = (new.name.as_str(), new.email.as_str(), new.super_user);
        let id = invitation::invite(app, &super_user, &Invitation { name, email, profile, super_user: flag, language })?;
        found(app, &super_user, id)
    });
    Ok((StatusCode::CREATED, Json(created.await?)))
}

/// One person
#[utoipa::path(get, path = "/accounts/{id}", tag = "accounts", params(("id" = Uuid, Path)), responses((status = 200, body = AccountBody), (status = 403), (status = 404)))]
pub async fn show(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Path(id): Path<String>,
) -> Answer<Json<AccountBody>> {
    let id = read_id(&id)?;
    Ok(Json(blocking(&app, move |app| found(app, &super_user, id)).await?))
}

/// Changes profile, super-user flag, suspension or departments; the last super user keeps the flag
#[utoipa::path(patch, path = "/accounts/{id}", tag = "accounts", params(("id" = Uuid, Path)), request_body = AccountPatch, responses((status = 200, body = AccountBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn change(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Path(id): Path<String>,
    Json(patch): Json<AccountPatch>,
) -> Answer<Json<AccountBody>> {
    let id = read_id(&id)?;
    let AccountPatch { profile, super_user: flag, suspended, departments } = patch;
    let asked = MembershipChange { profile: profile.map(Into::into), super_user: flag, suspended, departments };
    let changed = blocking(&app, move |app| {
        membership::change(app, &super_user, id, &asked)?;
        found(app, &super_user, id)
    });
    Ok(Json(changed.await?))
}

/// Deletes an account: its person is locked out at once, and only the operator can restore it
#[utoipa::path(delete, path = "/accounts/{id}", tag = "accounts", params(("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn delete(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    let id = read_id(&id)?;
    blocking(&app, move |app| membership::delete(app, &super_user, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends an invitation again, with a new temporary password
#[utoipa::path(post, path = "/accounts/{id}/invitation", tag = "accounts", params(("id" = Uuid, Path)), responses((status = 200, body = AccountBody), (status = 403), (status = 404), (status = 409)))]
pub async fn invite(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Path(id): Path<String>,
) -> Answer<Json<AccountBody>> {
    let id = read_id(&id)?;
    let sent = blocking(&app, move |app| {
        invitation::resend(app, &super_user, id)?;
        found(app, &super_user, id)
    });
    Ok(Json(sent.await?))
}

fn found(app: &App, super_user: &SuperUser, id: AccountId) -> Result<AccountBody, Fault> {
    membership::find(app, super_user, id).map(AccountBody::from)
}

fn read_id(id: &str) -> Result<AccountId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
