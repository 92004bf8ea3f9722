//! One person of the organisation, for super users: profile, super-user flag, departments, suspension, deletion.

use super::{
    App,
    fields::Fields,
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedSuperUser,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::{Profile, SuperUser},
        fault::Fault,
        id::{AccountId, DepartmentId},
        membership::{MembershipChange, MembershipStatus},
    },
    service::{
        department::{self, Counted},
        invitation,
        membership::{self, Person},
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use std::str::FromStr;

#[derive(Template)]
#[template(path = "settings/person.html")]
struct PersonPage {
    shell: Shell,
    errors: Errors,
    person: Person,
    /// Whether it is the reader.
    own: bool,
    departments: Vec<Counted>,
}

impl PersonPage {
    /// The address of the person.
    fn path(&self) -> String {
        path_of(self.person.account.id)
    }

    fn works_in(&self, department: &Counted) -> bool {
        self.person.membership.departments.contains(&department.department.id)
    }

    fn is_invited(&self) -> bool {
        matches!(self.person.status, MembershipStatus::Invited { .. })
    }
}

/// `GET /settings/accounts/{id}`
pub async fn show(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(id): Path<String>,
) -> Answer {
    respond::page(page(&app, super_user, shell, read_id(&id)?, Errors::default()).await?)
}

/// `POST /settings/accounts/{id}`: changes what the form sends and leaves the rest as it is.
pub async fn change(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(id): Path<String>,
    fields: Fields,
) -> Answer {
    let id = read_id(&id)?;
    let asked = read(&fields)?;
    let (host, back) = (super_user.clone(), back(&fields, id));
    let changed = blocking(&app, move |app| membership::change(app, &host, id, &asked)).await;
    answer(&app, super_user, shell, id, changed, &back, "said-saved").await
}

/// `POST /settings/accounts/{id}/invitation`: sends it again.
pub async fn invite(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(id): Path<String>,
    fields: Fields,
) -> Answer {
    let id = read_id(&id)?;
    let (host, back) = (super_user.clone(), back(&fields, id));
    let sent = blocking(&app, move |app| invitation::resend(app, &host, id)).await;
    answer(&app, super_user, shell, id, sent, &back, "said-invited-again").await
}

/// `POST /settings/accounts/{id}/deletion`
pub async fn delete(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(id): Path<String>,
) -> Answer {
    let id = read_id(&id)?;
    let host = super_user.clone();
    let deleted = blocking(&app, move |app| membership::delete(app, &host, id)).await;
    answer(&app, super_user, shell, id, deleted, "/settings/accounts", "said-account-deleted").await
}

/// Leads on after a change, or shows the person with what stands against it.
async fn answer(
    app: &App,
    super_user: SuperUser,
    shell: Shell,
    id: AccountId,
    done: Result<(), Fault>,
    path: &str,
    said: &str,
) -> Answer {
    let (status, errors) = match done {
        Ok(()) => return respond::see_other_saying(path, said),
        Err(Fault::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(Fault::Conflict(errors)) => (StatusCode::CONFLICT, errors),
        Err(fault) => return Err(fault.into()),
    };
    respond::page_with(status, page(app, super_user, shell, id, Errors(errors)).await?)
}

async fn page(app: &App, super_user: SuperUser, mut shell: Shell, id: AccountId, errors: Errors) -> Result<PersonPage, Fault> {
    shell.module = Module::Settings;
    let own = super_user.account() == id;
    let found = blocking(app, move |app| Ok((membership::find(app, &super_user, id)?, department::list(app, &super_user)?)));
    let (person, departments) = found.await?;
    Ok(PersonPage { shell, errors, person, own, departments })
}

fn read_id(id: &str) -> Result<AccountId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

fn path_of(id: AccountId) -> String {
    format!("/settings/accounts/{id}")
}

/// Where the change was made: in the table, or in the page of the person.
fn back(fields: &Fields, id: AccountId) -> String {
    if fields.one("back").is_some() { path_of(id) } else { "/settings/accounts".to_owned() }
}

/// What the form sends. Departments come with an empty one, which tells "in none" from "as they are".
fn read(fields: &Fields) -> Result<MembershipChange, Fault> {
    let departments = fields.all("departments").filter(|id| !id.is_empty()).map(str::parse::<DepartmentId>);
    let departments = departments.collect::<Result<Vec<_>, _>>().map_err(|_| unknown("departments"))?;
    Ok(MembershipChange {
        profile: read_one::<Profile>(fields, "profile")?,
        super_user: read_one(fields, "super_user")?,
        suspended: read_one(fields, "suspended")?,
        departments: fields.one("departments").map(|_| departments),
    })
}

fn read_one<T: FromStr>(fields: &Fields, name: &str) -> Result<Option<T>, Fault> {
    fields.one(name).map(|word| word.parse().map_err(|_| unknown(name))).transpose()
}

fn unknown(field: &str) -> Fault {
    Fault::invalid(field, "fault-unknown-value")
}
