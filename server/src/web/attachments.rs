//! Documents on activities and purposes: found by name, hung on and taken off, from either side.

use super::{
    App,
    document::{self, Shown, known},
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
        document::{Document, Link},
        fault::Fault,
        id::DocumentId,
        register::RegisterKind,
    },
    locale::Texts,
    service::{
        Services,
        attachment::{self, Attached, Subject},
        document as documents,
    },
    store::Versioned,
};
use askama::Template;
use axum::{
    Form,
    extract::{FromRequestParts, Multipart, Path, Query, State},
    http::request::Parts,
};
use serde::Deserialize;
use std::sync::Arc;

/// Documents of a thing on a page of their own: for those who have no scripts, and to show what is wrong with a file.
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
    found: Option<Vec<Arc<Versioned<Document>>>>,
    q: String,
    errors: Errors,
}

/// What is found for a thing.
#[derive(Template)]
#[template(path = "activities/candidates.html")]
pub struct Candidates {
    pub t: Texts,
    pub here: String,
    pub found: Vec<Arc<Versioned<Document>>>,
}

/// What is found for a document.
#[derive(Template)]
#[template(path = "documents/subjects.html")]
struct CandidateSubjects {
    t: Texts,
    document: Document,
    found: Vec<Subject>,
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
pub struct ChosenLink {
    link: String,
}

/// The thing that an address names.
#[derive(Clone, Debug)]
pub struct Target {
    link: Link,
    register: RegisterKind,
    /// Its own address.
    here: String,
}

impl Target {
    /// Reads `/register/{kind}/activities/{id}` or `/register/{kind}/purposes/{id}`, and whatever follows.
    fn of(path: &str) -> Option<Self> {
        let words: Vec<&str> = path.split('/').skip(1).collect();
        let ["register", register, kind @ ("activities" | "purposes"), id, ..] = words.as_slice() else { return None };
        let link = if *kind == "activities" { Link::Activity(id.parse().ok()?) } else { Link::Purpose(id.parse().ok()?) };
        Some(Self { link, register: register.parse().ok()?, here: format!("/register/{register}/{kind}/{id}") })
    }

    fn find(&self, services: &Services, member: &Member) -> Result<Subject, Fault> {
        let subject = attachment::subject(services, member, self.link)?;
        if subject.register == self.register { Ok(subject) } else { Err(Fault::NotFound) }
    }
}

impl<S: Sync> FromRequestParts<S> for Target {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Self::of(parts.uri.path()).ok_or(Refusal(Fault::NotFound))
    }
}

/// `GET …/documents` below an activity or a purpose
pub async fn of_subject(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    target: Target,
    Query(Wanted { q }): Query<Wanted>,
) -> Answer {
    let (looker, wanted, words) = (member.clone(), target.clone(), q.clone());
    let found = blocking(&app, move |app| {
        wanted.find(app, &looker)?;
        attachment::documents_for(app, &looker, wanted.link, &words)
    })
    .await?;
    if fragment {
        return respond::page(Candidates { t: shell.t, here: target.here, found });
    }
    respond::page(page(&app, member, shell, target, (Some(found), q), Errors::default()).await?)
}

