//! The pages of an import: choose a file, see what it would make and what is wrong with it, correct it, make it, take it back.

use super::{
    App,
    form::Errors,
    import_view::{DonePage, ProgressPage, ShowPage, remark_of_fault},
    respond::{self, Answer, blocking, xlsx_file},
    session::SignedChampion,
    shell::{Module, Shell},
    transfer,
};
use crate::{
    domain::{
        access::Champion,
        fault::{Fault, FieldError},
        id::ImportId,
        import::Import,
        register::RegisterKind,
    },
    export::csv::{example, template, write_table},
    export::xlsx,
    locale::Texts,
    service::{
        Services,
        import::{self, CellFix, ForeignKind, Glance, Stage},
    },
};
use askama::Template;
use axum::{
    Form, Json,
    extract::{Multipart, Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

/// Imports that are listed.
const LISTED: usize = 20;
/// How long the answer to a commit waits for its end: longer ones are followed by their progress.
const PATIENCE: Duration = Duration::from_millis(600);

#[derive(Template)]
#[template(path = "imports/new.html")]
struct NewPage {
    shell: Shell,
    kind: &'static str,
    errors: Errors,
    imports: Vec<Import>,
    /// Files of a sector's own that packs read.
    foreign: Vec<ForeignKind>,
}

/// `GET /register/{kind}/imports/new`
pub async fn new(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
) -> Answer {
    let kind = register(&kind)?;
    respond::page(new_page(&app, champion, shell, kind, Errors::default()).await?)
}

async fn new_page(app: &App, champion: Champion, shell: Shell, kind: RegisterKind, errors: Errors) -> Result<NewPage, Fault> {
    let read = move |app: &App| Ok((import::list(app, &champion, kind)?, import::kinds(app, &champion)?));
    let (mut imports, foreign) = blocking(app, read).await?;
    imports.truncate(LISTED);
    Ok(NewPage { shell: framed(shell), kind: kind.as_str(), errors, imports, foreign })
}

/// `POST /register/{kind}/imports`
pub async fn create(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
    form: Multipart,
) -> Answer {
    let kind = register(&kind)?;
    let asker = champion.clone();
    let outcome = match received(&app, form).await {
        Ok(file) => blocking(&app, move |app| import::upload(app, &asker, kind, &file.name, &file.bytes)).await,
        Err(fault) => Err(fault),
    };
    previewed(&app, champion, shell, kind, outcome).await
}

/// `POST /register/{kind}/pack-imports/{pack}`: a file of a sector's own, which a pack reads.
pub async fn create_foreign(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, pack)): Path<(String, String)>,
    form: Multipart,
) -> Answer {
    let kind = register(&kind)?;
    let asker = champion.clone();
    let outcome = match received(&app, form).await {
        Ok(file) => {
            let read = move |app: &App| import::upload_foreign(app, &asker, kind, &pack, &file.name, &file.bytes);
            blocking(&app, read).await
        }
        Err(fault) => Err(fault),
    };
    previewed(&app, champion, shell, kind, outcome).await
}

async fn received(app: &App, form: Multipart) -> Result<transfer::FormFile, Fault> {
    match transfer::receive_file(form, |bytes| import::require_size(app, bytes)).await? {
        Some(file) if !file.bytes.is_empty() => Ok(file),
        _ => Err(Fault::invalid("file", "fault-required")),
    }
}

/// Leads to the preview, or shows the form again with what is wrong.
async fn previewed(
    app: &App,
    champion: Champion,
    shell: Shell,
    kind: RegisterKind,
    outcome: Result<import::Preview, Fault>,
) -> Answer {
    let errors = match outcome {
        Ok(preview) => return respond::see_other(&address(kind, preview.import.id)),
        Err(Fault::Invalid(errors)) => errors,
        Err(Fault::Limit(error)) => vec![error],
        Err(fault) => return Err(fault.into()),
    };
    respond::invalid(new_page(app, champion, shell, kind, errors.into()).await?)
}

/// Which rows are looked at.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Look {
    from: usize,
}

/// `GET /register/{kind}/imports/{id}`
pub async fn show(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Query(look): Query<Look>,
) -> Answer {
    let (kind, id) = (register(&kind)?, number(&id)?);
    page(&app, champion, framed(shell), kind, id, look, StatusCode::OK, Vec::new()).await
}

#[derive(Deserialize)]
pub struct CommitForm {
    #[serde(default)]
    only_valid_rows: bool,
}

