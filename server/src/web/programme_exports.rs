//! The questionnaire and the plan as files: the form that asks which, and the files.

use super::{
    App,
    error::Refusal,
    form::Errors,
    respond::{self, blocking, csv_file, pdf_file, xlsx_file},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::{fault::Fault, id::CampaignId},
    locale::Texts,
    service::{
        campaign,
        report::{FileForm, plan, questionnaire},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "compliance/export.html")]
struct ExportPage {
    shell: Shell,
    t: Texts,
    here: String,
    heading: String,
    help: String,
    /// Key, name, and whether it is chosen; none for the plan.
    departments: Vec<(String, String, bool)>,
    forms: [&'static str; 3],
    errors: Errors,
}

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    format: String,
    department: String,
}

/// `GET /compliance/campaigns/{id}/export?department=&format=`: the form; with a format, the file.
pub async fn questionnaire(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    let id: CampaignId = id.parse().map_err(|_| Fault::NotFound)?;
    let Wanted { format, department } = wanted;
    if let Ok(form) = format.parse::<FileForm>() {
        let (name, bytes) = blocking(&app, move |app| {
            let department = Some(department.as_str()).filter(|department| !department.is_empty());
            let name = questionnaire::file_name(app, &member, id, form)?;
            Ok((name, questionnaire::file(app, &member, id, department, form)?))
        })
        .await?;
        return Ok(saved(form, &name, bytes));
    }
    shell.module = Module::Compliance;
    let t = shell.t;
    let departments = blocking(&app, move |app| campaign::departments(app, &member, id)).await?;
    let named = departments.into_iter();
    let named =
        named.map(|of| (department == of.key, of)).map(|(chosen, of)| (of.key, of.name.get(t.language).to_owned(), chosen));
    respond::page(ExportPage {
        here: format!("/compliance/campaigns/{id}/export"),
        heading: t.get("export-questionnaire-title"),
        help: t.get("export-questionnaire-help"),
        departments: named.collect(),
        forms: FileForm::ALL.map(FileForm::as_str),
        errors: Errors::default(),
        t,
        shell,
    })
}

/// `GET /compliance/export?format=`: the form; with a format, the file of the plan.
pub async fn plan(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    if let Ok(form) = wanted.format.parse::<FileForm>() {
        let name = format!("plan-{}.{}", app.clock.today(), form.as_str());
        let bytes = blocking(&app, move |app| plan::file(app, &member, form)).await?;
        return Ok(saved(form, &name, bytes));
    }
    shell.module = Module::Compliance;
    let t = shell.t;
    respond::page(ExportPage {
        here: "/compliance/export".to_owned(),
        heading: t.get("export-plan-title"),
        help: t.get("export-plan-help"),
        departments: Vec::new(),
        forms: FileForm::ALL.map(FileForm::as_str),
        errors: Errors::default(),
        t,
        shell,
    })
}

/// A file to save.
pub fn saved(form: FileForm, name: &str, bytes: Vec<u8>) -> Response {
    match form {
        FileForm::Pdf => pdf_file(name, bytes),
        FileForm::Xlsx => xlsx_file(name, bytes),
        FileForm::Csv => csv_file(name, bytes),
    }
}
