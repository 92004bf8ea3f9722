//! Links to documents: made and taken back on the sheet of a document, opened by people without an account.

use super::{
    App,
    document::{self, Shown, known},
    error::Refusal,
    form::Errors,
    respond::{self, Answer, blocking, retry_after},
    session::{Client, Signed},
    shell::{Bare, Shell},
    transfer,
    visitor::Visitor,
};
use crate::{
    domain::{fault::Fault, secret::Secret},
    service::share,
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use jiff::Timestamp;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "documents/shared.html")]
struct SharedPage {
    bare: Bare,
    errors: Errors,
    key: String,
    /// What the link opens; nothing where it does not work.
    shared: Option<Shared>,
}

struct Shared {
    name: String,
    size: u64,
    sha256: String,
    until: Timestamp,
    guarded: bool,
}

/// What the form of a new link sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ShareForm {
    last_day: String,
    share_password: String,
}

/// What the form of a link sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Opening {
    password: String,
}

/// `POST /documents/{id}/shares`: the sheet again, with the link that nobody sees twice.
pub async fn create(
    State(app): State<App>,
    signed: Signed,
    shell: Shell,
    Path(id): Path<String>,
    Form(form): Form<ShareForm>,
) -> Answer {
    let (id, member) = (known(&id)?, signed.0.clone());
    let typed = form.last_day.clone();
    let made = blocking(&app, move |app| {
        let last_day = form.last_day.parse().map_err(|_| Fault::invalid("last_day", "answer-date"))?;
        share::create(app, &member, id, last_day, &form.share_password)
    });
    match made.await {
        Ok(made) => {
            let address = format!("{}/shared/{}", app.config.address(), made.key.reveal());
            let shown = Shown { shared: Some(address), ..Shown::default() };
            respond::page(document::sheet(&app, signed, shell, id, shown).await?)
        }
        Err(Fault::Invalid(errors)) => {
            let shown = Shown { errors: errors.into(), last_day: Some(typed), ..Shown::default() };
            respond::invalid(document::sheet(&app, signed, shell, id, shown).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `POST /documents/{id}/shares/{share}/revocation`
pub async fn revoke(State(app): State<App>, Signed(member): Signed, Path((id, share)): Path<(String, String)>) -> Answer {
    let (id, share) = (known(&id)?, share.parse().map_err(|_| Fault::NotFound)?);
    blocking(&app, move |app| share::revoke(app, &member, id, share)).await?;
    respond::see_other_saying(&format!("/documents/{id}#shares"), "said-share-ended")
}

/// `GET /shared/{key}`. Looking at the page does not hand out the document: programs that read mails look too.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(key): Path<String>) -> Answer {
    let page = page(&app, visitor, key, Errors::default()).await?;
    respond::page_with(if page.shared.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND }, page)
}

/// `POST /shared/{key}`: the content.
pub async fn content(
    State(app): State<App>,
    visitor: Visitor,
    client: Client,
    Path(key): Path<String>,
    Form(opening): Form<Opening>,
) -> Answer {
    let opened = match key.parse::<Secret>() {
        Ok(secret) => {
            let from = client.origin().address;
            blocking(&app, move |app| share::content(app, &secret, &opening.password, from)).await
        }
        Err(_) => Err(Fault::NotFound),
    };
    match opened {
        Ok((document, file)) => Ok(transfer::attachment(&document.name, &document.media_type, document.size, file)),
        Err(Fault::Invalid(errors)) => respond::invalid(page(&app, visitor, key, errors.into()).await?),
        Err(Fault::NotFound) => respond::page_with(StatusCode::NOT_FOUND, page(&app, visitor, key, Errors::default()).await?),
        Err(Fault::Limit(wait)) => {
            let page = page(&app, visitor, key, Errors(vec![wait.clone()])).await?;
            Ok(retry_after(&wait, respond::page_with(StatusCode::TOO_MANY_REQUESTS, page)?))
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn page(app: &App, visitor: Visitor, key: String, errors: Errors) -> Result<SharedPage, Fault> {
    let opened = match key.parse::<Secret>() {
        Ok(secret) => blocking(app, move |app| share::open(app, &secret)).await,
        Err(_) => Err(Fault::NotFound),
    };
    let shared = match opened {
        Ok((share, document)) => Some(Shared {
            name: document.name,
            size: document.size,
            sha256: document.sha256.to_string(),
            until: share.last(),
            guarded: share.password.is_some(),
        }),
        Err(Fault::NotFound) => None,
        Err(fault) => return Err(fault),
    };
    Ok(SharedPage { bare: visitor.into(), errors, key, shared })
}
