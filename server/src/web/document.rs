//! A document: its sheet, its preview, its versions, its download.

use super::{
    App,
    attachments::address_of,
    blocking,
    documents::{badge, due},
    error::Refusal,
    form::Errors,
    respond::{self, Answer, see_other, see_other_saying},
    session::Signed,
    shell::{Module, Shell},
    transfer,
    visitor::Theme,
};
use crate::{
    domain::{
        access::Member,
        document::{Block, Document, DocumentVersion, PAGES, Preview, TextState, is_picture},
        evidence::Proved,
        fault::{Fault, FieldError},
        id::DocumentId,
        share::Share,
    },
    locale::Texts,
    service::{
        Services, account, action,
        attachment::{self, Subject},
        document::{
            self,
            category::{self, Categories},
        },
        evidence, share,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use serde::Deserialize;

/// What a preview may do: show words in our own styles, inside our own pages. No script, nothing from elsewhere.
const PREVIEW_POLICY: HeaderValue = HeaderValue::from_static(
    "sandbox; default-src 'none'; style-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
);

/// Days for which a new link is proposed.
const SHARED_DAYS: i64 = 14;

#[derive(Template)]
#[template(path = "documents/show.html")]
struct ShowPage {
    shell: Shell,
    t: Texts,
    errors: Errors,
    document: Document,
    author: String,
    due: Vec<(&'static str, String)>,
    versions: Vec<DocumentVersion>,
    links: Vec<Subject>,
    /// Addresses and names of the actions and answers that it proves.
    proves: Vec<(String, String)>,
    /// What is found to hang it on; nothing where nothing was looked for.
    found: Option<Vec<Subject>>,
    q: String,
    typed: DetailsForm,
    categories: Categories,
    shares: Vec<Share>,
    /// The address of a link that was just made.
    shared: Option<String>,
    /// The day that is proposed for the next one.
    share_until: String,
    editable: bool,
    /// Whether its words are shown, how many of its pages, and whether it has more.
    worded: bool,
    pages: u32,
    pages_cut: bool,
}

/// Several blocks that are shown as one, or one alone.
enum Shape {
    Table(Vec<Vec<String>>),
    List(Vec<String>),
    Fields(Vec<(String, String)>),
    One(Block),
}

#[derive(Template)]
#[template(path = "documents/preview.html")]
struct PreviewPage {
    t: Texts,
    theme: Theme,
    name: String,
    shapes: Vec<Shape>,
    cut: bool,
}

/// What can be changed of a document.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DetailsForm {
    category: String,
    subcategory: String,
    expires_on: String,
    review_on: String,
}

/// `GET /documents/{id}`
pub async fn show(State(app): State<App>, signed: Signed, shell: Shell, Path(id): Path<String>) -> Answer {
    respond::page(sheet(&app, signed, shell, known(&id)?, Shown::default()).await?)
}

/// `POST /documents/{id}`
pub async fn update(
    State(app): State<App>,
    signed: Signed,
    shell: Shell,
    Path(id): Path<String>,
    Form(typed): Form<DetailsForm>,
) -> Answer {
    let (id, member, entered) = (known(&id)?, signed.0.clone(), typed.clone());
    let changed = blocking(&app, move |app| {
        let details = transfer::details_of(&entered.category, &entered.subcategory, &entered.expires_on, &entered.review_on)?;
        document::update(app, &member, id, &details)
    });
    match changed.await {
        Ok(()) => see_other(&format!("/documents/{id}")),
        Err(Fault::Invalid(errors)) => {
            let shown = Shown { typed: Some(typed), errors: errors.into(), ..Shown::default() };
            respond::invalid(sheet(&app, signed, shell, id, shown).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `POST /documents/{id}/versions`
pub async fn add_version(
    State(app): State<App>,
    signed: Signed,
    shell: Shell,
    Path(id): Path<String>,
    form: Multipart,
) -> Answer {
    let id = known(&id)?;
    match transfer::receive_version(&app, &signed.0, form, id).await {
        Ok(_) => see_other_saying(&format!("/documents/{id}"), "said-version-filed"),
        Err(Fault::Invalid(errors)) => {
            let shown = Shown { errors: errors.into(), ..Shown::default() };
            respond::invalid(sheet(&app, signed, shell, id, shown).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `GET /documents/{id}/versions/{number}/content`
pub async fn version_content(
    State(app): State<App>,
    Signed(member): Signed,
    Path((id, number)): Path<(String, String)>,
) -> Answer {
    let (id, number) = (known(&id)?, number.parse().map_err(|_| Fault::NotFound)?);
    let (version, file) = blocking(&app, move |app| document::version::content(app, &member, id, number)).await?;
    Ok(transfer::attachment(&version.name, &version.media_type, version.size, file))
}

/// `POST /documents/{id}/deletion`
pub async fn delete(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>) -> Answer {
    let id = known(&id)?;
    blocking(&app, move |app| document::delete(app, &member, id)).await?;
    see_other("/documents")
}

/// `GET /documents/{id}/content`
pub async fn content(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>) -> Answer {
    let id = known(&id)?;
    let (document, file) = blocking(&app, move |app| document::content(app, &member, id)).await?;
    Ok(transfer::attachment(&document.name, &document.media_type, document.size, file))
}

/// `GET /documents/{id}/picture`: the content of an image, to be shown; nothing else is.
pub async fn picture(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>) -> Answer {
    let id = known(&id)?;
    let (document, file) = blocking(&app, move |app| document::content(app, &member, id)).await?;
    if is_picture(&document.media_type) {
        Ok(transfer::stored(&document.media_type, document.size, file))
    } else {
        Err(Refusal(Fault::NotFound))
    }
}

/// `GET /documents/{id}/pages/{number}`: a page of a PDF, drawn.
pub async fn drawn_page(State(app): State<App>, Signed(member): Signed, Path((id, number)): Path<(String, String)>) -> Answer {
    let (id, number) = (known(&id)?, number.parse().map_err(|_| Fault::NotFound)?);
    let busy = || Fault::Limit(FieldError::new("", "preview-busy"));
    let place = app.painter.place().await.ok_or_else(busy)?;
    let picture = blocking(&app, move |app| document::reading::page(app, &member, id, number, &place)).await?;
    Ok(transfer::drawn(picture))
}

/// `GET /documents/{id}/preview`: a page of its own, to be shown in a frame.
pub async fn preview(State(app): State<App>, Signed(member): Signed, shell: Shell, Path(id): Path<String>) -> Answer {
    let id = known(&id)?;
    let (name, preview) = blocking(&app, move |app| {
        let document = document::get(app, &member, id)?.into_inner();
        let preview = document::reading::preview(app, &member, &document)?.ok_or(Fault::NotFound)?;
        Ok((document.name, preview))
    })
    .await?;
    let Preview { blocks, cut, .. } = preview;
    let page = respond::page(PreviewPage { t: shell.t, theme: shell.theme, name, shapes: shapes(blocks), cut })?;
    Ok(([(header::CONTENT_SECURITY_POLICY, PREVIEW_POLICY)], page).into_response())
}

/// Puts blocks together that belong together.
fn shapes(blocks: Vec<Block>) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = Vec::new();
    for block in blocks {
        match (shapes.last_mut(), block) {
            (Some(Shape::Table(rows)), Block::Row(cells)) => rows.push(cells),
            (_, Block::Row(cells)) => shapes.push(Shape::Table(vec![cells])),
            (Some(Shape::List(items)), Block::Item(item)) => items.push(item),
            (_, Block::Item(item)) => shapes.push(Shape::List(vec![item])),
            (Some(Shape::Fields(fields)), Block::Field(name, value)) => fields.push((name, value)),
            (_, Block::Field(name, value)) => shapes.push(Shape::Fields(vec![(name, value)])),
            (_, other) => shapes.push(Shape::One(other)),
        }
    }
    shapes
}

/// What a sheet shows beside the document: what was typed before, with what is wrong with it, and what is looked for.
#[derive(Default)]
pub(super) struct Shown {
    pub typed: Option<DetailsForm>,
    pub errors: Errors,
    pub q: Option<String>,
    /// The address of a link that was just made.
    pub shared: Option<String>,
    /// The last day of a link that was not made.
    pub last_day: Option<String>,
}

pub(super) async fn sheet(
    app: &App,
    Signed(member): Signed,
    mut shell: Shell,
    id: DocumentId,
    shown: Shown,
) -> Result<impl Template + Send + use<>, Fault> {
    shell.module = Module::Documents;
    let t = shell.t;
    let page = blocking(app, move |app| {
        let document = document::get(app, &member, id)?.into_inner();
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let stored = DetailsForm {
            category: document.category.clone(),
            subcategory: document.subcategory.clone(),
            expires_on: day(document.expires_on),
            review_on: day(document.review_on),
        };
        let editable = document::may_edit(&member, &document);
        let preview = document::reading::preview(app, &member, &document)?;
        let pages = preview.as_ref().map_or(0, |preview| preview.pages);
        Ok(ShowPage {
            t,
            errors: shown.errors,
            author: account::name(app, &member, document.sent().0)?.unwrap_or_default(),
            due: due(t, &document, app.clock.today()),
            versions: document::version::list(app, &member, id)?,
            links: attachment::of_document(app, &member, &document)?,
            proves: proves(app, &member, t, id)?,
            found: shown.q.as_ref().map(|words| attachment::subjects_for(app, &member, id, words)).transpose()?,
            q: shown.q.unwrap_or_default(),
            typed: shown.typed.unwrap_or(stored),
            categories: category::offered(app, &member)?,
            shares: if editable { share::list(app, &member, id)? } else { Vec::new() },
            shared: shown.shared,
            share_until: shown
                .last_day
                .unwrap_or_else(|| app.clock.today().saturating_add(jiff::Span::new().days(SHARED_DAYS)).to_string()),
            editable,
            worded: document.text == TextState::Indexed && preview.as_ref().is_some_and(|preview| !preview.blocks.is_empty()),
            pages: pages.min(PAGES),
            pages_cut: pages > PAGES,
            document,
            shell,
        })
    });
    page.await
}

/// Addresses and names of what a document proves; what is gone meanwhile is left out.
fn proves(app: &Services, member: &Member, t: Texts, id: DocumentId) -> Result<Vec<(String, String)>, Fault> {
    let mut proves = Vec::new();
    for proved in evidence::of_document(app, member, id)? {
        match proved {
            Proved::Action { action: id } => match action::find(app, member, id) {
                Ok(action) => proves.push((format!("/compliance/actions/{id}"), action.title.get(t.language).to_owned())),
                Err(Fault::NotFound) => {}
                Err(fault) => return Err(fault),
            },
            Proved::Answer { campaign, question } => {
                let address = format!("/compliance/campaigns/{campaign}/answers/{question}/documents");
                proves.push((address, t.get("answer-documents-title")));
            }
        }
    }
    Ok(proves)
}

/// The document of an address.
pub(super) fn known(id: &str) -> Result<DocumentId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
