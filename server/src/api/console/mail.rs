//! `/api/v1/console/mail`: the queue of mails, for operators.

use crate::{
    api::{problem::Answer, token::BearerOperator},
    domain::{
        account::Email,
        fault::{Fault, FieldError},
        id::{MailId, OrganisationId},
        mail::Delivery,
        text::Language,
    },
    locale::Texts,
    mail::try_out,
    service::mail::{self, Shown},
    web::{App, blocking, visitor::Visitor},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which mails are wanted.
#[derive(Debug, Deserialize, IntoParams)]
pub struct MailQuery {
    /// `waiting`, `failed`, `sent` or `dropped`.
    pub state: Option<String>,
}

/// The mails of the queue, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailList {
    pub items: Vec<MailBody>,
    pub total: usize,
    pub next_cursor: Option<String>,
}

/// A mail of the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailBody {
    #[schema(value_type = Uuid)]
    pub id: MailId,
    #[schema(value_type = Option<Uuid>)]
    pub organisation: Option<OrganisationId>,
    pub to: String,
    /// `invitation`, `notice`, …
    pub kind: &'static str,
    pub state: &'static str,
    /// Attempts that failed.
    pub attempts: u8,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next: Option<Timestamp>,
    /// Why the last attempt failed: `unreachable`, `tls`, `sign_in`, …
    pub why: Option<&'static str>,
    /// The words of the mail server or of the system.
    pub error: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// What it says, where no mail server is in the settings and the operator hands it on.
    pub subject: Option<String>,
    pub text: Option<String>,
}

/// To whom to send a test mail.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MailTest {
    pub address: String,
}

/// What became of a test mail.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailTested {
    pub sent: bool,
    pub why: Option<&'static str>,
    /// What to look at, in words.
    pub advice: Option<String>,
    pub error: Option<String>,
}

impl From<Shown> for MailBody {
    fn from(shown: Shown) -> Self {
        let Shown { mail, rendered } = shown;
        let state = mail.delivery.as_str();
        let (attempts, next, failure) = match mail.delivery {
            Delivery::Waiting { attempts, next, error, why } => (attempts, Some(next), error.map(|error| (why, error))),
            Delivery::Failed { error, why, .. } => (0, None, Some((why, error))),
            Delivery::Sent { .. } | Delivery::Dropped { .. } => (0, None, None),
        };
        let (why, error) = failure.map(|(why, error)| (why.as_str(), error)).unzip();
        let (subject, text) = rendered.map(|rendered| (rendered.subject, rendered.text)).unzip();
        Self {
            id: mail.id,
            organisation: mail.organisation,
            to: mail.to.to_string(),
            kind: mail.letter.as_str(),
            state,
            attempts,
            next,
            why,
            error,
            created_at: mail.created_at,
            subject,
            text,
        }
    }
}

/// The queue of mails
#[utoipa::path(get, path = "/console/mail", tag = "console", params(MailQuery), responses((status = 200, body = MailList), (status = 403)))]
pub async fn list(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Query(query): Query<MailQuery>,
) -> Answer<Json<MailList>> {
    let mails = blocking(&app, move |app| mail::queue(app, &operator, query.state.as_deref())).await?;
    let items: Vec<MailBody> = mails.into_iter().map(MailBody::from).collect();
    Ok(Json(MailList { total: items.len(), items, next_cursor: None }))
}

/// Has a mail tried again now
#[utoipa::path(post, path = "/console/mail/{id}/attempt", tag = "console", params(("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn retry(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    let id = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| mail::retry(app, &operator, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a mail out of the queue for good
#[utoipa::path(post, path = "/console/mail/{id}/withdrawal", tag = "console", params(("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn withdraw(
    State(app): State<App>,
    BearerOperator(operator): BearerOperator,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    let id = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| mail::drop_out(app, &operator, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a test mail at once and says what became of it
#[utoipa::path(post, path = "/console/mail/test", tag = "console", request_body = MailTest, responses((status = 200, body = MailTested), (status = 403), (status = 422)))]
pub async fn test(
    State(app): State<App>,
    BearerOperator(_): BearerOperator,
    visitor: Visitor,
    Json(test): Json<MailTest>,
) -> Answer<Json<MailTested>> {
    let wrong = |_| Fault::Invalid(vec![FieldError::new("address", "account-email-invalid")]);
    let to = test.address.parse::<Email>().map_err(wrong)?;
    let t: Texts = visitor.t;
    let language: Language = t.language;
    let sent = try_out(app.config.smtp.as_ref(), to, language, app.config.address(), app.clock.now()).await;
    let failure = sent.err();
    let (why, error) = failure.map(|failure| (failure.why.as_str(), failure.error)).unzip();
    Ok(Json(MailTested { sent: why.is_none(), advice: why.map(|why| t.of("mail-fault", why)), why, error }))
}
