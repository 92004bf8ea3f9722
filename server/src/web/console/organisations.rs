//! Organisations: listed, made, renamed, suspended, given a plan, put into a group.

use super::{Tabs, tab};
use crate::{
    domain::{
        access::Operator,
        fault::Fault,
        id::OrganisationId,
        plan::{Module, Plan},
        text::Language,
    },
    service::{
        archive,
        console::organisation::{self, Listed, NewOrganisation, OrganisationSheet},
    },
    web::{
        App,
        fields::Fields,
        form::Errors,
        respond::{self, Answer, blocking},
        session::SignedOperator,
        shell::Shell,
        transfer,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, State},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "console/organisations.html")]
struct OrganisationsPage {
    tabs: Tabs,
    shell: Shell,
    listed: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "console/organisation_new.html")]
struct NewPage {
    tabs: Tabs,
    shell: Shell,
    errors: Errors,
    form: NewForm,
    languages: [Language; 3],
    /// Whether mails are sent; otherwise the page says where the invitation waits.
    mail_is_sent: bool,
}

#[derive(Template)]
#[template(path = "console/organisation.html")]
struct OrganisationPage {
    tabs: Tabs,
    shell: Shell,
    errors: Errors,
    sheet: OrganisationSheet,
    legal_name: String,
    seats: String,
    modules: Vec<Module>,
}

/// What the form of a new organisation sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    legal_name: String,
    name: String,
    email: String,
    language: String,
}

/// What the form of the name sends.
#[derive(Deserialize)]
pub struct NameForm {
    legal_name: String,
}

/// What the button of the suspension sends.
#[derive(Deserialize)]
pub struct SuspensionForm {
    suspended: bool,
}

/// What the form of the group sends; empty for no parent.
#[derive(Deserialize)]
pub struct ParentForm {
    #[serde(default)]
    parent: String,
}

impl NewPage {
    /// How the first person will learn of it.
    fn mail_help(&self) -> String {
        self.shell.t.get(if self.mail_is_sent { "accounts-mail-sent" } else { "console-mail-waits" })
    }
}

/// `GET /console`
pub async fn list(State(app): State<App>, SignedOperator(operator): SignedOperator, mut shell: Shell) -> Answer {
    let listed = blocking(&app, move |app| organisation::list(app, &operator)).await?;
    let tabs = tab(&mut shell, "organisations");
    respond::page(OrganisationsPage { tabs, shell, listed })
}

/// `GET /console/organisations/new`
pub async fn new(State(app): State<App>, SignedOperator(_): SignedOperator, shell: Shell) -> Answer {
    let form = NewForm { language: shell.t.code().to_owned(), ..NewForm::default() };
    respond::page(new_page(&app, shell, Errors::default(), form))
}

