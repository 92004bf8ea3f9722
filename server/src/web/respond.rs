//! Answers: pages, fragments, redirects. And the one place where services leave the async threads.

use super::{
    error::Refusal,
    visitor::{self, SAID},
};
use crate::domain::fault::{Fault, FieldError};
use askama::Template;
use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use tracing::Span;

/// What a handler returns: a response, or a fault that becomes an error page.
pub type Answer = Result<Response, Refusal>;

/// A page, or a fragment of one.
pub fn page(template: impl Template) -> Answer {
    page_with(StatusCode::OK, template)
}

/// A form shown again with its errors.
pub fn invalid(template: impl Template) -> Answer {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A piece of a page that was rendered already.
pub fn fragment(html: String) -> Answer {
    Ok(Html(html).into_response())
}

/// A page with a status of its own.
pub fn page_with(status: StatusCode, template: impl Template) -> Answer {
    let html = template.render().map_err(Fault::internal)?;
    Ok((status, Html(html)).into_response())
}

/// Sends the browser to another page after a change. `path` is a path of this site, never what a person typed.
pub fn see_other(path: &str) -> Answer {
    let location = HeaderValue::from_str(path).map_err(Fault::internal)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
}

/// The same, and the next page says once what was done; `said` is a locale key that begins with `said-`.
pub fn see_other_saying(path: &str, said: &str) -> Answer {
    let mut response = see_other(path)?;
    let cookie =
        HeaderValue::from_str(&format!("{SAID}={said}; Path=/; Max-Age=30; SameSite=Lax; HttpOnly")).map_err(Fault::internal)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Takes the cookie of what was said away once a page has shown it.
pub async fn forget_said(request: Request, next: Next) -> Response {
    let pending = visitor::cookie(request.headers(), SAID).is_some();
    let mut response = next.run(request).await;
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if pending && is_page {
        let gone = HeaderValue::from_static("said=; Path=/; Max-Age=0");
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response
}

/// Tells programs how many seconds to wait, as the message of a limit tells people.
pub fn retry_after(wait: &FieldError, mut response: Response) -> Response {
    let seconds = wait.args.iter().find(|(name, _)| name == "seconds");
    let seconds = seconds.and_then(|(_, seconds)| HeaderValue::from_str(seconds).ok());
    response.headers_mut().extend(seconds.map(|seconds| (header::RETRY_AFTER, seconds)));
    response
}

/// A CSV file to save under a name of ours.
pub fn csv_file(name: &str, bytes: Vec<u8>) -> Response {
    file("text/csv; charset=utf-8", name, bytes)
}

/// A PDF file to save under a name of ours.
pub fn pdf_file(name: &str, bytes: Vec<u8>) -> Response {
    file("application/pdf", name, bytes)
}

/// A spreadsheet to save under a name of ours.
pub fn xlsx_file(name: &str, bytes: Vec<u8>) -> Response {
    file("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name, bytes)
}

/// A file of a media type to save under a name of ours.
pub fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let saved = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, saved)], bytes).into_response()
}

/// A path to return to, kept only if it stays on this site; `/` otherwise.
pub fn local_path(path: &str) -> &str {
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if local { path } else { "/" }
}

/// Runs synchronous work (a service) on the threads made for it. A panic becomes a fault of ours.
pub async fn blocking<S, T, W>(services: &S, work: W) -> Result<T, Fault>
where
    S: Clone + Send + 'static,
    T: Send + 'static,
    W: FnOnce(&S) -> Result<T, Fault> + Send + 'static,
{
    let services = services.clone();
    let span = Span::current();
    let task = tokio::task::spawn_blocking(move || span.in_scope(|| work(&services)));
    task.await.unwrap_or_else(|error| Err(Fault::internal(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_of_a_service_is_a_fault() {
        let outcome: Result<(), Fault> = blocking(&(), |()| panic!("on purpose")).await;
        assert!(matches!(outcome, Err(Fault::Internal(_))));
    }

    #[test]
    fn only_paths_of_this_site_are_returned_to() {
        let table = [("/register?x=1", "/register?x=1"), ("//evil", "/"), ("https://evil", "/"), ("/\\evil", "/"), ("", "/")];
        for (path, expected) in table {
            assert_eq!(local_path(path), expected, "{path}");
        }
    }
}
