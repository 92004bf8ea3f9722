//! The list of documents, with its drop zone and what narrows it.

use super::{
    App, blocking,
    error::Refusal,
    form::Errors,
    register_filters::{Filter, Switch},
    respond::{self, Answer, see_other},
    session::Signed,
    shell::{Module, Shell},
    transfer,
};
use crate::{
    domain::{
        document::{Document, DocumentDay, TextState},
        fault::Fault,
        review::ReviewState,
        word::meant,
    },
    locale::Texts,
    service::document::{
        category::{self, Categories},
        list::{self, DocumentFilter, DocumentOrder, Listing},
    },
    store::Versioned,
};
use askama::Template;
use axum::extract::{Multipart, Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

/// Documents on one page of the list.
const ON_A_PAGE: usize = 50;
/// Between a category and a subcategory in an address: no name holds it.
const BETWEEN: char = '\t';

#[derive(Template)]
#[template(path = "documents/index.html")]
struct IndexPage {
    shell: Shell,
    t: Texts,
    errors: Errors,
    rows: Vec<Row>,
    categories: Categories,
    filters: Vec<Filter>,
    switches: Vec<Switch>,
    /// What the filters keep of the address when they are sent.
    kept: Vec<(&'static str, String)>,
    q: String,
    /// Whether there are no documents at all.
    bare: bool,
    total: usize,
    page: usize,
    pages: usize,
    newer: String,
    older: String,
    /// Largest file, in mebibytes.
    limit: u64,
}

struct Row {
    document: Arc<Versioned<Document>>,
    /// Colour and words of a day that is near or past.
    due: Vec<(&'static str, String)>,
}

/// What the list is narrowed by, as the address says it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DocumentQuery {
    q: String,
    /// A category, or a category and a subcategory.
    category: String,
    author: String,
    text: String,
    due: String,
    loose: String,
    order: String,
    page: usize,
}

impl DocumentQuery {
    fn filter(&self) -> DocumentFilter {
        let (category, subcategory) = match self.category.split_once(BETWEEN) {
            Some((category, subcategory)) => (category, Some(subcategory.to_owned())),
            None => (self.category.as_str(), None),
        };
        DocumentFilter {
            q: self.q.clone(),
            category: (!category.is_empty()).then(|| category.to_owned()),
            subcategory,
            author: self.author.parse().ok(),
            text: meant(&self.text),
            due: !self.due.is_empty(),
            loose: !self.loose.is_empty(),
            ..DocumentFilter::default()
        }
    }

    fn parts(&self) -> [(&'static str, &str); 7] {
        [
            ("q", &self.q),
            ("category", &self.category),
            ("author", &self.author),
            ("text", &self.text),
            ("due", &self.due),
            ("loose", &self.loose),
            ("order", &self.order),
        ]
    }

    /// The address of the list with one part changed.
    fn href(&self, name: &str, value: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let parts = self.parts().into_iter().filter(|(other, value)| *other != name && !value.is_empty());
        query.extend_pairs(parts);
        if !value.is_empty() {
            query.append_pair(name, value);
        }
        format!("/documents?{}", query.finish())
    }
}

/// `GET /documents`
pub async fn index(State(app): State<App>, signed: Signed, shell: Shell, Query(query): Query<DocumentQuery>) -> Answer {
    respond::page(page(&app, signed, shell, query, Errors::default()).await?)
}

/// `POST /documents`
pub async fn create(State(app): State<App>, signed: Signed, shell: Shell, form: Multipart) -> Answer {
    match transfer::receive_documents(&app, &signed.0, form, Vec::new()).await {
        Ok(_) => see_other("/documents"),
        Err(Fault::Invalid(errors)) => {
            respond::invalid(page(&app, signed, shell, DocumentQuery::default(), errors.into()).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

async fn page(
    app: &App,
    Signed(member): Signed,
    mut shell: Shell,
    query: DocumentQuery,
    errors: Errors,
) -> Result<IndexPage, Fault> {
    shell.module = Module::Documents;
    let t = shell.t;
    let (filter, order) = (query.filter(), query.order.parse().unwrap_or_default());
    let read = move |app: &App| Ok((list::list(app, &member, &filter, order)?, category::offered(app, &member)?));
    let (listing, categories) = blocking(app, read).await?;
    let (filters, switches) = (filters(t, &query, &listing, order), switches(t, &query, &listing));
    let total = listing.documents.len();
    let pages = total.div_ceil(ON_A_PAGE).max(1);
    let page = query.page.clamp(1, pages);
    let today = app.clock.today();
    let documents = listing.documents.into_iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE);
    let kept = [("due", &query.due), ("loose", &query.loose)].into_iter().filter(|(_, value)| !value.is_empty());
    Ok(IndexPage {
        t,
        shell,
        errors,
        rows: documents.map(|document| Row { due: due(t, &document, today), document }).collect(),
        categories,
        filters,
        switches,
        kept: kept.map(|(name, value)| (name, value.clone())).collect(),
        bare: listing.all == 0,
        total,
        newer: query.href("page", &page.saturating_sub(1).to_string()),
        older: query.href("page", &(page + 1).to_string()),
        q: query.q,
        page,
        pages,
        limit: app.files.limit() / (1024 * 1024),
    })
}

fn filters(t: Texts, query: &DocumentQuery, listing: &Listing, order: DocumentOrder) -> Vec<Filter> {
    let filter = |name: &'static str, chosen: &str, options: Vec<(String, String)>| Filter {
        name,
        label: t.of("document-filter", name),
        options: options.into_iter().map(|(value, words)| (value.clone(), words, value == chosen)).collect(),
    };
    let mut categories = Vec::new();
    for (category, (count, subcategories)) in &listing.categories {
        categories.push((category.clone(), format!("{category} ({count})")));
        let below = subcategories
            .iter()
            .map(|(name, count)| (format!("{category}{BETWEEN}{name}"), format!("{category} › {name} ({count})")));
        categories.extend(below);
    }
    let authors = listing.authors.iter().map(|(id, name, count)| (id.to_string(), format!("{name} ({count})")));
    let states = TextState::ALL.map(|state| (state.as_str().to_owned(), t.of("document-text", state.as_str())));
    let orders = DocumentOrder::ALL.map(|order| (order.as_str().to_owned(), t.of("document-order", order.as_str())));
    let filters = [
        filter("category", &query.category, categories),
        filter("author", &query.author, authors.collect()),
        filter("text", &query.text, states.into()),
        filter("order", order.as_str(), orders.into()),
    ];
    filters.into_iter().filter(|filter| !filter.options.is_empty()).collect()
}

fn switches(t: Texts, query: &DocumentQuery, listing: &Listing) -> Vec<Switch> {
    let all = [("due", &query.due, listing.due), ("loose", &query.loose, listing.loose)];
    let switch = |(name, value, count): (&'static str, &String, usize)| Switch {
        name,
        href: query.href(name, if value.is_empty() { "true" } else { "" }),
        words: t.one(&format!("document-filter-{name}"), "count", count),
        on: !value.is_empty(),
    };
    all.into_iter().filter(|(_, value, count)| *count > 0 || !value.is_empty()).map(switch).collect()
}

/// The marks of the days of a document that are near or past: colours and words.
pub(super) fn due(t: Texts, document: &Document, today: Date) -> Vec<(&'static str, String)> {
    let mark = |(day, on, state): (DocumentDay, Date, ReviewState)| {
        let colour = if state == ReviewState::Overdue { "bad" } else { "attention" };
        (colour, t.one(&format!("document-{}-{}", day.as_str(), state.as_str()), "on", t.date(&on)))
    };
    document.due(today).map(mark).collect()
}

pub(super) fn badge(text: &TextState) -> &'static str {
    match text {
        TextState::Pending => "attention",
        TextState::Indexed => "good",
        TextState::Unreadable => "bad",
        TextState::None => "quiet",
    }
}
