//! The sheet of a purpose, as a page and as a panel beside the register.

use super::{
    App,
    activities::badge,
    form::Errors,
    respond::{self, Answer, blocking},
    session::{Signed, SignedChampion},
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::Member,
        document::{Document, Link},
        fault::Fault,
        id::PurposeId,
        personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem},
        purpose::{Purpose, PurposeOrigin},
        purpose_model::Difference,
        register::RegisterKind,
        sensitivity::{FAILURES, HARMS, SensitivityGrade},
    },
    locale::Texts,
    service::{
        Services,
        attachment::{self, Attached},
        model,
        purpose::{self, PurposeSheet},
        register::{
            self,
            list::{ActivityFilter, ActivityOrder, Page},
            tree::Counts,
        },
    },
    store::Versioned,
};
use askama::Template;
use axum::extract::{Path, State};
use std::{collections::BTreeMap, sync::Arc};

/// Activities that the sheet names; the list has the rest.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "purposes/show.html")]
struct SheetPage {
    shell: Shell,
    t: Texts,
    base: String,
    here: String,
    champion: bool,
    path: Vec<(String, String)>,
    facts: Facts,
    counts: Counts,
    activities: Vec<ActivityLine>,
    /// Name of the model it was made from, and what differs: whether it goes beyond, and words.
    model: Option<(String, String, Vec<(bool, String)>)>,
    documents: Vec<Attached>,
    /// What is found to hang on it, and what was looked for: on a page of their own.
    attachable: bool,
    found: Option<Vec<Arc<Versioned<Document>>>>,
    q: String,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "purposes/panel.html")]
struct Panel {
    t: Texts,
    base: String,
    here: String,
    champion: bool,
    branch: String,
    facts: Facts,
    counts: Counts,
}

