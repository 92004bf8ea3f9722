//! `/api/v1/guides`: guides for interviews.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::entry::{EntryQuestion, EntryTheme},
    scripts::EntryScript,
    service::script,
    web::{App, blocking},
};
use axum::{Json, extract::State};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// The guides of the product and of the organisation's packs, as the organisation made them its own.
#[derive(Serialize, ToSchema)]
pub struct GuideList {
    items: Vec<GuideBody>,
    total: usize,
    next_cursor: Option<String>,
}

/// What to talk about in an interview, in the language of the token's owner.
#[derive(Serialize, ToSchema)]
pub struct GuideBody {
    pub id: String,
    /// Null for the guide of the product.
    pub pack: Option<String>,
    pub title: String,
    pub themes: Vec<GuideThemeBody>,
}

/// Questions about one thing, or for one line of business.
#[derive(Serialize, ToSchema)]
pub struct GuideThemeBody {
    pub id: String,
    pub title: String,
    pub questions: Vec<GuideQuestionBody>,
}

/// One question.
#[derive(Serialize, ToSchema)]
pub struct GuideQuestionBody {
    pub id: String,
    pub text: String,
    /// What to listen for.
    pub help: String,
    /// The article it rests on; may be empty.
    pub article: String,
}

/// Guides for interviews
#[utoipa::path(get, path = "/guides", tag = "compliance", responses((status = 200, body = GuideList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<GuideList>> {
    let language = member.language;
    let guides = blocking(&app, move |app| script::guides(app, &member)).await?;
    let question = |question: &EntryQuestion| GuideQuestionBody {
        id: question.key.clone(),
        text: question.text.get(language).to_owned(),
        help: question.help.get(language).to_owned(),
        article: question.article.get(language).to_owned(),
    };
    let theme = |(theme, asked): (&EntryTheme, Vec<&EntryQuestion>)| GuideThemeBody {
        id: theme.key.clone(),
        title: theme.title.get(language).to_owned(),
        questions: asked.into_iter().map(question).collect(),
    };
    let guide = |(pack, script): (Option<String>, Arc<EntryScript>)| GuideBody {
        id: script.entry.key.clone(),
        pack,
        title: script.entry.title.get(language).to_owned(),
        themes: script.themes().map(theme).collect(),
    };
    let items: Vec<GuideBody> = guides.into_iter().map(guide).collect();
    Ok(Json(GuideList { total: items.len(), items, next_cursor: None }))
}
