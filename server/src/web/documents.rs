//! Pages of documents: the list with its drop zone, a document, its download.

use super::{
    App, blocking,
    error::Refusal,
    form::Errors,
    respond::{self, Answer, see_other},
    session::Signed,
    shell::{Module, Shell},
    transfer,
};
use crate::{
    domain::{
        document::{Document, TextState},
        fault::Fault,
        id::DocumentId,
    },
    locale::Texts,
    service::{
        attachment::{self, ActivityNamed},
        document,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, Query, State},
};
use serde::Deserialize;

/// Documents on one page of the list.
const ON_A_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "documents/index.html")]
struct IndexPage {
    shell: Shell,
    t: Texts,
    errors: Errors,
    documents: Vec<Document>,
    categories: Vec<String>,
    page: usize,
    pages: usize,
    /// Largest file, in mebibytes.
    limit: u64,
}

#[derive(Template)]
#[template(path = "documents/show.html")]
struct ShowPage {
    shell: Shell,
    t: Texts,
    errors: Errors,
    document: Document,
    links: Vec<ActivityNamed>,
    /// What is found to hang it on; nothing where nothing was looked for.
    found: Option<Vec<ActivityNamed>>,
    q: String,
    editable: bool,
}

/// The page of a list.
#[derive(Debug, Default, Deserialize)]
pub struct Part {
    page: Option<usize>,
}

/// What can be changed of a document.
#[derive(Debug, Deserialize)]
pub struct Sheet {
    #[serde(default)]
    category: String,
}

/// `GET /documents`
pub async fn index(State(app): State<App>, signed: Signed, shell: Shell, Query(part): Query<Part>) -> Answer {
    respond::page(list(&app, signed, shell, part, Errors::default()).await?)
}

/// `POST /documents`
pub async fn create(State(app): State<App>, signed: Signed, shell: Shell, form: Multipart) -> Answer {
    match transfer::receive_documents(&app, &signed.0, form, Vec::new()).await {
        Ok(_) => see_other("/documents"),
        Err(Fault::Invalid(errors)) => respond::invalid(list(&app, signed, shell, Part::default(), errors.into()).await?),
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `GET /documents/{id}`
pub async fn show(State(app): State<App>, signed: Signed, shell: Shell, Path(id): Path<String>) -> Answer {
    respond::page(sheet(&app, signed, shell, known(&id)?, Shown::default()).await?)
}

/// `POST /documents/{id}`
pub async fn update(
    State(app): State<App>,
    signed: Signed,
    shell: Shell,
    Path(id): Path<String>,
    Form(entered): Form<Sheet>,
) -> Answer {
    let (id, member) = (known(&id)?, signed.0.clone());
    let category = entered.category.clone();
    match blocking(&app, move |app| document::update(app, &member, id, &category)).await {
        Ok(()) => see_other(&format!("/documents/{id}")),
        Err(Fault::Invalid(errors)) => {
            let shown = Shown { category: Some(entered.category), errors: errors.into(), ..Shown::default() };
            respond::invalid(sheet(&app, signed, shell, id, shown).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `POST /documents/{id}/deletion`
pub async fn delete(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>) -> Answer {
    let id = known(&id)?;
    blocking(&app, move |app| document::delete(app, &member, id)).await?;
    see_other("/documents")
}

/// `GET /documents/{id}/content`
pub async fn content(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>) -> Answer {
    let id = known(&id)?;
    let (document, file) = blocking(&app, move |app| document::content(app, &member, id)).await?;
    Ok(transfer::attachment(&document, file))
}

async fn list(app: &App, Signed(member): Signed, mut shell: Shell, part: Part, errors: Errors) -> Result<IndexPage, Fault> {
    shell.module = Module::Documents;
    let all = blocking(app, move |app| document::list(app, &member)).await?;
    let mut categories: Vec<String> =
        all.iter().map(|document| document.category.clone()).filter(|name| !name.is_empty()).collect();
    categories.sort_unstable();
    categories.dedup();
    let pages = all.len().div_ceil(ON_A_PAGE).max(1);
    let page = part.page.unwrap_or(1).clamp(1, pages);
    let documents = all.into_iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE).collect();
    let limit = app.files.limit() / (1024 * 1024);
    Ok(IndexPage { t: shell.t, shell, errors, documents, categories, page, pages, limit })
}

/// What a sheet shows beside the document: what was typed before, with what is wrong with it, and what is looked for.
#[derive(Default)]
pub(super) struct Shown {
    pub category: Option<String>,
    pub errors: Errors,
    pub q: Option<String>,
}

pub(super) async fn sheet(
    app: &App,
    Signed(member): Signed,
    mut shell: Shell,
    id: DocumentId,
    shown: Shown,
) -> Result<impl Template + Send + use<>, Fault> {
    shell.module = Module::Documents;
    let Shown { category, errors, q } = shown;
    let looked = q.clone();
    let (mut document, links, found, editable) = blocking(app, move |app| {
        let document = document::get(app, &member, id)?.into_inner();
        let links = attachment::of_document(app, &member, &document)?;
        let found = looked.map(|words| attachment::activities_for(app, &member, id, &words)).transpose()?;
        let editable = document::may_edit(&member, &document);
        Ok((document, links, found, editable))
    })
    .await?;
    if let Some(typed) = category {
        document.category = typed;
    }
    Ok(ShowPage { t: shell.t, shell, errors, document, links, found, q: q.unwrap_or_default(), editable })
}

/// The document of an address.
pub(super) fn known(id: &str) -> Result<DocumentId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

fn badge(text: &TextState) -> &'static str {
    match text {
        TextState::Pending => "attention",
        TextState::Indexed => "good",
        TextState::Unreadable => "bad",
        TextState::None => "quiet",
    }
}
