//! Styles, scripts and icons, built into the program and served under a name that changes with their content.
//!
//! The address holds a hash over all assets, so that modules import each other by plain relative paths and a browser
//! may keep them for a year. An address with an old hash still answers, but is not kept.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::{borrow::Cow, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "assets"]
struct Assets;

/// The one stylesheet is written in several files, in this order.
const STYLES: [&str; 4] = ["css/base.css", "css/controls.css", "css/content.css", "css/media.css"];
/// The name of the one stylesheet.
const STYLESHEET: &str = "css/probant.css";

static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Assets::iter().collect();
    names.sort_unstable();
    let mut hash = Sha256::new();
    for file in names.iter().filter_map(|name| Assets::get(name).map(|file| (name, file))) {
        hash.update(file.0.as_bytes());
        hash.update(file.1.metadata.sha256_hash());
    }
    hex::encode(hash.finalize().iter().take(8).copied().collect::<Vec<_>>())
});

/// The address of an asset: `url("css/probant.css")`.
pub fn url(path: &str) -> String {
    format!("/assets/{}/{path}", HASH.as_str())
}

/// `GET /assets/{hash}/{*path}`
pub async fn show(Path((hash, path)): Path<(String, String)>) -> Response {
    let Some(content) = content(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let fresh = hash == *HASH && !cfg!(debug_assertions);
    let cache = if fresh { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, content_type(&path)), (header::CACHE_CONTROL, cache)], content).into_response()
}

/// `GET /favicon.ico`: browsers ask for it whatever the page says.
pub async fn favicon() -> Response {
    show(Path((HASH.clone(), "icons/favicon.svg".to_owned()))).await
}

fn content(path: &str) -> Option<Cow<'static, [u8]>> {
    if path != STYLESHEET {
        return Assets::get(path).map(|file| file.data);
    }
    let parts = STYLES.iter().filter_map(|part| Assets::get(part));
    Some(parts.flat_map(|part| without_indents(&part.data)).collect::<Vec<_>>().into())
}

/// Styles without what is there only for whoever writes them: blanks before lines and around braces, and the semicolon
/// before one.
fn without_indents(css: &[u8]) -> Vec<u8> {
    let lines = css.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_start);
    lines.flat_map(|line| String::from_utf8_lossy(line).replace(" { ", "{").replace("; }", "}").into_bytes()).collect()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(folder: &str) -> usize {
        Assets::iter()
            .filter(|name| name.starts_with(folder))
            .filter_map(|name| Assets::get(&name))
            .map(|file| file.data.len())
            .sum()
    }

    #[test]
    fn assets_stay_within_their_budget() {
        let css = content(STYLESHEET).unwrap().len();
        assert!(css < 40_000, "CSS weighs {css}");
        assert!(weight("js/") < 60_000, "JavaScript weighs {}", weight("js/"));
    }

    #[test]
    fn the_stylesheet_holds_every_file_of_styles() {
        let written: Vec<_> = Assets::iter().filter(|name| name.starts_with("css/")).collect();
        assert_eq!(written.len(), STYLES.len(), "{written:?}");
        let all = written.iter().map(|part| without_indents(&Assets::get(part).unwrap().data).len());
        assert_eq!(content(STYLESHEET).unwrap().len(), all.sum::<usize>());
    }

    #[tokio::test]
    async fn every_asset_has_a_type() {
        for name in Assets::iter() {
            assert_ne!(content_type(&name), "application/octet-stream", "{name}");
            assert_eq!(show(Path((String::new(), name.to_string()))).await.status(), StatusCode::OK);
        }
    }
}
