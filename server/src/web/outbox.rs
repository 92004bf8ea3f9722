//! The mails of the organisation, for super users: what waits, what left, what failed.

use super::{
    App,
    respond::{self, Answer, blocking},
    session::SignedSuperUser,
    shell::{Module, Shell},
};
use crate::{
    domain::mail::Delivery,
    service::mail::{self, Shown},
};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "settings/outbox.html")]
struct OutboxPage {
    shell: Shell,
    tab: &'static str,
    mails: Vec<Shown>,
    /// Without a mail server in the settings, mails are read here.
    mail_is_sent: bool,
}

/// `GET /settings/outbox`
pub async fn list(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, mut shell: Shell) -> Answer {
    shell.module = Module::Settings;
    let mails = blocking(&app, move |app| mail::outbox(app, &super_user)).await?;
    respond::page(OutboxPage { shell, tab: "outbox", mails, mail_is_sent: app.config.smtp.is_some() })
}
