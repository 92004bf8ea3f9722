//! The contact page and the terms of use, as operators write them.

use super::{Tabs, tab};
use crate::{
    domain::{
        fault::Fault,
        instance::Contact,
        text::{Language, Localised},
    },
    service::instance,
    web::{
        App,
        form::Errors,
        respond::{self, Answer, blocking},
        session::SignedOperator,
        shell::Shell,
    },
};
use askama::Template;
use axum::{Form, extract::State};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "console/contact.html")]
struct ContactPage {
    tabs: Tabs,
    shell: Shell,
    errors: Errors,
    form: ContactForm,
}

#[derive(Template)]
#[template(path = "console/terms.html")]
struct TermsPage {
    tabs: Tabs,
    shell: Shell,
    errors: Errors,
    form: TermsForm,
}

/// What the form of the contact sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    email: String,
    phone: String,
    hours_fr: String,
    hours_en: String,
    hours_es: String,
}

/// What the form of the terms sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TermsForm {
    terms_fr: String,
    terms_en: String,
    terms_es: String,
}

impl ContactForm {
    fn hours(&self) -> [(&'static str, Language, &str); 3] {
        [
            ("hours_fr", Language::Fr, &self.hours_fr),
            ("hours_en", Language::En, &self.hours_en),
            ("hours_es", Language::Es, &self.hours_es),
        ]
    }

    fn contact(self) -> Contact {
        let hours = Localised { fr: self.hours_fr, en: self.hours_en, es: self.hours_es };
        Contact { email: self.email, phone: self.phone, hours }
    }
}

impl TermsForm {
    fn texts(&self) -> [(&'static str, Language, &str); 3] {
        [
            ("terms_fr", Language::Fr, &self.terms_fr),
            ("terms_en", Language::En, &self.terms_en),
            ("terms_es", Language::Es, &self.terms_es),
        ]
    }
}

/// `GET /console/contact`
pub async fn show(State(app): State<App>, SignedOperator(_): SignedOperator, shell: Shell) -> Answer {
    let Contact { email, phone, hours } = blocking(&app, |app| instance::contact(app)).await?;
    let form = ContactForm { email, phone, hours_fr: hours.fr, hours_en: hours.en, hours_es: hours.es };
    respond::page(contact_page(shell, Errors::default(), form))
}

/// `POST /console/contact`
pub async fn change(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Form(form): Form<ContactForm>,
) -> Answer {
    let sent = form.clone();
    match blocking(&app, move |app| instance::change_contact(app, &operator, sent.contact())).await {
        Ok(()) => respond::see_other_saying("/console/contact", "said-saved"),
        Err(Fault::Invalid(errors)) => respond::invalid(contact_page(shell, Errors(errors), form)),
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /console/terms`
pub async fn show_terms(State(app): State<App>, SignedOperator(_): SignedOperator, shell: Shell) -> Answer {
    let Localised { fr, en, es } = blocking(&app, |app| instance::terms(app)).await?;
    respond::page(terms_page(shell, Errors::default(), TermsForm { terms_fr: fr, terms_en: en, terms_es: es }))
}

/// `POST /console/terms`
pub async fn change_terms(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Form(form): Form<TermsForm>,
) -> Answer {
    let sent = form.clone();
    let changed = blocking(&app, move |app| {
        let terms = Localised { fr: sent.terms_fr, en: sent.terms_en, es: sent.terms_es };
        instance::change_terms(app, &operator, terms)
    });
    match changed.await {
        Ok(()) => respond::see_other_saying("/console/terms", "said-saved"),
        Err(Fault::Invalid(errors)) => respond::invalid(terms_page(shell, Errors(errors), form)),
        Err(fault) => Err(fault.into()),
    }
}

fn contact_page(mut shell: Shell, errors: Errors, form: ContactForm) -> ContactPage {
    ContactPage { tabs: tab(&mut shell, "contact"), shell, errors, form }
}

fn terms_page(mut shell: Shell, errors: Errors, form: TermsForm) -> TermsPage {
    TermsPage { tabs: tab(&mut shell, "terms"), shell, errors, form }
}
