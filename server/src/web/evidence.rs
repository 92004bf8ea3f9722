//! Documents on actions and on answers: found by name, filed anew, hung on and taken off.

use super::{
    App, actions,
    attachments::{Candidates, ChosenDocument},
    document::known,
    error::Refusal,
    fields::plain,
    form::Errors,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
    transfer,
    visitor::Fragment,
};
use crate::{
    domain::{access::Member, document::Document, evidence::Proved, fault::Fault, id::DocumentId, plan::Module as PlanModule},
    locale::Texts,
    service::{Services, attachment::Attached, campaign, evidence, plan, report::questionnaire::in_words},
    store::Versioned,
};
use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, Query, State},
};
use serde::Deserialize;
use std::sync::Arc;

/// What is looked for; nothing where the page is opened only.
#[derive(Debug, Default, Deserialize)]
pub struct Words {
    q: Option<String>,
}

/// `GET /compliance/actions/{id}/documents?q=`
pub async fn of_action(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path(id): Path<String>,
    Query(words): Query<Words>,
) -> Answer {
    let id = actions::id_of(&id)?;
    if fragment {
        let here = format!("/compliance/actions/{id}");
        let q = words.q.unwrap_or_default();
        let found = blocking(&app, move |app| evidence::candidates(app, &member, &Proved::Action { action: id }, &q)).await?;
        return respond::page(Candidates { t: shell.t, here, found });
    }
    let typed = actions::Typed { q: words.q, ..actions::Typed::default() };
    respond::page(blocking(&app, move |app| actions::page(app, &member, shell, id, typed)).await?)
}

