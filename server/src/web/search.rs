//! The page of search results, behind the box on every page.

use super::{
    App, blocking,
    respond::{self, Answer},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        register::RegisterKind,
        search::{Found, FoundKind, LONGEST_QUERY, Search},
    },
    locale::Texts,
    service::search,
};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

/// Results on the page.
const ON_THE_PAGE: usize = 30;

#[derive(Template)]
#[template(path = "search/index.html")]
struct SearchPage {
    shell: Shell,
    t: Texts,
    q: String,
    kind: Option<FoundKind>,
    /// Address, word of the locale key, and whether it is the one shown.
    tabs: Vec<(String, &'static str, bool)>,
    items: Vec<Item>,
    total: usize,
}

struct Item {
    kind: &'static str,
    href: String,
    /// HTML, escaped.
    title: String,
    /// HTML, escaped.
    snippet: String,
}

/// What is looked for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
}

/// `GET /search`
pub async fn show(State(app): State<App>, Signed(member): Signed, mut shell: Shell, Query(wanted): Query<Wanted>) -> Answer {
    shell.module = Module::None;
    let q: String = wanted.q.trim().chars().take(LONGEST_QUERY).collect();
    let kind = wanted.kind.parse().ok();
    let search = Search { text: q.clone(), kind, limit: ON_THE_PAGE, ..Search::default() };
    let (items, total) = blocking(&app, move |app| {
        let found = search::search(app, &member, &search)?;
        let mut items = Vec::with_capacity(found.items.len());
        for found in &found.items {
            let register = search::register_of(app, &member, found)?;
            items.push(item(found, register.map_or("controller", RegisterKind::as_str)));
        }
        Ok((items, found.total))
    })
    .await?;
    let choices = [None, Some(FoundKind::Document), Some(FoundKind::Activity), Some(FoundKind::Purpose)];
    let tab = |choice: Option<FoundKind>| (address(&q, choice), choice.map_or("all", FoundKind::as_str), choice == kind);
    let shown = |choice: &Option<FoundKind>| choice.is_none_or(|kind| shell.has(kind.module()));
    let tabs = choices.into_iter().filter(shown).map(tab).collect();
    respond::page(SearchPage { t: shell.t, shell, q, kind, tabs, items, total })
}

fn item(found: &Found, register: &str) -> Item {
    let id = found.id;
    let href = match found.kind {
        FoundKind::Document => format!("/documents/{id}"),
        FoundKind::Activity => format!("/register/{register}/activities/{id}"),
        FoundKind::Purpose => format!("/register/{register}?purpose={id}"),
        FoundKind::Action => format!("/actions/{id}"),
    };
    Item { kind: found.kind.as_str(), href, title: found.title.html(), snippet: found.snippet.html() }
}

fn address(q: &str, kind: Option<FoundKind>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", q);
    if let Some(kind) = kind {
        query.append_pair("kind", kind.as_str());
    }
    format!("/search?{}", query.finish())
}
