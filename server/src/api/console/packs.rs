//! The packs installed on the instance.

use super::super::{problem::Answer, token::BearerOperator};
use crate::{
    service::pack::{self, InstalledPack, removal},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Serialize;
use utoipa::ToSchema;

/// An installed pack.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackBody {
    pub id: String,
    /// In French.
    pub name: String,
    pub version: String,
    pub publisher: String,
    pub licence: String,
    /// When this version was installed; null for a pack that comes with the server.
    pub installed_at: Option<String>,
    /// How many organisations use it.
    pub used_by: usize,
    /// It failed repeatedly and says nothing until it is switched on, or the server starts again.
    pub switched_off: bool,
}

/// The packs of the instance.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackList {
    pub items: Vec<PackBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

impl From<InstalledPack> for PackBody {
    fn from(InstalledPack { pack, installation, used_by, switched_off }: InstalledPack) -> Self {
        let manifest = pack.manifest.clone();
        Self {
            id: manifest.id,
            name: manifest.name.fr,
            version: manifest.version,
            publisher: manifest.publisher,
            licence: manifest.licence,
            installed_at: installation.map(|installation| installation.installed_at.to_string()),
            used_by,
            switched_off,
        }
    }
}

/// The packs installed on the instance
#[utoipa::path(get, path = "/console/packs", tag = "console", responses((status = 200, body = PackList), (status = 403)))]
pub async fn list(State(app): State<App>, BearerOperator(operator): BearerOperator) -> Answer<Json<PackList>> {
    let packs = blocking(&app, move |app| pack::installed(app, &operator)).await?;
    let items: Vec<PackBody> = packs.into_iter().map(Into::into).collect();
    Ok(Json(PackList { total: items.len(), items, next_cursor: None }))
}

/// Give a pack that was switched off another chance; one that is at work goes on
#[utoipa::path(post, path = "/console/packs/{id}/activation", tag = "console", params(("id" = String, Path)), responses((status = 204), (status = 403), (status = 404)))]
pub async fn switch_on(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    blocking(&app, move |app| pack::switch_on(app, &operator, &id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a pack away; what organisations made with it stays
#[utoipa::path(delete, path = "/console/packs/{id}", tag = "console", params(("id" = String, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn remove(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    blocking(&app, move |app| removal::remove(app, &operator, &id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
