//! The departments of the organisation, for super users: the list with its people, who are moved by dragging or by a menu.

use super::{
    App,
    fields::Fields,
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedSuperUser,
    shell::{Module, Shell},
    visitor::Fragment,
};
use crate::{
    domain::{
        access::SuperUser,
        department::DepartmentDraft,
        fault::{Fault, FieldError},
        id::{AccountId, DepartmentId},
        party::Contact,
    },
    locale::Place,
    service::{
        department::{self, Counted},
        membership::{self, PeopleFilter, Person},
    },
};
use askama::Template;
use axum::{
    Form, Json,
    extract::{Path, Query, State},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};

/// The word in addresses and forms for the people of no department.
const NONE: &str = "none";

#[derive(Template)]
#[template(path = "settings/departments.html")]
struct DepartmentsPage {
    shell: Shell,
    tab: &'static str,
    errors: Errors,
    form: DepartmentForm,
    departments: Vec<Counted>,
    people: Vec<Person>,
    /// Whose people are shown: an id, `none`, or nothing for everybody.
    shown: String,
}

impl DepartmentsPage {
    /// Whether the people of this department are shown.
    fn is_shown(&self, department: &Counted) -> bool {
        self.shown == department.department.id.to_string()
    }

    /// The departments of a person, by name.
    fn departments_of(&self, person: &Person) -> String {
        let of_person = |found: &&Counted| person.membership.departments.contains(&found.department.id);
        let names: Vec<_> = self.departments.iter().filter(of_person).map(|found| found.department.name.as_str()).collect();
        names.join(", ")
    }
}

#[derive(Template)]
#[template(path = "settings/department.html")]
struct DepartmentPage {
    shell: Shell,
    tab: &'static str,
    errors: Errors,
    form: DepartmentForm,
    counted: Counted,
}

/// What the form of a department sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct DepartmentForm {
    seq: u64,
    name: String,
    head_first_name: String,
    head_last_name: String,
    head_position: String,
    head_email: String,
}

impl DepartmentForm {
    fn of(counted: &Counted) -> Self {
        let Contact { first_name, last_name, position, email } = counted.department.head.clone();
        Self {
            seq: counted.department.seq(),
            name: counted.department.name.clone(),
            head_first_name: first_name,
            head_last_name: last_name,
            head_position: position,
            head_email: email,
        }
    }

    fn draft(self) -> DepartmentDraft {
        let (first_name, last_name) = (self.head_first_name, self.head_last_name);
        let head = Contact { first_name, last_name, position: self.head_position, email: self.head_email };
        DepartmentDraft { name: self.name, head }
    }
}

/// Whose people are shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    department: String,
}

/// What a script is told after a move.
#[derive(Serialize)]
struct Moved {
    said: String,
}

/// `GET /settings/departments?department=`
pub async fn list(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Query(Shown { department }): Query<Shown>,
) -> Answer {
    respond::page(page(&app, super_user, shell, Errors::default(), DepartmentForm::default(), department).await?)
}

/// `POST /settings/departments`
pub async fn create(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Form(form): Form<DepartmentForm>,
) -> Answer {
    let (host, draft) = (super_user.clone(), form.clone().draft());
    match blocking(&app, move |app| department::create(app, &host, draft)).await {
        Ok(_) => respond::see_other_saying("/settings/departments", "said-department-created"),
        Err(Fault::Invalid(errors)) => {
            respond::invalid(page(&app, super_user, shell, Errors(errors), form, String::new()).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /settings/departments/members`: moves the people chosen. A script gets a sentence, a browser the page again.
pub async fn assign(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Fragment(fragment): Fragment,
    fields: Fields,
) -> Answer {
    let to = fields.one("department").unwrap_or_default().to_owned();
    let target = (to != NONE).then(|| to.parse::<DepartmentId>()).transpose().map_err(|_| Fault::NotFound)?;
    let people = fields.all("accounts").map(str::parse::<AccountId>);
    let people = people.collect::<Result<Vec<_>, _>>().map_err(|_| Fault::NotFound)?;
    if people.is_empty() {
        let errors = Errors(vec![FieldError::new("accounts", "departments-nobody-chosen")]);
        return respond::invalid(page(&app, super_user, shell, errors, DepartmentForm::default(), to).await?);
    }
    let moved = blocking(&app, move |app| {
        let count = membership::assign(app, &super_user, &people, target)?;
        let name = target.map(|id| department::find(app, &super_user, id)).transpose()?;
        Ok((count, name.map(|found| found.department.name.clone())))
    });
    let (count, name) = moved.await?;
    if !fragment {
        return respond::see_other_saying(&format!("/settings/departments?department={to}"), "said-moved");
    }
    let said = match &name {
        Some(name) => {
            let places: [(&str, &dyn Place); 2] = [("count", &count), ("department", name)];
            shell.t.with("departments-moved", &places)
        }
        None => shell.t.one("departments-moved-out", "count", count),
    };
    Ok(Json(Moved { said }).into_response())
}

/// `GET /settings/departments/{id}`
pub async fn show(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(id): Path<String>,
) -> Answer {
    let id = read_id(&id)?;
    let counted = blocking(&app, move |app| department::find(app, &super_user, id)).await?;
    respond::page(one_page(shell, Errors::default(), DepartmentForm::of(&counted), counted))
}

/// `POST /settings/departments/{id}`
pub async fn update(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(id): Path<String>,
    Form(form): Form<DepartmentForm>,
) -> Answer {
    let (id, host, sent) = (read_id(&id)?, super_user.clone(), form.clone());
    let seq = Some(sent.seq);
    match blocking(&app, move |app| department::update(app, &host, id, sent.draft(), seq)).await {
        Ok(()) => respond::see_other_saying("/settings/departments", "said-saved"),
        Err(Fault::Invalid(errors)) => {
            let counted = blocking(&app, move |app| department::find(app, &super_user, id)).await?;
            respond::invalid(one_page(shell, Errors(errors), form, counted))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /settings/departments/{id}/deletion`
pub async fn delete(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, Path(id): Path<String>) -> Answer {
    let id = read_id(&id)?;
    blocking(&app, move |app| department::delete(app, &super_user, id)).await?;
    respond::see_other_saying("/settings/departments", "said-department-deleted")
}

async fn page(
    app: &App,
    super_user: SuperUser,
    mut shell: Shell,
    errors: Errors,
    form: DepartmentForm,
    shown: String,
) -> Result<DepartmentsPage, Fault> {
    shell.module = Module::Settings;
    let department = match shown.as_str() {
        "" => None,
        NONE => Some(None),
        id => Some(Some(read_id(id)?)),
    };
    let filter = PeopleFilter { text: String::new(), department };
    let lists = blocking(app, move |app| Ok((department::list(app, &super_user)?, membership::list(app, &super_user, &filter)?)));
    let (departments, people) = lists.await?;
    Ok(DepartmentsPage { shell, tab: "departments", errors, form, departments, people, shown })
}

fn one_page(mut shell: Shell, errors: Errors, form: DepartmentForm, counted: Counted) -> DepartmentPage {
    shell.module = Module::Settings;
    DepartmentPage { shell, tab: "departments", errors, form, counted }
}

fn read_id(id: &str) -> Result<DepartmentId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
