//! What a person is told: the list behind the bell, and the way to what each is about.

use super::{
    App,
    respond::{self, Answer, blocking},
    session::{Turned, Visited},
    shell::{Module, Shell},
};
use crate::{
    domain::{fault::Fault, id::NotificationId},
    locale::{Texts, notification::sentence},
    service::notification::{self, Inbox, Told},
};
use askama::Template;
use axum::{
    Form,
    extract::{FromRequestParts, Path, Query, State},
    http::request::Parts,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "notifications/index.html")]
struct NotificationsPage {
    shell: Shell,
    t: Texts,
    unread_only: bool,
    rows: Vec<NotificationRow>,
    total: usize,
    unread: usize,
}

/// A notification in words.
pub struct NotificationRow {
    pub id: NotificationId,
    pub sentence: String,
    pub when: String,
    pub unread: bool,
}

impl NotificationRow {
    pub fn new(t: &Texts, told: &Told) -> Self {
        let Told { notification, by } = told;
        Self {
            id: notification.id,
            sentence: sentence(t, &notification.matter, by),
            when: t.moment(&notification.at),
            unread: notification.is_unread(),
        }
    }
}

/// Which to list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// `unread`, or everything.
    show: String,
}

/// What the buttons send.
#[derive(Deserialize)]
pub struct Reading {
    read: bool,
}

/// The inbox of a signed-in person: in an organisation, or as an operator.
#[derive(Debug)]
pub struct SignedInbox(pub Inbox);

impl FromRequestParts<App> for SignedInbox {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Turned> {
        let Visited(visit) = <Visited as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        if visit.session.must_change_password {
            return Err(Turned::To("/account/password".to_owned()));
        }
        Inbox::of(&visit).map(Self).ok_or_else(|| Turned::To("/organisations".to_owned()))
    }
}

/// `GET /notifications`
pub async fn index(
    State(app): State<App>,
    SignedInbox(inbox): SignedInbox,
    mut shell: Shell,
    Query(wanted): Query<Wanted>,
) -> Answer {
    shell.module = Module::None;
    let t = shell.t;
    let told = blocking(&app, move |app| notification::list(app, &inbox)).await?;
    let rows: Vec<_> = told.iter().map(|told| NotificationRow::new(&t, told)).collect();
    let (total, unread) = (rows.len(), rows.iter().filter(|row| row.unread).count());
    let unread_only = wanted.show == "unread";
    let rows = rows.into_iter().filter(|row| row.unread || !unread_only).collect();
    respond::page(NotificationsPage { shell, t, unread_only, rows, total, unread })
}

/// `GET /notifications/{id}`: leads to what it is about, and takes it as read, also when it comes from a mail.
pub async fn follow(State(app): State<App>, SignedInbox(inbox): SignedInbox, Path(id): Path<String>) -> Answer {
    let id = read_id(&id)?;
    let found = blocking(&app, move |app| notification::mark(app, &inbox, id, true)).await?;
    respond::see_other(&found.matter.path())
}

/// `POST /notifications/{id}/reading`
pub async fn mark(
    State(app): State<App>,
    SignedInbox(inbox): SignedInbox,
    Path(id): Path<String>,
    Form(Reading { read }): Form<Reading>,
) -> Answer {
    let id = read_id(&id)?;
    blocking(&app, move |app| notification::mark(app, &inbox, id, read)).await?;
    respond::see_other("/notifications")
}

/// `POST /notifications/reading`
pub async fn mark_all(State(app): State<App>, SignedInbox(inbox): SignedInbox) -> Answer {
    blocking(&app, move |app| notification::mark_all(app, &inbox)).await?;
    respond::see_other_saying("/notifications", "said-all-read")
}

fn read_id(id: &str) -> Result<NotificationId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
