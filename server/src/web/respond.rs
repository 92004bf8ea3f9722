//! Answers: pages, fragments, redirects. And the one place where services leave the async threads.

use super::error::Refusal;
use crate::domain::fault::Fault;
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
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

/// A CSV file to save under a name of ours.
pub fn csv_file(name: &str, bytes: Vec<u8>) -> Response {
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned());
    let saved = (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
    ([kind, saved], bytes).into_response()
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
