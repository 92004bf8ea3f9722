//! The plan by status, as a board on which cards are moved; and the actions of one person.

use super::{
    App,
    plan::{ActionRow, Rows, Tabs},
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::{access::Member, action::ActionStatus, fault::Fault},
    locale::Texts,
    service::{
        Services, lead,
        programme::{self, PlannedAction},
    },
};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "compliance/board.html")]
struct BoardPage {
    shell: Shell,
    t: Texts,
    tabs: Tabs,
    columns: Vec<Column>,
}

struct Column {
    status: &'static str,
    actions: Vec<ActionRow>,
}

#[derive(Template)]
#[template(path = "compliance/mine.html")]
struct MinePage {
    shell: Shell,
    t: Texts,
    tabs: Tabs,
    /// Title and rows.
    groups: Vec<(String, Vec<ActionRow>)>,
}

/// `GET /compliance/board`
pub async fn show(State(app): State<App>, Signed(member): Signed, mut shell: Shell) -> Answer {
    shell.module = Module::Compliance;
    let t = shell.t;
    let page = blocking(&app, move |app| {
        let actions = urgent_first(programme::actions(app, &member)?);
        let rows = Rows::new(app, &member, t, &actions)?;
        let columns = ActionStatus::ALL.into_iter().map(|status| Column {
            status,
            actions: actions.iter().filter(|planned| planned.action.status.as_str() == status).map(|one| rows.row(one)).collect(),
        });
        Ok(BoardPage { tabs: Tabs::new("board", &member, &actions), columns: columns.collect(), t, shell })
    });
    respond::page(page.await?)
}

/// `GET /compliance/mine`: what the person carries out, what waits for the person's decision, what the person leads.
pub async fn mine(State(app): State<App>, Signed(member): Signed, mut shell: Shell) -> Answer {
    shell.module = Module::Compliance;
    let t = shell.t;
    let page = blocking(&app, move |app| {
        let actions = urgent_first(programme::actions(app, &member)?);
        let groups = groups(app, &member, t, &actions)?;
        Ok(MinePage { tabs: Tabs::new("mine", &member, &actions), groups, t, shell })
    });
    respond::page(page.await?)
}

fn groups(app: &Services, member: &Member, t: Texts, actions: &[PlannedAction]) -> Result<Vec<(String, Vec<ActionRow>)>, Fault> {
    let rows = Rows::new(app, member, t, actions)?;
    let led = lead::list(app, member)?;
    let leads = |theme: &str, subtheme: &str| {
        led.get(&(theme.to_owned(), subtheme.to_owned())).is_some_and(|lead| lead.account == member.account())
    };
    let mut groups: [(&str, Vec<ActionRow>); 4] =
        ["mine-open", "mine-to-validate", "mine-led", "mine-finished"].map(|key| (key, Vec::new()));
    let [open, to_validate, of_lead, finished] = &mut groups;
    for planned in actions {
        let action = &planned.action;
        let is_mine = action.assignees.contains(&member.account());
        let is_led = leads(&action.theme, "") || leads(&action.theme, &action.subtheme);
        let group = match () {
            () if action.status == ActionStatus::ToValidate && member.champion().is_some() => &mut *to_validate,
            () if is_mine && action.is_open() => &mut *open,
            () if is_led && action.is_open() => &mut *of_lead,
            () if is_mine => &mut *finished,
            () => continue,
        };
        group.1.push(rows.row(planned));
    }
    let shown = groups.into_iter().filter(|(_, rows)| !rows.is_empty());
    Ok(shown.map(|(key, rows)| (t.get(key), rows)).collect())
}

/// By due date, then by priority.
fn urgent_first(mut actions: Vec<PlannedAction>) -> Vec<PlannedAction> {
    actions.sort_by_key(|planned| {
        let action = &planned.action;
        (action.due.is_none(), action.due, std::cmp::Reverse(action.priority))
    });
    actions
}
