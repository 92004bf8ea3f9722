//! `/api/v1/console/packs` and `/api/v1/console/offers`: files of packs, received, looked at and installed.

use super::{super::problem::Answer, super::token::BearerOperator, LocalisedBody};
use crate::{
    domain::{access::Operator, document::Digest, fault::Fault, publisher::Succession, text::Localised},
    service::pack::installation::{self, Difference, Offer},
    web::{App, blocking, transfer},
};
use axum::{
    Json,
    extract::{Multipart, Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A received pack that can be installed, beside what is installed now.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferBody {
    /// In hexadecimal.
    #[schema(value_type = String)]
    pub sha256: Digest,
    pub id: String,
    pub version: String,
    pub name: LocalisedBody,
    /// The trusted publisher who signed it.
    pub publisher: String,
    /// The version in whose place it would come.
    pub replaces: Option<String>,
    /// That one is newer.
    pub older: bool,
    /// Who vouches for that one, where it is somebody else: then the installation needs `change_publisher`.
    pub other_publisher: Option<String>,
    /// What it asks for and the installed version did not.
    pub new_permissions: Vec<&'static str>,
    pub differences: Vec<DifferenceBody>,
}

/// What an update changes among things of one kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferenceBody {
    /// `rules`, `questions`, `models` or `categories` (of documents).
    pub kind: &'static str,
    pub added: Vec<LocalisedBody>,
    pub removed: Vec<LocalisedBody>,
    pub changed: Vec<LocalisedBody>,
}

/// How to install.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InstallationInput {
    /// Take it although another publisher vouches for the pack that is there.
    pub change_publisher: bool,
}

/// A pack that was installed.
#[derive(Debug, Serialize, ToSchema)]
pub struct InstallationBody {
    pub id: String,
    pub version: String,
    pub installed_at: String,
}

/// The form of a pack.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document; the form itself is read as a stream")]
pub struct PackForm {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

impl From<Offer> for OfferBody {
    fn from(offer: Offer) -> Self {
        let manifest = offer.pack.manifest.clone();
        Self {
            sha256: offer.sha256,
            id: manifest.id,
            version: manifest.version,
            name: manifest.name.into(),
            publisher: offer.publisher.name,
            replaces: offer.replaces,
            older: offer.older,
            other_publisher: offer.other_publisher,
            new_permissions: offer.new_permissions.iter().map(|permission| permission.as_str()).collect(),
            differences: offer.differences.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Difference> for DifferenceBody {
    fn from(Difference { kind, added, removed, changed }: Difference) -> Self {
        let bodies = |names: Vec<Localised>| names.into_iter().map(Into::into).collect();
        Self { kind, added: bodies(added), removed: bodies(removed), changed: bodies(changed) }
    }
}

/// Receive the file of a pack and say what it would change; nothing is installed yet
#[utoipa::path(post, path = "/console/packs", tag = "console", request_body(content = PackForm, content_type = "multipart/form-data"), responses((status = 201, body = OfferBody), (status = 403), (status = 422)))]
pub async fn receive(State(app): State<App>, BearerOperator(operator): BearerOperator, form: Multipart) -> Answer<Response> {
    let digest = transfer::receive_pack(&app, operator, form).await?;
    let location = HeaderValue::from_str(&format!("/api/v1/console/offers/{digest}")).map_err(Fault::internal)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], read(&app, operator, digest).await?).into_response())
}

/// What a received pack would change
#[utoipa::path(get, path = "/console/offers/{digest}", tag = "console", params(("digest" = String, Path)), responses((status = 200, body = OfferBody), (status = 403), (status = 404)))]
pub async fn show(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(digest): Path<String>,
) -> Answer<Json<OfferBody>> {
    read(&app, operator, parse(digest)?).await
}

/// Install a received pack
#[utoipa::path(post, path = "/console/offers/{digest}/installation", tag = "console", params(("digest" = String, Path)), request_body = InstallationInput, responses((status = 200, body = InstallationBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn install(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(digest): Path<String>,
    input: Option<Json<InstallationInput>>,
) -> Answer<Json<InstallationBody>> {
    let digest = parse(digest)?;
    let Json(InstallationInput { change_publisher }) = input.unwrap_or_default();
    let succession = if change_publisher { Succession::AnyTrusted } else { Succession::SamePublisher };
    let made = blocking(&app, move |app| installation::install(app, &operator, digest, succession)).await?;
    Ok(Json(InstallationBody { id: made.id, version: made.version, installed_at: made.installed_at.to_string() }))
}

async fn read(app: &App, operator: Operator, digest: Digest) -> Answer<Json<OfferBody>> {
    Ok(Json(blocking(app, move |app| installation::offer(app, &operator, digest)).await?.into()))
}

fn parse(digest: String) -> Result<Digest, Fault> {
    Digest::try_from(digest).map_err(|_| Fault::NotFound)
}
