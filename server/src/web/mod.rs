//! Pages: routes, sessions and answers for browsers. Rules live in `service`, never here.

use crate::service::Services;
use axum::{Router, routing::get};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves pages and API until the process is told to stop.
///
/// # Errors
/// What the listener says.
pub async fn serve(services: Arc<Services>, listener: TcpListener) -> std::io::Result<()> {
    let router: Router = Router::new().route("/healthz", get(|| async { "ok" })).with_state(services);
    axum::serve(listener, router).await
}
