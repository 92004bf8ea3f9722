//! `/api/v1/organisation`: the company sheet, read by everybody of the organisation, changed by super users.

use super::{
    problem::Answer,
    token::{Bearer, BearerSuperUser},
};
use crate::{
    domain::{access::Member, fault::Fault, id::OrganisationId, organisation::CompanySheet},
    service::organisation,
    web::{App, blocking},
};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationBody {
    #[schema(value_type = Uuid)]
    pub id: OrganisationId,
    /// Changed by the operator alone.
    pub legal_name: String,
    #[serde(flatten)]
    pub sheet: SheetBody,
    /// Sectors packs in use, by id.
    pub packs: Vec<String>,
    /// Sent back with a change, it keeps two people from overwriting each other.
    pub version: u64,
}

/// What super users fill in. A change replaces all of it.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct SheetBody {
    pub sector: String,
    pub address: String,
    pub contact_email: String,
    pub contact_phone: String,
    /// Number of staff; 0 where unknown.
    pub staff: u32,
    pub supervisory_authority: String,
    pub legal_representative: String,
    pub dpo_name: String,
    pub dpo_email: String,
    pub dpo_phone: String,
    pub dpo_external: bool,
}

/// A changed sheet, and the version that it replaces.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SheetInput {
    #[serde(flatten)]
    pub sheet: SheetBody,
    pub version: u64,
}

impl From<CompanySheet> for SheetBody {
    fn from(sheet: CompanySheet) -> Self {
        Self {
            sector: sheet.sector,
            address: sheet.address,
            contact_email: sheet.contact_email,
            contact_phone: sheet.contact_phone,
            staff: sheet.staff,
            supervisory_authority: sheet.supervisory_authority,
            legal_representative: sheet.legal_representative,
            dpo_name: sheet.dpo_name,
            dpo_email: sheet.dpo_email,
            dpo_phone: sheet.dpo_phone,
            dpo_external: sheet.dpo_external,
        }
    }
}

impl From<SheetBody> for CompanySheet {
    fn from(body: SheetBody) -> Self {
        Self {
            legal_name: String::new(),
            sector: body.sector,
            address: body.address,
            contact_email: body.contact_email,
            contact_phone: body.contact_phone,
            staff: body.staff,
            supervisory_authority: body.supervisory_authority,
            legal_representative: body.legal_representative,
            dpo_name: body.dpo_name,
            dpo_email: body.dpo_email,
            dpo_phone: body.dpo_phone,
            dpo_external: body.dpo_external,
            to_fill: false,
        }
    }
}

/// The company sheet
#[utoipa::path(get, path = "/organisation", tag = "organisation", responses((status = 200, body = OrganisationBody)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<OrganisationBody>> {
    Ok(Json(blocking(&app, move |app| read(app, &member)).await?))
}

/// Replaces the company sheet
#[utoipa::path(put, path = "/organisation", tag = "organisation", request_body = SheetInput, responses((status = 200, body = OrganisationBody), (status = 403), (status = 409), (status = 422)))]
pub async fn change(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Json(input): Json<SheetInput>,
) -> Answer<Json<OrganisationBody>> {
    let changed = blocking(&app, move |app| {
        organisation::change_sheet(app, &super_user, input.sheet.into(), input.version)?;
        read(app, &super_user)
    });
    Ok(Json(changed.await?))
}

fn read(app: &App, member: &Member) -> Result<OrganisationBody, Fault> {
    let organisation = organisation::get(app, member)?;
    let version = organisation.seq();
    let organisation = organisation.into_inner();
    let legal_name = organisation.sheet.legal_name.clone();
    Ok(OrganisationBody { id: organisation.id, legal_name, sheet: organisation.sheet.into(), packs: organisation.packs, version })
}
