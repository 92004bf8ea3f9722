//! Registers as files.

use super::{imports::register, problem::Answer, token::Bearer};
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
    params(("kind" = String, Path), CsvQuery),
    responses((status = 200, content_type = "text/csv", body = String), (status = 404), (status = 422))
)]
pub async fn csv(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Query(query): Query<CsvQuery>,
) -> Answer<Response> {
    let extract = query.extract(&kind)?;
    let file = blocking(&app, move |app| export::csv(app, &member, &extract, query.layout.into())).await?;
    Ok(respond::csv_file(&format!("{}.csv", extract.file_stem()), file.bytes))
}

/// What of the register the CSV file of 89 columns does not hold.
#[utoipa::path(
    get, path = "/registers/{kind}/export-losses", tag = "registers",
    params(("kind" = String, Path), CsvQuery),
    responses((status = 200, body = Vec<ExportLoss>), (status = 404))
)]
pub async fn losses(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Query(query): Query<CsvQuery>,
) -> Answer<Json<Vec<ExportLoss>>> {
    let extract = query.extract(&kind)?;
    let t = Texts::new(member.language);
    let file = blocking(&app, move |app| export::csv(app, &member, &extract, CsvLayout::Full)).await?;
    Ok(Json(file.losses.into_iter().map(|loss| shown(loss, t)).collect()))
}

fn shown(loss: Loss, t: Texts) -> ExportLoss {
    ExportLoss { message: t.get(loss.kind.message_key()), activity: loss.activity, column: loss.column, value: loss.value }
}

impl CsvQuery {
    fn extract(&self, kind: &str) -> Result<Extract, Fault> {
        Ok(Extract { kind: register(kind)?, selection: self.scope.into(), on: self.on })
    }
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
