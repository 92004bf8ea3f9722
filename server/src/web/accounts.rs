//! The people of the organisation, for super users: who is there, letting somebody in, suspending.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedSuperUser,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::{Profile, SuperUser},
        fault::Fault,
        id::AccountId,
        text::Language,
    },
    service::account::{self, Invitation, Person},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "settings/accounts.html")]
struct AccountsPage {
    shell: Shell,
    tab: &'static str,
    errors: Errors,
    people: Vec<Person>,
    own: AccountId,
    form: InvitationForm,
    languages: [Language; 3],
    /// Whether mails are sent; otherwise the page points to the outbox.
    mail_is_sent: bool,
}

impl AccountsPage {
    /// How the person invited will learn of it.
    fn mail_help(&self) -> String {
        self.shell.t.get(if self.mail_is_sent { "accounts-mail-sent" } else { "accounts-mail-waits" })
    }
}

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    name: String,
    email: String,
    profile: String,
    /// Sent only where it is ticked.
    super_user: Option<String>,
    language: String,
}

/// What the buttons of a row send.
#[derive(Deserialize)]
pub struct Suspension {
    suspended: bool,
}

/// `GET /settings/accounts`
pub async fn list(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, shell: Shell) -> Answer {
    let form = InvitationForm { language: shell.t.code().to_owned(), ..InvitationForm::default() };
    respond::page(page(&app, super_user, shell, Errors::default(), form).await?)
}

/// `POST /settings/accounts`
pub async fn invite(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Form(form): Form<InvitationForm>,
) -> Answer {
    let (host, sent) = (super_user.clone(), form.clone());
    let invited = blocking(&app, move |app| {
        let profile = if sent.profile == "privacy_champion" { Profile::PrivacyChampion } else { Profile::Contributor };
        let language = sent.language.parse().unwrap_or_default();
        let super_user = sent.super_user.is_some();
        account::invite(app, &host, &Invitation { name: &sent.name, email: &sent.email, profile, super_user, language })
    });
    match invited.await {
        Ok(_) => respond::see_other_saying("/settings/accounts", "said-invited"),
        Err(Fault::Invalid(errors)) => respond::invalid(page(&app, super_user, shell, Errors(errors), form).await?),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /settings/accounts/{id}/suspension`
pub async fn suspend(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    Path(id): Path<String>,
    Form(Suspension { suspended }): Form<Suspension>,
) -> Answer {
    let id: AccountId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| account::suspend(app, &super_user, id, suspended)).await?;
    respond::see_other_saying("/settings/accounts", "said-saved")
}

async fn page(
    app: &App,
    super_user: SuperUser,
    mut shell: Shell,
    errors: Errors,
    form: InvitationForm,
) -> Result<AccountsPage, Fault> {
    shell.module = Module::Settings;
    let own = super_user.account();
    let people = blocking(app, move |app| account::list(app, &super_user)).await?;
    let mail_is_sent = app.config.smtp.is_some();
    Ok(AccountsPage { shell, tab: "accounts", errors, people, own, form, languages: Language::ALL, mail_is_sent })
}
