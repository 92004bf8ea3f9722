//! The pages of an import: choose a file, see what it would make and what is wrong with it, make it.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::{Module, Shell},
    transfer,
};
use crate::{
    domain::{
        column::Column,
        fault::{Fault, FieldError},
        id::ImportId,
        import::{Creates, ImportFault, ImportNotice, ImportRow},
        register::RegisterKind,
    },
    export::csv::{example, template, write_table},
    locale::Texts,
    service::import::{self, Preview},
};
use askama::Template;
use axum::{
    extract::{Multipart, Path, State},
    http::StatusCode,
};
use serde::Deserialize;

/// Most faults, notices and rows that a page shows.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "imports/new.html")]
struct NewPage {
    shell: Shell,
    kind: &'static str,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "imports/show.html")]
struct ShowPage {
    shell: Shell,
    kind: &'static str,
    id: ImportId,
    heading: &'static str,
    done: bool,
    /// Why the commit just asked for was refused.
    conflicts: Vec<String>,
    file_name: String,
    bytes: u64,
    rows: u32,
    valid_rows: u32,
    /// Key of the label and number.
    counts: Vec<(&'static str, u32)>,
    fault_count: usize,
    faults: Vec<Remark>,
    notice_count: usize,
    notices: Vec<Remark>,
    lines: Vec<Line>,
}

/// A fault or a notice as the table shows it.
struct Remark {
    place: String,
    column: String,
    value: String,
    message: String,
}

/// A valid row as the table shows it.
struct Line {
    row: u32,
    branch: String,
    purpose: String,
    name: String,
    department: String,
}

/// `GET /register/{kind}/imports/new`
pub async fn new(SignedChampion(_): SignedChampion, shell: Shell, Path(kind): Path<String>) -> Answer {
    let kind = register(&kind)?;
    respond::page(NewPage { shell: framed(shell), kind: kind.as_str(), errors: Errors::default() })
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
    let received = match transfer::receive_file(form, |bytes| import::require_size(&app, bytes)).await {
        Ok(Some(file)) if !file.bytes.is_empty() => Ok(file),
        Ok(_) => Err(Fault::invalid("file", "fault-required")),
        Err(fault) => Err(fault),
    };
    let outcome = match received {
        Ok(file) => blocking(&app, move |app| import::upload(app, &champion, kind, &file.name, &file.bytes)).await,
        Err(fault) => Err(fault),
    };
    let errors = match outcome {
        Ok(preview) => return respond::see_other(&format!("/register/{}/imports/{}", kind.as_str(), preview.import.id)),
        Err(Fault::Invalid(errors)) => errors,
        Err(Fault::Limit(error)) => vec![error],
        Err(fault) => return Err(fault.into()),
    };
    respond::invalid(NewPage { shell: framed(shell), kind: kind.as_str(), errors: errors.into() })
}

/// `GET /register/{kind}/imports/{id}`
pub async fn show(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let (preview, rows) = blocking(&app, move |app| both(app, &champion, kind, id)).await?;
    respond::page(page(framed(shell), kind, preview, rows, &[]))
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
    axum::Form(form): axum::Form<CommitForm>,
) -> Answer {
    let (kind, id) = (register(&kind)?, number(&id)?);
    let (outcome, champion) = {
        let asker = champion.clone();
        (blocking(&app, move |app| import::commit(app, &asker, kind, id, form.only_valid_rows)).await, champion)
    };
    match outcome {
        Ok(_) => respond::see_other(&format!("/register/{}/imports/{id}", kind.as_str())),
        Err(Fault::Conflict(errors)) => {
            let (preview, rows) = blocking(&app, move |app| both(app, &champion, kind, id)).await?;
            respond::page_with(StatusCode::CONFLICT, page(framed(shell), kind, preview, rows, &errors))
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
        let remark = of_fault(fault, t);
        [remark.place, remark.column, remark.value, remark.message].map(Into::into).to_vec()
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

fn both(
    app: &App,
    champion: &crate::domain::access::Champion,
    kind: RegisterKind,
    id: ImportId,
) -> Result<(Preview, Vec<ImportRow>), Fault> {
    let preview = import::preview(app, champion, kind, id)?;
    let rows = if preview.import.made.is_some() { Vec::new() } else { import::good_rows(app, champion, kind, id)? };
    Ok((preview, rows))
}

fn page(shell: Shell, kind: RegisterKind, preview: Preview, rows: Vec<ImportRow>, conflicts: &[FieldError]) -> ShowPage {
    let t = shell.t;
    let Preview { import, checked, creates } = preview;
    let done = import.made.is_some();
    // Once made, every row of the file is a duplicate of what it made: nothing that a person should repair.
    let (fault_count, faults, notices) =
        if done { (0, Vec::new(), Vec::new()) } else { (checked.count(), checked.faults, checked.notices) };
    ShowPage {
        kind: kind.as_str(),
        id: import.id,
        heading: if done { "import-done" } else { "import-preview" },
        done,
        conflicts: conflicts.iter().map(|error| t.error(error)).collect(),
        file_name: import.file_name,
        bytes: import.bytes,
        rows: checked.rows,
        valid_rows: import.made.map_or(checked.valid_rows, |made| made.activities),
        counts: counts(import.made.unwrap_or(creates), done),
        fault_count,
        faults: faults.into_iter().take(SHOWN).map(|fault| of_fault(fault, t)).collect(),
        notice_count: notices.len(),
        notices: notices.into_iter().take(SHOWN).map(|notice| of_notice(notice, t)).collect(),
        lines: rows.into_iter().take(SHOWN).map(Line::of).collect(),
        shell,
    }
}

fn counts(made: Creates, done: bool) -> Vec<(&'static str, u32)> {
    let mut counts = vec![
        ("import-categories", made.categories),
        ("import-subcategories", made.subcategories),
        ("import-purposes", made.purposes),
        ("import-activities", made.activities),
        ("import-departments", made.departments),
    ];
    if done {
        counts.extend([
            ("import-validated", made.validated),
            ("import-incomplete", made.incomplete),
            ("import-suspended", made.suspended),
        ]);
    }
    counts
}

impl Line {
    fn of(row: ImportRow) -> Self {
        let branch = row.subcategory.iter().fold(row.category, |branch, name| format!("{branch} › {name}"));
        let department = row.department.map(|department| department.name).unwrap_or_default();
        Self { row: row.row, branch, purpose: row.purpose, name: row.record.name, department }
    }
}

fn of_fault(fault: ImportFault, t: Texts) -> Remark {
    let label = label(fault.column, t);
    remark(fault.message(&label), fault.row, fault.column, fault.value, t)
}

fn of_notice(notice: ImportNotice, t: Texts) -> Remark {
    let label = label(notice.column, t);
    remark(notice.message(&label), notice.row, notice.column, notice.value, t)
}

fn label(column: u8, t: Texts) -> String {
    Column::at(column).map(|column| t.get(&column.label_key())).unwrap_or_default()
}

fn remark(error: FieldError, row: u32, column: u8, value: String, t: Texts) -> Remark {
    let label = label(column, t);
    Remark {
        place: if row == 0 { t.get("import-whole-file") } else { row.to_string() },
        column: if column == 0 { String::new() } else { format!("{column} · {label}") },
        value,
        message: t.error(&error),
    }
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
