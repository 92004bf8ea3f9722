//! Guides for interviews: what to talk about with those who work with data, and what to listen for.

use super::{
    App,
    plan::Tabs,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::fault::Fault,
    locale::Texts,
    scripts::EntryScript,
    service::{programme, script},
};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "compliance/guides.html")]
struct GuidesPage {
    shell: Shell,
    t: Texts,
    tabs: Tabs,
    /// Key, title, and whether it is shown; empty where there is only one.
    choices: Vec<(String, String, bool)>,
    guide: Arc<EntryScript>,
}

/// Which guide is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    guide: Option<String>,
}

/// `GET /compliance/guides?guide=`: the general guide where none is named.
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Query(Wanted { guide }): Query<Wanted>,
) -> Answer {
    shell.module = Module::Compliance;
    let t = shell.t;
    let page = blocking(&app, move |app| {
        let guides = script::guides(app, &member)?;
        let key = |(pack, script): &(Option<String>, Arc<EntryScript>)| match pack {
            Some(pack) => format!("{pack}.{}", script.entry.key),
            None => script.entry.key.clone(),
        };
        let shown = guides.iter().position(|of| guide.as_ref().is_none_or(|wanted| key(of) == *wanted)).ok_or(Fault::NotFound)?;
        let choice = |(at, of): (usize, &_)| (key(of), t.written(&of.1.entry.title).to_owned(), at == shown);
        let choices = if guides.len() > 1 { guides.iter().enumerate().map(choice).collect() } else { Vec::new() };
        let (_, guide) = guides.get(shown).cloned().ok_or(Fault::NotFound)?;
        Ok(GuidesPage { tabs: Tabs::new("guides", &member, &programme::actions(app, &member)?), choices, guide, t, shell })
    });
    respond::page(page.await?)
}
