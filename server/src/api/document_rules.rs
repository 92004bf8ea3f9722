//! `/api/v1/documents/rules` and `/api/v1/documents/categories`: how long documents of each category are kept, and where a
//! document can be filed.

use super::{
    problem::Answer,
    token::{Bearer, BearerChampion},
};
use crate::{
    domain::{document::DocumentRule, id::AccountId},
    service::document::{category, rule},
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

/// How long the documents of a category are kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleBody {
    pub category: String,
    /// From the day a document was filed.
    pub months: u16,
    #[schema(value_type = Uuid)]
    pub by: AccountId,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<DocumentRule> for RuleBody {
    fn from(rule: DocumentRule) -> Self {
        let DocumentRule { category, months, by, at } = rule;
        Self { category, months, by, at }
    }
}

/// How long documents are to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleInput {
    pub months: u16,
}

/// A category, in use or proposed by a pack of the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilingCategoryBody {
    pub name: String,
    pub subcategories: Vec<String>,
}

/// How long documents are kept, by category
#[utoipa::path(get, path = "/documents/rules", tag = "documents", responses((status = 200, body = Vec<RuleBody>)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<Vec<RuleBody>>> {
    let rules = blocking(&app, move |app| rule::list(app, &member)).await?;
    Ok(Json(rules.into_iter().map(RuleBody::from).collect()))
}

/// Say how long documents of a category are kept, as privacy champion
#[utoipa::path(put, path = "/documents/rules/{category}", tag = "documents", params(("category" = String, Path)), request_body = RuleInput,
    responses((status = 204), (status = 403), (status = 409), (status = 422)))]
pub async fn set(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path(category): Path<String>,
    Json(body): Json<RuleInput>,
) -> Answer<StatusCode> {
    blocking(&app, move |app| rule::set(app, &champion, &category, Some(body.months))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End a rule, as privacy champion; documents keep the days they have
#[utoipa::path(delete, path = "/documents/rules/{category}", tag = "documents", params(("category" = String, Path)),
    responses((status = 204), (status = 403), (status = 409), (status = 422)))]
pub async fn end(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path(category): Path<String>,
) -> Answer<StatusCode> {
    blocking(&app, move |app| rule::set(app, &champion, &category, None)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where a document can be filed: categories in use, and those that packs of the organisation propose
#[utoipa::path(get, path = "/documents/categories", tag = "documents", responses((status = 200, body = Vec<FilingCategoryBody>)))]
pub async fn categories(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<Vec<FilingCategoryBody>>> {
    let offered = blocking(&app, move |app| category::offered(app, &member)).await?;
    let body = |(name, subcategories): (String, _)| FilingCategoryBody { name, subcategories: Vec::from_iter(subcategories) };
    Ok(Json(offered.into_iter().map(body).collect()))
}
