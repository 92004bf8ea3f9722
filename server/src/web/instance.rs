//! What everybody may read of the instance, signed in or not: whom to ask, and the terms of use.

use super::{
    App,
    respond::{self, Answer, blocking},
    shell::Bare,
    visitor::Visitor,
};
use crate::{
    domain::{
        fault::Fault,
        instance::{Block, Contact, blocks},
    },
    service::instance,
};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "instance/contact.html")]
struct ContactPage {
    bare: Bare,
    contact: Contact,
}

#[derive(Template)]
#[template(path = "instance/terms.html")]
struct TermsPage {
    bare: Bare,
    blocks: Vec<Block>,
}

/// `GET /contact`
pub async fn contact(State(app): State<App>, visitor: Visitor) -> Answer {
    let contact = blocking(&app, |app| instance::contact(app)).await?;
    if contact.address().is_none() {
        return Err(Fault::NotFound.into());
    }
    respond::page(ContactPage { bare: visitor.into(), contact })
}

/// `GET /terms`
pub async fn terms(State(app): State<App>, visitor: Visitor) -> Answer {
    let terms = blocking(&app, |app| instance::terms(app)).await?;
    let blocks = blocks(terms.get(visitor.t.language));
    if blocks.is_empty() {
        return Err(Fault::NotFound.into());
    }
    respond::page(TermsPage { bare: visitor.into(), blocks })
}
