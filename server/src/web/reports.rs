//! The register as a file, for browsers: the form that asks which, and the files.

use super::{
    App, activities,
    error::Refusal,
    form::Errors,
    purposes::base,
    respond::{self, Answer, blocking, csv_file, pdf_file},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        fault::{Fault, FieldError},
        register::RegisterKind,
    },
    locale::Texts,
    service::{
        export,
        extract::Extract,
        report::{self, ReportRequest},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use jiff::civil::Date;
use serde::Deserialize;

/// A file that the form offers: its word there, its address below that of the register, and what makes it of that file.
pub struct Format {
    pub word: &'static str,
    address: &'static str,
    layout: &'static str,
}

/// Every file that the form offers.
const FORMATS: [Format; 4] = [
    Format { word: "pdf-register", address: "export.pdf", layout: "register" },
    Format { word: "pdf-operational", address: "export.pdf", layout: "operational" },
    Format { word: "csv", address: "export.csv", layout: "full" },
    Format { word: "csv-summary", address: "export.csv", layout: "summary" },
];

/// What of the register is wanted, and how; the first of each list where nothing is said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// A word of the form.
    format: String,
    layout: String,
    scope: String,
    /// A day; empty for today.
    on: String,
}

/// The fields of the form.
pub struct ExportForm {
    pub formats: &'static [Format],
    /// The word of the one that is chosen.
    pub format: String,
    pub validated: bool,
    pub on: String,
    pub today: Date,
    pub errors: Errors,
}

#[derive(Template)]
#[template(path = "register/export.html")]
struct ExportPage {
    shell: Shell,
    t: Texts,
    base: String,
    exports: ExportForm,
}

impl ExportForm {
    /// As it is shown first.
    pub fn new(today: Date) -> Self {
        Self::of(Wanted::default(), today, Errors::default())
    }

    fn of(wanted: Wanted, today: Date, errors: Errors) -> Self {
        let known = FORMATS.iter().find(|format| format.word == wanted.format).or(FORMATS.first());
        let format = known.map_or_else(String::new, |format| format.word.to_owned());
        Self { formats: &FORMATS, format, validated: wanted.scope == "validated", on: wanted.on, today, errors }
    }
}

impl Wanted {
    fn extract(&self, kind: &str) -> Result<Extract, Fault> {
        let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
        let on = self.on.trim();
        let on = (!on.is_empty()).then(|| on.parse::<Date>().map_err(|_| Fault::invalid("on", "export-no-day"))).transpose()?;
        Ok(Extract { kind, selection: self.scope.parse().unwrap_or_default(), on })
    }

    /// The address of the file.
    fn file(&self, base: &str) -> Option<String> {
        let format = FORMATS.iter().find(|format| format.word == self.format)?;
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("layout", format.layout);
        let rest = [("scope", self.scope.as_str()), ("on", self.on.trim())];
        query.extend_pairs(rest.into_iter().filter(|(_, value)| !value.is_empty()));
        Some(format!("{base}/{}?{}", format.address, query.finish()))
    }
}

/// `GET /register/{kind}/export`: the form; with a format, the way to the file.
pub async fn form(
    State(app): State<App>,
    Signed(_): Signed,
    mut shell: Shell,
    Path(kind): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    shell.module = Module::Register;
    let today = app.clock.today();
    let errors = match wanted.extract(&kind) {
        Ok(extract) => {
            let base = base(extract.kind);
            let future = extract.on.is_some_and(|day| day > today);
            match wanted.file(&base).filter(|_| !future) {
                Some(file) => return respond::see_other(&file),
                None if future => vec![FieldError::new("on", "export-not-yet")],
                None => Vec::new(),
            }
        }
        Err(Fault::Invalid(errors)) => errors,
        Err(fault) => return Err(fault.into()),
    };
    let refused = !errors.is_empty();
    let base = base(kind.parse().map_err(|()| Fault::NotFound)?);
    let page = ExportPage { t: shell.t, shell, base, exports: ExportForm::of(wanted, today, errors.into()) };
    if refused { respond::invalid(page) } else { respond::page(page) }
}

/// `GET /register/{kind}/export.pdf`
pub async fn pdf(
    State(app): State<App>,
    Signed(member): Signed,
    Path(kind): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    let request = ReportRequest {
        extract: wanted.extract(&kind)?,
        layout: wanted.layout.parse().unwrap_or_default(),
        language: member.language,
    };
    let file = blocking(&app, move |app| report::pdf(app, &member, request)).await?;
    Ok(pdf_file(&request.file_name(), file))
}

/// `GET /register/{kind}/export.csv`
pub async fn csv(
    State(app): State<App>,
    Signed(member): Signed,
    Path(kind): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    let extract = wanted.extract(&kind)?;
    let layout = wanted.layout.parse().unwrap_or_default();
    let file = blocking(&app, move |app| export::csv(app, &member, &extract, layout)).await?;
    Ok(csv_file(&format!("{}.csv", extract.file_stem()), file.bytes))
}

/// `GET /register/{kind}/activities/{id}/sheet.pdf`
pub async fn sheet(
    State(app): State<App>,
    Signed(member): Signed,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let (kind, id) = activities::place(&kind, &id)?;
    let file = blocking(&app, move |app| report::activity_pdf(app, &member, kind, id)).await?;
    Ok(pdf_file(&format!("activity-{id}.pdf"), file))
}
