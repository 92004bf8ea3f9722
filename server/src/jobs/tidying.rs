//! Removes, at the start and every hour, what nobody will come back for.

use crate::{
    domain::fault::Fault,
    service::{Services, import, pack::installation, share},
};
use std::{sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(60 * 60);

/// Runs until the runtime ends.
pub async fn run(services: Arc<Services>) {
    loop {
        let services = Arc::clone(&services);
        let tidy = move || Ok::<_, Fault>((import::sweep(&services)?, share::tidy(&services)?, installation::sweep(&services)?));
        match tokio::task::spawn_blocking(tidy).await {
            Ok(Ok((0, 0, 0))) => {}
            Ok(Ok((uploads, shares, packs))) => {
                tracing::info!(uploads, shares, packs, "uploaded files older than a day and links that ended were removed");
            }
            Ok(Err(error)) => tracing::error!(%error, "old uploads and links were not removed; tried again in an hour"),
            Err(error) => tracing::error!(%error, "removing old uploads and links failed; tried again in an hour"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
