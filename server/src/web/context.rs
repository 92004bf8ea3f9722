//! What accompanies a request from the first layer to the last: its number, its language, its line in the log.

use crate::domain::text::Language;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{
    sync::{Arc, OnceLock},
    time::Instant,
};
use tracing::Instrument;

/// The header under which an answer carries the number of its request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What is known about a request while it is answered. In the extensions of every request as `Arc<Context>`.
#[derive(Debug)]
pub struct Context {
    /// Sixteen hexadecimal digits, shown on error pages and written in the log.
    pub id: String,
    language: OnceLock<Language>,
}

impl Context {
    /// A context with a new number.
    pub fn new() -> Self {
        Self { id: format!("{:016x}", rand::random::<u64>()), language: OnceLock::new() }
    }

    /// Remembers the language of the account that asks, once the session is known: error pages use it too.
    pub fn speak(&self, language: Language) {
        let _ = self.language.set(language);
    }

    /// The language of the account that asks, where it is known.
    pub fn language(&self) -> Option<Language> {
        self.language.get().copied()
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new()
    }
}

/// Numbers the request, opens its span, logs how it ended. The query is left out: it can hold what people typed.
pub async fn layer(mut request: Request, next: Next) -> Response {
    let context = Arc::new(Context::new());
    request.extensions_mut().insert(Arc::clone(&context));
    let span = tracing::info_span!("request", id = context.id, method = %request.method(), path = request.uri().path());
    let started = Instant::now();
    async move {
        let mut response = next.run(request).await;
        if let Ok(id) = HeaderValue::from_str(&context.id) {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        let elapsed_ms = started.elapsed().as_secs_f64() * 1e3;
        tracing::info!(status = response.status().as_u16(), elapsed_ms, "answered");
        response
    }
    .instrument(span)
    .await
}
