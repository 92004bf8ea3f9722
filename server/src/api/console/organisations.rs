//! Organisations of the instance.

use super::super::{problem::Answer, token::BearerOperator};
use crate::{
    domain::{
        access::Operator,
        fault::{Fault, FieldError},
        id::OrganisationId,
        plan::{Module, Plan},
    },
    service::console::organisation::{self, Listed, NewOrganisation},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An organisation of the instance.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedOrganisation {
    #[schema(value_type = Uuid)]
    pub id: OrganisationId,
    pub name: String,
    pub suspended: bool,
    pub plan: PlanBody,
    /// The organisation above it in its group.
    #[schema(value_type = Option<Uuid>)]
    pub parent: Option<OrganisationId>,
    pub people: u32,
    /// Privacy champions, who take seats.
    pub champions: u32,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// Every organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationList {
    pub items: Vec<ListedOrganisation>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// What an organisation may use.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PlanBody {
    /// `register`, `compliance`, `documents`; what is left out is switched off.
    pub modules: Vec<String>,
    /// Null for no limit.
    pub champion_seats: Option<u32>,
}

/// An organisation to make, with its first person, who gets a mail.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewOrganisationBody {
    pub legal_name: String,
    /// Of its first person.
    pub name: String,
    pub email: String,
    /// `fr`, `en` or `es`; `fr` where it is left out.
    #[serde(default)]
    pub language: Option<String>,
}

/// Another legal name.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NameBody {
    pub legal_name: String,
}

/// Whether it is suspended.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SuspensionBody {
    pub suspended: bool,
}

/// The organisation above; null for none.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ParentBody {
    #[schema(value_type = Option<Uuid>)]
    pub parent: Option<OrganisationId>,
}

impl From<Listed> for ListedOrganisation {
    fn from(Listed { organisation, people, .. }: Listed) -> Self {
        Self {
            id: organisation.id,
            plan: PlanBody {
                modules: organisation.plan.modules().map(|module| module.as_str().to_owned()).collect(),
                champion_seats: organisation.plan.champion_seats,
            },
            name: organisation.sheet.legal_name,
            suspended: organisation.suspended,
            parent: organisation.parent,
            people: people.all,
            champions: people.champions,
            created_at: organisation.created_at,
        }
    }
}

impl PlanBody {
    fn plan(self) -> Result<Plan, Fault> {
        let read = |word: &String| word.parse::<Module>().map_err(|()| FieldError::new("modules", "fault-unknown-value"));
        let modules: Result<Vec<_>, _> = self.modules.iter().map(read).collect();
        Ok(Plan::of(&modules.map_err(|fault| Fault::Invalid(vec![fault]))?, self.champion_seats))
    }
}

/// Every organisation, by name
#[utoipa::path(get, path = "/console/organisations", tag = "console", responses((status = 200, body = OrganisationList), (status = 403)))]
pub async fn list(State(app): State<App>, BearerOperator(operator): BearerOperator) -> Answer<Json<OrganisationList>> {
    let listed = blocking(&app, move |app| organisation::list(app, &operator)).await?;
    let items: Vec<ListedOrganisation> = listed.into_iter().map(Into::into).collect();
    Ok(Json(OrganisationList { total: items.len(), items, next_cursor: None }))
}

/// Make an organisation and let its first person in by mail
#[utoipa::path(post, path = "/console/organisations", tag = "console", request_body = NewOrganisationBody, responses((status = 201, body = ListedOrganisation), (status = 403), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Json(body): Json<NewOrganisationBody>,
) -> Answer<(StatusCode, Json<ListedOrganisation>)> {
    let made = blocking(&app, move |app| {
        let language = body.language.as_deref().map(str::parse).transpose();
        let language = language.map_err(|()| Fault::invalid("language", "fault-unknown-value"))?.unwrap_or_default();
        let new = NewOrganisation { legal_name: body.legal_name, language, name: body.name, email: body.email };
        let id = organisation::create(app, &operator, &new)?;
        Ok(organisation::sheet(app, &operator, id)?.listed)
    });
    Ok((StatusCode::CREATED, Json(made.await?.into())))
}

/// An organisation
#[utoipa::path(get, path = "/console/organisations/{id}", tag = "console", params(("id" = Uuid, Path)), responses((status = 200, body = ListedOrganisation), (status = 403), (status = 404)))]
pub async fn show(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
) -> Answer<Json<ListedOrganisation>> {
    done(&app, operator, &id, |_, _, _| Ok(())).await
}

/// Give an organisation another legal name
#[utoipa::path(put, path = "/console/organisations/{id}/name", tag = "console", params(("id" = Uuid, Path)), request_body = NameBody, responses((status = 200, body = ListedOrganisation), (status = 403), (status = 404), (status = 422)))]
pub async fn rename(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
    Json(body): Json<NameBody>,
) -> Answer<Json<ListedOrganisation>> {
    done(&app, operator, &id, move |app, operator, id| organisation::rename(app, operator, id, &body.legal_name)).await
}

/// Suspend an organisation, or lift the suspension
#[utoipa::path(put, path = "/console/organisations/{id}/suspension", tag = "console", params(("id" = Uuid, Path)), request_body = SuspensionBody, responses((status = 200, body = ListedOrganisation), (status = 403), (status = 404)))]
pub async fn suspend(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
    Json(body): Json<SuspensionBody>,
) -> Answer<Json<ListedOrganisation>> {
    done(&app, operator, &id, move |app, operator, id| organisation::suspend(app, operator, id, body.suspended)).await
}

/// Give an organisation another plan
#[utoipa::path(put, path = "/console/organisations/{id}/plan", tag = "console", params(("id" = Uuid, Path)), request_body = PlanBody, responses((status = 200, body = ListedOrganisation), (status = 403), (status = 404), (status = 422)))]
pub async fn change_plan(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
    Json(body): Json<PlanBody>,
) -> Answer<Json<ListedOrganisation>> {
    done(&app, operator, &id, move |app, operator, id| organisation::change_plan(app, operator, id, body.plan()?)).await
}

/// Put an organisation under another, or under none
#[utoipa::path(put, path = "/console/organisations/{id}/parent", tag = "console", params(("id" = Uuid, Path)), request_body = ParentBody, responses((status = 200, body = ListedOrganisation), (status = 403), (status = 404), (status = 422)))]
pub async fn set_parent(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
    Json(body): Json<ParentBody>,
) -> Answer<Json<ListedOrganisation>> {
    done(&app, operator, &id, move |app, operator, id| organisation::set_parent(app, operator, id, body.parent)).await
}

/// Changes an organisation and answers with what it is then.
async fn done(
    app: &App,
    operator: Operator,
    id: &str,
    change: impl FnOnce(&App, &Operator, OrganisationId) -> Result<(), Fault> + Send + 'static,
) -> Answer<Json<ListedOrganisation>> {
    let id: OrganisationId = id.parse().map_err(|_| Fault::NotFound)?;
    let listed = blocking(app, move |app| {
        change(app, &operator, id)?;
        Ok(organisation::sheet(app, &operator, id)?.listed)
    });
    Ok(Json(listed.await?.into()))
}
