//! `/api/v1/departments`: read by everybody of the organisation, changed by super users.

use super::{
    problem::Answer,
    token::{Bearer, BearerSuperUser},
};
use crate::{
    domain::{
        access::Member,
        department::DepartmentDraft,
        fault::Fault,
        id::{AccountId, DepartmentId},
        party::Contact,
    },
    service::{
        department::{self, Counted},
        membership,
    },
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The departments of the organisation, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartmentList {
    pub items: Vec<DepartmentBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// A department and what depends on it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartmentBody {
    #[schema(value_type = Uuid)]
    pub id: DepartmentId,
    pub name: String,
    pub head: HeadBody,
    /// How many people work there.
    pub people: usize,
    /// How many activities it is in charge of.
    pub activities: usize,
    /// Sent back with a change, it keeps two people from overwriting each other.
    pub version: u64,
}

/// Who leads a department.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct HeadBody {
    pub first_name: String,
    pub last_name: String,
    pub position: String,
    pub email: String,
}

impl From<Counted> for DepartmentBody {
    fn from(Counted { department, people, activities }: Counted) -> Self {
        let version = department.seq();
        let department = department.into_inner();
        let Contact { first_name, last_name, position, email } = department.head;
        let head = HeadBody { first_name, last_name, position, email };
        Self { id: department.id, name: department.name, head, people, activities, version }
    }
}

/// A department as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DepartmentInput {
    pub name: String,
    #[serde(default)]
    pub head: HeadBody,
    /// The version that was read; left out, the change is made whatever happened meanwhile.
    pub version: Option<u64>,
}

impl DepartmentInput {
    fn draft(self) -> DepartmentDraft {
        let HeadBody { first_name, last_name, position, email } = self.head;
        DepartmentDraft { name: self.name, head: Contact { first_name, last_name, position, email } }
    }
}

/// Who is to work in a department from now on.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Members {
    #[schema(value_type = Vec<Uuid>)]
    pub accounts: Vec<AccountId>,
}

/// The departments of the organisation
#[utoipa::path(get, path = "/departments", tag = "departments", responses((status = 200, body = DepartmentList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<DepartmentList>> {
    let found = blocking(&app, move |app| department::list(app, &member)).await?;
    let items: Vec<_> = found.into_iter().map(DepartmentBody::from).collect();
    Ok(Json(DepartmentList { total: items.len(), items, next_cursor: None }))
}

/// Makes a department
#[utoipa::path(post, path = "/departments", tag = "departments", request_body = DepartmentInput, responses((status = 201, body = DepartmentBody), (status = 403), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Json(input): Json<DepartmentInput>,
) -> Answer<(StatusCode, Json<DepartmentBody>)> {
    let created = blocking(&app, move |app| {
        let id = department::create(app, &super_user, input.draft())?;
        found(app, &super_user, id)
    });
    Ok((StatusCode::CREATED, Json(created.await?)))
}

/// One department
#[utoipa::path(get, path = "/departments/{id}", tag = "departments", params(("id" = Uuid, Path)), responses((status = 200, body = DepartmentBody), (status = 404)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<DepartmentBody>> {
    let id = read_id(&id)?;
    Ok(Json(blocking(&app, move |app| found(app, &member, id)).await?))
}

/// Changes name and head
#[utoipa::path(put, path = "/departments/{id}", tag = "departments", params(("id" = Uuid, Path)), request_body = DepartmentInput, responses((status = 200, body = DepartmentBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn update(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Path(id): Path<String>,
    Json(input): Json<DepartmentInput>,
) -> Answer<Json<DepartmentBody>> {
    let id = read_id(&id)?;
    let updated = blocking(&app, move |app| {
        let version = input.version;
        department::update(app, &super_user, id, input.draft(), version)?;
        found(app, &super_user, id)
    });
    Ok(Json(updated.await?))
}

/// Deletes a department that no activity names
#[utoipa::path(delete, path = "/departments/{id}", tag = "departments", params(("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn delete(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    let id = read_id(&id)?;
    blocking(&app, move |app| department::delete(app, &super_user, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Moves people into a department, out of the others
#[utoipa::path(post, path = "/departments/{id}/members", tag = "departments", params(("id" = Uuid, Path)), request_body = Members, responses((status = 200, body = DepartmentBody), (status = 403), (status = 404)))]
pub async fn assign(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Path(id): Path<String>,
    Json(members): Json<Members>,
) -> Answer<Json<DepartmentBody>> {
    let id = read_id(&id)?;
    let assigned = blocking(&app, move |app| {
        membership::assign(app, &super_user, &members.accounts, Some(id))?;
        found(app, &super_user, id)
    });
    Ok(Json(assigned.await?))
}

fn found(app: &App, member: &Member, id: DepartmentId) -> Result<DepartmentBody, Fault> {
    department::find(app, member, id).map(DepartmentBody::from)
}

fn read_id(id: &str) -> Result<DepartmentId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
