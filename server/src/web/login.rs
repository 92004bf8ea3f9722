//! Signing in and out.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking, local_path},
    session::{self, Client, Visited},
    shell::Bare,
    visitor::Visitor,
};
use crate::{
    domain::fault::Fault,
    service::{self, session::Attempt, setup},
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "login/show.html")]
struct LoginPage {
    bare: Bare,
    errors: Errors,
    email: String,
    next: String,
    /// False on a new instance: there is nobody to sign in yet.
    set_up: bool,
}

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// `GET /login`
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    visited: Option<Visited>,
    Query(Next { next }): Query<Next>,
) -> Answer {
    if visited.is_some() {
        return respond::see_other(local_path(&next));
    }
    let set_up = blocking(&app, |app| setup::is_done(app)).await?;
    respond::page(LoginPage { bare: visitor.into(), errors: Errors::default(), email: String::new(), next, set_up })
}

/// `POST /login`
pub async fn sign_in(State(app): State<App>, visitor: Visitor, client: Client, Form(form): Form<SignIn>) -> Answer {
    let SignIn { email, password, next } = form;
    let typed = email.clone();
    let signed_in = blocking(&app, move |app| {
        service::session::sign_in(app, Attempt { email: &typed, password: &password, from: client.origin() })
    });
    let page = |errors| LoginPage { bare: visitor.into(), errors: Errors(errors), email, next: next.clone(), set_up: true };
    match signed_in.await {
        Ok(key) => session::begin(&app.config, &key, respond::see_other(local_path(&next))?),
        Err(Fault::Invalid(errors)) => respond::invalid(page(errors)),
        Err(Fault::Limit(wait)) => {
            let response = respond::page_with(StatusCode::TOO_MANY_REQUESTS, page(vec![wait.clone()]))?;
            Ok(respond::retry_after(&wait, response))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /logout`
pub async fn sign_out(State(app): State<App>, visited: Option<Visited>) -> Answer {
    if let Some(Visited(visit)) = visited {
        blocking(&app, move |app| service::session::sign_out(app, &visit)).await?;
    }
    session::end(&app.config, respond::see_other("/login")?)
}