/// `POST /compliance/actions/{id}/documents`: files what is sent, and hangs it on the action.
pub async fn send_to_action(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path(id): Path<String>,
    form: Multipart,
) -> Answer {
    let id = actions::id_of(&id)?;
    match receive(&app, &member, form, Proved::Action { action: id }).await {
        Ok(()) => respond::see_other(&format!("/compliance/actions/{id}#documents")),
        Err(Fault::Invalid(errors)) => {
            let typed = actions::Typed { errors: errors.into(), ..actions::Typed::default() };
            respond::invalid(blocking(&app, move |app| actions::page(app, &member, shell, id, typed)).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `POST /compliance/actions/{id}/documents/attachment`
pub async fn attach_to_action(
    State(app): State<App>,
    Signed(member): Signed,
    Path(id): Path<String>,
    Form(chosen): Form<ChosenDocument>,
) -> Answer {
    on_action(&app, member, &id, &chosen, evidence::attach, "said-attached").await
}

/// `POST /compliance/actions/{id}/documents/detachment`
pub async fn detach_from_action(
    State(app): State<App>,
    Signed(member): Signed,
    Path(id): Path<String>,
    Form(chosen): Form<ChosenDocument>,
) -> Answer {
    on_action(&app, member, &id, &chosen, evidence::detach, "said-detached").await
}

/// Joins or parts a document and what it proves.
type Join = fn(&Services, &Member, &Proved, DocumentId) -> Result<(), Fault>;

async fn on_action(app: &App, member: Member, id: &str, chosen: &ChosenDocument, join: Join, said: &'static str) -> Answer {
    let (id, document) = (actions::id_of(id)?, known(&chosen.document)?);
    blocking(app, move |app| join(app, &member, &Proved::Action { action: id }, document)).await?;
    respond::see_other_saying(&format!("/compliance/actions/{id}#documents"), said)
}

/// Files what a form sends, and hangs each on what it proves.
pub(super) async fn receive(app: &App, member: &Member, form: Multipart, proved: Proved) -> Result<(), Fault> {
    let (asked, of) = (member.clone(), proved.clone());
    // Before anything is received: whether the person may, and whether there are documents at all.
    blocking(app, move |app| evidence::candidates(app, &asked, &of, "")).await?;
    let filed = transfer::receive_documents(app, member, form, Vec::new()).await?;
    let member = member.clone();
    blocking(app, move |app| filed.iter().try_for_each(|document| evidence::attach(app, &member, &proved, document.id))).await
}

/// Documents of an answer, on a page of their own.
#[derive(Template)]
#[template(path = "compliance/answer.html")]
struct AnswerPage {
    shell: Shell,
    t: Texts,
    here: String,
    back: String,
    subtheme: String,
    question: String,
    answer: String,
    documents: Vec<Attached>,
    attachable: bool,
    found: Option<Vec<Arc<Versioned<Document>>>>,
    q: String,
    errors: Errors,
}

/// `GET /compliance/campaigns/{id}/answers/{question}/documents?q=`
pub async fn of_answer(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path((id, question)): Path<(String, String)>,
    Query(words): Query<Words>,
) -> Answer {
    let proved = answer_of(&id, question)?;
    if fragment {
        let here = here(&proved);
        let q = words.q.unwrap_or_default();
        let found = blocking(&app, move |app| evidence::candidates(app, &member, &proved, &q)).await?;
        return respond::page(Candidates { t: shell.t, here, found });
    }
    respond::page(blocking(&app, move |app| answer_page(app, &member, shell, &proved, words.q, Errors::default())).await?)
}

/// `POST /compliance/campaigns/{id}/answers/{question}/documents`
pub async fn send_to_answer(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((id, question)): Path<(String, String)>,
    form: Multipart,
) -> Answer {
    let proved = answer_of(&id, question)?;
    match receive(&app, &member, form, proved.clone()).await {
        Ok(()) => respond::see_other(&format!("{}/documents", here(&proved))),
        Err(Fault::Invalid(errors)) => {
            respond::invalid(blocking(&app, move |app| answer_page(app, &member, shell, &proved, None, errors.into())).await?)
        }
        Err(fault) => Err(Refusal(fault)),
    }
}

/// `POST /compliance/campaigns/{id}/answers/{question}/documents/attachment`
pub async fn attach_to_answer(
    State(app): State<App>,
    Signed(member): Signed,
    Path((id, question)): Path<(String, String)>,
    Form(chosen): Form<ChosenDocument>,
) -> Answer {
    on_answer(&app, member, answer_of(&id, question)?, &chosen, evidence::attach, "said-attached").await
}

/// `POST /compliance/campaigns/{id}/answers/{question}/documents/detachment`
pub async fn detach_from_answer(
    State(app): State<App>,
    Signed(member): Signed,
    Path((id, question)): Path<(String, String)>,
    Form(chosen): Form<ChosenDocument>,
) -> Answer {
    on_answer(&app, member, answer_of(&id, question)?, &chosen, evidence::detach, "said-detached").await
}

async fn on_answer(app: &App, member: Member, proved: Proved, chosen: &ChosenDocument, join: Join, said: &'static str) -> Answer {
    let (document, back) = (known(&chosen.document)?, here(&proved));
    blocking(app, move |app| join(app, &member, &proved, document)).await?;
    respond::see_other_saying(&format!("{back}/documents"), said)
}

fn answer_of(id: &str, question: String) -> Result<Proved, Fault> {
    Ok(Proved::Answer { campaign: id.parse().map_err(|_| Fault::NotFound)?, question })
}

/// Where what is proved stands.
fn here(proved: &Proved) -> String {
    match proved {
        Proved::Action { action } => format!("/compliance/actions/{action}"),
        Proved::Answer { campaign, question } => format!("/compliance/campaigns/{campaign}/answers/{}", plain(question)),
    }
}

fn answer_page(
    app: &Services,
    member: &Member,
    mut shell: Shell,
    proved: &Proved,
    q: Option<String>,
    errors: Errors,
) -> Result<AnswerPage, Fault> {
    shell.module = Module::Compliance;
    let t = shell.t;
    let Proved::Answer { campaign: id, question } = proved else { return Err(Fault::NotFound) };
    let sheet = campaign::sheet(app, member, *id)?;
    // The questions of a campaign that is validated are not shown again.
    let open = sheet.campaign.validation.is_none();
    let placed = sheet.script.questionnaire.question(question).filter(|_| open).ok_or(Fault::NotFound)?;
    let value = sheet.answers.get(question).and_then(|answer| answer.value.as_ref());
    let attachable = member.champion().is_some() && plan::has(app, member, PlanModule::Documents)?;
    let found = match &q {
        Some(words) if attachable => Some(evidence::candidates(app, member, proved, words)?),
        _ => None,
    };
    Ok(AnswerPage {
        here: here(proved),
        back: format!("/compliance/campaigns/{id}?subtheme={}#q-{}", placed.subtheme.key, placed.question.key),
        subtheme: placed.subtheme.title.get(t.language).to_owned(),
        question: placed.question.text.get(t.language).to_owned(),
        answer: value.map(|value| in_words(t, &placed.question.kind, value)).unwrap_or_default(),
        documents: evidence::list(app, member, proved)?,
        attachable,
        found,
        q: q.unwrap_or_default(),
        errors,
        t,
        shell,
    })
}
