//! Entering a purpose, by the form or by the questionnaire: two views of the same parts, which are kept while they are
//! typed. What was typed is shown again with every error.

use super::{
    App,
    entry::{self, EntryQuery, Onward},
    fields::Fields as Sent,
    form::Errors,
    purpose_entry::Desk,
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::Shell,
};
use crate::domain::{account::EntryMode, fault::Fault};
use axum::{
    extract::{Path, Query, State},
    http::HeaderMap,
};

/// `GET /register/{kind}/purposes/new`
pub async fn new(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
    Query(query): Query<EntryQuery>,
) -> Answer {
    show(&app, Desk::at(champion, &kind, None)?, shell, query).await
}

/// `GET /register/{kind}/purposes/{id}/edit`
pub async fn edit(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Query(query): Query<EntryQuery>,
) -> Answer {
    show(&app, Desk::at(champion, &kind, Some(&id))?, shell, query).await
}

/// `POST /register/{kind}/purposes`
pub async fn create(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
    sent: Sent,
) -> Answer {
    save(&app, Desk::at(champion, &kind, None)?, shell, sent).await
}

/// `POST /register/{kind}/purposes/{id}`
pub async fn update(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    save(&app, Desk::at(champion, &kind, Some(&id))?, shell, sent).await
}

/// `POST /register/{kind}/purposes/draft`
pub async fn keep_new(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
    headers: HeaderMap,
    sent: Sent,
) -> Answer {
    keep(&app, Desk::at(champion, &kind, None)?, shell, headers, sent).await
}

/// `POST /register/{kind}/purposes/{id}/draft`
pub async fn keep_change(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    headers: HeaderMap,
    sent: Sent,
) -> Answer {
    keep(&app, Desk::at(champion, &kind, Some(&id))?, shell, headers, sent).await
}

/// `POST /register/{kind}/purposes/draft/deletion`
pub async fn forget_new(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    Path(kind): Path<String>,
    sent: Sent,
) -> Answer {
    forget(&app, Desk::at(champion, &kind, None)?, sent).await
}

/// `POST /register/{kind}/purposes/{id}/draft/deletion`
pub async fn forget_change(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    Path((kind, id)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    forget(&app, Desk::at(champion, &kind, Some(&id))?, sent).await
}

async fn show(app: &App, desk: Desk, shell: Shell, query: EntryQuery) -> Answer {
    let page = blocking(app, move |app| {
        let entered = desk.entered(app, shell.t, &query)?;
        let question = (query.entry == EntryMode::Questionnaire.as_str()).then_some(query.question.as_str());
        desk.page(app, shell, entered, question, Errors::default(), &query)
    });
    respond::page(page.await?)
}

/// Saves what is entered as the purpose itself.
async fn save(app: &App, desk: Desk, shell: Shell, sent: Sent) -> Answer {
    let saved = blocking(app, move |app| {
        let entered = desk.sent(app, shell.t, &sent)?;
        let (errors, entered) = match desk.save(app, &entered) {
            Ok(path) => return Ok(Ok(path)),
            Err(Fault::Invalid(errors)) => (errors, entered),
            Err(Fault::Conflict(errors)) => entry::renewed(errors, entered, |entered| desk.renewed(app, entered))?,
            Err(fault) => return Err(fault),
        };
        let question = sent.one("question").map(|asked| desk.asking(app, &entered, &errors, asked)).transpose()?;
        desk.page(app, shell, entered, question.as_deref(), errors.into(), &entry::asked(&sent)).map(Err)
    });
    match saved.await? {
        Ok(path) => respond::see_other_saying(&path, "said-saved"),
        Err(page) => respond::invalid(page),
    }
}

/// Keeps what is entered without making it the purpose, and goes on.
async fn keep(app: &App, desk: Desk, shell: Shell, headers: HeaderMap, sent: Sent) -> Answer {
    let t = shell.t;
    if entry::by_itself(&headers) {
        return entry::told(t, blocking(app, move |app| desk.keep_by_itself(app, t, &sent)).await?);
    }
    match blocking(app, move |app| desk.go_on(app, shell, &sent)).await? {
        Onward::To(path) => respond::see_other(&path),
        Onward::Here(page) => respond::invalid(page),
    }
}

async fn forget(app: &App, desk: Desk, sent: Sent) -> Answer {
    let path = blocking(app, move |app| desk.forget(app, &sent)).await?;
    respond::see_other(&path)
}
