//! The sheet of an activity, as a page and as a panel beside the register.

use super::{
    App,
    comments::CommentRow,
    form::Errors,
    respond::{self, Answer, blocking},
    reviews::{self, ReviewView},
    session::Signed,
    shell::{Module, Shell},
    validations::{DecisionForm, DecisionView},
};
use crate::{
    domain::{
        access::Member,
        activity::ActivityStatus,
        column::Column,
        comment::Remarked,
        completeness::{Lack, form_field},
        document::{Document, Link},
        dpia,
        exceeds::Exceeding,
        fault::Fault,
        finding::{Finding, Severity},
        id::ActivityId,
        plan::Module as PlanModule,
        register::RegisterKind,
    },
    export::pdf::{Block, Section},
    locale::Texts,
    service::{
        Services, activity,
        activity::ActivitySheet,
        attachment::{self, Attached},
        comment,
        pack::{self, Place},
        plan, register, report,
        report::Layout,
    },
    store::Versioned,
};
use askama::Template;
use axum::extract::{Path, State};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "activities/show.html")]
struct SheetPage {
    shell: Shell,
    t: Texts,
    base: String,
    here: String,
    /// The other register, for its mirror entry.
    other: &'static str,
    name: String,
    path: Vec<String>,
    badge: &'static str,
    status: String,
    editable: bool,
    exceeds: Vec<String>,
    /// Why it was sent back.
    refusal: Option<String>,
    /// What a privacy champion has to decide, where this person is one.
    decision: Option<DecisionView>,
    review: ReviewView,
    comments: Vec<CommentRow>,
    documents: Vec<Attached>,
    attachable: bool,
    remarkable: bool,
    /// Documents that were looked for: on a page of their own.
    found: Option<Vec<Arc<Versioned<Document>>>>,
    q: String,
    /// A comment that was not kept.
    comment: String,
    errors: Errors,
    sections: Vec<Section>,
    findings: Vec<Remark>,
    lacks: Vec<LackRow>,
    /// The criteria for an impact assessment that the record meets, and whether they are enough to advise one.
    criteria: Vec<String>,
    advised: bool,
}

#[derive(Template)]
#[template(path = "register/panel.html")]
struct Panel {
    t: Texts,
    here: String,
    name: String,
    branch: String,
    badge: &'static str,
    status: String,
    exceeds: Vec<String>,
    sections: Vec<Section>,
    findings: Vec<Remark>,
    lacks: Vec<LackRow>,
    editable: bool,
    review: Option<(&'static str, String)>,
}

/// Something that the law asks for and the sheet does not say.
struct LackRow {
    label: String,
    article: String,
    /// The field of the form.
    field: &'static str,
    blocking: bool,
}

/// What was typed into a form of the sheet and not carried out, with what is wrong with it.
#[derive(Default)]
pub struct Typed {
    pub decision: DecisionForm,
    pub review: Option<String>,
    pub comment: String,
    pub errors: Errors,
}

/// A finding in the words of the person.
struct Remark {
    kind: &'static str,
    /// Name of the pack that says so.
    pack: String,
    severity: String,
    field: String,
    message: String,
    fix: String,
    article: String,
    /// Where it is put into the plan of action; empty for those who may not.
    plan: String,
}

/// `GET /register/{kind}/activities/{id}`
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    respond::page(blocking(&app, move |app| page(app, &member, shell, kind, id, Typed::default())).await?)
}

