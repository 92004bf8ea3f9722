//! Refuses changes that another site made a signed-in browser send. No tokens: browsers say where a request comes from.
//!
//! `Sec-Fetch-Site` decides where it is sent; otherwise `Origin` must name this host. A request with neither does not
//! come from a browser of this decade. `Authorization` cannot be added by a foreign page without our consent (CORS),
//! so requests with a bearer token pass.

use super::{App, error::Refusal};
use crate::domain::fault::Fault;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Lets safe methods and requests of this site pass.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    let host = request.uri().authority().map(|authority| authority.as_str().to_owned());
    if allowed(request.method(), request.headers(), host.as_deref(), app.config.address().split_once("://").map(|(_, host)| host))
    {
        return next.run(request).await;
    }
    tracing::warn!("request from another site refused");
    Refusal(Fault::Forbidden).into_response()
}

fn allowed(method: &Method, headers: &HeaderMap, authority: Option<&str>, public_host: Option<&str>) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    if text(header::AUTHORIZATION).is_some_and(|value| value.starts_with("Bearer ")) {
        return true;
    }
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let origin = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    let origin = origin.as_ref().and_then(|uri| uri.authority()).map(|authority| authority.as_str());
    let host = text(header::HOST).or(authority);
    origin.is_some() && (origin == host || origin == public_host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn only_this_site_changes_things() {
        let site = "sec-fetch-site";
        let table: [(Method, &[(&str, &str)], bool); 15] = [
            (Method::GET, &[(site, "cross-site")], true),
            (Method::HEAD, &[("origin", "https://evil.example")], true),
            (Method::POST, &[(site, "same-origin")], true),
            (Method::POST, &[(site, "none")], true),
            (Method::POST, &[(site, "same-site")], false),
            (Method::POST, &[(site, "cross-site")], false),
            (Method::DELETE, &[(site, "cross-site")], false),
            (Method::POST, &[(site, "cross-site"), ("origin", "https://probant.example")], false),
            (Method::POST, &[("origin", "https://probant.example")], true),
            (Method::PUT, &[("origin", "https://probant.example:8443")], false),
            (Method::POST, &[("origin", "https://evil.example")], false),
            (Method::POST, &[("origin", "null")], false),
            (Method::POST, &[("origin", "https://public.example")], true),
            (Method::POST, &[], true),
            (Method::POST, &[(site, "cross-site"), ("authorization", "Bearer x")], true),
        ];
        for (method, headers, expected) in table {
            let mut map = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("probant.example"))]);
            for &(name, value) in headers {
                map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            assert_eq!(allowed(&method, &map, None, Some("public.example")), expected, "{method} {headers:?}");
        }
    }
}
