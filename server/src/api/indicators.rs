//! `/api/v1/indicators`: how the programme moved.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{id::DepartmentId, percent::Percent},
    service::indicators::{self, DepartmentFigures, Indicators},
    web::{App, blocking},
};
use axum::{Json, extract::State};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// The last twelve months, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorsBody {
    pub months: Vec<MonthBody>,
    pub themes: Vec<ThemeSeriesBody>,
    pub departments: Vec<DepartmentFiguresBody>,
}

/// Figures of one month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthBody {
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub month: Date,
    /// Mean conformity of the answered themes at its end, in percent; null before the first answer.
    pub conformity: Option<f64>,
    /// Actions done in it.
    pub done: usize,
    /// Actions that were overdue at its end.
    pub overdue: usize,
}

/// The conformity of one theme.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThemeSeriesBody {
    pub id: String,
    pub title: String,
    /// At the end of each month, in percent; null where it was not answered.
    pub values: Vec<Option<f64>>,
}

/// Actions by department of those who carry them out, today.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartmentFiguresBody {
    /// Null for actions of people without a department, and of nobody.
    #[schema(value_type = Option<Uuid>)]
    pub id: Option<DepartmentId>,
    pub name: String,
    pub open: usize,
    pub done: usize,
    pub overdue: usize,
}

/// Indicators over the last twelve months
#[utoipa::path(get, path = "/indicators", tag = "compliance", responses((status = 200, body = IndicatorsBody)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<IndicatorsBody>> {
    let language = member.language;
    let Indicators { months, mean, themes, done, overdue, departments } =
        blocking(&app, move |app| indicators::indicators(app, &member, None)).await?;
    let months = months.into_iter().zip(mean).zip(done).zip(overdue);
    let month = |(((month, mean), done), overdue): (((Date, Option<Percent>), usize), usize)| MonthBody {
        month,
        conformity: mean.map(Percent::tenths),
        done,
        overdue,
    };
    let themes = themes.into_iter().map(|theme| ThemeSeriesBody {
        id: theme.theme,
        title: theme.title.get(language).to_owned(),
        values: theme.values.into_iter().map(|value| value.map(Percent::tenths)).collect(),
    });
    let departments = departments.into_iter().map(|of| {
        let DepartmentFigures { id, name, open, done, overdue } = of;
        DepartmentFiguresBody { id, name, open, done, overdue }
    });
    Ok(Json(IndicatorsBody { months: months.map(month).collect(), themes: themes.collect(), departments: departments.collect() }))
}