/// `POST …/documents` below an activity or a purpose: files what is sent, and hangs it on the thing.
pub async fn send(State(app): State<App>, Signed(member): Signed, shell: Shell, target: Target, form: Multipart) -> Answer {
    let (asked, wanted) = (member.clone(), target.clone());
    // Before anything is received: whether there is such a thing, and whether there are documents at all.
    blocking(&app, move |app| {
        wanted.find(app, &asked)?;
        attachment::documents_for(app, &asked, wanted.link, "")
    })
    .await?;
    match transfer::receive_documents(&app, &member, form, vec![target.link]).await {
        Ok(_) => respond::see_other(&format!("{}#documents", target.here)),
        Err(Fault::Invalid(errors)) => {
            respond::invalid(page(&app, member, shell, target, (None, String::new()), errors.into()).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `POST …/documents/attachment` below an activity or a purpose
pub async fn attach(
    State(app): State<App>,
    Signed(member): Signed,
    target: Target,
    Form(chosen): Form<ChosenDocument>,
) -> Answer {
    on_sheet(&app, member, target, chosen, attachment::attach, "said-attached").await
}

/// `POST …/documents/detachment` below an activity or a purpose
pub async fn detach(
    State(app): State<App>,
    Signed(member): Signed,
    target: Target,
    Form(chosen): Form<ChosenDocument>,
) -> Answer {
    on_sheet(&app, member, target, chosen, attachment::detach, "said-detached").await
}

/// Joins or parts a document and a thing.
type Join = fn(&Services, &Member, DocumentId, Link) -> Result<(), Fault>;

async fn on_sheet(
    app: &App,
    member: Member,
    target: Target,
    ChosenDocument { document }: ChosenDocument,
    join: Join,
    said: &'static str,
) -> Answer {
    let document = known(&document)?;
    let back = format!("{}#documents", target.here);
    blocking(app, move |app| {
        target.find(app, &member)?;
        join(app, &member, document, target.link)
    })
    .await?;
    respond::see_other_saying(&back, said)
}

/// `GET /documents/{id}/links`
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
        return respond::page(document::sheet(&app, signed, shell, id, shown).await?);
    }
    let Signed(member) = signed;
    let (document, found) = blocking(&app, move |app| {
        let document = documents::get(app, &member, id)?.into_inner();
        Ok((document, attachment::subjects_for(app, &member, id, &q)?))
    })
    .await?;
    respond::page(CandidateSubjects { t: shell.t, document, found })
}

/// `POST /documents/{id}/links`
pub async fn link(
    State(app): State<App>,
    Signed(member): Signed,
    Path(id): Path<String>,
    Form(chosen): Form<ChosenLink>,
) -> Answer {
    on_document(&app, member, &id, &chosen, attachment::attach, "said-attached").await
}

/// `POST /documents/{id}/links/detachment`
pub async fn unlink(
    State(app): State<App>,
    Signed(member): Signed,
    Path(id): Path<String>,
    Form(chosen): Form<ChosenLink>,
) -> Answer {
    on_document(&app, member, &id, &chosen, attachment::detach, "said-detached").await
}

async fn on_document(app: &App, member: Member, id: &str, chosen: &ChosenLink, join: Join, said: &'static str) -> Answer {
    let (id, link) = (known(id)?, chosen.link.parse().map_err(|_| Fault::NotFound)?);
    blocking(app, move |app| join(app, &member, id, link)).await?;
    respond::see_other_saying(&format!("/documents/{id}#links"), said)
}

async fn page(
    app: &App,
    member: Member,
    mut shell: Shell,
    target: Target,
    (found, q): (Option<Vec<Arc<Versioned<Document>>>>, String),
    errors: Errors,
) -> Result<AttachmentsPage, Fault> {
    shell.module = Module::Register;
    let (base, here) = (base(target.register), target.here.clone());
    let (name, documents) =
        blocking(app, move |app| Ok((target.find(app, &member)?.name, attachment::of_subject(app, &member, target.link)?)))
            .await?;
    Ok(AttachmentsPage { t: shell.t, shell, base, here, name, documents, attachable: true, found, q, errors })
}

/// Where a thing is shown.
pub(super) fn address_of(subject: &Subject) -> String {
    let base = base(subject.register);
    match subject.link {
        Link::Activity(id) => format!("{base}/activities/{id}"),
        Link::Purpose(id) => format!("{base}/purposes/{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_thing() {
        let id = "0191e7c0-0000-7000-8000-000000000001";
        for (path, kind, here) in [
            (
                format!("/register/controller/activities/{id}/documents"),
                "activity",
                format!("/register/controller/activities/{id}"),
            ),
            (
                format!("/register/processor/purposes/{id}/documents/attachment"),
                "purpose",
                format!("/register/processor/purposes/{id}"),
            ),
        ] {
            let target = Target::of(&path).unwrap();
            assert_eq!((target.link.kind(), target.here), (kind, here));
        }
        for path in ["/", "/documents/x/links", "/compliance/actions/x/documents", "/register/controller/categories/x/documents"]
        {
            assert!(Target::of(path).is_none(), "{path}");
        }
    }
}
