//! Writes the mails that announce a maintenance window, some days before it begins.

use crate::service::{Services, maintenance};
use std::{sync::Arc, time::Duration};

/// Pause between two looks: an announcement may be this late.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Runs until the runtime ends.
pub async fn run(services: Arc<Services>) {
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    loop {
        ticks.tick().await;
        let services = Arc::clone(&services);
        match tokio::task::spawn_blocking(move || maintenance::announce(&services)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "a maintenance window could not be announced"),
            Err(error) => tracing::error!(%error, "announcing maintenance windows failed"),
        }
    }
}
