//! `/api/v1/registers/{kind}/categories`: the branches that purposes hang on.

use super::{
    activities::kind_of,
    problem::Answer,
    purposes::ActivityCounts,
    token::{Bearer, BearerChampion},
};
use crate::{
    domain::{fault::Fault, id::CategoryId},
    service::category::{self, CategorySheet},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a category says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoryBody {
    name: String,
    /// The category that a subcategory belongs to; null for a category.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    parent: Option<CategoryId>,
    /// Sent back with a change, it keeps two people from overwriting each other.
    #[serde(default)]
    version: Option<u64>,
}

/// A category or subcategory as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoredCategory {
    #[schema(value_type = Uuid)]
    id: CategoryId,
    name: String,
    #[schema(value_type = Option<Uuid>)]
    parent: Option<CategoryId>,
    /// The pack that brought it and keeps it as it is.
    pack: Option<String>,
    /// Named by a contributor's activity only.
    proposed: bool,
    subcategories: usize,
    /// On it and on its subcategories.
    purposes: usize,
    activities: ActivityCounts,
    version: u64,
}

/// The categories of a register.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryList {
    items: Vec<StoredCategory>,
    total: usize,
    next_cursor: Option<String>,
}

/// Categories of a register in the order of the tree, each followed by its subcategories
#[utoipa::path(get, path = "/registers/{kind}/categories", tag = "registers", params(("kind" = String, Path)), responses((status = 200, body = CategoryList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer, Path(kind): Path<String>) -> Answer<Json<CategoryList>> {
    let kind = kind_of(&kind)?;
    let sheets = blocking(&app, move |app| category::list(app, &member, kind)).await?;
    let total = sheets.len();
    Ok(Json(CategoryList { items: sheets.into_iter().map(StoredCategory::from).collect(), total, next_cursor: None }))
}

/// Adds a category or subcategory; only privacy champions may
#[utoipa::path(post, path = "/registers/{kind}/categories", tag = "registers", params(("kind" = String, Path)), request_body = CategoryBody, responses((status = 201, body = StoredCategory), (status = 403), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path(kind): Path<String>,
    Json(body): Json<CategoryBody>,
) -> Answer<(StatusCode, Json<StoredCategory>)> {
    let kind = kind_of(&kind)?;
    let made = blocking(&app, move |app| {
        let id = category::create(app, &champion, kind, &body.name, body.parent)?;
        category::sheet(app, &champion, kind, id)
    });
    Ok((StatusCode::CREATED, Json(made.await?.into())))
}

/// One category or subcategory
#[utoipa::path(get, path = "/registers/{kind}/categories/{id}", tag = "registers", params(("kind" = String, Path), ("id" = Uuid, Path)), responses((status = 200, body = StoredCategory), (status = 404)))]
pub async fn show(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<Json<StoredCategory>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    Ok(Json(blocking(&app, move |app| category::sheet(app, &member, kind, id)).await?.into()))
}

/// Renames a category, and moves it with everything below where `parent` is another
#[utoipa::path(put, path = "/registers/{kind}/categories/{id}", tag = "registers", params(("kind" = String, Path), ("id" = Uuid, Path)), request_body = CategoryBody, responses((status = 200, body = StoredCategory), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn update(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
    Json(body): Json<CategoryBody>,
) -> Answer<Json<StoredCategory>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let changed = blocking(&app, move |app| {
        category::update(app, &champion, kind, id, body.version, &body.name, body.parent)?;
        category::sheet(app, &champion, kind, id)
    });
    Ok(Json(changed.await?.into()))
}

/// Deletes a category with what is below it, where it holds no activities
#[utoipa::path(delete, path = "/registers/{kind}/categories/{id}", tag = "registers", params(("kind" = String, Path), ("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn delete(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    blocking(&app, move |app| category::delete(app, &champion, kind, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn id_of(word: &str) -> Result<CategoryId, Fault> {
    word.parse().map_err(|_| Fault::NotFound)
}

impl From<CategorySheet> for StoredCategory {
    fn from(sheet: CategorySheet) -> Self {
        let CategorySheet { category, parent: _, subcategories, purposes, counts } = sheet;
        let version = category.seq();
        let category = category.into_inner();
        Self {
            id: category.id,
            name: category.name,
            parent: category.parent,
            pack: category.pack,
            proposed: category.proposed,
            subcategories,
            purposes,
            activities: counts.into(),
            version,
        }
    }
}
