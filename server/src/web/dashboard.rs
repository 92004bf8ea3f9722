//! The first page of a signed-in person: what waits.

use super::{
    App,
    respond::{self, Answer, blocking},
    session::Signed,
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

/// `GET /`
pub async fn show(State(app): State<App>, Signed(member): Signed, mut shell: Shell) -> Answer {
    shell.module = Module::Dashboard;
    let waits = blocking(&app, move |services| dashboard::dashboard(services, &member)).await?;
    respond::page(DashboardPage { t: shell.t, shell, waits })
}
