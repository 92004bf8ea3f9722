//! The first page of a signed-in person: what waits.

use super::{
    App,
    notifications::NotificationRow,
    plan::share,
    respond::{self, Answer, blocking},
    session::{Signed, Visited},
    shell::{Module, Shell},
};
use crate::{
    domain::{action::Action, plan},
    locale::Texts,
    service::dashboard::{self, Dashboard, ProgrammeSummary},
};
use askama::Template;
use axum::extract::State;
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "dashboard/index.html")]
struct DashboardPage {
    shell: Shell,
    t: Texts,
    waits: Dashboard,
    /// What the person has not read.
    told: Vec<NotificationRow>,
    today: Date,
}

impl DashboardPage {
    /// Whether actions are shown: the plan is a module of its own.
    fn has_actions(&self) -> bool {
        self.shell.has(plan::Module::Compliance) && !self.waits.actions.is_empty()
    }

    /// In whole percent, or a word where nothing is known yet.
    fn conformity(&self, programme: &ProgrammeSummary) -> String {
        share(self.t, programme.conformity)
    }

    fn answered(&self, programme: &ProgrammeSummary) -> String {
        share(self.t, Some(programme.progress.percent()))
    }

    fn title(&self, action: &Action) -> String {
        action.title.get(self.t.language).to_owned()
    }
}

/// `GET /`. The first super user of an organisation that the operator made is led to the company sheet.
pub async fn show(State(app): State<App>, Signed(member): Signed, Visited(visit): Visited, mut shell: Shell) -> Answer {
    if member.is_super_user() && visit.place.as_ref().is_some_and(|place| place.organisation.sheet.to_fill) {
        return respond::see_other("/settings");
    }
    shell.module = Module::Dashboard;
    let waits = blocking(&app, move |services| dashboard::dashboard(services, &member)).await?;
    let t = shell.t;
    let told = waits.told.iter().map(|told| NotificationRow::new(&t, told)).collect();
    respond::page(DashboardPage { t, shell, waits, told, today: app.clock.today() })
}
