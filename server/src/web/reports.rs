//! The register as a file, for browsers: the form that asks which, and the files.

use super::{
    App, activities,
    error::Refusal,
    form::Errors,
    purposes::base,
    register::RegisterQuery,
    respond::{self, Answer, blocking, csv_file, file, pdf_file, xlsx_file},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::Member,
        fault::{Fault, FieldError},
        pack::PackReport,
        plan::Module as PlanModule,
        register::RegisterKind,
    },
    locale::Texts,
    service::{
        Services,
        export::{self, CsvLayout},
        extract::Extract,
        plan,
        report::{self, ReportRequest},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, RawForm, State},
    http::Uri,
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
const FORMATS: [Format; 8] = [
    Format { word: "pdf-register", address: "export.pdf", layout: "register" },
    Format { word: "pdf-operational", address: "export.pdf", layout: "operational" },
    Format { word: "xlsx", address: "export.xlsx", layout: "full" },
    Format { word: "xlsx-cnil", address: "export.xlsx", layout: "cnil" },
    Format { word: "csv", address: "export.csv", layout: "full" },
    Format { word: "csv-summary", address: "export.csv", layout: "summary" },
    Format { word: "csv-both", address: "export.zip", layout: "" },
    Format { word: "csv-losses", address: "export-losses.csv", layout: "" },
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
    /// `all`, `validated` or `selection`.
    pub scope: &'static str,
    /// What the register is narrowed by, where it is.
    pub parts: Vec<(&'static str, String)>,
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
    /// Whether the register can be filed among the documents.
    documents: bool,
    /// What the packs of the organisation write about it.
    pack_reports: Vec<PackReport>,
}

impl ExportForm {
    /// As it is shown first.
    pub fn new(query: &RegisterQuery, today: Date) -> Self {
        Self::of(Wanted::default(), query, today, Errors::default())
    }

    fn of(wanted: Wanted, query: &RegisterQuery, today: Date, errors: Errors) -> Self {
        let parts = query.parts();
        let scope = match wanted.scope.as_str() {
            "all" => "all",
            "validated" => "validated",
            _ if parts.is_empty() => "all",
            _ => "selection",
        };
        let known = FORMATS.iter().find(|format| format.word == wanted.format).or(FORMATS.first());
        let format = known.map_or_else(String::new, |format| format.word.to_owned());
        Self { formats: &FORMATS, format, scope, parts, on: wanted.on, today, errors }
    }
}

impl Wanted {
    /// What the address asks for; its filters count where it says nothing of a scope, or that the selection is meant.
    fn extract(&self, kind: &str, query: &RegisterQuery, today: Date) -> Result<Extract, Fault> {
        let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
        let on = self.on.trim();
        let on = (!on.is_empty()).then(|| on.parse::<Date>().map_err(|_| Fault::invalid("on", "export-no-day"))).transpose()?;
        Ok(match self.scope.parse() {
            Ok(selection) => Extract { selection, on, ..Extract::of(kind) },
            Err(()) => Extract { filter: query.chosen(today), on, ..Extract::of(kind) },
        })
    }

    /// The address of the file.
    fn file(&self, base: &str, query: &RegisterQuery) -> Option<String> {
        let format = FORMATS.iter().find(|format| format.word == self.format)?;
        let selected = if self.scope == "selection" { query.parts() } else { Vec::new() };
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        let said = [("layout", format.layout), ("scope", self.scope.as_str()), ("on", self.on.trim())];
        address.extend_pairs(said.into_iter().filter(|(_, value)| !value.is_empty()));
        address.extend_pairs(selected);
        Some(format!("{base}/{}?{}", format.address, address.finish()))
    }
}

/// `GET /register/{kind}/export`: the form; with a format, the way to the file.
pub async fn form(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Path(kind): Path<String>,
    Query(query): Query<RegisterQuery>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    shell.module = Module::Register;
    let today = app.clock.today();
    let errors = match wanted.extract(&kind, &query, today) {
        Ok(extract) => {
            let base = base(extract.kind);
            let future = extract.on.is_some_and(|day| day > today);
            match wanted.file(&base, &query).filter(|_| !future) {
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
    let read = move |app: &App| Ok((plan::has(app, &member, PlanModule::Documents)?, report::pack::list(app, &member)?));
    let (documents, pack_reports) = blocking(&app, read).await?;
    let exports = ExportForm::of(wanted, &query, today, errors.into());
    let page = ExportPage { t: shell.t, shell, base, documents, pack_reports, exports };
    if refused { respond::invalid(page) } else { respond::page(page) }
}

/// What the handlers of files extract.
type Asked = (Path<String>, Query<RegisterQuery>, Query<Wanted>);

/// Makes a file off the async threads; `end` follows what all names of files of this register begin with.
async fn made(
    app: &App,
    (Path(kind), Query(query), Query(wanted)): Asked,
    end: &str,
    make: impl FnOnce(&App, &Extract) -> Result<Vec<u8>, Fault> + Send + 'static,
) -> Result<(String, Vec<u8>), Fault> {
    let extract = wanted.extract(&kind, &query, app.clock.today())?;
    let name = format!("{}{end}", extract.file_stem());
    Ok((name, blocking(app, move |app| make(app, &extract)).await?))
}

/// `GET /register/{kind}/export.pdf`
pub async fn pdf(
    State(app): State<App>,
    Signed(member): Signed,
    Path(kind): Path<String>,
    Query(query): Query<RegisterQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    let request = ReportRequest {
        extract: wanted.extract(&kind, &query, app.clock.today())?,
        layout: wanted.layout.parse().unwrap_or_default(),
        language: member.language,
    };
    let name = request.file_name();
    let file = blocking(&app, move |app| report::pdf(app, &member, &request)).await?;
    Ok(pdf_file(&name, file))
}

/// `POST /documents/register/{kind}`: files the register as a document, from where it can be shared by a link; what it said
/// on that day stays.
pub async fn file_as_document(
    State(app): State<App>,
    Signed(member): Signed,
    Path(kind): Path<String>,
    RawForm(form): RawForm,
) -> Answer {
    let fields = Uri::builder().path_and_query([b"/?", form.as_ref()].concat()).build().map_err(Fault::internal)?;
    let read = |_| Fault::invalid("format", "fault-unknown-value");
    let Query(query) = Query::<RegisterQuery>::try_from_uri(&fields).map_err(read)?;
    let Query(wanted) = Query::<Wanted>::try_from_uri(&fields).map_err(read)?;
    let layout = FORMATS.iter().find(|format| format.word == wanted.format).map_or("register", |format| format.layout);
    let request = ReportRequest {
        extract: wanted.extract(&kind, &query, app.clock.today())?,
        layout: layout.parse().unwrap_or_default(),
        language: member.language,
    };
    let document = blocking(&app, move |app| report::file_as_document(app, &member, &request)).await?;
    respond::see_other_saying(&format!("/documents/{}#shares", document.id), "said-register-filed")
}

/// `GET /register/{kind}/export.csv`
pub async fn csv(State(app): State<App>, Signed(member): Signed, asked: Asked) -> Result<Response, Refusal> {
    let layout: CsvLayout = asked.2.layout.parse().unwrap_or_default();
    let end = if layout == CsvLayout::Summary { "-summary.csv" } else { ".csv" };
    let make = move |app: &App, extract: &Extract| Ok(export::csv(app, &member, extract, layout)?.bytes);
    let (name, bytes) = made(&app, asked, end, make).await?;
    Ok(csv_file(&name, bytes))
}

/// `GET /register/{kind}/export.zip`
pub async fn both(State(app): State<App>, Signed(member): Signed, asked: Asked) -> Result<Response, Refusal> {
    let (name, bytes) = made(&app, asked, ".zip", move |app, extract| export::both(app, &member, extract)).await?;
    Ok(file("application/zip", &name, bytes))
}

/// `GET /register/{kind}/export.xlsx`
pub async fn xlsx(State(app): State<App>, Signed(member): Signed, asked: Asked) -> Result<Response, Refusal> {
    let (end, make): (_, fn(&Services, &Member, &Extract) -> _) =
        if asked.2.layout == "cnil" { ("-cnil.xlsx", export::cnil) } else { (".xlsx", export::xlsx) };
    let (name, bytes) = made(&app, asked, end, move |app, extract| make(app, &member, extract)).await?;
    Ok(xlsx_file(&name, bytes))
}

/// `GET /register/{kind}/export-losses.csv`
pub async fn losses(State(app): State<App>, Signed(member): Signed, asked: Asked) -> Result<Response, Refusal> {
    let make = move |app: &App, extract: &Extract| export::losses_csv(app, &member, extract);
    let (name, bytes) = made(&app, asked, "-losses.csv", make).await?;
    Ok(csv_file(&name, bytes))
}

/// `GET /register/{kind}/pack-reports/{pack}/{name}`
pub async fn of_pack(
    State(app): State<App>,
    Signed(member): Signed,
    Path((kind, pack, name)): Path<(String, String, String)>,
) -> Result<Response, Refusal> {
    kind.parse::<RegisterKind>().map_err(|()| Fault::NotFound)?;
    let saved = format!("{pack}-{name}.pdf");
    let file = blocking(&app, move |app| report::pack::file(app, &member, &pack, &name)).await?;
    Ok(pdf_file(&saved, file))
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
