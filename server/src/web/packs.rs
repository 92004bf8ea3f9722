//! Which of the installed sector packs the organisation uses, for super users.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedSuperUser,
    shell::{Module, Shell},
};
use crate::{
    domain::pack::{Pack, Permission},
    locale::Texts,
    service::{
        organisation::Grants,
        pack::{self, PackChoice},
    },
};
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
    /// What it asks for: value of the box, what it means, whether it is granted.
    pub permissions: Vec<(String, String, bool)>,
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
            permissions: Vec::new(),
        }
    }

    /// The same with what the pack asks for and may do.
    fn asking(t: Texts, choice: &PackChoice) -> Self {
        let manifest = &choice.pack.manifest;
        let asked = |permission: &Permission| {
            let value = format!("{}:{}", manifest.id, permission.as_str());
            (value, t.of("pack-permission", permission.as_str()), choice.granted.contains(permission))
        };
        let permissions = manifest.permissions.iter().map(asked).collect();
        Self { permissions, ..Self::new(t, &choice.pack, choice.chosen) }
    }
}

/// `GET /settings/packs`
pub async fn list(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, mut shell: Shell) -> Answer {
    shell.module = Module::Settings;
    let choices = blocking(&app, move |app| pack::list(app, &super_user)).await?;
    let packs = choices.iter().map(|choice| PackBox::asking(shell.t, choice)).collect();
    respond::page(PacksPage { shell, tab: "packs", errors: Errors::default(), packs })
}

/// `POST /settings/packs`: one `packs` for each box that is ticked, one `grants` for each thing that a pack may do.
pub async fn choose(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, RawForm(body): RawForm) -> Answer {
    let (mut ids, mut grants) = (Vec::new(), Grants::new());
    for (name, value) in url::form_urlencoded::parse(&body) {
        match (name.as_ref(), value.split_once(':')) {
            ("packs", _) => ids.push(value.into_owned()),
            ("grants", Some((id, word))) => grants.entry(id.to_owned()).or_default().extend(Permission::of(word)),
            _ => {}
        }
    }
    blocking(&app, move |app| pack::choose(app, &super_user, ids, grants)).await?;
    respond::see_other_saying("/settings/packs", "said-saved")
}
