//! Search: `GET /api/v1/search`.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{
        fault::Fault,
        search::{Found, FoundKind, Search},
    },
    service::search,
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Query, State},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Wanted {
    /// Words, the last of which may be unfinished, and phrases in quotes.
    pub q: String,
    /// `document`, `activity`, `purpose` or `action`; all where it is left out.
    pub kind: Option<String>,
    /// At most 100; 20 where it is left out.
    pub limit: Option<usize>,
}

/// One thing found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundBody {
    pub kind: &'static str,
    pub id: Uuid,
    pub title: String,
    /// HTML: everything is escaped, and the words looked for stand in `mark`.
    pub snippet: String,
    pub score: f32,
}

impl From<Found> for FoundBody {
    fn from(found: Found) -> Self {
        let Found { kind, id, title, snippet, score } = found;
        Self { kind: kind.as_str(), id, title: title.plain(), snippet: snippet.html(), score }
    }
}

/// What was found, best first.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundList {
    pub items: Vec<FoundBody>,
    /// How many things match in all.
    pub total: usize,
}

/// Search all that the organisation holds
#[utoipa::path(get, path = "/search", tag = "search", params(Wanted), responses((status = 200, body = FoundList), (status = 422)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer, Query(wanted): Query<Wanted>) -> Answer<Json<FoundList>> {
    let kind = wanted.kind.filter(|kind| !kind.is_empty()).map(|kind| kind.parse::<FoundKind>()).transpose();
    let kind = kind.map_err(|()| Fault::invalid("kind", "fault-unknown-value"))?;
    let wanted = Search { text: wanted.q, kind, limit: wanted.limit.unwrap_or(20), ..Search::default() };
    let found = blocking(&app, move |app| search::search(app, &member, &wanted)).await?;
    Ok(Json(FoundList { items: found.items.into_iter().map(FoundBody::from).collect(), total: found.total }))
}
