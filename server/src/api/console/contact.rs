//! The contact page and the terms of use.

use super::{
    super::{problem::Answer, token::BearerOperator},
    LocalisedBody,
};
use crate::{
    domain::instance::Contact,
    service::instance,
    web::{App, blocking},
};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How to reach whoever looks after the instance.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ContactBody {
    pub email: String,
    pub phone: String,
    pub hours: LocalisedBody,
}

/// How to reach whoever looks after the instance
#[utoipa::path(get, path = "/console/contact", tag = "console", responses((status = 200, body = ContactBody), (status = 403)))]
pub async fn show(State(app): State<App>, BearerOperator(_): BearerOperator) -> Answer<Json<ContactBody>> {
    let Contact { email, phone, hours } = blocking(&app, |app| instance::contact(app)).await?;
    Ok(Json(ContactBody { email, phone, hours: hours.into() }))
}

/// Replace the contact
#[utoipa::path(put, path = "/console/contact", tag = "console", request_body = ContactBody, responses((status = 200, body = ContactBody), (status = 403), (status = 422)))]
pub async fn change(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Json(body): Json<ContactBody>,
) -> Answer<Json<ContactBody>> {
    let contact = Contact { email: body.email, phone: body.phone, hours: body.hours.into() };
    blocking(&app, move |app| instance::change_contact(app, &operator, contact)).await?;
    show(State(app), BearerOperator(operator)).await
}

/// The terms of use
#[utoipa::path(get, path = "/console/terms", tag = "console", responses((status = 200, body = LocalisedBody), (status = 403)))]
pub async fn show_terms(State(app): State<App>, BearerOperator(_): BearerOperator) -> Answer<Json<LocalisedBody>> {
    Ok(Json(blocking(&app, |app| instance::terms(app)).await?.into()))
}

/// Replace the terms of use
#[utoipa::path(put, path = "/console/terms", tag = "console", request_body = LocalisedBody, responses((status = 200, body = LocalisedBody), (status = 403), (status = 422)))]
pub async fn change_terms(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Json(body): Json<LocalisedBody>,
) -> Answer<Json<LocalisedBody>> {
    blocking(&app, move |app| instance::change_terms(app, &operator, body.into())).await?;
    show_terms(State(app), BearerOperator(operator)).await
}
