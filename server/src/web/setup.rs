//! The set-up page: opened by the one-time link, it founds the first organisation and signs its founder in.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking},
    session::{self, Client},
    shell::Bare,
    visitor::Visitor,
};
use crate::{
    domain::{fault::Fault, organisation::CompanySheet, secret::Secret, setup::FoundationDraft, text::Language},
    service,
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "setup/show.html")]
struct SetUpPage {
    bare: Bare,
    errors: Errors,
    form: SetUpForm,
    languages: [Language; 3],
}

/// The key in the link.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    key: String,
}

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    key: String,
    legal_name: String,
    sector: String,
    address: String,
    dpo_name: String,
    dpo_email: String,
    name: String,
    email: String,
    password: String,
    language: String,
}

impl SetUpForm {
    fn draft(&self) -> FoundationDraft {
        FoundationDraft {
            sheet: CompanySheet {
                legal_name: self.legal_name.clone(),
                sector: self.sector.clone(),
                address: self.address.clone(),
                dpo_name: self.dpo_name.clone(),
                dpo_email: self.dpo_email.clone(),
                ..CompanySheet::default()
            },
            packs: Vec::new(),
            language: self.language.parse().unwrap_or_default(),
            name: self.name.clone(),
            email: self.email.clone(),
            password: Some(self.password.clone()),
        }
    }
}

/// `GET /setup?key=…`
pub async fn show(State(app): State<App>, visitor: Visitor, Query(Link { key }): Query<Link>) -> Answer {
    let secret: Secret = key.parse().map_err(|_| Fault::NotFound)?;
    if !blocking(&app, move |app| service::setup::opens(app, &secret)).await? {
        return Err(Fault::NotFound.into());
    }
    let form = SetUpForm { key, language: visitor.t.code().to_owned(), ..SetUpForm::default() };
    respond::page(SetUpPage { bare: visitor.into(), errors: Errors::default(), form, languages: Language::ALL })
}

/// `POST /setup`
pub async fn found(State(app): State<App>, visitor: Visitor, client: Client, Form(form): Form<SetUpForm>) -> Answer {
    let secret: Secret = form.key.parse().map_err(|_| Fault::NotFound)?;
    let draft = form.draft();
    match blocking(&app, move |app| service::setup::by_link(app, &secret, draft, client.origin())).await {
        Ok(key) => session::begin(&app.config, &key, respond::see_other_saying("/", "said-set-up")?),
        Err(Fault::Invalid(errors)) => {
            respond::invalid(SetUpPage { bare: visitor.into(), errors: Errors(errors), form, languages: Language::ALL })
        }
        Err(fault) => Err(fault.into()),
    }
}
