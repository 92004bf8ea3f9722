//! Maps a [`Fault`] to the page that a person sees: a sentence and the number of the request. The cause goes to the log.
//!
//! A handler's fault travels in the extensions of its response, and [`layer`] writes the page, because only a layer
//! knows the language and the number. Paths of the API are left alone: it has its own form of error.

use super::{context::Context, respond, shell::Bare, visitor::Visitor};
use crate::domain::{
    fault::{Fault, FieldError},
    maintenance::Maintenance,
};
use askama::Template;
use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{any::Any, sync::Arc};

/// A fault on its way to its page.
#[derive(Debug)]
pub struct Refusal(pub Fault);

impl<F: Into<Fault>> From<F> for Refusal {
    fn from(fault: F) -> Self {
        Self(fault.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Arc::new(self.0));
        response
    }
}

/// The status of a fault, for pages and for the API alike.
pub fn status(fault: &Fault) -> StatusCode {
    match fault {
        Fault::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Fault::NotFound => StatusCode::NOT_FOUND,
        Fault::Forbidden => StatusCode::FORBIDDEN,
        Fault::Conflict(_) => StatusCode::CONFLICT,
        // A limit on a field is one of size, a limit on nothing in particular one of number or rate.
        Fault::Limit(error) if !error.field.is_empty() => StatusCode::PAYLOAD_TOO_LARGE,
        Fault::Limit(_) => StatusCode::TOO_MANY_REQUESTS,
        Fault::Unable(_) | Fault::Maintenance(_) | Fault::Stopped(_) => StatusCode::SERVICE_UNAVAILABLE,
        Fault::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// For the layer that catches panics: the panic hook has logged it, the person sees a page.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Refusal(Fault::internal("a handler panicked")).into_response()
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    bare: Bare,
    status: u16,
    title: String,
    sentence: String,
    details: Vec<String>,
    request_id: String,
}

/// The page of an instance that is closed for a while.
#[derive(Template)]
#[template(path = "maintenance.html")]
struct ClosedPage<'a> {
    bare: Bare,
    window: &'a Maintenance,
}

/// Writes the page of every refusal that has none yet.
pub async fn layer(request: Request, next: Next) -> Response {
    let context = request.extensions().get::<Arc<Context>>().cloned().unwrap_or_default();
    let headers = request.headers().clone();
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let fault = response.extensions_mut().remove::<Arc<Fault>>();
    if let Some(Fault::Internal(cause) | Fault::Stopped(cause)) = fault.as_deref() {
        tracing::error!(cause, "request failed");
    }
    let code = response.status();
    if api || !(code.is_client_error() || code.is_server_error()) || fault.is_none() && has_body_of_its_own(&response) {
        return response;
    }
    let visitor = Visitor::read(&headers, context.language());
    let written = match fault.as_deref() {
        Some(Fault::Maintenance(window)) => respond::page_with(code, ClosedPage { bare: visitor.into(), window }),
        fault => respond::page_with(code, error_page(visitor, code, fault, context.id.clone())),
    };
    let mut written = written.unwrap_or_else(|_| code.into_response());
    for name in [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE, header::SET_COOKIE] {
        if let Some(value) = response.headers().get(&name) {
            written.headers_mut().append(name, value.clone());
        }
    }
    written
}

/// Refusals of axum's extractors are plain text for programmers; pages, JSON and files are not.
fn has_body_of_its_own(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| !kind.starts_with("text/plain"))
}

fn error_page(visitor: Visitor, code: StatusCode, fault: Option<&Fault>, request_id: String) -> ErrorPage {
    let t = visitor.t;
    let family = match code {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "not-found",
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "forbidden",
        StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => "conflict",
        StatusCode::TOO_MANY_REQUESTS => "limit",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => "timeout",
        _ if matches!(fault, Some(Fault::Stopped(_))) => "stopped",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        code if code.is_client_error() => "invalid",
        _ => "internal",
    };
    let details: &[FieldError] = match fault {
        Some(Fault::Invalid(errors) | Fault::Conflict(errors)) => errors,
        Some(Fault::Limit(error) | Fault::Unable(error)) => std::slice::from_ref(error),
        _ => &[],
    };
    ErrorPage {
        title: t.of("error-title", family),
        sentence: t.of("error-sentence", family),
        details: details.iter().map(|error| t.error(error)).collect(),
        status: code.as_u16(),
        request_id,
        bare: Bare::from(visitor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{CommitError, StoreError};

    #[test]
    fn a_full_disk_is_the_servers_trouble_and_is_told_as_such() {
        let full = Fault::Unable(FieldError::new("file", "document-disk-full"));
        let visitor = Visitor::read(&Default::default(), Some(crate::locale::Language::Fr));
        let page = error_page(visitor, status(&full), Some(&full), "7".into());
        assert_eq!(
            (page.status, page.details.as_slice()),
            (503, &["Le serveur n’a plus de place pour ce fichier.".to_owned()][..])
        );
    }

    #[test]
    fn a_store_that_stopped_is_told_from_an_error_that_changed_nothing() {
        let stopped = || StoreError::Stopped("No space left on device".into());
        let table: [(Fault, u16, &str); 3] = [
            (stopped().into(), 503, "Votre dernier changement n’est peut-être pas enregistré."),
            (CommitError::Store(stopped()).into(), 503, "Votre dernier changement n’est peut-être pas enregistré."),
            (StoreError::NotMade("busy".into()).into(), 500, "L’erreur vient de nous, et rien n’a été modifié."),
        ];
        for (fault, code, words) in table {
            assert_eq!(status(&fault), code);
            let visitor = Visitor::read(&Default::default(), Some(crate::locale::Language::Fr));
            let page = error_page(visitor, status(&fault), Some(&fault), "7".into());
            assert!(page.sentence.starts_with(words), "{}", page.sentence);
        }
    }
}
