//! People across organisations: where each belongs, who looks after the instance, giving back what was deleted.

use super::{Tabs, tab};
use crate::{
    domain::{fault::Fault, id::AccountId},
    service::{
        console::person::{self, KnownPeople, KnownPerson},
        membership, operator,
    },
    web::{
        App,
        respond::{self, Answer, blocking},
        session::{SignedOperator, Visited},
        shell::Shell,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
};
use serde::Deserialize;

/// People on one page.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "console/people.html")]
struct PeoplePage {
    tabs: Tabs,
    shell: Shell,
    people: KnownPeople,
    wanted: Wanted,
    own: AccountId,
}

/// Whom to list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of name, address or organisation.
    q: String,
    /// From 0.
    page: usize,
}

/// What the buttons of a row send.
#[derive(Deserialize)]
pub struct AppointmentForm {
    operator: bool,
}

/// What the button beside a deleted membership sends.
#[derive(Deserialize)]
pub struct RecoveryForm {
    organisation: String,
}

impl PeoplePage {
    fn is_own(&self, person: &KnownPerson) -> bool {
        person.account.id == self.own
    }

    fn is_last_page(&self) -> bool {
        (self.wanted.page + 1) * SHOWN >= self.people.total
    }

    /// The address of another page of the same list.
    fn page(&self, page: usize) -> String {
        let words: String = url::form_urlencoded::byte_serialize(self.wanted.q.as_bytes()).collect();
        format!("/console/people?q={words}&page={page}")
    }
}

/// `GET /console/people?q=…&page=…`
pub async fn list(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    Visited(visit): Visited,
    mut shell: Shell,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let (words, offset) = (wanted.q.clone(), wanted.page.saturating_mul(SHOWN));
    let people = blocking(&app, move |app| person::list(app, &operator, &words, offset, SHOWN)).await?;
    respond::page(PeoplePage { tabs: tab(&mut shell, "people"), shell, people, wanted, own: visit.account.id })
}

/// `POST /console/people/{id}/operator`
pub async fn appoint(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    Path(id): Path<String>,
    Form(form): Form<AppointmentForm>,
) -> Answer {
    let id: AccountId = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| operator::appoint(app, &operator, id, form.operator)).await?;
    respond::see_other_saying("/console/people", "said-saved")
}

/// `POST /console/people/{id}/recovery`
pub async fn recover(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    Path(id): Path<String>,
    Form(form): Form<RecoveryForm>,
) -> Answer {
    let id: AccountId = id.parse().map_err(|_| Fault::NotFound)?;
    let organisation = form.organisation.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| membership::recover(app, &operator, organisation, id)).await?;
    respond::see_other_saying("/console/people", "said-recovered")
}
