//! `GET /api/v1/me`: for whom the token speaks.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{access::Profile, id::OrganisationId},
    service::account,
    web::{App, blocking},
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// The person and the organisation a token speaks for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    pub email: String,
    pub name: String,
    pub organisation: MyOrganisation,
    pub profile: MyProfile,
    pub super_user: bool,
}

/// An organisation, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyOrganisation {
    #[schema(value_type = Uuid)]
    pub id: OrganisationId,
    pub name: String,
}

/// What the person does in the organisation.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MyProfile {
    PrivacyChampion,
    Contributor,
}

/// For whom the token speaks
#[utoipa::path(get, path = "/me", tag = "account", responses((status = 200, body = Me), (status = 401)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<Me>> {
    let (profile, super_user) = (member.profile(), member.is_super_user());
    let (account, organisation) = blocking(&app, move |app| account::who(app, &member)).await?;
    Ok(Json(Me {
        email: account.email.to_string(),
        name: account.name,
        organisation: MyOrganisation { id: organisation.id, name: organisation.sheet.legal_name },
        profile: match profile {
            Profile::PrivacyChampion => MyProfile::PrivacyChampion,
            Profile::Contributor => MyProfile::Contributor,
        },
        super_user,
    }))
}
