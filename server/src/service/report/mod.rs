//! The register as a PDF: operational (everything, for internal use) or lean (what article 30 requires). Everybody who reads a
//! register may have it. The files of the compliance programme are made of the same parts.

pub mod pack;
pub mod plan;
pub mod questionnaire;
mod sheet;
mod words;

use super::{
    Services,
    document::{self, Details, Filing},
    extract::{self, Extract, Extracted},
    register::{self, view::RegisterView},
};
use crate::{
    domain::{
        access::Member,
        activity::{Activity, ActivityStatus},
        document::Document,
        fault::Fault,
        id::ActivityId,
        organisation::CompanySheet,
        register::RegisterKind,
        text::Language,
    },
    export::{
        pdf::{self, Badge, Block, PdfError, RegisterReport, Section, Sheet, Tone},
        xlsx::{Cell, SheetForm, WorkbookWriter, texts},
    },
    locale::Texts,
};
use std::str::FromStr;
use words::Words;

/// How much a register says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Everything that is known, for internal use.
    #[default]
    Operational,
    /// What article 30 requires, and no more.
    Register,
}

impl FromStr for Layout {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "operational" => Ok(Self::Operational),
            "register" => Ok(Self::Register),
            _ => Err(()),
        }
    }
}

/// In which form a table leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    Pdf,
    Xlsx,
    Csv,
}

impl FileForm {
    /// All forms, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Xlsx, Self::Csv];

    /// The ending of the name, and the word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

impl FromStr for FileForm {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|form| form.as_str() == word).ok_or(())
    }
}

