//! Every component in every state on one page, for developers and for photographs. Absent without the `dev` setting.

use super::{
    App,
    form::Errors,
    respond::{self, Answer},
    shell::{Module, Shell},
    visitor::Visitor,
};
use crate::domain::{
    fault::{Fault, FieldError},
    plan::Plan,
};
use askama::Template;
use axum::extract::State;

/// Names of the icons in the sprite, in its order.
const SPRITE: &str = include_str!("../../assets/icons/sprite.svg");

#[derive(Template)]
#[template(path = "styleguide.html")]
struct StylePage {
    shell: Shell,
    errors: Errors,
    right: Errors,
    icons: Vec<&'static str>,
    options: [&'static str; 5],
    chosen: &'static str,
    many: u32,
    now: u8,
    before: u8,
}

#[derive(Template)]
#[template(path = "styleguide_panel.html")]
struct Panel {
    shell: Shell,
}

/// `GET /styleguide`
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let shell = sample(&app, visitor)?;
    let icons = SPRITE.split("<symbol id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let errors = Errors(vec![FieldError::new("wrong", "form-required"), FieldError::new("wrong-area", "form-required")]);
    let options = ["Excel", "Outlook", "PeopleSoft", "PostgreSQL", "SharePoint"];
    respond::page(StylePage {
        shell,
        errors,
        right: Errors::default(),
        icons,
        options,
        chosen: "Excel\nSharePoint",
        many: 12_345,
        now: 61,
        before: 42,
    })
}

/// `GET /styleguide/panel`: what the side panel fetches.
pub async fn panel(State(app): State<App>, visitor: Visitor) -> Answer {
    respond::page(Panel { shell: sample(&app, visitor)? })
}

fn sample(app: &App, visitor: Visitor) -> Result<Shell, Fault> {
    if !app.config.dev {
        return Err(Fault::NotFound);
    }
    Ok(Shell {
        t: visitor.t,
        theme: visitor.theme,
        module: Module::Dashboard,
        organisation: "OPH Val de Loire".into(),
        several_organisations: true,
        person: "Paule Carpentier".into(),
        champion: true,
        super_user: true,
        operator: true,
        plan: Some(Plan::default()),
        waiting: vec![(Module::Register, 3), (Module::Compliance, 1)],
        unread: 4,
        said: visitor.said,
        maintenance: None,
    })
}
