//! The tree of a register over the API.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{fault::Fault, register::RegisterKind},
    service::register::{self, tree::Tree},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
};
use std::sync::Arc;

/// Categories, subcategories and purposes with their counts by status
#[utoipa::path(get, path = "/registers/{kind}/tree", params(("kind" = String, Path)), responses((status = 200, body = Object)), tag = "registers")]
pub async fn tree(State(app): State<App>, Bearer(member): Bearer, Path(kind): Path<String>) -> Answer<Json<Arc<Tree>>> {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let tree = blocking(&app, move |app| Ok(register::view(app, &member, kind)?.tree()));
    Ok(Json(tree.await?))
}