/// What a purpose says, in the words of the person.
struct Facts {
    purpose: Purpose,
    origin: String,
    legal_basis: String,
    retention: String,
    measures: Vec<String>,
    subjects: Vec<(String, String)>,
    /// By category.
    data: Vec<(String, Vec<DataFacts>)>,
    /// Letter and words, by harm.
    grades: Vec<(&'static str, String)>,
    reason: String,
}

struct DataFacts {
    name: String,
    retention: String,
    /// By what can happen to them, then by harm.
    grades: Vec<(String, Vec<(&'static str, String)>)>,
    reason: String,
}

struct ActivityLine {
    href: String,
    name: String,
    badge: &'static str,
    status: String,
}

/// `GET /register/{kind}/purposes/{id}`
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    respond::page(blocking(&app, move |app| page(app, &member, shell, kind, id, Errors::default())).await?)
}

/// `GET /register/{kind}/purposes/{id}/panel`
pub async fn fragment(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    respond::fragment(blocking(&app, move |app| panel(app, &member, shell.t, kind, id)).await?)
}

/// `POST /register/{kind}/purposes/{id}/deletion`
pub async fn delete(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let asked = champion.clone();
    match blocking(&app, move |app| purpose::delete(app, &asked, kind, id)).await {
        Ok(()) => respond::see_other_saying(&base(kind), "said-deleted"),
        Err(Fault::Conflict(errors)) => {
            respond::invalid(blocking(&app, move |app| page(app, &champion, shell, kind, id, errors.into())).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The address of a register.
pub(super) fn base(kind: RegisterKind) -> String {
    format!("/register/{}", kind.as_str())
}

/// The register and the purpose of an address.
pub(super) fn place(kind: &str, id: &str) -> Result<(RegisterKind, PurposeId), Fault> {
    Ok((kind.parse().map_err(|()| Fault::NotFound)?, id.parse().map_err(|_| Fault::NotFound)?))
}

/// Addresses and names of the branch of a purpose.
pub(super) fn path(base: &str, sheet: &PurposeSheet) -> Vec<(String, String)> {
    let category = sheet.purpose.category;
    let mut path = vec![(format!("{base}?category={category}"), sheet.category.clone())];
    if let Some(subcategory) = sheet.purpose.subcategory {
        path.push((format!("{base}?category={category}&subcategory={subcategory}"), sheet.subcategory.clone()));
    }
    path
}

fn page(
    app: &Services,
    member: &Member,
    mut shell: Shell,
    kind: RegisterKind,
    id: PurposeId,
    errors: Errors,
) -> Result<SheetPage, Fault> {
    shell.module = Module::Register;
    let (t, base) = (shell.t, base(kind));
    let sheet = purpose::sheet(app, member, kind, id)?;
    let view = register::view(app, member, kind)?;
    let filter = ActivityFilter { purpose: Some(id), ..ActivityFilter::default() };
    let list = view.list(&filter, ActivityOrder::Branch, Page { offset: 0, limit: SHOWN });
    let line = |row: &register::view::Row| ActivityLine {
        href: format!("{base}/activities/{}", row.id),
        name: row.name.clone(),
        badge: badge(row.status),
        status: t.choice(&row.status),
    };
    let model = match &sheet.purpose.origin {
        PurposeOrigin::Model { model } => model::find(app, member, model).ok(),
        _ => None,
    };
    let model = model.map(|model| {
        let differences = model.differences(&sheet.purpose);
        let told = differences.iter().map(|difference| (difference.is_beyond(), told(t, difference)));
        (model.id.clone(), t.written(&model.name).to_owned(), told.collect())
    });
    Ok(SheetPage {
        model,
        documents: attachment::of_subject(app, member, Link::Purpose(id))?,
        attachable: true,
        found: None,
        q: String::new(),
        here: format!("{base}/purposes/{id}"),
        champion: member.champion().is_some(),
        path: path(&base, &sheet),
        activities: list.items.iter().map(|row| line(row)).collect(),
        counts: sheet.counts,
        facts: Facts::of(t, sheet.purpose.into_inner()),
        errors,
        base,
        t,
        shell,
    })
}

/// What differs from the model, in words.
fn told(t: Texts, difference: &Difference) -> String {
    let way = |added: bool| if added { "added" } else { "removed" };
    match difference {
        Difference::LegalBasis { found } => t.one("difference-legal-basis", "found", t.choice(found)),
        Difference::DataSubject { name, added } => t.one(&format!("difference-subject-{}", way(*added)), "name", name),
        Difference::PersonalData { name, added } => t.one(&format!("difference-data-{}", way(*added)), "name", name),
        Difference::Retention { data, found, model } => {
            let found = found.map_or_else(|| t.get("purpose-no-limit"), |found| t.retention(&found));
            let key = if data.is_empty() { "difference-retention" } else { "difference-retention-of" };
            t.with(key, &[("data", data.clone()), ("found", found), ("model", t.retention(model))])
        }
        Difference::SecurityMeasure { measure, added } => {
            t.one(&format!("difference-measure-{}", way(*added)), "measure", t.choice(measure))
        }
        Difference::Transmission { allowed } => {
            t.get(if *allowed { "difference-transmission-allowed" } else { "difference-transmission-forbidden" })
        }
    }
}

/// The panel of a purpose, in HTML.
pub(super) fn panel(app: &Services, member: &Member, t: Texts, kind: RegisterKind, id: PurposeId) -> Result<String, Fault> {
    let PurposeSheet { purpose, category, subcategory, counts } = purpose::sheet(app, member, kind, id)?;
    let branch: Vec<_> = [category, subcategory].into_iter().filter(|name| !name.is_empty()).collect();
    let panel = Panel {
        here: format!("{}/purposes/{id}", base(kind)),
        base: base(kind),
        champion: member.champion().is_some(),
        branch: branch.join(" › "),
        facts: Facts::of(t, purpose.into_inner()),
        counts,
        t,
    };
    panel.render().map_err(Fault::internal)
}

impl Facts {
    fn of(t: Texts, purpose: Purpose) -> Self {
        let frame = &purpose.frame;
        let graded = |failure: Option<&str>, grades: &[SensitivityGrade]| -> Vec<(&'static str, String)> {
            let words = |harm: &&str| match failure {
                Some(failure) => format!("{}, {}", t.of("purpose-failure", failure), t.of("purpose-harm", harm)),
                None => t.of("purpose-harm", harm),
            };
            HARMS.iter().zip(grades).map(|(harm, grade)| (grade.letter(), words(harm))).collect()
        };
        let item = |item: &PersonalDataItem| {
            let (grades, reason) = purpose.sensitivity.of_item(item);
            let rows = FAILURES.iter().zip(grades.0.chunks(HARMS.len()));
            DataFacts {
                name: item.name.clone(),
                retention: item.retention.map(|period| t.retention(&period)).unwrap_or_default(),
                grades: rows.map(|(failure, grades)| (t.of("purpose-failure", failure), graded(Some(failure), grades))).collect(),
                reason: reason.to_owned(),
            }
        };
        let mut by_category: BTreeMap<&PersonalDataCategory, Vec<DataFacts>> = BTreeMap::new();
        for of in &frame.personal_data {
            by_category.entry(&of.category).or_default().push(item(of));
        }
        let (grades, reason) = purpose.sensitivity.of_purpose(frame);
        let subject = |subject: &DataSubjectCategory| {
            (subject.name.clone(), subject.volume.map_or_else(|| t.get("purpose-no-limit"), |volume| t.choice(&volume)))
        };
        Self {
            origin: match &purpose.origin {
                PurposeOrigin::Own => t.get("purpose-origin-own"),
                PurposeOrigin::Import => t.get("purpose-origin-import"),
                PurposeOrigin::Model { .. } => t.get("purpose-origin-model"),
            },
            legal_basis: purpose.legal_basis.map(|basis| t.choice(&basis)).unwrap_or_default(),
            retention: frame.retention.map_or_else(|| t.get("purpose-no-limit"), |period| t.retention(&period)),
            measures: frame.security_measures.iter().map(|measure| t.choice(measure)).collect(),
            subjects: frame.data_subjects.iter().map(subject).collect(),
            data: by_category.into_iter().map(|(category, items)| (t.data_category(category), items)).collect(),
            grades: graded(None, &grades.0),
            reason: reason.to_owned(),
            purpose,
        }
    }
}
