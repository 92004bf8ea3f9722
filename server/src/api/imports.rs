//! Imports of register files: upload and check, then commit.

use super::{problem::Answer, token::BearerChampion};
use crate::{
    domain::{
        column::Column,
        fault::Fault,
        id::ImportId,
        import::{Creates, ImportFault, ImportNotice},
        register::RegisterKind,
        text::Language,
    },
    locale::Texts,
    service::import::{self, CellFix, Preview, Stage},
    web::{App, blocking, transfer},
};
use axum::{
    Json,
    extract::{Multipart, Path, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A register file to upload.
#[derive(ToSchema)]
pub struct ImportUpload {
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
}

/// What an uploaded file holds. Nothing of it is in the register yet.
#[derive(Serialize, ToSchema)]
pub struct ImportPreview {
    #[schema(value_type = Uuid)]
    id: ImportId,
    /// Rows after the header that hold anything.
    rows: u32,
    /// Rows without a fault.
    valid_rows: u32,
    /// What keeps rows, or the whole file, from being imported.
    faults: Vec<ImportRemark>,
    /// What had better be known, and keeps nothing from being imported.
    notices: Vec<ImportRemark>,
    /// What the valid rows would add.
    creates: ImportCreates,
}

/// A fault or a notice with its place.
#[derive(Serialize, ToSchema)]
pub struct ImportRemark {
    /// 1 is the first row after the header; 0 is the header or the file as a whole.
    row: u32,
    /// 1 to 89; 0 where no column is meant.
    column: u8,
    kind: &'static str,
    /// What was found.
    value: String,
    message: String,
}

/// What an import adds to the register.
#[derive(Serialize, ToSchema)]
pub struct ImportCreates {
    categories: u32,
    subcategories: u32,
    purposes: u32,
    activities: u32,
    departments: u32,
}

/// What an import added to the register.
#[derive(Serialize, ToSchema)]
pub struct ImportOutcome {
    #[serde(flatten)]
    creates: ImportCreates,
    validated: u32,
    incomplete: u32,
    suspended: u32,
}

/// How to import.
#[derive(Deserialize, ToSchema)]
pub struct ImportCommit {
    /// Leaves out rows with faults; without it a single fault refuses the whole.
    #[serde(default)]
    only_valid_rows: bool,
}

/// A cell, and what it should say.
#[derive(Deserialize, ToSchema)]
pub struct ImportCell {
    /// 1 is the first row after the header.
    row: u32,
    /// 1 to 89.
    column: u8,
    value: String,
}

/// Where an import stands.
#[derive(Serialize, ToSchema)]
pub struct ImportProgress {
    /// `checked`, `running`, `failed` or `made`.
    state: &'static str,
    /// How much of it is done, where it is being made; 100 once it is made.
    percent: u8,
    /// Why it failed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
}

/// Uploads a register file and checks it. Nothing is written in the register.
#[utoipa::path(
    post, path = "/registers/{kind}/imports", tag = "registers",
    params(("kind" = String, Path, description = "`controller` or `processor`")),
    request_body(content = ImportUpload, content_type = "multipart/form-data"),
    responses((status = 201, body = ImportPreview), (status = 422), (status = 413))
)]
pub async fn create(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path(kind): Path<String>,
    form: Multipart,
) -> Answer<(StatusCode, Json<ImportPreview>)> {
    let kind = register(&kind)?;
    let language = champion.language;
    let file = transfer::receive_file(form, |bytes| import::require_size(&app, bytes)).await?;
    let Some(file) = file else { return Err(Fault::invalid("file", "fault-required").into()) };
    let preview = blocking(&app, move |app| import::upload(app, &champion, kind, &file.name, &file.bytes)).await?;
    Ok((StatusCode::CREATED, Json(shown(preview, language))))
}

/// The same preview again, against the register as it stands now.
#[utoipa::path(
    get, path = "/registers/{kind}/imports/{id}", tag = "registers",
    params(("kind" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = ImportPreview), (status = 404))
)]
pub async fn show(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<Json<ImportPreview>> {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let language = champion.language;
    let preview = blocking(&app, move |app| import::preview(app, &champion, kind, id)).await?;
    Ok(Json(shown(preview, language)))
}

/// Makes the activities of an uploaded file, all of them or none.
#[utoipa::path(
    post, path = "/registers/{kind}/imports/{id}/commit", tag = "registers",
    params(("kind" = String, Path), ("id" = String, Path)),
    request_body = ImportCommit,
    responses((status = 200, body = ImportOutcome), (status = 404), (status = 409))
)]
pub async fn commit(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
    Json(input): Json<ImportCommit>,
) -> Answer<Json<ImportOutcome>> {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let made = blocking(&app, move |app| import::commit(app, &champion, kind, id, input.only_valid_rows)).await?;
    let Creates { validated, incomplete, suspended, .. } = made;
    Ok(Json(ImportOutcome { creates: made.into(), validated, incomplete, suspended }))
}

