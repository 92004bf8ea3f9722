//! Which of the installed sector packs the organisation uses, for super users.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedSuperUser,
    shell::{Module, Shell},
};
use crate::{domain::pack::Pack, locale::Texts, service::pack};
use askama::Template;
use axum::extract::{RawForm, State};

#[derive(Template)]
#[template(path = "settings/packs.html")]
struct PacksPage {
    shell: Shell,
    tab: &'static str,
    errors: Errors,
    packs: Vec<PackBox>,
}

/// A pack as a box to tick, in the language of the reader.
pub struct PackBox {
    pub id: String,
    pub name: String,
    pub description: String,
    pub ticked: bool,
}

impl PackBox {
    /// The box of an installed pack.
    pub fn new(t: Texts, pack: &Pack, ticked: bool) -> Self {
        let manifest = &pack.manifest;
        Self {
            id: manifest.id.clone(),
            name: manifest.name.get(t.language).to_owned(),
            description: manifest.description.get(t.language).to_owned(),
            ticked,
        }
    }
}

/// `GET /settings/packs`
pub async fn list(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, mut shell: Shell) -> Answer {
    shell.module = Module::Settings;
    let choices = blocking(&app, move |app| pack::list(app, &super_user)).await?;
    let packs = choices.iter().map(|choice| PackBox::new(shell.t, &choice.pack, choice.chosen)).collect();
    respond::page(PacksPage { shell, tab: "packs", errors: Errors::default(), packs })
}

/// `POST /settings/packs`: one `packs` for each box that is ticked.
pub async fn choose(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, RawForm(body): RawForm) -> Answer {
    let ticked = url::form_urlencoded::parse(&body).filter(|(name, _)| name == "packs").map(|(_, id)| id.into_owned());
    let ids: Vec<String> = ticked.collect();
    blocking(&app, move |app| pack::choose(app, &super_user, ids)).await?;
    respond::see_other_saying("/settings/packs", "said-saved")
}