/// A table as a spreadsheet, or as CSV: keys of its heads with their widths, and its rows.
fn table_files<const N: usize>(
    form: FileForm,
    words: &Words,
    name: &'static str,
    (heads, widths): (&[&'static str; N], &[u8; N]),
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, Fault> {
    let heads = heads.map(|key| words.get(key));
    if form == FileForm::Csv {
        let rows = rows.map(|row| row.into_iter().map(Into::into).collect());
        return crate::export::csv::write_table(&heads.each_ref().map(String::as_str), rows).map_err(Fault::internal);
    }
    let head = heads.into_iter().map(Cell::head).collect();
    let rows = rows.map(|row| texts(row).collect());
    let mut workbook = WorkbookWriter::new();
    let form = SheetForm { name: &words.get(name), widths, fixed: (1, 0), choices: &[] };
    workbook.table(&form, std::iter::once(head).chain(rows)).map_err(Fault::internal)?;
    workbook.finish().map_err(Fault::internal)
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct ReportRequest {
    pub extract: Extract,
    pub layout: Layout,
    pub language: Language,
}

impl ReportRequest {
    /// Name of the file for whoever saves it.
    pub fn file_name(&self) -> String {
        let layout = match self.layout {
            Layout::Operational => "operational",
            Layout::Register => "article-30",
        };
        format!("{}-{layout}.pdf", self.extract.file_stem())
    }
}

/// Files the register of this moment among the documents of the organisation, where it proves what was said when.
///
/// # Errors
/// As [`pdf`] and [`document::file`].
pub fn file_as_document(services: &Services, member: &Member, request: &ReportRequest) -> Result<Document, Fault> {
    let mut upload = document::receive(services, member)?;
    upload.write(&pdf(services, member, request)?)?;
    let category = Texts::new(request.language).get("report-filed-category");
    let details = Details { category, ..Details::default() };
    document::file(services, member, upload, &Filing { name: request.file_name(), details, ..Filing::default() })
}

/// The file.
///
/// # Errors
/// As [`extract::read`]; every member may export.
pub fn pdf(services: &Services, member: &Member, request: &ReportRequest) -> Result<Vec<u8>, Fault> {
    let report = report(services, member, request)?;
    pdf::render(&report).map_err(|error: PdfError| Fault::internal(error))
}

/// What the file will say.
///
/// # Errors
/// As [`extract::read`].
pub fn report(services: &Services, member: &Member, request: &ReportRequest) -> Result<RegisterReport, Fault> {
    let Extracted { view, activities } = extract::read(services, member, &request.extract)?;
    let organisation = extract::organisation(services, member, &request.extract)?;
    let words = Words::new(request.language);
    let today = words.texts.long_date(&services.clock.today());
    let date = match request.extract.on {
        Some(day) => words.texts.with("report-as-of", &[("day", words.texts.long_date(&day)), ("today", today)]),
        None => today,
    };
    let subtitle = match request.layout {
        Layout::Operational => "report-layout-operational",
        Layout::Register => "report-layout-register",
    };
    let mut cover = cover(&words, &organisation.sheet);
    cover.push(Section { title: words.get("report-cover-register"), blocks: counts(&words, &activities) });
    Ok(RegisterReport {
        language: request.language.code(),
        organisation: organisation.sheet.legal_name.clone(),
        title: words.get(title(request.extract.kind)),
        subtitle: words.get(subtitle),
        date,
        created: services.clock.now(),
        cover,
        sheets: activities.iter().map(|activity| sheet(&words, &view, request.layout, activity)).collect(),
        words: page_words(&words),
    })
}

/// The sheet of one activity as a file of its own.
///
/// # Errors
/// `NotFound` where there is none in this register of this organisation.
pub fn activity_pdf(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId) -> Result<Vec<u8>, Fault> {
    let activity = super::activity::find(services, member, kind, id)?.into_inner();
    let organisation = super::organisation::get(services, member)?.into_inner();
    let view = register::view(services, member, kind)?;
    let words = Words::new(member.language);
    let report = RegisterReport {
        language: member.language.code(),
        organisation: organisation.sheet.legal_name,
        title: words.get(title(kind)),
        subtitle: words.get("report-layout-operational"),
        date: words.texts.long_date(&services.clock.today()),
        created: services.clock.now(),
        cover: Vec::new(),
        sheets: vec![sheet(&words, &view, Layout::Operational, &activity)],
        words: page_words(&words),
    };
    pdf::render(&report).map_err(|error: PdfError| Fault::internal(error))
}

/// What a register is called on its pages.
fn title(kind: RegisterKind) -> &'static str {
    match kind {
        RegisterKind::Controller => "report-title-controller",
        RegisterKind::Processor => "report-title-processor",
    }
}

fn page_words(words: &Words) -> pdf::Words {
    pdf::Words { contents: words.get("report-contents"), page: words.get("report-page"), empty: words.get("report-empty") }
}

fn cover(words: &Words, sheet: &CompanySheet) -> Vec<Section> {
    let staff = if sheet.staff == 0 { String::new() } else { words.texts.number(&sheet.staff) };
    let external = if sheet.dpo_external { words.get("choice-answer-yes") } else { String::new() };
    let organisation = [
        ("report-legal-name", sheet.legal_name.as_str()),
        ("report-sector", &sheet.sector),
        ("report-address", &sheet.address),
        ("report-email", &sheet.contact_email),
        ("report-phone", &sheet.contact_phone),
        ("report-staff", &staff),
        ("report-representative", &sheet.legal_representative),
        ("report-authority", &sheet.supervisory_authority),
    ];
    // Article 30(1)(a): what is missing is said.
    let missing = words.get("report-unsaid");
    let unknown = sheet.dpo_name.is_empty() && sheet.dpo_email.is_empty();
    let dpo = [
        ("report-name", if unknown { missing.as_str() } else { &sheet.dpo_name }),
        ("report-email", &sheet.dpo_email),
        ("report-phone", &sheet.dpo_phone),
        ("report-external", &external),
    ];
    let section = |title, rows: &[(&'static str, &str)]| {
        let filled = rows.iter().filter(|(_, value)| !value.is_empty());
        Section { title: words.get(title), blocks: filled.map(|(label, value)| Block::row(words.get(label), *value)).collect() }
    };
    vec![section("report-cover-organisation", &organisation), section("report-cover-dpo", &dpo)]
}

/// How many activities there are, and of each status where there are several.
fn counts(words: &Words, activities: &[Activity]) -> Vec<Block> {
    let mut blocks = vec![Block::row(words.get("report-count"), words.texts.number(&activities.len()))];
    for status in [ActivityStatus::Validated, ActivityStatus::Incomplete, ActivityStatus::Suspended] {
        let count = activities.iter().filter(|activity| activity.status == status).count();
        if count > 0 && count < activities.len() {
            blocks.push(Block::row(words.choice(&status), words.texts.number(&count)));
        }
    }
    blocks
}

/// The sheet of one activity, for its page: the same words as in the file.
pub fn page_sheet(language: Language, view: &RegisterView, layout: Layout, activity: &Activity) -> Sheet {
    sheet(&Words::new(language), view, layout, activity)
}

fn sheet(words: &Words, view: &RegisterView, layout: Layout, activity: &Activity) -> Sheet {
    let (category, subcategory, purpose) = view.branch(activity.purpose);
    let path = [category, subcategory, purpose].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let tone = match activity.status {
        ActivityStatus::Validated => Tone::Good,
        ActivityStatus::Suspended => Tone::Attention,
        ActivityStatus::Incomplete => Tone::Neutral,
    };
    let writer = sheet::SheetWriter { words, view, activity, purpose };
    Sheet {
        path,
        title: activity.record.name.clone(),
        badge: Some(Badge { text: words.choice(&activity.status), tone }),
        sections: match layout {
            Layout::Operational => writer.operational(),
            Layout::Register => writer.lean(),
        },
    }
}

#[cfg(test)]
mod tests;
