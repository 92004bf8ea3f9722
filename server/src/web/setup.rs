//! The set-up page: opened by the one-time link, it founds the first organisation and signs its founder in.

use super::{
    App,
    form::Errors,
    packs::PackBox,
    respond::{self, Answer, blocking},
    session::{self, Client},
    shell::Bare,
    visitor::Visitor,
};
use crate::{
    domain::{
        fault::Fault, organisation::CompanySheet, password::PasswordPolicy, secret::Secret, setup::FoundationDraft,
        text::Language,
    },
    service,
};
use askama::Template;
use axum::extract::{Query, RawForm, State};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "setup/show.html")]
struct SetUpPage {
    bare: Bare,
    errors: Errors,
    form: SetUpForm,
    languages: [Language; 3],
    /// The packs to choose from.
    packs: Vec<PackBox>,
    policy: PasswordPolicy,
}

/// The key in the link.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    key: String,
}

impl SetUpPage {
    fn new(app: &App, visitor: Visitor, errors: Errors, form: SetUpForm) -> Self {
        let ticked = |id: &String| form.packs.contains(id);
        let packs = app.packs.installed();
        let packs = packs.iter().map(|pack| PackBox::new(visitor.t, pack, ticked(&pack.manifest.id))).collect();
        let policy = app.config.password_policy;
        Self { bare: visitor.into(), errors, form, languages: Language::ALL, packs, policy }
    }
}

/// What the form sends.
#[derive(Clone, Default)]
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
    packs: Vec<String>,
}

impl SetUpForm {
    /// Reads the form by hand, since a pack is sent for each box that is ticked.
    fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            let value = value.into_owned();
            match name.as_ref() {
                "key" => form.key = value,
                "legal_name" => form.legal_name = value,
                "sector" => form.sector = value,
                "address" => form.address = value,
                "dpo_name" => form.dpo_name = value,
                "dpo_email" => form.dpo_email = value,
                "name" => form.name = value,
                "email" => form.email = value,
                "password" => form.password = value,
                "language" => form.language = value,
                "packs" => form.packs.push(value),
                _ => {}
            }
        }
        form
    }

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
            packs: self.packs.clone(),
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
    respond::page(SetUpPage::new(&app, visitor, Errors::default(), form))
}

/// `POST /setup`
pub async fn found(State(app): State<App>, visitor: Visitor, client: Client, RawForm(body): RawForm) -> Answer {
    let form = SetUpForm::read(&body);
    let secret: Secret = form.key.parse().map_err(|_| Fault::NotFound)?;
    let draft = form.draft();
    match blocking(&app, move |app| service::setup::by_link(app, &secret, draft, client.origin())).await {
        Ok(key) => session::begin(&app.config, &key, respond::see_other_saying("/", "said-set-up")?),
        Err(Fault::Invalid(errors)) => respond::invalid(SetUpPage::new(&app, visitor, Errors(errors), form)),
        Err(fault) => Err(fault.into()),
    }
}
