//! The packs installed on the instance, and how many organisations use each.

use super::{Tabs, tab};
use crate::{
    service::pack::{self, InstalledPack},
    web::{
        App,
        respond::{self, Answer, blocking},
        session::SignedOperator,
        shell::Shell,
    },
};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "console/packs.html")]
struct PacksPage {
    tabs: Tabs,
    shell: Shell,
    packs: Vec<InstalledPack>,
}

/// `GET /console/packs`
pub async fn list(State(app): State<App>, SignedOperator(operator): SignedOperator, mut shell: Shell) -> Answer {
    let packs = blocking(&app, move |app| pack::installed(app, &operator)).await?;
    respond::page(PacksPage { tabs: tab(&mut shell, "packs"), shell, packs })
}
