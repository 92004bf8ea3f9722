//! Entering an activity or a purpose, by the form or by the questionnaire: two views of the same content, which is kept while it
//! is typed. What was typed is shown again with every error.

use super::{
    App,
    entry::{self, EntryQuery, Onward},
    entry_desk::{Desk, Entry},
    fields::Fields as Sent,
    form::Errors,
    respond::{self, Answer, blocking},
    session::Visited,
    shell::Shell,
};
use crate::domain::{account::EntryMode, fault::Fault};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
};

/// `GET /register/{kind}/activities/new`, and so for purposes.
pub(super) async fn new<E: Entry>(
    State(app): State<App>,
    signed: E::Signed,
    visited: Visited,
    shell: Shell,
    Path(kind): Path<String>,
    Query(query): Query<EntryQuery>,
) -> Answer {
    let usual = E::usual(&visited);
    show(&app, Desk::<E>::at(signed, &kind, None)?, shell, usual, query).await
}

/// `GET /register/{kind}/activities/{id}/edit`
pub(super) async fn edit<E: Entry>(
    State(app): State<App>,
    signed: E::Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Query(query): Query<EntryQuery>,
) -> Answer {
    show(&app, Desk::<E>::at(signed, &kind, Some(&id))?, shell, EntryMode::Form, query).await
}

/// `POST /register/{kind}/activities`
pub(super) async fn create<E: Entry>(
    State(app): State<App>,
    signed: E::Signed,
    shell: Shell,
    Path(kind): Path<String>,
    sent: Sent,
) -> Answer {
    save(&app, Desk::<E>::at(signed, &kind, None)?, shell, sent).await
}

/// `POST /register/{kind}/activities/{id}`
pub(super) async fn update<E: Entry>(
    State(app): State<App>,
    signed: E::Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    save(&app, Desk::<E>::at(signed, &kind, Some(&id))?, shell, sent).await
}

/// `POST /register/{kind}/activities/draft`
pub(super) async fn keep_new<E: Entry>(
    State(app): State<App>,
    signed: E::Signed,
    shell: Shell,
    Path(kind): Path<String>,
    headers: HeaderMap,
    sent: Sent,
) -> Answer {
    keep(&app, Desk::<E>::at(signed, &kind, None)?, shell, headers, sent).await
}

/// `POST /register/{kind}/activities/{id}/draft`
pub(super) async fn keep_change<E: Entry>(
    State(app): State<App>,
    signed: E::Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    headers: HeaderMap,
    sent: Sent,
) -> Answer {
    keep(&app, Desk::<E>::at(signed, &kind, Some(&id))?, shell, headers, sent).await
}

/// `POST /register/{kind}/activities/draft/deletion`
pub(super) async fn forget_new<E: Entry>(
    State(app): State<App>,
    signed: E::Signed,
    Path(kind): Path<String>,
    sent: Sent,
) -> Answer {
    forget(&app, Desk::<E>::at(signed, &kind, None)?, sent).await
}

/// `POST /register/{kind}/activities/{id}/draft/deletion`
pub(super) async fn forget_change<E: Entry>(
    State(app): State<App>,
    signed: E::Signed,
    Path((kind, id)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    forget(&app, Desk::<E>::at(signed, &kind, Some(&id))?, sent).await
}

async fn show<E: Entry>(app: &App, desk: Desk<E>, shell: Shell, usual: EntryMode, query: EntryQuery) -> Answer {
    let mode = query.entry.parse().unwrap_or(usual);
    let page = blocking(app, move |app| {
        let entered = desk.entered(app, shell.t, &query)?;
        let question = (mode == EntryMode::Questionnaire).then_some(query.question.as_str());
        desk.page(app, shell, entered, question, Errors::default(), &query)
    });
    E::answer(page.await?, StatusCode::OK)
}

/// Saves what is entered as the thing itself.
async fn save<E: Entry>(app: &App, desk: Desk<E>, shell: Shell, sent: Sent) -> Answer {
    let saved = blocking(app, move |app| {
        let t = shell.t;
        let entered = desk.sent(app, t, &sent)?;
        let later = sent.one("go") == Some("later");
        let (errors, entered) = match desk.save(app, &entered, later) {
            Ok(path) => return Ok(Ok(path)),
            Err(Fault::Invalid(errors)) => (errors, entered),
            Err(Fault::Conflict(errors)) => entry::renewed(errors, entered, |entered| desk.renewed(app, t, entered))?,
            Err(fault) => return Err(fault),
        };
        let question = sent.one("question").map(|asked| desk.asking(app, &entered.content, &errors, asked)).transpose()?;
        desk.page(app, shell, entered, question.as_deref(), errors.into(), &entry::asked(&sent)).map(Err)
    });
    match saved.await? {
        Ok(path) => respond::see_other_saying(&path, "said-saved"),
        Err(page) => E::answer(page, StatusCode::UNPROCESSABLE_ENTITY),
    }
}

/// Keeps what is entered without making it the thing, and goes on.
async fn keep<E: Entry>(app: &App, desk: Desk<E>, shell: Shell, headers: HeaderMap, sent: Sent) -> Answer {
    let t = shell.t;
    if entry::by_itself(&headers) {
        return entry::told(t, blocking(app, move |app| desk.keep_by_itself(app, t, &sent)).await?);
    }
    match blocking(app, move |app| desk.go_on(app, shell, &sent)).await? {
        Onward::To(path) => respond::see_other(&path),
        Onward::Here(page) => E::answer(page, StatusCode::UNPROCESSABLE_ENTITY),
    }
}

async fn forget<E: Entry>(app: &App, desk: Desk<E>, sent: Sent) -> Answer {
    let path = blocking(app, move |app| desk.forget(app, &sent)).await?;
    respond::see_other(&path)
}
