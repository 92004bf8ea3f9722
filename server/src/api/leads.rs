//! `/api/v1/leads`: who leads the themes and subthemes of the programme.

use super::{
    problem::Answer,
    token::{Bearer, BearerChampion},
};
use crate::{
    domain::{fault::Fault, id::AccountId},
    service::{Services, lead},
    web::{App, blocking},
};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Themes and subthemes that somebody leads.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeadList {
    pub items: Vec<LeadBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// Who leads a theme or a subtheme.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeadBody {
    pub theme: String,
    /// Empty where the whole theme is led.
    pub subtheme: String,
    #[schema(value_type = Uuid)]
    pub account: AccountId,
    pub name: String,
}

/// Whom to name for what.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LeadDraft {
    pub theme: String,
    /// Left out for the whole theme, which only a privacy champion leads.
    #[serde(default)]
    pub subtheme: String,
    /// Null for nobody.
    #[schema(value_type = Option<Uuid>)]
    pub account: Option<AccountId>,
}

/// Who leads what
#[utoipa::path(get, path = "/leads", tag = "compliance", responses((status = 200, body = LeadList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<LeadList>> {
    blocking(&app, move |app| listed(app, &member)).await.map(Json).map_err(Into::into)
}

/// Names who leads a theme or a subtheme
#[utoipa::path(put, path = "/leads", tag = "compliance", request_body = LeadDraft, responses((status = 200, body = LeadList), (status = 403), (status = 404), (status = 422)))]
pub async fn name(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Json(LeadDraft { theme, subtheme, account }): Json<LeadDraft>,
) -> Answer<Json<LeadList>> {
    let named = blocking(&app, move |app| {
        lead::name(app, &champion, &theme, &subtheme, account)?;
        listed(app, &champion)
    });
    named.await.map(Json).map_err(Into::into)
}

fn listed(services: &Services, member: &crate::domain::access::Member) -> Result<LeadList, Fault> {
    let body = |((theme, subtheme), leading): ((String, String), lead::Leading)| LeadBody {
        theme,
        subtheme,
        account: leading.account,
        name: leading.name,
    };
    let mut items: Vec<_> = lead::list(services, member)?.into_iter().map(body).collect();
    items.sort_by(|a, b| (&a.theme, &a.subtheme).cmp(&(&b.theme, &b.subtheme)));
    Ok(LeadList { total: items.len(), items, next_cursor: None })
}