/// `POST /register/{kind}/imports/{id}/commit`
pub async fn commit(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<CommitForm>,
) -> Answer {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let (services, asker) = (app.clone(), champion.clone());
    // It goes on when the person leaves, and when the answer does not wait for it any longer.
    let work = move |app: &App| import::commit(app, &asker, kind, id, form.only_valid_rows);
    let task = tokio::spawn(async move { blocking(&services, work).await });
    let outcome = match tokio::time::timeout(PATIENCE, task).await {
        Ok(outcome) => outcome.map_err(Fault::internal)?,
        Err(_) => return respond::see_other(&address(kind, id)),
    };
    match outcome {
        Ok(_) => respond::see_other(&address(kind, id)),
        Err(Fault::Conflict(errors)) => {
            page(&app, champion, framed(shell), kind, id, Look::default(), StatusCode::CONFLICT, errors).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /register/{kind}/imports/{id}/progress`: for the script of the page.
pub async fn progress(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let stage = blocking(&app, move |app| import::stage(app, &champion, kind, id)).await?;
    let percent = if let Stage::Running(percent) = stage { Some(percent) } else { None };
    Ok(Json(json!({ "percent": percent })).into_response())
}

/// `POST /register/{kind}/imports/{id}/corrections`: every field `cell-{row}-{column}` says what that cell should say.
pub async fn correct(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<Vec<(String, String)>>,
) -> Answer {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let fixes: Vec<CellFix> = form.into_iter().filter_map(|(name, value)| fix(&name, value)).collect();
    let asker = champion.clone();
    match blocking(&app, move |app| import::correct(app, &asker, kind, id, &fixes)).await {
        Ok(_) => respond::see_other(&format!("{}#faults", address(kind, id))),
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => {
            page(&app, champion, framed(shell), kind, id, Look::default(), StatusCode::UNPROCESSABLE_ENTITY, errors).await
        }
        Err(fault) => Err(fault.into()),
    }
}

fn fix(name: &str, value: String) -> Option<CellFix> {
    let (row, column) = name.strip_prefix("cell-")?.split_once('-')?;
    Some(CellFix { row: row.parse().ok()?, column: column.parse().ok()?, value })
}

/// `POST /register/{kind}/imports/{id}/undo`
pub async fn undo(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let asker = champion.clone();
    match blocking(&app, move |app| import::undo(app, &asker, kind, id)).await {
        Ok(_) => respond::see_other_saying(&format!("/register/{}", kind.as_str()), "said-import-undone"),
        Err(Fault::Conflict(errors)) => {
            page(&app, champion, framed(shell), kind, id, Look::default(), StatusCode::CONFLICT, errors).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /register/{kind}/imports/{id}/faults.csv`
pub async fn faults(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let t = Texts::new(champion.language);
    let preview = blocking(&app, move |app| import::preview(app, &champion, kind, id)).await?;
    let header = ["import-row", "import-column", "import-value", "import-problem"].map(|key| t.get(key));
    let rows = preview.checked.faults.into_iter().map(|fault| {
        let remark = remark_of_fault(&fault, t);
        [remark.place, remark.column, fault.value, remark.message].map(Into::into).to_vec()
    });
    let bytes = write_table(&header.each_ref().map(String::as_str), rows).map_err(Fault::internal)?;
    Ok(respond::csv_file("import.csv", bytes))
}

/// `GET /register/import-template.csv`
pub async fn empty_file(SignedChampion(_): SignedChampion) -> Answer {
    Ok(respond::csv_file("register-template.csv", template().map_err(Fault::internal)?))
}

/// `GET /register/import-example.csv`
pub async fn filled_file(SignedChampion(_): SignedChampion) -> Answer {
    Ok(respond::csv_file("register-example.csv", example().to_vec()))
}

/// `GET /register/import-template.xlsx`
pub async fn empty_spreadsheet(SignedChampion(champion): SignedChampion) -> Answer {
    let bytes = xlsx::template(Texts::new(champion.language)).map_err(Fault::internal)?;
    Ok(xlsx_file("register-template.xlsx", bytes))
}

/// `GET /register/import-example.xlsx`
pub async fn filled_spreadsheet(SignedChampion(champion): SignedChampion) -> Answer {
    let bytes = xlsx::example(Texts::new(champion.language)).map_err(Fault::internal)?;
    Ok(xlsx_file("register-example.xlsx", bytes))
}

/// The page of an import, wherever it stands.
#[expect(clippy::too_many_arguments, reason = "what the handlers extracted, as it came")]
async fn page(
    app: &App,
    champion: Champion,
    shell: Shell,
    kind: RegisterKind,
    id: ImportId,
    look: Look,
    status: StatusCode,
    mut conflicts: Vec<FieldError>,
) -> Answer {
    let page = move |app: &App| -> Result<Response, Fault> {
        let services: &Services = app;
        let stage = import::stage(services, &champion, kind, id)?;
        let answer = match stage {
            Stage::Running(percent) => respond::page(ProgressPage { shell, kind: kind.as_str(), id, percent }),
            Stage::Made(_) => {
                let preview = import::preview(services, &champion, kind, id)?;
                respond::page_with(status, DonePage::of(shell, kind, preview, &conflicts))
            }
            stage => {
                if let Stage::Failed(why) = stage
                    && conflicts.is_empty()
                {
                    conflicts = why;
                }
                let glance = Glance::new(look.from, ShowPage::ROWS, ShowPage::FAULTS);
                let (preview, glance) = import::glance(services, &champion, kind, id, glance)?;
                respond::page_with(status, ShowPage::of(shell, kind, preview, glance, &conflicts))
            }
        };
        answer.map_err(|refusal| refusal.0)
    };
    Ok(blocking(app, page).await?)
}

fn address(kind: RegisterKind, id: ImportId) -> String {
    format!("/register/{}/imports/{id}", kind.as_str())
}

fn framed(shell: Shell) -> Shell {
    Shell { module: Module::Register, ..shell }
}

fn register(word: &str) -> Result<RegisterKind, Fault> {
    word.parse().map_err(|()| Fault::NotFound)
}

fn number(text: &str) -> Result<ImportId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}
