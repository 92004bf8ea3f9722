//! Remembers in a cookie whether a person wants the pages light, dark, or as the device prefers.

use super::{
    respond::{self, Answer},
    visitor::Theme,
};
use axum::{
    Form,
    http::{HeaderMap, HeaderValue, Uri, header},
};
use serde::Deserialize;

/// The form of the switch.
#[derive(Debug, Deserialize)]
pub struct Choice {
    theme: String,
}

/// `POST /theme`: back to the page it was chosen on.
pub async fn choose(headers: HeaderMap, Form(choice): Form<Choice>) -> Answer {
    let theme: Theme = choice.theme.parse().unwrap_or_default();
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let page = referer.and_then(|referer| referer.parse::<Uri>().ok());
    let path = page.as_ref().and_then(Uri::path_and_query).map_or("/", |path| respond::local_path(path.as_str()));
    let mut response = respond::see_other(path)?;
    let cookie = format!("theme={}; Path=/; Max-Age=31536000; SameSite=Lax", theme.name());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
