//! Registers as files.

use super::{activities::ActivityQuery, imports::register, problem::Answer, token::Bearer};
use crate::{
    domain::fault::Fault,
    export::csv::Loss,
    locale::Texts,
    service::{
        export::{self, CsvLayout},
        extract::{Extract, Selection},
    },
    web::{App, blocking, respond},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    response::Response,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which part of the register, in which form.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CsvQuery {
    #[serde(default)]
    scope: ScopeWord,
    #[serde(default)]
    layout: LayoutWord,
    /// The register as it stood at the end of this day; as it stands where it is left out.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ScopeWord {
    #[default]
    All,
    Validated,
}

#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LayoutWord {
    #[default]
    Full,
    Summary,
}

/// Which part of the register, in which form of spreadsheet.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct XlsxQuery {
    #[serde(default)]
    scope: ScopeWord,
    #[serde(default)]
    layout: XlsxWord,
    /// The register as it stood at the end of this day; as it stands where it is left out.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum XlsxWord {
    /// The 89 columns and what they cannot hold; imports again.
    #[default]
    Full,
    /// The layout of the spreadsheet model of the CNIL.
    Cnil,
}

/// One thing that the 89 columns leave out or simplify.
#[derive(Serialize, ToSchema)]
pub struct ExportLoss {
    activity: String,
    /// The column nearest to it, 1 to 89; 0 where there is none.
    column: u8,
    value: String,
    message: String,
}

/// The register as a CSV file of 89 columns, or its summary.
#[utoipa::path(
    get, path = "/registers/{kind}/export.csv", tag = "registers",
    params(("kind" = String, Path), CsvQuery, ActivityQuery),
    responses((status = 200, content_type = "text/csv", body = String), (status = 404), (status = 422))
)]
pub async fn csv(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Query(query): Query<CsvQuery>,
    Query(filter): Query<ActivityQuery>,
) -> Answer<Response> {
    let extract = extract(&kind, query.scope, &filter, query.on)?;
    let name = format!("{}.csv", extract.file_stem());
    let file = blocking(&app, move |app| export::csv(app, &member, &extract, query.layout.into())).await?;
    Ok(respond::csv_file(&name, file.bytes))
}

/// The register as a spreadsheet: the 89 columns with all that they cannot hold, or the layout of the CNIL.
#[utoipa::path(
    get, path = "/registers/{kind}/export.xlsx", tag = "registers",
    params(("kind" = String, Path), XlsxQuery, ActivityQuery),
    responses(
        (status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404), (status = 422)
    )
)]
pub async fn xlsx(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Query(query): Query<XlsxQuery>,
    Query(filter): Query<ActivityQuery>,
) -> Answer<Response> {
    let extract = extract(&kind, query.scope, &filter, query.on)?;
    let name = format!("{}.xlsx", extract.file_stem());
    let file = blocking(&app, move |app| match query.layout {
        XlsxWord::Full => export::xlsx(app, &member, &extract),
        XlsxWord::Cnil => export::cnil(app, &member, &extract),
    })
    .await?;
    Ok(respond::xlsx_file(&name, file))
}

/// What of the register the CSV file of 89 columns does not hold.
#[utoipa::path(
    get, path = "/registers/{kind}/export-losses", tag = "registers",
    params(("kind" = String, Path), CsvQuery, ActivityQuery),
    responses((status = 200, body = Vec<ExportLoss>), (status = 404))
)]
pub async fn losses(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Query(query): Query<CsvQuery>,
    Query(filter): Query<ActivityQuery>,
) -> Answer<Json<Vec<ExportLoss>>> {
    let extract = extract(&kind, query.scope, &filter, query.on)?;
    let t = Texts::new(member.language);
    let losses = blocking(&app, move |app| export::losses(app, &member, &extract)).await?;
    Ok(Json(losses.into_iter().map(|loss| shown(loss, t)).collect()))
}

fn shown(loss: Loss, t: Texts) -> ExportLoss {
    ExportLoss { message: t.get(loss.kind.message_key()), activity: loss.activity, column: loss.column, value: loss.value }
}

fn extract(kind: &str, scope: ScopeWord, filter: &ActivityQuery, on: Option<Date>) -> Result<Extract, Fault> {
    Ok(Extract { kind: register(kind)?, selection: scope.into(), filter: filter.filter()?, on })
}

impl From<ScopeWord> for Selection {
    fn from(word: ScopeWord) -> Self {
        match word {
            ScopeWord::All => Self::All,
            ScopeWord::Validated => Self::Validated,
        }
    }
}

impl From<LayoutWord> for CsvLayout {
    fn from(word: LayoutWord) -> Self {
        match word {
            LayoutWord::Full => Self::Full,
            LayoutWord::Summary => Self::Summary,
        }
    }
}
