//! Documents on actions and on answers: found by name, filed anew, hung on and taken off.

use super::{
    App, actions,
    attachments::{Candidates, ChosenDocument, Wanted},
    documents::known,
    error::Refusal,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::Shell,
    transfer,
    visitor::Fragment,
};
use crate::{
    domain::{access::Member, evidence::Proved, fault::Fault, id::DocumentId},
    service::{Services, evidence},
};
use axum::{
    Form,
    extract::{Multipart, Path, Query, State},
};

/// `GET /compliance/actions/{id}/documents?q=`
pub async fn of_action(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path(id): Path<String>,
    Query(Wanted { q }): Query<Wanted>,
) -> Answer {
    let id = actions::id_of(&id)?;
    if fragment {
        let here = format!("/compliance/actions/{id}");
        let found = blocking(&app, move |app| evidence::candidates(app, &member, &Proved::Action { action: id }, &q)).await?;
        return respond::page(Candidates { t: shell.t, here, found });
    }
    let typed = actions::Typed { q: Some(q), ..actions::Typed::default() };
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
