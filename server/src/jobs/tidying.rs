//! Removes, at the start and every hour, what nobody will come back for.

use crate::service::{Services, import};
use std::{sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(60 * 60);

/// Runs until the runtime ends.
pub async fn run(services: Arc<Services>) {
    loop {
        let services = Arc::clone(&services);
        match tokio::task::spawn_blocking(move || import::sweep(&services)).await {
            Ok(Ok(0)) => {}
            Ok(Ok(removed)) => tracing::info!(removed, "uploaded register files older than a day were removed"),
            Ok(Err(error)) => tracing::error!(%error, "old uploads were not removed; tried again in an hour"),
            Err(error) => tracing::error!(%error, "removing old uploads failed; tried again in an hour"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
