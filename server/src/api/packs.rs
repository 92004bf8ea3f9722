//! `/api/v1/organisation/packs`: which of the installed sector packs the organisation uses, for super users.

use super::{problem::Answer, token::BearerSuperUser};
use crate::{
    domain::{access::SuperUser, fault::Fault, pack::Permission},
    service::pack::{self, PackChoice},
    web::{App, blocking},
};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An installed pack that the organisation can use.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationPack {
    pub id: String,
    /// In the language of the person.
    pub name: String,
    pub description: String,
    pub version: String,
    /// The organisation uses it.
    pub chosen: bool,
    /// What it asks for: `read-register`.
    pub permissions: Vec<&'static str>,
    /// What of it the organisation grants.
    pub granted: Vec<&'static str>,
    /// It failed repeatedly and says nothing until an operator switches it on, or the server starts again.
    pub switched_off: bool,
}

/// The packs that the organisation can choose from.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationPacks {
    pub items: Vec<OrganisationPack>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// The packs that the organisation is to use, and no others.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PacksInput {
    pub packs: Vec<String>,
    /// What packs may do beside what each may, by id: `read-register`. What is not named is not granted.
    #[serde(default)]
    pub grants: BTreeMap<String, Vec<String>>,
}

/// The packs to choose from
#[utoipa::path(get, path = "/organisation/packs", tag = "organisation", responses((status = 200, body = OrganisationPacks), (status = 403)))]
pub async fn list(State(app): State<App>, BearerSuperUser(super_user): BearerSuperUser) -> Answer<Json<OrganisationPacks>> {
    Ok(Json(blocking(&app, move |app| read(app, &super_user)).await?))
}

/// Replaces the choice
#[utoipa::path(put, path = "/organisation/packs", tag = "organisation", request_body = PacksInput, responses((status = 200, body = OrganisationPacks), (status = 403), (status = 409), (status = 422)))]
pub async fn choose(
    State(app): State<App>,
    BearerSuperUser(super_user): BearerSuperUser,
    Json(input): Json<PacksInput>,
) -> Answer<Json<OrganisationPacks>> {
    let chosen = blocking(&app, move |app| {
        let permissions = |words: &Vec<String>| words.iter().filter_map(|word| Permission::of(word)).collect();
        let grants = input.grants.iter().map(|(id, words)| (id.clone(), permissions(words))).collect();
        pack::choose(app, &super_user, input.packs, grants)?;
        read(app, &super_user)
    });
    Ok(Json(chosen.await?))
}

fn read(app: &App, super_user: &SuperUser) -> Result<OrganisationPacks, Fault> {
    let language = super_user.language;
    let body = |PackChoice { pack, chosen, granted, switched_off }: PackChoice| {
        let manifest = pack.manifest.clone();
        OrganisationPack {
            name: manifest.name.get(language).to_owned(),
            description: manifest.description.get(language).to_owned(),
            id: manifest.id,
            version: manifest.version,
            chosen,
            permissions: manifest.permissions.iter().map(|permission| permission.as_str()).collect(),
            granted: granted.iter().map(|permission| permission.as_str()).collect(),
            switched_off,
        }
    };
    let items: Vec<_> = pack::list(app, super_user)?.into_iter().map(body).collect();
    Ok(OrganisationPacks { total: items.len(), items, next_cursor: None })
}