/// How far the making of an import has come: it may be asked while the request that commits it is on its way.
#[utoipa::path(
    get, path = "/registers/{kind}/imports/{id}/progress", tag = "registers",
    params(("kind" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = ImportProgress), (status = 404))
)]
pub async fn progress(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<Json<ImportProgress>> {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let t = Texts::new(champion.language);
    let stage = blocking(&app, move |app| import::stage(app, &champion, kind, id)).await?;
    let (state, percent, why) = match stage {
        Stage::Checked => ("checked", 0, Vec::new()),
        Stage::Running(percent) => ("running", percent, Vec::new()),
        Stage::Failed(why) => ("failed", 0, why),
        Stage::Made(_) => ("made", 100, Vec::new()),
    };
    Ok(Json(ImportProgress { state, percent, problems: why.iter().map(|error| t.error(error)).collect() }))
}

/// Corrects cells of an uploaded file and checks it again; the file stays as it came.
#[utoipa::path(
    post, path = "/registers/{kind}/imports/{id}/corrections", tag = "registers",
    params(("kind" = String, Path), ("id" = String, Path)),
    request_body = Vec<ImportCell>,
    responses((status = 200, body = ImportPreview), (status = 404), (status = 409), (status = 422))
)]
pub async fn correct(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
    Json(cells): Json<Vec<ImportCell>>,
) -> Answer<Json<ImportPreview>> {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let language = champion.language;
    let fixes: Vec<_> = cells.into_iter().map(|ImportCell { row, column, value }| CellFix { row, column, value }).collect();
    let preview = blocking(&app, move |app| {
        import::correct(app, &champion, kind, id, &fixes)?;
        import::preview(app, &champion, kind, id)
    })
    .await?;
    Ok(Json(shown(preview, language)))
}

/// Takes a whole import back, as long as nothing that it made was changed or used since.
#[utoipa::path(
    post, path = "/registers/{kind}/imports/{id}/undo", tag = "registers",
    params(("kind" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = ImportCreates), (status = 404), (status = 409))
)]
pub async fn undo(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<Json<ImportCreates>> {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let undone = blocking(&app, move |app| import::undo(app, &champion, kind, id)).await?;
    Ok(Json(undone.into()))
}

pub(super) fn register(word: &str) -> Result<RegisterKind, Fault> {
    word.parse().map_err(|()| Fault::NotFound)
}

fn number(text: &str) -> Result<ImportId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

fn shown(preview: Preview, language: Language) -> ImportPreview {
    let t = Texts::new(language);
    let checked = preview.checked;
    ImportPreview {
        id: preview.import.id,
        rows: checked.rows,
        valid_rows: checked.valid_rows,
        faults: checked.faults.into_iter().map(|fault| remark_of_fault(fault, t)).collect(),
        notices: checked.notices.into_iter().map(|notice| remark_of_notice(notice, t)).collect(),
        creates: preview.creates.into(),
    }
}

fn remark_of_fault(fault: ImportFault, t: Texts) -> ImportRemark {
    let message = t.error(&fault.message(&label(fault.column, t)));
    ImportRemark { row: fault.row, column: fault.column, kind: fault.kind.as_str(), value: fault.value, message }
}

fn remark_of_notice(notice: ImportNotice, t: Texts) -> ImportRemark {
    let message = t.error(&notice.message(&label(notice.column, t)));
    ImportRemark { row: notice.row, column: notice.column, kind: notice.kind.as_str(), value: notice.value, message }
}

fn label(column: u8, t: Texts) -> String {
    Column::at(column).map(|column| t.get(&column.label_key())).unwrap_or_default()
}

impl From<Creates> for ImportCreates {
    fn from(made: Creates) -> Self {
        let Creates { categories, subcategories, purposes, activities, departments, .. } = made;
        Self { categories, subcategories, purposes, activities, departments }
    }
}