/// The page of an activity, with what was typed before.
pub(super) fn page(
    app: &Services,
    member: &Member,
    mut shell: Shell,
    kind: RegisterKind,
    id: ActivityId,
    typed: Typed,
) -> Result<impl Template + Send + use<>, Fault> {
    shell.module = Module::Register;
    let t = shell.t;
    let sheet = activity::sheet(app, member, kind, id)?;
    let base = format!("/register/{}", kind.as_str());
    let Typed { decision, review, comment, errors } = typed;
    let comments = comment::list(app, member, Remarked::Activity { activity: id, register: kind })?;
    let waits = sheet.activity.status == ActivityStatus::Suspended && member.champion().is_some();
    Ok(SheetPage {
        here: format!("{base}/activities/{id}"),
        base,
        other: kind.other().as_str(),
        name: sheet.activity.record.name.clone(),
        path: path(&sheet),
        badge: badge(sheet.activity.status),
        status: t.choice(&sheet.activity.status),
        editable: activity::may_edit(member, &sheet.activity).is_ok(),
        exceeds: points(t, &sheet),
        refusal: sheet.activity.refusal.as_ref().map(|refusal| refusal.reason.clone()),
        decision: waits.then(|| DecisionView::of(t, &sheet, decision)),
        review: ReviewView::of(t, &sheet, review.as_deref(), app.clock.today()),
        comments: comments.into_iter().map(|shown| CommentRow::of(t, shown)).collect(),
        documents: attachment::of_subject(app, member, Link::Activity(id))?,
        attachable: true,
        remarkable: true,
        found: None,
        q: String::new(),
        comment,
        errors,
        sections: sections(app, member, t, kind, Layout::Operational, &sheet)?,
        findings: remarks(app, member, t, &sheet)?,
        lacks: lacks(t, &sheet),
        criteria: dpia::criteria(&sheet.activity.record).into_iter().map(|of| t.of("dpia-criterion", of.as_str())).collect(),
        advised: dpia::is_advised(&sheet.activity.record),
        t,
        shell,
    })
}

/// `GET /register/{kind}/activities/{id}/panel`
pub async fn fragment(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let html = blocking(&app, move |app| panel(app, &member, shell.t, kind, id)).await?;
    respond::fragment(html)
}

/// `POST /register/{kind}/activities/{id}/deletion`
pub async fn delete(State(app): State<App>, Signed(member): Signed, Path((kind, id)): Path<(String, String)>) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    blocking(&app, move |app| activity::delete(app, &member, kind, id)).await?;
    respond::see_other_saying(&format!("/register/{}", kind.as_str()), "said-deleted")
}

/// The panel of an activity, in HTML.
pub(super) fn panel(app: &Services, member: &Member, t: Texts, kind: RegisterKind, id: ActivityId) -> Result<String, Fault> {
    let sheet = activity::sheet(app, member, kind, id)?;
    let panel = Panel {
        here: format!("/register/{}/activities/{id}", kind.as_str()),
        name: sheet.activity.record.name.clone(),
        branch: path(&sheet).join(" › "),
        badge: badge(sheet.activity.status),
        status: t.choice(&sheet.activity.status),
        exceeds: points(t, &sheet),
        sections: sections(app, member, t, kind, Layout::Register, &sheet)?,
        findings: remarks(app, member, t, &sheet)?,
        lacks: lacks(t, &sheet),
        editable: activity::may_edit(member, &sheet.activity).is_ok(),
        review: sheet.activity.review_on.and_then(|on| reviews::badge(t, on, app.clock.today())),
        t,
    };
    panel.render().map_err(Fault::internal)
}

/// The colour of a status; the word stands beside it.
pub(super) fn badge(status: ActivityStatus) -> &'static str {
    match status {
        ActivityStatus::Validated => "good",
        ActivityStatus::Incomplete => "",
        ActivityStatus::Suspended => "attention",
    }
}

/// The register and the activity of an address.
pub(super) fn place(kind: &str, id: &str) -> Result<(RegisterKind, ActivityId), Fault> {
    Ok((kind.parse().map_err(|()| Fault::NotFound)?, id.parse().map_err(|_| Fault::NotFound)?))
}

/// Names of the branch of an activity.
pub(super) fn path(sheet: &ActivitySheet) -> Vec<String> {
    let names = [&sheet.category, &sheet.subcategory, &sheet.purpose.name];
    names.into_iter().filter(|name| !name.is_empty()).cloned().collect()
}

fn sections(
    app: &Services,
    member: &Member,
    t: Texts,
    kind: RegisterKind,
    layout: Layout,
    sheet: &ActivitySheet,
) -> Result<Vec<Section>, Fault> {
    let view = register::view(app, member, kind)?;
    let mut sections = report::page_sheet(t.language, &view, layout, &sheet.activity).sections;
    // What is missing has a place of its own on the page, with ways to the fields.
    sections.iter_mut().for_each(|section| section.blocks.retain(|block| !matches!(block, Block::Note { .. })));
    sections.retain(|section| !section.blocks.is_empty());
    Ok(sections)
}

