//! The page of search results, behind the box on every page.

use super::{
    App, blocking,
    respond::{self, Answer},
    session::Signed,
    shell::{Module, Shell},
    visitor::Fragment,
};
use crate::{
    clock::Clock,
    domain::{
        access::Member,
        fault::Fault,
        register::RegisterKind,
        search::{Found, FoundKind, LONGEST_QUERY, Search},
    },
    locale::Texts,
    service::search::{self, Choices},
};
use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use serde::Deserialize;

/// Results on the page.
const ON_THE_PAGE: usize = 30;

#[derive(Template)]
#[template(path = "search/index.html")]
struct SearchPage {
    shell: Shell,
    t: Texts,
    wanted: Wanted,
    /// Address, word of the locale key, and whether it is the one shown.
    tabs: Vec<(String, &'static str, bool)>,
    choices: Choices,
    results: Results,
}

#[derive(Template)]
#[template(path = "search/results.html")]
struct Results {
    t: Texts,
    q: String,
    items: Vec<Item>,
    total: usize,
    incomplete: bool,
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
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    kind: String,
    category: String,
    author: String,
    from: String,
    until: String,
}

impl Wanted {
    /// What the address asks for; what it says wrongly narrows nothing.
    fn search(&self) -> Search {
        let day = |text: &str| text.parse::<Date>().ok();
        Search {
            text: self.q.trim().chars().take(LONGEST_QUERY).collect(),
            kind: self.kind.parse().ok(),
            category: Some(self.category.clone()).filter(|category| !category.is_empty()),
            author: self.author.parse().ok(),
            from: day(&self.from).map(Clock::start_of),
            before: day(&self.until).and_then(|day| day.tomorrow().ok()).map(Clock::start_of),
            limit: ON_THE_PAGE,
            ..Search::default()
        }
    }

    /// The address of the same search among things of one kind, or all.
    fn among(&self, kind: Option<FoundKind>) -> String {
        let kind = kind.map_or("", FoundKind::as_str);
        let parts = [
            ("q", self.q.as_str()),
            ("kind", kind),
            ("category", &self.category),
            ("author", &self.author),
            ("from", &self.from),
            ("until", &self.until),
        ];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(parts.into_iter().filter(|(name, value)| *name == "q" || !value.is_empty()));
        format!("/search?{}", query.finish())
    }
}

/// `GET /search`
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Fragment(fragment): Fragment,
    Query(wanted): Query<Wanted>,
) -> Answer {
    shell.module = Module::None;
    let (t, search) = (shell.t, wanted.search());
    let kind = search.kind;
    let (results, choices) = blocking(&app, move |app| {
        let choices = if fragment { Choices::default() } else { search::choices(app, &member)? };
        Ok((results(app, &member, t, search)?, choices))
    })
    .await?;
    if fragment {
        return respond::page(results);
    }
    let offered = std::iter::once(None).chain(FoundKind::ALL.into_iter().map(Some));
    let tab = |choice: Option<FoundKind>| (wanted.among(choice), choice.map_or("all", FoundKind::as_str), choice == kind);
    let shown = |choice: &Option<FoundKind>| choice.is_none_or(|kind| shell.has(kind.module()));
    let tabs = offered.filter(shown).map(tab).collect();
    respond::page(SearchPage { t, shell, wanted, tabs, choices, results })
}

fn results(app: &App, member: &Member, t: Texts, search: Search) -> Result<Results, Fault> {
    let found = search::search(app, member, &search)?;
    let mut items = Vec::with_capacity(found.items.len());
    for found in &found.items {
        let register = search::register_of(app, member, found)?;
        items.push(item(found, register.map_or("controller", RegisterKind::as_str)));
    }
    Ok(Results { t, q: search.text, items, total: found.total, incomplete: found.incomplete })
}

fn item(found: &Found, register: &str) -> Item {
    let id = found.id;
    let href = match found.kind {
        FoundKind::Document => format!("/documents/{id}"),
        FoundKind::Activity => format!("/register/{register}/activities/{id}"),
        FoundKind::Purpose => format!("/register/{register}/purposes/{id}"),
        FoundKind::Action => format!("/compliance/actions/{id}"),
    };
    Item { kind: found.kind.as_str(), href, title: found.title.html(), snippet: found.snippet.html() }
}
