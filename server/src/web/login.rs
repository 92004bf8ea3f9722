//! Signing in and out.

use super::{
    App,
    form::Errors,
    gate,
    respond::{self, Answer, blocking, local_path},
    session::{self, Client, Visited},
    shell::Bare,
    visitor::Visitor,
};
use crate::{
    domain::{fault::Fault, maintenance::Maintenance},
    service::{self, Services, instance, maintenance, session::Attempt, setup},
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
    instance: Instance,
}

/// What somebody who wants to sign in is told of the instance.
struct Instance {
    /// False where it is new: there is nobody to sign in yet.
    set_up: bool,
    /// The maintenance that runs or is announced.
    maintenance: Option<Maintenance>,
    /// The one that runs: only operators sign in.
    closed: Option<Maintenance>,
    /// Whether there is a page that says whom to ask.
    has_contact: bool,
    /// Whether there are terms of use.
    has_terms: bool,
}

impl Instance {
    fn read(services: &Services) -> Result<Self, Fault> {
        let maintenance = maintenance::current(services)?;
        let now = services.clock.now();
        Ok(Self {
            set_up: setup::is_done(services)?,
            closed: maintenance.clone().filter(|window| window.is_running(now)),
            maintenance,
            has_contact: instance::contact(services)?.address().is_some(),
            has_terms: !instance::terms(services)?.fr.is_empty(),
        })
    }
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
    let instance = blocking(&app, |app| Instance::read(app)).await?;
    let page = LoginPage { bare: visitor.into(), errors: Errors::default(), email: String::new(), next, instance };
    answer(&app, StatusCode::OK, page)
}

/// `POST /login`
pub async fn sign_in(State(app): State<App>, visitor: Visitor, client: Client, Form(form): Form<SignIn>) -> Answer {
    let SignIn { email, password, next } = form;
    let typed = email.clone();
    let signed_in = blocking(&app, move |app| {
        let attempt = Attempt { email: &typed, password: &password, from: client.origin() };
        Ok((service::session::sign_in(app, attempt), Instance::read(app)?))
    });
    let (signed_in, instance) = signed_in.await?;
    let page = |errors| LoginPage { bare: visitor.into(), errors: Errors(errors), email, next: next.clone(), instance };
    match signed_in {
        Ok(key) => session::begin(&app.config, &key, respond::see_other(local_path(&next))?),
        Err(Fault::Maintenance(_)) => answer(&app, StatusCode::OK, page(Vec::new())),
        Err(Fault::Invalid(errors)) => answer(&app, StatusCode::UNPROCESSABLE_ENTITY, page(errors)),
        Err(Fault::Limit(wait)) => {
            let response = respond::page_with(StatusCode::TOO_MANY_REQUESTS, page(vec![wait.clone()]))?;
            Ok(respond::retry_after(&wait, response))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The page with its status, which during maintenance is always that of a closed instance.
fn answer(app: &App, status: StatusCode, page: LoginPage) -> Answer {
    match page.instance.closed.clone() {
        Some(window) => {
            let response = respond::page_with(StatusCode::SERVICE_UNAVAILABLE, page)?;
            Ok(gate::closed_until(app, &window, response))
        }
        None => respond::page_with(status, page),
    }
}

/// `POST /logout`
pub async fn sign_out(State(app): State<App>, visited: Option<Visited>) -> Answer {
    if let Some(Visited(visit)) = visited {
        blocking(&app, move |app| service::session::sign_out(app, &visit)).await?;
    }
    session::end(&app.config, respond::see_other("/login")?)
}
