//! `/api/v1/me`: for whom the token speaks, and what that person may change of the own account.

use super::{problem::Answer, token::Bearer};
use crate::{
    domain::{
        access::Profile,
        account::{EntryMode, NotifyChoice},
        fault::Fault,
        id::OrganisationId,
        text::Language,
    },
    service::account::{self, OwnChange},
    web::{App, blocking, session::Client},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The person and the organisation a token speaks for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    pub email: String,
    pub name: String,
    pub organisation: MyOrganisation,
    pub profile: MyProfile,
    pub super_user: bool,
    /// `fr`, `en` or `es`.
    pub language: &'static str,
    /// How the person learns of things by mail: `at_once`, `daily` or `none`.
    pub notify: &'static str,
    /// How the person begins an activity: `form` or `questionnaire`.
    pub entry: &'static str,
}

/// An organisation, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyOrganisation {
    #[schema(value_type = Uuid)]
    pub id: OrganisationId,
    pub name: String,
}

/// What the person does in the organisation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MyProfile {
    PrivacyChampion,
    Contributor,
}

impl From<Profile> for MyProfile {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::PrivacyChampion => Self::PrivacyChampion,
            Profile::Contributor => Self::Contributor,
        }
    }
}

impl From<MyProfile> for Profile {
    fn from(profile: MyProfile) -> Self {
        match profile {
            MyProfile::PrivacyChampion => Self::PrivacyChampion,
            MyProfile::Contributor => Self::Contributor,
        }
    }
}

/// What a person changes of the own account; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MePatch {
    pub name: Option<String>,
    /// `fr`, `en` or `es`.
    pub language: Option<String>,
    /// `at_once`, `daily` or `none`.
    pub notify: Option<String>,
    /// `form` or `questionnaire`.
    pub entry: Option<String>,
}

/// A new password, and the current one as proof.
#[derive(Deserialize, ToSchema)]
pub struct PasswordInput {
    pub current: String,
    pub password: String,
}

/// For whom the token speaks
#[utoipa::path(get, path = "/me", tag = "account", responses((status = 200, body = Me), (status = 401)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<Me>> {
    Ok(Json(blocking(&app, move |app| me(app, &member)).await?))
}

/// Changes name, language, notification choice or entry mode
#[utoipa::path(patch, path = "/me", tag = "account", request_body = MePatch, responses((status = 200, body = Me), (status = 401), (status = 422)))]
pub async fn change(State(app): State<App>, Bearer(member): Bearer, Json(patch): Json<MePatch>) -> Answer<Json<Me>> {
    let changed = blocking(&app, move |app| {
        let (account, _) = account::who(app, &member)?;
        let own = OwnChange {
            name: patch.name.unwrap_or(account.name),
            language: word::<Language>("language", patch.language)?.unwrap_or(account.language),
            notify: word::<NotifyChoice>("notify", patch.notify)?.unwrap_or(account.notify),
            entry: word::<EntryMode>("entry", patch.entry)?.unwrap_or(account.entry),
        };
        account::change_own(app, account.id, own)?;
        me(app, &member)
    });
    Ok(Json(changed.await?))
}

/// Changes the password and ends every session of the person; tokens stay
#[utoipa::path(put, path = "/me/password", tag = "account", request_body = PasswordInput, responses((status = 204), (status = 422), (status = 429)))]
pub async fn change_password(
    State(app): State<App>,
    Bearer(member): Bearer,
    client: Client,
    Json(input): Json<PasswordInput>,
) -> Answer<StatusCode> {
    let PasswordInput { current, password } = input;
    let change = move |app: &App| account::change_password_by_token(app, &member, &current, &password, client.address);
    blocking(&app, change).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn me(app: &App, member: &crate::domain::access::Member) -> Result<Me, Fault> {
    let (account, organisation) = account::who(app, member)?;
    Ok(Me {
        email: account.email.to_string(),
        name: account.name,
        organisation: MyOrganisation { id: organisation.id, name: organisation.sheet.legal_name },
        profile: member.profile().into(),
        super_user: member.is_super_user(),
        language: account.language.code(),
        notify: account.notify.as_str(),
        entry: account.entry.as_str(),
    })
}

/// A choice by its word.
fn word<T: std::str::FromStr>(field: &str, word: Option<String>) -> Result<Option<T>, Fault> {
    word.map(|word| word.parse().map_err(|_| Fault::invalid(field, "fault-unknown-value"))).transpose()
}
