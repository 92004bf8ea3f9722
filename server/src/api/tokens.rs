//! `/api/v1/me/tokens`: the tokens that speak for the person, in the organisation of the one that asks.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{fault::Fault, id::TokenId, token::Token},
    service::token,
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

/// A token; what opens doors is not told again.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenBody {
    #[schema(value_type = Uuid)]
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// To the day.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_used: Option<Timestamp>,
}

/// The tokens of the person, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenList {
    pub items: Vec<TokenBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// A token to make.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
}

/// A token just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct FreshToken {
    #[serde(flatten)]
    pub body: TokenBody,
    /// For `Authorization: Bearer`; told this once.
    pub token: String,
}

impl From<Token> for TokenBody {
    fn from(token: Token) -> Self {
        Self { id: token.id, name: token.name, created_at: token.created_at, last_used: token.last_used }
    }
}

/// The person's tokens in this organisation
#[utoipa::path(get, path = "/me/tokens", tag = "account", responses((status = 200, body = TokenList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<TokenList>> {
    let found = blocking(&app, move |app| token::list(app, &member)).await?;
    let items: Vec<_> = found.into_iter().map(TokenBody::from).collect();
    Ok(Json(TokenList { total: items.len(), items, next_cursor: None }))
}

/// Makes a token that speaks for the person in this organisation
#[utoipa::path(post, path = "/me/tokens", tag = "account", request_body = NewToken, responses((status = 201, body = FreshToken), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    Bearer(member): Bearer,
    Json(new): Json<NewToken>,
) -> Answer<(StatusCode, Json<FreshToken>)> {
    let (made, text) = blocking(&app, move |app| token::create(app, &member, &new.name)).await?;
    Ok((StatusCode::CREATED, Json(FreshToken { body: made.into(), token: text })))
}

/// Revokes a token: it opens nothing from now on
#[utoipa::path(delete, path = "/me/tokens/{id}", tag = "account", params(("id" = Uuid, Path)), responses((status = 204), (status = 404)))]
pub async fn revoke(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<StatusCode> {
    let id: TokenId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| token::revoke(app, &member, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