/// `POST /console/organisations`
pub async fn create(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Form(form): Form<NewForm>,
) -> Answer {
    let sent = form.clone();
    let made = blocking(&app, move |app| {
        let new = NewOrganisation {
            legal_name: sent.legal_name,
            language: sent.language.parse().unwrap_or_default(),
            name: sent.name,
            email: sent.email,
        };
        organisation::create(app, &operator, &new)
    });
    match made.await {
        Ok(id) => respond::see_other_saying(&format!("/console/organisations/{id}"), "said-organisation-made"),
        Err(Fault::Invalid(errors)) => respond::invalid(new_page(&app, shell, Errors(errors), form)),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /console/organisations/archive`: brings in what another instance gave as an archive.
pub async fn arrive(State(app): State<App>, SignedOperator(operator): SignedOperator, shell: Shell, form: Multipart) -> Answer {
    let made = match transfer::receive_archive(&app, &operator, form).await {
        Ok(upload) => blocking(&app, move |app| archive::read_received(app, &operator, upload)).await,
        Err(fault) => Err(fault),
    };
    match made {
        Ok(id) => respond::see_other_saying(&format!("/console/organisations/{id}"), "said-organisation-imported"),
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => {
            let form = NewForm { language: shell.t.code().to_owned(), ..NewForm::default() };
            respond::invalid(new_page(&app, shell, Errors(errors), form))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /console/organisations/{id}`
pub async fn show(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Path(id): Path<String>,
) -> Answer {
    respond::page(OrganisationPage::read(&app, operator, shell, parse(&id)?).await?)
}

/// `POST /console/organisations/{id}/name`
pub async fn rename(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Path(id): Path<String>,
    Form(form): Form<NameForm>,
) -> Answer {
    let (id, name) = (parse(&id)?, form.legal_name.clone());
    let done = blocking(&app, move |app| organisation::rename(app, &operator, id, &name)).await;
    let again = OrganisationPage::read(&app, operator, shell, id).await?;
    settled(id, done, OrganisationPage { legal_name: form.legal_name, ..again })
}

/// `POST /console/organisations/{id}/suspension`
pub async fn suspend(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    Path(id): Path<String>,
    Form(SuspensionForm { suspended }): Form<SuspensionForm>,
) -> Answer {
    let id = parse(&id)?;
    blocking(&app, move |app| organisation::suspend(app, &operator, id, suspended)).await?;
    let said = if suspended { "said-organisation-suspended" } else { "said-organisation-lifted" };
    respond::see_other_saying(&format!("/console/organisations/{id}"), said)
}

/// `POST /console/organisations/{id}/plan`: one `modules` for each box that is ticked, and `champion_seats`, empty for
/// no limit.
pub async fn change_plan(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Path(id): Path<String>,
    fields: Fields,
) -> Answer {
    let id = parse(&id)?;
    let seats = fields.one("champion_seats").unwrap_or_default().trim().to_owned();
    let modules: Vec<Module> = fields.all("modules").filter_map(|word| word.parse().ok()).collect();
    let typed = seats.clone();
    let done = blocking(&app, move |app| {
        let champion_seats = match typed.as_str() {
            "" => None,
            typed => Some(typed.parse().map_err(|_| Fault::invalid("champion_seats", "plan-seats-invalid"))?),
        };
        organisation::change_plan(app, &operator, id, Plan::of(&modules, champion_seats))
    });
    let done = done.await;
    let again = OrganisationPage::read(&app, operator, shell, id).await?;
    settled(id, done, OrganisationPage { seats, ..again })
}

/// `POST /console/organisations/{id}/parent`
pub async fn set_parent(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Path(id): Path<String>,
    Form(form): Form<ParentForm>,
) -> Answer {
    let id = parse(&id)?;
    let done = blocking(&app, move |app| {
        let parent = match form.parent.as_str() {
            "" => None,
            parent => Some(parent.parse().map_err(|_| Fault::invalid("parent", "group-unknown"))?),
        };
        organisation::set_parent(app, &operator, id, parent)
    });
    let done = done.await;
    settled(id, done, OrganisationPage::read(&app, operator, shell, id).await?)
}

impl OrganisationPage {
    async fn read(app: &App, operator: Operator, mut shell: Shell, id: OrganisationId) -> Result<Self, Fault> {
        let sheet = blocking(app, move |app| organisation::sheet(app, &operator, id)).await?;
        let organisation = &sheet.listed.organisation;
        Ok(Self {
            tabs: tab(&mut shell, "organisations"),
            shell,
            errors: Errors::default(),
            legal_name: organisation.sheet.legal_name.clone(),
            seats: organisation.plan.champion_seats.map_or_else(String::new, |seats| seats.to_string()),
            modules: Module::ALL.to_vec(),
            sheet,
        })
    }

    fn is_parent(&self, other: &OrganisationId) -> bool {
        self.sheet.listed.organisation.parent == Some(*other)
    }
}

/// After a change: the page of the organisation, with what is wrong where something is.
fn settled(id: OrganisationId, done: Result<(), Fault>, page: OrganisationPage) -> Answer {
    match done {
        Ok(()) => respond::see_other_saying(&format!("/console/organisations/{id}"), "said-saved"),
        Err(Fault::Invalid(errors)) => respond::invalid(OrganisationPage { errors: Errors(errors), ..page }),
        Err(fault) => Err(fault.into()),
    }
}

fn new_page(app: &App, mut shell: Shell, errors: Errors, form: NewForm) -> NewPage {
    let tabs = tab(&mut shell, "organisations");
    NewPage { tabs, shell, errors, form, languages: Language::ALL, mail_is_sent: app.config.smtp.is_some() }
}

fn parse(id: &str) -> Result<OrganisationId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
