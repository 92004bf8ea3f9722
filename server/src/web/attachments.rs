//! Documents on activities: found by name, hung on and taken off, from the sheet of either.

use super::{
    App,
    activities::place,
    documents::{self, Shown, known},
    error::Refusal,
    form::Errors,
    purposes::base,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
    transfer,
    visitor::Fragment,
};
use crate::{
    domain::{
        access::Member,
        document::Document,
        fault::Fault,
        id::{ActivityId, DocumentId},
        register::RegisterKind,
    },
    locale::Texts,
    service::{
        Services, activity,
        attachment::{self, ActivityNamed, Attached},
        document,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, Query, State},
};
use serde::Deserialize;

/// Documents of an activity on a page of their own: for those who have no scripts, and to show what is wrong with a file.
#[derive(Template)]
#[template(path = "activities/attachments.html")]
struct AttachmentsPage {
    shell: Shell,
    t: Texts,
    base: String,
    here: String,
    name: String,
    documents: Vec<Attached>,
    attachable: bool,
    found: Option<Vec<Document>>,
    q: String,
    errors: Errors,
}

/// What is found for an activity.
#[derive(Template)]
#[template(path = "activities/candidates.html")]
pub struct Candidates {
    pub t: Texts,
    pub here: String,
    pub found: Vec<Document>,
}

/// What is found for a document.
#[derive(Template)]
#[template(path = "documents/activities.html")]
struct CandidateActivities {
    t: Texts,
    document: Document,
    found: Vec<ActivityNamed>,
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
}

/// What the buttons of a sheet send.
#[derive(Debug, Deserialize)]
pub struct ChosenDocument {
    pub document: String,
}

/// What the buttons of a document send.
#[derive(Debug, Deserialize)]
pub struct ChosenActivity {
    activity: String,
}

/// `GET /register/{kind}/activities/{id}/documents`
pub async fn of_activity(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path((kind, id)): Path<(String, String)>,
    Query(Wanted { q }): Query<Wanted>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let looker = member.clone();
    let words = q.clone();
    let found = blocking(&app, move |app| attachment::documents_for(app, &looker, kind, id, &words)).await?;
    if fragment {
        return respond::page(Candidates { t: shell.t, here: here(kind, id), found });
    }
    respond::page(page(&app, Signed(member), shell, kind, id, (Some(found), q), Errors::default()).await?)
}

/// `POST /register/{kind}/activities/{id}/documents`: files what is sent, and hangs it on the activity.
pub async fn send(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    form: Multipart,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let asked = member.clone();
    // Before anything is received: whether there is such an activity, and whether there are documents at all.
    blocking(&app, move |app| attachment::documents_for(app, &asked, kind, id, "")).await?;
    match transfer::receive_documents(&app, &member, form, vec![id]).await {
        Ok(_) => respond::see_other(&format!("{}#documents", here(kind, id))),
        Err(Fault::Invalid(errors)) => {
            respond::invalid(page(&app, Signed(member), shell, kind, id, (None, String::new()), errors.into()).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `POST /register/{kind}/activities/{id}/documents/attachment`
pub async fn attach(
    State(app): State<App>,
    Signed(member): Signed,
    Path(address): Path<(String, String)>,
    Form(chosen): Form<ChosenDocument>,
) -> Answer {
    on_sheet(&app, member, address, chosen, attachment::attach, "said-attached").await
}

/// `POST /register/{kind}/activities/{id}/documents/detachment`
pub async fn detach(
    State(app): State<App>,
    Signed(member): Signed,
    Path(address): Path<(String, String)>,
    Form(chosen): Form<ChosenDocument>,
) -> Answer {
    on_sheet(&app, member, address, chosen, attachment::detach, "said-detached").await
}

/// Joins or parts a document and an activity.
type Join = fn(&Services, &Member, DocumentId, ActivityId) -> Result<(), Fault>;

async fn on_sheet(
    app: &App,
    member: Member,
    (kind, id): (String, String),
    ChosenDocument { document }: ChosenDocument,
    join: Join,
    said: &'static str,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let document = known(&document)?;
    blocking(app, move |app| {
        activity::sheet(app, &member, kind, id)?;
        join(app, &member, document, id)
    })
    .await?;
    respond::see_other_saying(&format!("{}#documents", here(kind, id)), said)
}

/// `GET /documents/{id}/activities`
pub async fn of_document(
    State(app): State<App>,
    signed: Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path(id): Path<String>,
    Query(Wanted { q }): Query<Wanted>,
) -> Answer {
    let id = known(&id)?;
    if !fragment {
        let shown = Shown { q: Some(q), ..Shown::default() };
        return respond::page(documents::sheet(&app, signed, shell, id, shown).await?);
    }
    let Signed(member) = signed;
    let (document, found) = blocking(&app, move |app| {
        let document = document::get(app, &member, id)?.into_inner();
        Ok((document, attachment::activities_for(app, &member, id, &q)?))
    })
    .await?;
    respond::page(CandidateActivities { t: shell.t, document, found })
}

/// `POST /documents/{id}/activities`
pub async fn attach_activity(
    State(app): State<App>,
    Signed(member): Signed,
    Path(id): Path<String>,
    Form(chosen): Form<ChosenActivity>,
) -> Answer {
    on_document(&app, member, &id, &chosen, attachment::attach, "said-attached").await
}

/// `POST /documents/{id}/activities/detachment`
pub async fn detach_activity(
    State(app): State<App>,
    Signed(member): Signed,
    Path(id): Path<String>,
    Form(chosen): Form<ChosenActivity>,
) -> Answer {
    on_document(&app, member, &id, &chosen, attachment::detach, "said-detached").await
}

async fn on_document(app: &App, member: Member, id: &str, chosen: &ChosenActivity, join: Join, said: &'static str) -> Answer {
    let (id, activity) = (known(id)?, chosen.activity.parse().map_err(|_| Fault::NotFound)?);
    blocking(app, move |app| join(app, &member, id, activity)).await?;
    respond::see_other_saying(&format!("/documents/{id}#activities"), said)
}

async fn page(
    app: &App,
    Signed(member): Signed,
    mut shell: Shell,
    kind: RegisterKind,
    id: ActivityId,
    (found, q): (Option<Vec<Document>>, String),
    errors: Errors,
) -> Result<AttachmentsPage, Fault> {
    shell.module = Module::Register;
    let (name, documents) = blocking(app, move |app| {
        let name = activity::sheet(app, &member, kind, id)?.activity.record.name.clone();
        Ok((name, attachment::of_activity(app, &member, kind, id)?))
    })
    .await?;
    Ok(AttachmentsPage {
        t: shell.t,
        shell,
        base: base(kind),
        here: here(kind, id),
        name,
        documents,
        attachable: true,
        found,
        q,
        errors,
    })
}

fn here(kind: RegisterKind, id: ActivityId) -> String {
    format!("{}/activities/{id}", base(kind))
}
