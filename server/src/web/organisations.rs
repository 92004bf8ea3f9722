//! Choosing where to work, for people who belong to several organisations.

use super::{
    App,
    respond::{self, Answer, blocking},
    session::{Turned, Visited},
    shell::Bare,
    visitor::Visitor,
};
use crate::{
    domain::{fault::Fault, id::OrganisationId, organisation::Organisation},
    service::session,
};
use askama::Template;
use axum::{Form, extract::State, response::IntoResponse};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "organisations/index.html")]
struct ChooserPage {
    bare: Bare,
    organisations: Vec<Organisation>,
    current: Option<OrganisationId>,
    /// Whether the person looks after the instance, and so may have none to choose.
    operator: bool,
}

impl ChooserPage {
    fn is_current(&self, organisation: &Organisation) -> bool {
        self.current == Some(organisation.id)
    }
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Choice {
    organisation: String,
}

/// `GET /organisations`
pub async fn list(State(app): State<App>, Visited(visit): Visited, visitor: Visitor) -> Answer {
    if visit.session.must_change_password {
        return Ok(Turned::To("/account/password".to_owned()).into_response());
    }
    let (current, operator) = (visit.session.organisation, visit.account.operator);
    let organisations = blocking(&app, move |app| session::organisations(app, &visit)).await?;
    respond::page(ChooserPage { bare: visitor.into(), organisations, current, operator })
}

/// `POST /organisations`
pub async fn enter(State(app): State<App>, Visited(visit): Visited, Form(choice): Form<Choice>) -> Answer {
    let organisation: OrganisationId = choice.organisation.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| session::enter(app, &visit, organisation)).await?;
    respond::see_other("/")
}
