//! The first page of a signed-in person: what waits.

use super::{
    App,
    respond::{self, Answer, blocking},
    session::{Signed, Visited},
    shell::{Module, Shell},
};
use crate::{
    locale::Texts,
    service::dashboard::{self, Dashboard},
};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "dashboard/index.html")]
struct DashboardPage {
    shell: Shell,
    t: Texts,
    waits: Dashboard,
}

/// `GET /`. The first super user of an organisation that the operator made is led to the company sheet.
pub async fn show(State(app): State<App>, Signed(member): Signed, Visited(visit): Visited, mut shell: Shell) -> Answer {
    if member.is_super_user() && visit.place.as_ref().is_some_and(|place| place.organisation.sheet.to_fill) {
        return respond::see_other("/settings");
    }
    shell.module = Module::Dashboard;
    let waits = blocking(&app, move |services| dashboard::dashboard(services, &member)).await?;
    respond::page(DashboardPage { t: shell.t, shell, waits })
}
