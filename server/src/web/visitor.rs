//! What a browser says about its person before anybody signs in: language and theme. Never refuses a request.

use super::context::Context;
use crate::{domain::text::Language, locale::Texts};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use std::{convert::Infallible, str::FromStr, sync::Arc};

/// The cookie that carries the key of a text to the next page.
pub const SAID: &str = "said";

/// Light, dark, or as the device prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device prefers.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All themes, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The word in the cookie and in `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl FromStr for Theme {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|theme| theme.name() == name).ok_or(())
    }
}

/// An extractor for pages without a session: `t` and `theme` for their templates.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// Texts in the language of the account, else the best that `Accept-Language` asks for.
    pub t: Texts,
    /// The theme from the cookie.
    pub theme: Theme,
    /// The key of a text to show once: what the change before this page has done.
    pub said: Option<String>,
}

impl Visitor {
    /// Reads headers; the language of a known account wins.
    pub fn read(headers: &HeaderMap, account: Option<Language>) -> Self {
        let language = account.unwrap_or_else(|| accepted(headers));
        let theme = cookie(headers, "theme").and_then(|name| name.parse().ok()).unwrap_or_default();
        let said = cookie(headers, SAID).filter(|key| key.starts_with("said-")).map(str::to_owned);
        Self { t: Texts::new(language), theme, said }
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let account = parts.extensions.get::<Arc<Context>>().and_then(|context| context.language());
        Ok(Self::read(&parts.headers, account))
    }
}

/// Whether a script asks for a part of a page, such as the side panel, instead of the whole.
#[derive(Clone, Copy, Debug)]
pub struct Fragment(pub bool);

impl<S: Sync> FromRequestParts<S> for Fragment {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.headers.contains_key("x-fragment")))
    }
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|pair| pair.0 == name)
        .map(|pair| pair.1)
}

/// The best language of `Accept-Language`; French where none of ours is asked for.
fn accepted(headers: &HeaderMap) -> Language {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let mut best = (0.0, Language::default());
    for part in header.split(',').take(20) {
        let (tag, quality) = part.split_once(";q=").map_or((part, 1.0), |(tag, q)| (tag, q.trim().parse().unwrap_or(0.0)));
        if let Ok(language) = tag.parse::<Language>()
            && quality > best.0
        {
            best = (quality, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_best_language_asked_for_is_spoken() {
        let table = [
            ("", Language::Fr),
            ("de", Language::Fr),
            ("en-GB,en;q=0.9", Language::En),
            ("de, es;q=0.8, en;q=0.5", Language::Es),
            ("en;q=0.3,es-MX;q=0.7", Language::Es),
            ("en;q=x", Language::Fr),
        ];
        for (header, expected) in table {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(header))]);
            assert_eq!(accepted(&headers), expected, "{header}");
        }
    }

    #[test]
    fn cookies_are_found_among_others() {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("a=1; theme=dark; b=2"))]);
        assert_eq!(Visitor::read(&headers, None).theme, Theme::Dark);
        assert_eq!(cookie(&headers, "them"), None);
    }
}
