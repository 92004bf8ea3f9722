//! Who asks through the API: the person that the token in `Authorization` speaks for.

use crate::{
    domain::{
        access::{Champion, Member, Operator, SuperUser},
        fault::Fault,
    },
    service,
    web::{App, blocking, context::Context},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// The person a valid token speaks for, in its organisation. Any other request is answered with 401.
#[derive(Clone, Debug)]
pub struct Bearer(pub Member);

/// The same where the person is a privacy champion; others are refused with 403.
#[derive(Clone, Debug)]
pub struct BearerChampion(pub Champion);

/// The same where the person is a super user; others are refused with 403.
#[derive(Clone, Debug)]
pub struct BearerSuperUser(pub SuperUser);

/// The same where the person looks after the instance; others are refused with 403.
#[derive(Clone, Debug)]
pub struct BearerOperator(pub Operator);

/// Why a request of the API was not carried out.
#[derive(Debug)]
pub enum Denied {
    /// No token, or one that opens nothing.
    Unknown,
    /// A fault like any other.
    Fault(Fault),
}

impl From<Fault> for Denied {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl IntoResponse for Denied {
    /// The body is written by the layer of problems, which knows the request.
    fn into_response(self) -> Response {
        match self {
            Self::Unknown => {
                let challenge = HeaderValue::from_static("Bearer realm=\"probant\"");
                (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, challenge)]).into_response()
            }
            Self::Fault(fault) => crate::web::error::Refusal(fault).into_response(),
        }
    }
}

impl FromRequestParts<App> for Bearer {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Denied> {
        if let Some(known) = parts.extensions.get::<Member>() {
            return Ok(Self(known.clone()));
        }
        let line = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = line.and_then(|line| line.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let token = token.map(|(_, token)| token.to_owned()).ok_or(Denied::Unknown)?;
        let member = blocking(app, move |app| service::token::bearer(app, &token)).await?.ok_or(Denied::Unknown)?;
        if let Some(context) = parts.extensions.get::<Arc<Context>>() {
            context.speak(member.language);
        }
        parts.extensions.insert(member.clone());
        Ok(Self(member))
    }
}

impl FromRequestParts<App> for BearerChampion {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Denied> {
        let Bearer(member) = Bearer::from_request_parts(parts, app).await?;
        member.champion().map(Self).ok_or(Denied::Fault(Fault::Forbidden))
    }
}

impl FromRequestParts<App> for BearerOperator {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Denied> {
        let Bearer(member) = Bearer::from_request_parts(parts, app).await?;
        let operator = blocking(app, move |app| service::operator::of(app, member.account())).await?;
        operator.map(Self).ok_or(Denied::Fault(Fault::Forbidden))
    }
}

impl FromRequestParts<App> for BearerSuperUser {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Denied> {
        let Bearer(member) = Bearer::from_request_parts(parts, app).await?;
        member.super_user().map(Self).ok_or(Denied::Fault(Fault::Forbidden))
    }
}