/// What is lacking, in words.
fn lacks(t: Texts, sheet: &ActivitySheet) -> Vec<LackRow> {
    let label = |field: &str| match field {
        "personal_data" => t.get("form-section-data"),
        "retention" => t.get("form-section-retention"),
        "security" => t.get("form-section-security"),
        "client_contact" => t.get("report-client-contact"),
        field => match Column::named(field) {
            Some(column) => t.get(&column.label_key()),
            None => t.of("field", field),
        },
    };
    let row = |lack: &Lack| LackRow {
        label: label(lack.field),
        article: t.of("article", lack.article),
        field: form_field(lack.field),
        blocking: lack.blocking,
    };
    sheet.lacks.iter().map(row).collect()
}

fn remarks(app: &Services, member: &Member, t: Texts, sheet: &ActivitySheet) -> Result<Vec<Remark>, Fault> {
    let department = sheet.department.as_ref().map_or("", |department| department.name.as_str());
    let place = Place { category: &sheet.category, subcategory: &sheet.subcategory, department };
    let findings = pack::findings(app, member, &sheet.activity, &sheet.purpose, place)?;
    let plans = member.champion().is_some() && plan::has(app, member, PlanModule::Compliance)?;
    let pack = |id: &str| app.packs.manifest(id).map_or_else(|| id.to_owned(), |pack| t.written(&pack.name).to_owned());
    Ok(findings.iter().map(|finding| Remark { pack: pack(&finding.pack), ..remark(t, finding, plans) }).collect())
}

fn remark(t: Texts, finding: &Finding, plans: bool) -> Remark {
    let (kind, severity) = match finding.severity {
        Severity::Information => ("info", "severity-information"),
        Severity::Advice => ("info", "severity-advice"),
        Severity::Warning => ("attention", "severity-warning"),
        Severity::Breach => ("bad", "severity-breach"),
    };
    Remark {
        kind,
        pack: String::new(),
        severity: t.get(severity),
        field: Column::named(&finding.field).map(|column| t.get(&column.label_key())).unwrap_or_default(),
        message: finding.message.get(t.language).to_owned(),
        fix: finding.fix.get(t.language).to_owned(),
        article: finding.article.clone(),
        plan: if plans { to_plan(t, finding) } else { String::new() },
    }
}

/// The form of a new action, filled with what a finding says.
fn to_plan(t: Texts, finding: &Finding) -> String {
    let [message, fix] = [&finding.message, &finding.fix].map(|text| text.get(t.language));
    let title = if fix.is_empty() { message } else { fix };
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("title", title).append_pair("why", &[message, finding.article.as_str()].join("\n"));
    format!("/compliance/actions/new?{}", query.finish())
}

/// What a privacy champion has to decide on, point by point, in words.
fn points(t: Texts, sheet: &ActivitySheet) -> Vec<String> {
    let proposed = sheet.purpose.proposed.then(|| t.one("exceeds-purpose", "found", &sheet.purpose.name));
    proposed.into_iter().chain(sheet.exceeds.iter().map(|point| exceeding(t, point))).collect()
}

/// A point in which an activity exceeds its purpose, in words.
fn exceeding(t: Texts, point: &Exceeding) -> String {
    match point {
        Exceeding::DataSubject { found } => t.one("exceeds-data-subject", "found", found),
        Exceeding::Volume { subject, allowed, found } => {
            let found = found.map_or_else(|| t.get("exceeds-unknown"), |found| t.choice(&found));
            t.with("exceeds-volume", &[("subject", subject.clone()), ("allowed", t.choice(allowed)), ("found", found)])
        }
        Exceeding::PersonalData { found, .. } => t.one("exceeds-personal-data", "found", found),
        Exceeding::Retention { data, allowed, found } => {
            let found = t.retention(found);
            let key = if data.is_empty() { "exceeds-retention" } else { "exceeds-retention-of" };
            t.with(key, &[("data", data.clone()), ("allowed", t.retention(allowed)), ("found", found)])
        }
        Exceeding::Application { found } => t.one("exceeds-application", "found", found),
        Exceeding::Transmission { found } => t.one("exceeds-transmission", "found", found),
        Exceeding::JointController { found } => t.one("exceeds-joint-controller", "found", found),
        Exceeding::SecurityMeasure { missing } => t.one("exceeds-security-measure", "missing", t.choice(missing)),
    }
}
