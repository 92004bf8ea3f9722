//! Search: `GET /api/v1/search`.

use super::{problem::Answer, token::Bearer};
use crate::{
    clock::Clock,
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
use jiff::civil::Date;
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
    /// Name of a category or subcategory.
    pub category: Option<String>,
    /// Identifier of who made it.
    pub author: Option<String>,
    /// A day: made then or later.
    pub from: Option<String>,
    /// A day: made then or before.
    pub until: Option<String>,
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
    /// Whether the index is being made anew: more may be found in a while.
    pub incomplete: bool,
}

/// Search all that the organisation holds
#[utoipa::path(get, path = "/search", tag = "search", params(Wanted), responses((status = 200, body = FoundList), (status = 422)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer, Query(wanted): Query<Wanted>) -> Answer<Json<FoundList>> {
    let kind = wanted.kind.filter(|kind| !kind.is_empty()).map(|kind| kind.parse::<FoundKind>()).transpose();
    let unknown = |field: &str| Fault::invalid(field, "fault-unknown-value");
    let day = |field: &str, day: Option<String>| {
        let day = day.filter(|day| !day.is_empty()).map(|day| day.parse::<Date>()).transpose();
        day.map_err(|_| Fault::invalid(field, "answer-date"))
    };
    let author = wanted.author.filter(|author| !author.is_empty()).map(|author| author.parse()).transpose();
    let wanted = Search {
        text: wanted.q,
        kind: kind.map_err(|()| unknown("kind"))?,
        category: wanted.category.filter(|category| !category.is_empty()),
        author: author.map_err(|_| unknown("author"))?,
        from: day("from", wanted.from)?.map(Clock::start_of),
        before: day("until", wanted.until)?.and_then(|day| day.tomorrow().ok()).map(Clock::start_of),
        limit: wanted.limit.unwrap_or(20),
        ..Search::default()
    };
    let found = blocking(&app, move |app| search::search(app, &member, &wanted)).await?;
    let items = found.items.into_iter().map(FoundBody::from).collect();
    Ok(Json(FoundList { items, total: found.total, incomplete: found.incomplete }))
}
