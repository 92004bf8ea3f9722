//! The due dates of the plan, month by month.

use super::{
    App,
    plan::{ActionRow, Rows, Tabs},
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::fault::Fault,
    locale::Texts,
    service::programme::{self, PlannedAction},
};
use askama::Template;
use axum::extract::{Query, State};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "compliance/calendar.html")]
struct CalendarPage {
    shell: Shell,
    t: Texts,
    tabs: Tabs,
    month: String,
    previous: String,
    next: String,
    weekdays: Vec<String>,
    weeks: Vec<Vec<Day>>,
    /// What is late, and what has no date: title and rows.
    lists: [(String, Vec<ActionRow>); 2],
}

struct Day {
    date: Date,
    number: i8,
    today: bool,
    within: bool,
    actions: Vec<ActionRow>,
}

/// Which month.
#[derive(Debug, Default, Deserialize)]
pub struct Month {
    /// Year and month, as `2026-12`.
    #[serde(default)]
    month: String,
}

/// `GET /compliance/calendar?month=`
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Query(Month { month }): Query<Month>,
) -> Answer {
    shell.module = Module::Compliance;
    let t = shell.t;
    let page = blocking(&app, move |app| {
        let today = app.clock.today();
        let first = match month.as_str() {
            "" => today.first_of_month(),
            month => format!("{month}-01").parse().map_err(|_| Fault::NotFound)?,
        };
        let actions = programme::actions(app, &member)?;
        let rows = Rows::new(app, &member, t, &actions)?;
        let open = |planned: &&PlannedAction| planned.action.is_open();
        let list = |wanted: &dyn Fn(&PlannedAction) -> bool| {
            actions.iter().filter(open).filter(|planned| wanted(planned)).map(|planned| rows.row(planned)).collect()
        };
        Ok(CalendarPage {
            tabs: Tabs::new("calendar", &member, &actions),
            month: t.with("calendar-month", &[("month", month_name(t, first)), ("year", first.year().to_string())]),
            previous: year_and_month(first.saturating_sub(1.month())),
            next: year_and_month(first.saturating_add(1.month())),
            weekdays: t.get("calendar-weekdays").split(' ').map(str::to_owned).collect(),
            weeks: weeks(first, today, &actions, &rows),
            lists: [
                (t.get("calendar-late"), list(&|planned| planned.action.is_overdue(today))),
                (t.get("calendar-undated"), list(&|planned| planned.action.due.is_none())),
            ],
            t,
            shell,
        })
    });
    respond::page(page.await?)
}

/// Whole weeks, from Monday, that hold the month.
fn weeks(first: Date, today: Date, actions: &[PlannedAction], rows: &Rows) -> Vec<Vec<Day>> {
    let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
    let last = first.last_of_month();
    let starts = (0..6).map(|week| monday.saturating_add((week * 7).days())).take_while(|start| *start <= last);
    let day = |date: Date| Day {
        date,
        number: date.day(),
        today: date == today,
        within: date.month() == first.month(),
        actions: actions.iter().filter(|planned| planned.action.due == Some(date)).map(|planned| rows.row(planned)).collect(),
    };
    starts.map(|start| (0..7).map(|offset: i64| day(start.saturating_add(offset.days()))).collect()).collect()
}

fn month_name(t: Texts, date: Date) -> String {
    let months = t.get("date-months");
    months.split(' ').nth(usize::from(date.month().unsigned_abs()).saturating_sub(1)).unwrap_or_default().to_owned()
}

fn year_and_month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}
