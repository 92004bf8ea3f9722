//! "My account": name, language, password, sessions, API tokens.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking},
    session::{self, Client, Signed, Visited},
    shell::{Bare, Shell},
    visitor::Visitor,
};
use crate::{
    domain::{
        access::Member,
        account::{Account, EntryMode, NotifyChoice},
        device::Device,
        fault::Fault,
        id::{SessionId, TokenId},
        password::PasswordPolicy,
        session::Session,
        text::Language,
        token::Token,
    },
    locale::Texts,
    service::{self, account::OwnChange, session::Visit},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "account/show.html")]
struct AccountPage {
    shell: Shell,
    errors: Errors,
    email: String,
    form: OwnForm,
    languages: [Language; 3],
    current: SessionId,
    sessions: Vec<Session>,
    tokens: Vec<Token>,
    token_name: String,
    /// A token just made: shown this once.
    fresh_token: Option<String>,
}

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    bare: Bare,
    errors: Errors,
    email: String,
    /// The person signed in with a temporary password and cannot do anything else yet.
    required: bool,
    policy: PasswordPolicy,
}

/// What the form of the person sends; what it leaves out stays as it is.
#[derive(Clone, Deserialize)]
pub struct OwnForm {
    name: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    notify: String,
    #[serde(default)]
    entry: String,
}

impl OwnForm {
    fn of(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            language: account.language.code().to_owned(),
            notify: account.notify.as_str().to_owned(),
            entry: account.entry.as_str().to_owned(),
        }
    }

    fn change(&self, account: &Account) -> OwnChange {
        OwnChange {
            name: self.name.clone(),
            language: self.language.parse().unwrap_or(account.language),
            notify: self.notify.parse().unwrap_or(account.notify),
            entry: self.entry.parse().unwrap_or(account.entry),
        }
    }
}

/// What the form of the password sends.
#[derive(Deserialize)]
pub struct PasswordForm {
    current: String,
    password: String,
}

/// What the form of a token sends.
#[derive(Deserialize)]
pub struct TokenForm {
    token_name: String,
}

impl PasswordPage {
    /// What the field of the password to be replaced asks for.
    fn current_label(&self) -> String {
        self.bare.t.get(if self.required { "mail-temporary-password" } else { "password-current" })
    }
}

impl AccountPage {
    fn device(&self, session: &Session) -> String {
        device(&self.shell.t, &session.browser)
    }

    async fn read(app: &App, shell: Shell, member: Member, visit: &Arc<Visit>) -> Result<Self, Fault> {
        let account = visit.account.id;
        let lists = blocking(app, move |app| Ok((service::session::list(app, account)?, service::token::list(app, &member)?)));
        let (sessions, tokens) = lists.await?;
        Ok(Self {
            shell,
            errors: Errors::default(),
            email: visit.account.email.to_string(),
            form: OwnForm::of(&visit.account),
            languages: Language::ALL,
            current: visit.session.id,
            sessions,
            tokens,
            token_name: String::new(),
            fresh_token: None,
        })
    }
}

/// What a browser is called that says this of itself: "Firefox on Linux".
fn device(t: &Texts, agent: &str) -> String {
    match Device::of(agent) {
        Device { browser: Some(browser), system: Some(system) } => {
            t.with("sessions-device", &[("browser", browser), ("system", system)])
        }
        Device { browser: Some(one), system: None } => one.to_owned(),
        Device { browser: None, system: Some(one) } => one.to_owned(),
        Device { browser: None, system: None } => t.get("sessions-unknown"),
    }
}

/// `GET /account`
pub async fn show(State(app): State<App>, Signed(member): Signed, Visited(visit): Visited, shell: Shell) -> Answer {
    respond::page(AccountPage::read(&app, shell, member, &visit).await?)
}

/// `POST /account`
pub async fn change(
    State(app): State<App>,
    Signed(member): Signed,
    Visited(visit): Visited,
    shell: Shell,
    Form(form): Form<OwnForm>,
) -> Answer {
    let (account, own) = (visit.account.id, form.change(&visit.account));
    match blocking(&app, move |app| service::account::change_own(app, account, own)).await {
        Ok(()) => respond::see_other_saying("/account", "said-saved"),
        Err(Fault::Invalid(errors)) => {
            let page = AccountPage::read(&app, shell, member, &visit).await?;
            respond::invalid(AccountPage { errors: Errors(errors), form, ..page })
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /account/password`
pub async fn password(State(app): State<App>, Visited(visit): Visited, visitor: Visitor) -> Answer {
    respond::page(password_page(&app, visitor, &visit, Errors::default()))
}

/// `POST /account/password`
pub async fn change_password(
    State(app): State<App>,
    Visited(visit): Visited,
    visitor: Visitor,
    client: Client,
    Form(form): Form<PasswordForm>,
) -> Answer {
    let asked = Arc::clone(&visit);
    let changed =
        blocking(&app, move |app| service::account::change_password(app, &asked, &form.current, &form.password, client.origin()));
    match changed.await {
        Ok(key) => session::begin(&app.config, &key, respond::see_other_saying("/", "said-password-changed")?),
        Err(Fault::Invalid(errors)) => respond::invalid(password_page(&app, visitor, &visit, Errors(errors))),
        Err(Fault::Limit(wait)) => {
            respond::page_with(StatusCode::TOO_MANY_REQUESTS, password_page(&app, visitor, &visit, Errors(vec![wait])))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn password_page(app: &App, visitor: Visitor, visit: &Visit, errors: Errors) -> PasswordPage {
    let (required, policy) = (visit.session.must_change_password, app.config.password_policy);
    PasswordPage { bare: visitor.into(), errors, email: visit.account.email.to_string(), required, policy }
}

/// `POST /account/tokens`: the one page that shows the token.
pub async fn create_token(
    State(app): State<App>,
    Signed(member): Signed,
    Visited(visit): Visited,
    shell: Shell,
    Form(form): Form<TokenForm>,
) -> Answer {
    let (maker, name) = (member.clone(), form.token_name.clone());
    let made = blocking(&app, move |app| service::token::create(app, &maker, &name)).await;
    let page = AccountPage::read(&app, shell, member, &visit).await?;
    match made {
        Ok((_, token)) => respond::page_with(StatusCode::CREATED, AccountPage { fresh_token: Some(token), ..page }),
        Err(Fault::Invalid(mut errors)) => {
            errors.iter_mut().for_each(|error| error.field = "token_name".to_owned());
            respond::invalid(AccountPage { errors: Errors(errors), token_name: form.token_name, ..page })
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /account/tokens/{id}/revocation`
pub async fn revoke_token(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>) -> Answer {
    let id: TokenId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| service::token::revoke(app, &member, id)).await?;
    respond::see_other_saying("/account#tokens", "said-token-revoked")
}

/// `POST /account/sessions/{id}/end`
pub async fn end_session(State(app): State<App>, Visited(visit): Visited, Path(id): Path<String>) -> Answer {
    let id: SessionId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| service::session::end(app, visit.account.id, id)).await?;
    respond::see_other_saying("/account#sessions", "said-session-ended")
}
