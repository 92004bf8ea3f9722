//! Entering an activity, by the form or by the questionnaire: two views of the same fields, which are kept while they are
//! typed. What was typed is shown again with every error.

use super::{
    App,
    activity_entry::Desk,
    entry::{self, EntryQuery, Onward},
    fields::Fields as Sent,
    form::Errors,
    respond::{self, Answer, blocking},
    session::{Signed, Visited},
    shell::Shell,
};
use crate::domain::{account::EntryMode, fault::Fault};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
};

/// `GET /register/{kind}/activities/new`
pub async fn new(
    State(app): State<App>,
    Signed(member): Signed,
    Visited(visit): Visited,
    shell: Shell,
    Path(kind): Path<String>,
    Query(query): Query<EntryQuery>,
) -> Answer {
    let usual = visit.account.entry;
    show(&app, Desk::at(member, &kind, None)?, shell, usual, query).await
}

/// `GET /register/{kind}/activities/{id}/edit`
pub async fn edit(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Query(query): Query<EntryQuery>,
) -> Answer {
    show(&app, Desk::at(member, &kind, Some(&id))?, shell, EntryMode::Form, query).await
}

/// `POST /register/{kind}/activities`
pub async fn create(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path(kind): Path<String>,
    sent: Sent,
) -> Answer {
    save(&app, Desk::at(member, &kind, None)?, shell, sent).await
}

/// `POST /register/{kind}/activities/{id}`
pub async fn update(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    save(&app, Desk::at(member, &kind, Some(&id))?, shell, sent).await
}

/// `POST /register/{kind}/activities/draft`
pub async fn keep_new(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path(kind): Path<String>,
    headers: HeaderMap,
    sent: Sent,
) -> Answer {
    keep(&app, Desk::at(member, &kind, None)?, shell, headers, sent).await
}

/// `POST /register/{kind}/activities/{id}/draft`
pub async fn keep_change(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    headers: HeaderMap,
    sent: Sent,
) -> Answer {
    keep(&app, Desk::at(member, &kind, Some(&id))?, shell, headers, sent).await
}

/// `POST /register/{kind}/activities/draft/deletion`
pub async fn forget_new(State(app): State<App>, Signed(member): Signed, Path(kind): Path<String>, sent: Sent) -> Answer {
    forget(&app, Desk::at(member, &kind, None)?, sent).await
}

/// `POST /register/{kind}/activities/{id}/draft/deletion`
pub async fn forget_change(
    State(app): State<App>,
    Signed(member): Signed,
    Path((kind, id)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    forget(&app, Desk::at(member, &kind, Some(&id))?, sent).await
}

async fn show(app: &App, desk: Desk, shell: Shell, usual: EntryMode, query: EntryQuery) -> Answer {
    let mode = query.entry.parse().unwrap_or(usual);
    let page = blocking(app, move |app| {
        let entered = desk.entered(app, &query)?;
        let question = (mode == EntryMode::Questionnaire).then_some(query.question.as_str());
        desk.page(app, shell, entered, question, Errors::default(), &query)
    });
    page.await?.answer(StatusCode::OK)
}

/// Saves what is entered as the activity itself.
async fn save(app: &App, desk: Desk, shell: Shell, sent: Sent) -> Answer {
    let saved = blocking(app, move |app| {
        let entered = desk.sent(app, &sent)?;
        let later = sent.one("go") == Some("later");
        let (errors, entered) = match desk.save(app, &entered, later) {
            Ok(id) => return Ok(Ok(id)),
            Err(Fault::Invalid(errors)) => (errors, entered),
            Err(Fault::Conflict(errors)) => entry::renewed(errors, entered, |entered| desk.renewed(app, entered))?,
            Err(fault) => return Err(fault),
        };
        let question = sent.one("question").map(|asked| desk.asking(app, &entered, &errors, asked)).transpose()?;
        desk.page(app, shell, entered, question.as_deref(), errors.into(), &entry::asked(&sent)).map(Err)
    });
    match saved.await? {
        Ok(path) => respond::see_other_saying(&path, "said-saved"),
        Err(page) => page.answer(StatusCode::UNPROCESSABLE_ENTITY),
    }
}

/// Keeps what is entered without making it the activity, and goes on.
async fn keep(app: &App, desk: Desk, shell: Shell, headers: HeaderMap, sent: Sent) -> Answer {
    let t = shell.t;
    if entry::by_itself(&headers) {
        return entry::told(t, blocking(app, move |app| desk.keep_by_itself(app, &sent)).await?);
    }
    match blocking(app, move |app| desk.go_on(app, shell, &sent)).await? {
        Onward::To(path) => respond::see_other(&path),
        Onward::Here(page) => page.answer(StatusCode::UNPROCESSABLE_ENTITY),
    }
}

async fn forget(app: &App, desk: Desk, sent: Sent) -> Answer {
    let path = blocking(app, move |app| desk.forget(app, &sent)).await?;
    respond::see_other(&path)
}
