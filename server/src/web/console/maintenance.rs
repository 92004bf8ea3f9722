//! Maintenance windows: planned, changed, cancelled.

use super::{Tabs, tab};
use crate::{
    clock::Clock,
    domain::{
        access::Operator,
        fault::Fault,
        id::MaintenanceId,
        maintenance::{Maintenance, MaintenanceDraft, Phase},
        text::{Language, Localised},
    },
    service::maintenance,
    web::{
        App,
        form::Errors,
        respond::{self, Answer, blocking},
        session::SignedOperator,
        shell::Shell,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
};
use jiff::{Timestamp, civil::DateTime};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "console/maintenance.html")]
struct WindowsPage {
    tabs: Tabs,
    shell: Shell,
    errors: Errors,
    form: WindowForm,
    windows: Vec<Maintenance>,
    now: Timestamp,
    /// The window that the form changes; nothing where it plans a new one.
    changed: Option<MaintenanceId>,
}

/// What the form sends: moments on the clocks of France.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct WindowForm {
    from: String,
    to: String,
    message_fr: String,
    message_en: String,
    message_es: String,
}

impl WindowForm {
    fn of(window: Maintenance) -> Self {
        let shown = |moment| Clock::shown(moment).strftime("%Y-%m-%dT%H:%M").to_string();
        let Localised { fr, en, es } = window.message;
        Self { from: shown(window.from), to: shown(window.to), message_fr: fr, message_en: en, message_es: es }
    }

    fn messages(&self) -> [(&'static str, Language, &str); 3] {
        [
            ("message_fr", Language::Fr, &self.message_fr),
            ("message_en", Language::En, &self.message_en),
            ("message_es", Language::Es, &self.message_es),
        ]
    }

    fn draft(self) -> MaintenanceDraft {
        let moment = |text: &str| text.trim().parse::<DateTime>().ok().and_then(Clock::moment_of);
        let message = Localised { fr: self.message_fr, en: self.message_en, es: self.message_es };
        MaintenanceDraft { from: moment(&self.from), to: moment(&self.to), message }
    }
}

impl WindowsPage {
    async fn read(app: &App, operator: Operator, mut shell: Shell) -> Result<Self, Fault> {
        let windows = blocking(app, move |app| maintenance::list(app, &operator)).await?;
        let tabs = tab(&mut shell, "maintenance");
        let (errors, form) = (Errors::default(), WindowForm::default());
        Ok(Self { tabs, shell, errors, form, windows, now: app.clock.now(), changed: None })
    }

    fn phase(&self, window: &Maintenance) -> Phase {
        window.phase(self.now)
    }

    /// Where the form is sent.
    fn action(&self) -> String {
        self.changed.map_or_else(|| "/console/maintenance".to_owned(), |id| format!("/console/maintenance/{id}"))
    }
}

/// `GET /console/maintenance`
pub async fn list(State(app): State<App>, SignedOperator(operator): SignedOperator, shell: Shell) -> Answer {
    respond::page(WindowsPage::read(&app, operator, shell).await?)
}

/// `POST /console/maintenance`
pub async fn plan(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Form(form): Form<WindowForm>,
) -> Answer {
    let sent = form.clone();
    match blocking(&app, move |app| maintenance::plan(app, &operator, sent.draft())).await {
        Ok(_) => respond::see_other_saying("/console/maintenance", "said-maintenance-planned"),
        Err(Fault::Invalid(errors)) => {
            let page = WindowsPage::read(&app, operator, shell).await?;
            respond::invalid(WindowsPage { errors: Errors(errors), form, ..page })
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /console/maintenance/{id}`: the same page, its form filled.
pub async fn show(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Path(id): Path<String>,
) -> Answer {
    let id = parse(&id)?;
    let window = blocking(&app, move |app| maintenance::get(app, &operator, id)).await?;
    let page = WindowsPage::read(&app, operator, shell).await?;
    respond::page(WindowsPage { form: WindowForm::of(window), changed: Some(id), ..page })
}

/// `POST /console/maintenance/{id}`
pub async fn change(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Path(id): Path<String>,
    Form(form): Form<WindowForm>,
) -> Answer {
    let id = parse(&id)?;
    let sent = form.clone();
    match blocking(&app, move |app| maintenance::replace(app, &operator, id, sent.draft())).await {
        Ok(()) => respond::see_other_saying("/console/maintenance", "said-saved"),
        Err(Fault::Invalid(errors)) => {
            let page = WindowsPage::read(&app, operator, shell).await?;
            respond::invalid(WindowsPage { errors: Errors(errors), form, changed: Some(id), ..page })
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /console/maintenance/{id}/cancellation`
pub async fn cancel(State(app): State<App>, SignedOperator(operator): SignedOperator, Path(id): Path<String>) -> Answer {
    let id = parse(&id)?;
    let ended = blocking(&app, move |app| maintenance::cancel(app, &operator, id)).await? == Phase::Running;
    let said = if ended { "said-maintenance-ended" } else { "said-maintenance-cancelled" };
    respond::see_other_saying("/console/maintenance", said)
}

fn parse(id: &str) -> Result<MaintenanceId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
