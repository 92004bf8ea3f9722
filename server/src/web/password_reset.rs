//! Forgotten passwords: asking for a link, and choosing a new password by it. The key stands in the query of the address
//! and in the form, neither of which is logged.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking, retry_after},
    session::Client,
    shell::Bare,
    visitor::Visitor,
};
use crate::{
    domain::{fault::Fault, password::PasswordPolicy, secret::Secret},
    service::password_reset,
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "password/forgotten.html")]
struct ForgottenPage {
    bare: Bare,
    errors: Errors,
    email: String,
    /// The link was asked for: what is said then is the same for every address.
    asked: bool,
    /// Whether mails are sent; otherwise only the operator can pass the link on.
    mail_is_sent: bool,
}

#[derive(Template)]
#[template(path = "password/reset.html")]
struct ResetPage {
    bare: Bare,
    errors: Errors,
    key: String,
    /// False once the link was used or is too old.
    works: bool,
    policy: PasswordPolicy,
}

/// What the form of the address sends.
#[derive(Deserialize)]
pub struct Forgotten {
    email: String,
}

/// The key in the link.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    key: String,
}

/// What the form of the password sends.
#[derive(Deserialize)]
pub struct NewPassword {
    key: String,
    password: String,
}

/// `GET /password/forgotten`
pub async fn forgotten(State(app): State<App>, visitor: Visitor) -> Answer {
    respond::page(forgotten_page(&app, visitor, Errors::default(), String::new(), false))
}

/// `POST /password/forgotten`
pub async fn ask(State(app): State<App>, visitor: Visitor, client: Client, Form(Forgotten { email }): Form<Forgotten>) -> Answer {
    let typed = email.clone();
    match blocking(&app, move |app| password_reset::ask(app, &typed, client.origin())).await {
        Ok(()) => respond::page(forgotten_page(&app, visitor, Errors::default(), email, true)),
        Err(Fault::Limit(wait)) => {
            let page = forgotten_page(&app, visitor, Errors(vec![wait.clone()]), email, false);
            Ok(retry_after(&wait, respond::page_with(StatusCode::TOO_MANY_REQUESTS, page)?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /password/reset?key=…`. Looking at the page does not use the link up: programs that read mails look too.
pub async fn show(State(app): State<App>, visitor: Visitor, Query(Link { key }): Query<Link>) -> Answer {
    let works = match key.parse::<Secret>() {
        Ok(secret) => blocking(&app, move |app| password_reset::opens(app, &secret)).await?,
        Err(_) => false,
    };
    let status = if works { StatusCode::OK } else { StatusCode::GONE };
    respond::page_with(status, reset_page(&app, visitor, Errors::default(), key, works))
}

/// `POST /password/reset`
pub async fn change(State(app): State<App>, visitor: Visitor, Form(form): Form<NewPassword>) -> Answer {
    let NewPassword { key, password } = form;
    let changed = match key.parse::<Secret>() {
        Ok(secret) => blocking(&app, move |app| password_reset::change(app, &secret, &password)).await,
        Err(_) => Err(Fault::NotFound),
    };
    match changed {
        Ok(()) => respond::see_other_saying("/login", "said-password-reset"),
        Err(Fault::Invalid(errors)) => respond::invalid(reset_page(&app, visitor, Errors(errors), key, true)),
        // Of two uses at the same moment the second finds the link changed.
        Err(Fault::NotFound | Fault::Conflict(_)) => {
            respond::page_with(StatusCode::GONE, reset_page(&app, visitor, Errors::default(), String::new(), false))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn forgotten_page(app: &App, visitor: Visitor, errors: Errors, email: String, asked: bool) -> ForgottenPage {
    ForgottenPage { bare: visitor.into(), errors, email, asked, mail_is_sent: app.config.smtp.is_some() }
}

fn reset_page(app: &App, visitor: Visitor, errors: Errors, key: String, works: bool) -> ResetPage {
    ResetPage { bare: visitor.into(), errors, key, works, policy: app.config.password_policy }
}
