//! The people of the organisation, for super users: the table with its search, letting somebody in.

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
        membership::MembershipStatus,
        text::Language,
    },
    service::{
        invitation::{self, Invitation},
        membership::{self, PeopleFilter, Person},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
};
use serde::Deserialize;

/// Most people of one page: whoever is not among them is found by the search.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "settings/accounts.html")]
struct AccountsPage {
    shell: Shell,
    tab: &'static str,
    errors: Errors,
    q: String,
    people: Vec<Person>,
    /// How many match, shown or not.
    total: usize,
    form: InvitationForm,
    languages: [Language; 3],
    /// Whether mails are sent; otherwise the operator passes them on.
    mail_is_sent: bool,
}

impl AccountsPage {
    /// How the person invited will learn of it.
    fn mail_help(&self) -> String {
        self.shell.t.get(if self.mail_is_sent { "accounts-mail-sent" } else { "accounts-mail-waits" })
    }
}

/// What is looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
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

/// The kind of badge that shows a status.
pub fn badge(status: &MembershipStatus) -> &'static str {
    match status {
        MembershipStatus::Invited { .. } => "attention",
        MembershipStatus::Active => "good",
        MembershipStatus::Suspended | MembershipStatus::Deleted => "bad",
    }
}

/// `GET /settings/accounts?q=`
pub async fn list(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Query(Wanted { q }): Query<Wanted>,
) -> Answer {
    let form = InvitationForm { language: shell.t.code().to_owned(), ..InvitationForm::default() };
    respond::page(page(&app, super_user, shell, Errors::default(), q, form).await?)
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
        let profile = sent.profile.parse().unwrap_or(Profile::Contributor);
        let language = sent.language.parse().unwrap_or_default();
        let super_user = sent.super_user.is_some();
        invitation::invite(app, &host, &Invitation { name: &sent.name, email: &sent.email, profile, super_user, language })
    });
    match invited.await {
        Ok(_) => respond::see_other_saying("/settings/accounts", "said-invited"),
        Err(Fault::Invalid(errors)) => {
            respond::invalid(page(&app, super_user, shell, Errors(errors), String::new(), form).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn page(
    app: &App,
    super_user: SuperUser,
    mut shell: Shell,
    errors: Errors,
    q: String,
    form: InvitationForm,
) -> Result<AccountsPage, Fault> {
    shell.module = Module::Settings;
    let filter = PeopleFilter { text: q.clone(), department: None };
    let mut people = blocking(app, move |app| membership::list(app, &super_user, &filter)).await?;
    let total = people.len();
    people.truncate(SHOWN);
    let mail_is_sent = app.config.smtp.is_some();
    Ok(AccountsPage { shell, tab: "accounts", errors, q, people, total, form, languages: Language::ALL, mail_is_sent })
}
