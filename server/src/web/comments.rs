//! Comments on the sheet of an activity.

use super::{
    App,
    activities::{self, Typed, place},
    form::Errors,
    purposes::base,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::Shell,
};
use crate::{
    domain::{comment::Remarked, fault::Fault, id::CommentId, register::RegisterKind},
    locale::Texts,
    service::comment::{self, CommentShown},
};
use axum::{
    Form,
    extract::{Path, State},
};
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CommentForm {
    pub comment: String,
}

/// A comment as the sheet shows it.
pub struct CommentRow {
    pub id: CommentId,
    pub by: String,
    pub time: String,
    pub when: String,
    pub text: String,
    pub deletable: bool,
}

impl CommentRow {
    pub fn of(t: Texts, shown: CommentShown) -> Self {
        let CommentShown { comment, by, deletable } = shown;
        Self {
            id: comment.id,
            by: if by.is_empty() { t.get("audit-actor-gone") } else { by },
            time: comment.at.to_string(),
            when: t.moment(&comment.at),
            text: comment.text,
            deletable,
        }
    }
}

/// `POST /register/{kind}/activities/{id}/comments`
pub async fn create(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Form(CommentForm { comment }): Form<CommentForm>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let (author, text) = (member.clone(), comment.clone());
    let errors =
        match blocking(&app, move |app| comment::add(app, &author, Remarked::Activity { activity: id, register: kind }, &text))
            .await
        {
            Ok(_) => return respond::see_other_saying(&format!("{}/activities/{id}#comments", base(kind)), "said-commented"),
            Err(Fault::Invalid(errors)) => errors,
            Err(fault) => return Err(fault.into()),
        };
    let typed = Typed { comment, errors: Errors(errors), ..Typed::default() };
    respond::invalid(blocking(&app, move |app| activities::page(app, &member, shell, kind, id, typed)).await?)
}

/// `POST /register/{kind}/comments/{id}/deletion`
pub async fn delete(State(app): State<App>, Signed(member): Signed, Path((kind, id)): Path<(String, String)>) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let id: CommentId = id.parse().map_err(|_| Fault::NotFound)?;
    let on = blocking(&app, move |app| comment::delete(app, &member, Some(kind), id)).await?;
    respond::see_other_saying(&format!("{}/activities/{}#comments", base(kind), on.id()), "said-comment-deleted")
}
