//! How the programme moved: lines, bars and the same figures as tables.

use super::{
    App,
    plan::{ProgrammeChoice, Tabs, key_of, share},
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::{fault::Fault, percent::Percent},
    export::chart::months::{MonthFigure, MonthsSvg, Plot},
    locale::Texts,
    service::{
        indicators::{self, DepartmentFigures, Indicators},
        programme,
    },
};
use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "compliance/indicators.html")]
struct IndicatorsPage {
    shell: Shell,
    t: Texts,
    tabs: Tabs,
    programmes: ProgrammeChoice,
    line: String,
    bars: String,
    months: Vec<String>,
    /// What is counted, and its figure for each month.
    rows: Vec<(String, Vec<String>)>,
    departments: Vec<DepartmentFigures>,
}

/// Whose conformity is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    questionnaire: Option<String>,
}

/// `GET /compliance/indicators?questionnaire=`: conformity by a questionnaire, the first where none is named.
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Query(Wanted { questionnaire }): Query<Wanted>,
) -> Answer {
    shell.module = Module::Compliance;
    let t = shell.t;
    let page = blocking(&app, move |app| {
        let actions = programme::actions(app, &member)?;
        let programmes = programme::all(app, &member)?;
        let wanted = programmes.iter().find(|programme| questionnaire.as_deref().is_none_or(|key| key_of(programme) == key));
        if wanted.is_none() && questionnaire.is_some() {
            return Err(Fault::NotFound);
        }
        let figures = indicators::indicators(app, &member, wanted.map(key_of))?;
        Ok(IndicatorsPage {
            tabs: Tabs::new("indicators", &member, &actions),
            programmes: ProgrammeChoice::new("/compliance/indicators", t, &programmes, wanted),
            line: svg(Plot::line(&line(t, &figures)), &t.get("indicators-mean"))?,
            bars: svg(Plot::bars(&bars(t, &figures)), &t.get("indicators-done"))?,
            months: figures.months.iter().map(|month| month_name(t, *month)).collect(),
            rows: rows(t, &figures),
            departments: figures.departments,
            t,
            shell,
        })
    });
    respond::page(page.await?)
}

fn svg(plot: Plot, description: &str) -> Result<String, Fault> {
    MonthsSvg { plot, description }.render().map_err(Fault::internal)
}

fn line(t: Texts, figures: &Indicators) -> Vec<MonthFigure> {
    let months = figures.months.iter().zip(&figures.mean);
    let figure = |(month, mean): (&Date, &Option<Percent>)| MonthFigure {
        label: month_name(t, *month),
        value: mean.map(Percent::value),
        hint: t.with("indicators-hint", &[("month", month_name(t, *month)), ("figure", share(t, *mean))]),
    };
    months.map(figure).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a plan has few actions")]
fn bars(t: Texts, figures: &Indicators) -> Vec<MonthFigure> {
    let months = figures.months.iter().zip(&figures.done);
    let figure = |(month, done): (&Date, &usize)| MonthFigure {
        label: month_name(t, *month),
        value: Some(*done as f64),
        hint: t.with("indicators-hint", &[("month", month_name(t, *month)), ("figure", t.number(done))]),
    };
    months.map(figure).collect()
}

fn rows(t: Texts, figures: &Indicators) -> Vec<(String, Vec<String>)> {
    let shares = |values: &[Option<Percent>]| -> Vec<String> {
        values.iter().map(|value| value.map(|_| share(t, *value)).unwrap_or_default()).collect()
    };
    let counts = |values: &[usize]| -> Vec<String> { values.iter().map(|value| t.number(value)).collect() };
    let themes = figures.themes.iter().map(|theme| (theme.title.get(t.language).to_owned(), shares(&theme.values)));
    let mean = (t.get("indicators-mean"), shares(&figures.mean));
    let done = (t.get("indicators-done"), counts(&figures.done));
    let overdue = (t.get("indicators-overdue"), counts(&figures.overdue));
    themes.chain([mean, done, overdue]).collect()
}

/// The short name of a month.
fn month_name(t: Texts, date: Date) -> String {
    let months = t.get("date-months-short");
    months.split(' ').nth(usize::from(date.month().unsigned_abs()).saturating_sub(1)).unwrap_or_default().to_owned()
}
