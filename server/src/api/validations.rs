//! `POST /api/v1/registers/{kind}/activities/{id}/validation`: what a privacy champion decides on an activity that waits.

use super::{
    activities::{described, id_of, kind_of},
    problem::Answer,
    token::BearerChampion,
};
use crate::{
    domain::fault::Fault,
    service::validation::{self, Decision},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ValidationBody {
    /// `new_purpose`, `widen_purpose` or `refuse`.
    pub decision: String,
    /// Why; needed to refuse.
    #[serde(default)]
    pub reason: String,
    /// Name of the new purpose: where it is left out, the proposed one, or that of the activity.
    #[serde(default, alias = "name")]
    pub purpose: Option<String>,
    /// Category of the new purpose: that of the present one, where it is left out.
    #[serde(default)]
    pub category: Option<String>,
    /// Subcategory of the new purpose.
    #[serde(default)]
    pub subcategory: Option<String>,
    /// The version of the activity that was decided on.
    #[serde(default)]
    pub version: Option<u64>,
}

/// Decides on an activity that waits: by a new purpose, by a wider one, or by sending it back
#[utoipa::path(post, path = "/registers/{kind}/activities/{id}/validation", tag = "registers", params(("kind" = String, Path), ("id" = String, Path)), request_body = ValidationBody, responses((status = 200, body = Object), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
    Json(body): Json<ValidationBody>,
) -> Answer<Json<Value>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let version = body.version;
    let decision = body.read()?;
    let decided = blocking(&app, move |app| {
        validation::decide(app, &champion, kind, id, version, &decision)?;
        described(app, &champion, kind, id)
    });
    Ok(Json(decided.await?))
}

impl ValidationBody {
    fn read(self) -> Result<Decision, Fault> {
        let Self { decision, reason, purpose, category, subcategory, .. } = self;
        match decision.as_str() {
            "new_purpose" => Ok(Decision::NewPurpose { category, subcategory, name: purpose }),
            "widen_purpose" => Ok(Decision::WidenPurpose),
            "refuse" => Ok(Decision::Refuse { reason }),
            _ => Err(Fault::invalid("decision", "fault-unknown-value")),
        }
    }
}
