//! How faults leave the API: `application/problem+json` (RFC 9457), always with a request number.

use crate::{
    domain::{fault::Fault, text::Language},
    locale::Texts,
    web::{context::Context, error::status},
};
use axum::{
    Json,
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::sync::Arc;

/// A fault on its way out of a handler: `?` makes it from a [`Fault`].
#[derive(Debug)]
pub struct Problem(pub Fault);

impl<F: Into<Fault>> From<F> for Problem {
    fn from(fault: F) -> Self {
        Self(fault.into())
    }
}

/// What every handler of the API answers.
pub type Answer<T> = Result<T, Problem>;

/// The body of an error.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemBody {
    /// Names the kind of problem; stable.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub title: String,
    pub status: u16,
    pub detail: String,
    pub request_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
}

/// One field that was filled wrongly.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemField {
    pub field: String,
    pub message: String,
}

impl IntoResponse for Problem {
    /// Only marks the answer: [`layer`] writes the body, since it knows the request.
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Arc::new(self.0));
        response
    }
}

/// Writes the body of every marked answer, and of those that the framework refused by itself.
pub async fn layer(request: Request, next: Next) -> Response {
    let context = request.extensions().get::<Arc<Context>>().cloned().unwrap_or_default();
    let tags = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let response = next.run(request).await;
    let code = response.status();
    let json = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/"));
    let fault = response.extensions().get::<Arc<Fault>>().cloned();
    if !(code.is_client_error() || code.is_server_error()) || fault.is_none() && json {
        return response;
    }
    let asked = tags.and_then(|tags| tags.split([',', ';']).find_map(|tag| tag.parse().ok()));
    let language = context.language().or(asked).unwrap_or(Language::En);
    let mut written = body(fault.as_deref(), code, &context.id, language);
    for name in [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
        if let Some(value) = response.headers().get(&name) {
            written.headers_mut().append(name, value.clone());
        }
    }
    written
}

fn body(fault: Option<&Fault>, status: StatusCode, request: &str, language: Language) -> Response {
    let t = Texts { language };
    let kind = match status {
        StatusCode::UNAUTHORIZED => "unauthorised",
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "not-found",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => "conflict",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::TOO_MANY_REQUESTS => "limit",
        _ if matches!(fault, Some(Fault::Stopped(_))) => "stopped",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        StatusCode::GATEWAY_TIMEOUT | StatusCode::REQUEST_TIMEOUT => "timeout",
        code if code.is_client_error() => "invalid",
        _ => "internal",
    };
    let detail = match fault {
        Some(Fault::Conflict(errors)) => errors.iter().map(|error| t.error(error)).collect::<Vec<_>>().join(" "),
        Some(Fault::Limit(error) | Fault::Unable(error)) => t.error(error),
        Some(Fault::Maintenance(window)) => t.one("maintenance-until", "to", t.moment(&window.to)),
        _ => t.of("error-sentence", kind),
    };
    let errors = match fault {
        Some(Fault::Invalid(errors)) => errors.as_slice(),
        // A conflict about nothing in particular is told by the detail alone.
        Some(Fault::Conflict(errors)) if errors.iter().any(|error| !error.field.is_empty()) => errors,
        _ => &[],
    };
    let errors = errors.iter().map(|error| ProblemField { field: error.field.clone(), message: t.error(error) }).collect();
    let title = t.of("error-title", kind);
    let body = ProblemBody { kind, title, status: status.as_u16(), detail, request_id: request.to_owned(), errors };
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/problem+json"));
    response
}
