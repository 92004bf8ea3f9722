//! Categories and subcategories of a register: pages that make, rename and delete them. `places.rs` moves them.

use super::{
    App,
    form::Errors,
    purposes::base,
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::{Module, Shell},
};
use crate::{
    domain::{access::Champion, fault::Fault, id::CategoryId, register::RegisterKind},
    locale::Texts,
    service::{
        Services,
        category::{self, CategorySheet},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "categories/edit.html")]
struct FormPage {
    shell: Shell,
    t: Texts,
    base: String,
    errors: Errors,
    form: CategoryForm,
    /// What is changed; nothing for a new one.
    sheet: Option<CategorySheet>,
    /// Identifier and name of the categories a new one may stand below.
    parents: Vec<(String, String)>,
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CategoryForm {
    name: String,
    /// Identifier; empty for a category.
    parent: String,
    version: String,
}

/// `GET /register/{kind}/categories/new?parent=`
pub async fn new(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
    Query(form): Query<CategoryForm>,
) -> Answer {
    let kind = kind.parse().map_err(|()| Fault::NotFound)?;
    respond::page(blocking(&app, move |app| page(app, &champion, shell, kind, None, Some(form), Errors::default())).await?)
}

/// `POST /register/{kind}/categories`
pub async fn create(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
    Form(form): Form<CategoryForm>,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let (asked, typed) = (champion.clone(), form.clone());
    let made = blocking(&app, move |app| {
        let parent = parent_of(&typed.parent)?;
        category::create(app, &asked, kind, &typed.name, parent).map(|id| (id, parent))
    });
    match made.await {
        Ok((id, parent)) => respond::see_other_saying(&branch(kind, id, parent), "said-saved"),
        Err(Fault::Invalid(errors)) => {
            let page = move |app: &App| page(app, &champion, shell, kind, None, Some(form), errors.into());
            respond::invalid(blocking(&app, page).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /register/{kind}/categories/{id}`
pub async fn show(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    respond::page(blocking(&app, move |app| page(app, &champion, shell, kind, Some(id), None, Errors::default())).await?)
}

/// `POST /register/{kind}/categories/{id}`
pub async fn update(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<CategoryForm>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let (asked, typed) = (champion.clone(), form.clone());
    let done = blocking(&app, move |app| {
        let parent = category::sheet(app, &asked, kind, id)?.category.parent;
        category::update(app, &asked, kind, id, typed.version.parse().ok(), &typed.name, parent)?;
        Ok(parent)
    });
    match done.await {
        Ok(parent) => respond::see_other_saying(&branch(kind, id, parent), "said-saved"),
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => {
            let page = move |app: &App| page(app, &champion, shell, kind, Some(id), Some(form), errors.into());
            respond::invalid(blocking(&app, page).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /register/{kind}/categories/{id}/deletion`
pub async fn delete(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let asked = champion.clone();
    match blocking(&app, move |app| category::delete(app, &asked, kind, id)).await {
        Ok(()) => respond::see_other_saying(&base(kind), "said-deleted"),
        Err(Fault::Conflict(errors)) => {
            let page = move |app: &App| page(app, &champion, shell, kind, Some(id), None, errors.into());
            respond::invalid(blocking(&app, page).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The register and the category of an address.
pub(super) fn place(kind: &str, id: &str) -> Result<(RegisterKind, CategoryId), Fault> {
    Ok((kind.parse().map_err(|()| Fault::NotFound)?, id.parse().map_err(|_| Fault::NotFound)?))
}

/// The category that a form names; none for an empty word.
pub(super) fn parent_of(word: &str) -> Result<Option<CategoryId>, Fault> {
    if word.is_empty() { Ok(None) } else { word.parse().map(Some).map_err(|_| Fault::NotFound) }
}

/// The register with a category unfolded.
pub(super) fn branch(kind: RegisterKind, id: CategoryId, parent: Option<CategoryId>) -> String {
    match parent {
        Some(parent) => format!("{}?category={parent}&subcategory={id}", base(kind)),
        None => format!("{}?category={id}", base(kind)),
    }
}

fn page(
    app: &Services,
    champion: &Champion,
    mut shell: Shell,
    kind: RegisterKind,
    id: Option<CategoryId>,
    typed: Option<CategoryForm>,
    errors: Errors,
) -> Result<FormPage, Fault> {
    shell.module = Module::Register;
    let sheet = id.map(|id| category::sheet(app, champion, kind, id)).transpose()?;
    let of_sheet = |sheet: &CategorySheet| CategoryForm {
        name: sheet.category.name.clone(),
        parent: String::new(),
        version: sheet.category.seq().to_string(),
    };
    let form = typed.or_else(|| sheet.as_ref().map(of_sheet)).unwrap_or_default();
    let all = category::list(app, champion, kind)?.into_iter().filter(|sheet| sheet.category.parent.is_none());
    let parents = all.map(|sheet| (sheet.category.id.to_string(), sheet.category.name.clone())).collect();
    Ok(FormPage { t: shell.t, shell, base: base(kind), errors, form, sheet, parents })
}
