//! The queue of mails of the whole instance, for operators: what waits and why, trying again, giving up, a test.

use super::{Tabs, tab};
use crate::{
    domain::{
        account::Email,
        fault::Fault,
        id::MailId,
        mail::{Delivery, MailFailure, MailFault},
    },
    mail::{check, try_out},
    service::mail::{self, Shown},
    web::{
        App,
        form::Errors,
        respond::{self, Answer, blocking},
        session::SignedOperator,
        shell::Shell,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "console/mail.html")]
struct MailPage {
    tabs: Tabs,
    shell: Shell,
    errors: Errors,
    state: String,
    /// The latest of them.
    mails: Vec<Shown>,
    total: usize,
    /// Why no mail can leave at all.
    wrong: Option<MailFailure>,
    /// Without a mail server in the settings, mails are read here.
    mail_is_sent: bool,
    address: String,
    /// What became of the test mail.
    tried: Option<Result<(), MailFailure>>,
}

/// Which mails to list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// `waiting`, `failed`, `sent`, `dropped`, or all.
    state: String,
}

/// What the form of the test sends.
#[derive(Deserialize)]
pub struct TestForm {
    address: String,
}

/// Mails on the page; more would make it slow, and nobody reads them.
const SHOWN: usize = 200;

impl MailPage {
    fn new(app: &App, tabs: Tabs, shell: Shell, state: String, mut mails: Vec<Shown>) -> Self {
        let total = mails.len();
        mails.truncate(SHOWN);
        let smtp = app.config.smtp.as_ref();
        let wrong = smtp.and_then(|settings| check(settings).err());
        let (errors, address) = (Errors::default(), String::new());
        Self { tabs, shell, errors, state, mails, total, wrong, mail_is_sent: smtp.is_some(), address, tried: None }
    }

    fn advice(&self, why: &MailFault) -> String {
        self.shell.t.of("mail-fault", why.as_str())
    }
}

/// `GET /console/mail`
pub async fn list(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    mut shell: Shell,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let tabs = tab(&mut shell, "mail");
    let state = wanted.state.clone();
    let state = move || Some(state.as_str()).filter(|state| !state.is_empty()).map(str::to_owned);
    let mails = blocking(&app, move |app| mail::queue(app, &operator, state().as_deref())).await?;
    respond::page(MailPage::new(&app, tabs, shell, wanted.state, mails))
}

/// `POST /console/mail/test`
pub async fn test(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    mut shell: Shell,
    Form(form): Form<TestForm>,
) -> Answer {
    let tabs = tab(&mut shell, "mail");
    let mut errors = Errors::default();
    let tried = match form.address.parse::<Email>() {
        Ok(to) => {
            let config = &app.config;
            Some(try_out(config.smtp.as_ref(), to, shell.t.language, config.address(), app.clock.now()).await)
        }
        Err(_) => {
            errors = Errors(vec![crate::domain::fault::FieldError::new("address", "account-email-invalid")]);
            None
        }
    };
    let mails = blocking(&app, move |app| mail::queue(app, &operator, None)).await?;
    let invalid = !errors.is_empty();
    let page = MailPage { errors, address: form.address, tried, ..MailPage::new(&app, tabs, shell, String::new(), mails) };
    if invalid { respond::invalid(page) } else { respond::page(page) }
}

/// `POST /console/mail/{id}/attempt`
pub async fn retry(State(app): State<App>, SignedOperator(operator): SignedOperator, Path(id): Path<String>) -> Answer {
    let id = read_id(&id)?;
    blocking(&app, move |app| mail::retry(app, &operator, id)).await?;
    respond::see_other_saying("/console/mail", "said-mail-retried")
}

/// `POST /console/mail/{id}/withdrawal`
pub async fn withdraw(State(app): State<App>, SignedOperator(operator): SignedOperator, Path(id): Path<String>) -> Answer {
    let id = read_id(&id)?;
    blocking(&app, move |app| mail::drop_out(app, &operator, id)).await?;
    respond::see_other_saying("/console/mail", "said-mail-dropped")
}

fn read_id(id: &str) -> Result<MailId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
