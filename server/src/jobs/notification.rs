//! Tells people what concerns them a moment after it happened, and writes the daily mails when their hour has come.

use crate::{
    domain::fault::Fault,
    service::{
        Services, action, document,
        notification::{digest, teller},
        review,
    },
};
use std::{
    sync::{Arc, Weak},
    thread,
    time::Duration,
};

/// Pause after a failure, so that a full disk does not fill the log.
const RETRY: Duration = Duration::from_secs(10);
/// How often the clock is looked at for the daily mails.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// How often it is looked whether a review or a due date is near.
const DUE_EVERY: Duration = Duration::from_secs(600);

/// Follows the journal on a thread of its own until the services are gone.
///
/// # Errors
/// A thread that cannot be begun.
pub fn start(services: &Arc<Services>) -> Result<(), Fault> {
    let weak = Arc::downgrade(services);
    let applied = services.store.applied();
    thread::Builder::new().name("notifications".into()).spawn(move || run(&weak, applied)).map_err(Fault::internal)?;
    Ok(())
}

fn run(services: &Weak<Services>, mut applied: tokio::sync::watch::Receiver<u64>) {
    loop {
        let Some(here) = services.upgrade() else { return };
        let followed = teller::follow(&here);
        drop(here);
        if let Err(error) = followed {
            tracing::error!(%error, "people are not told what happens");
            thread::sleep(RETRY);
            continue;
        }
        if futures::executor::block_on(applied.changed()).is_err() {
            return;
        }
    }
}

/// Writes daily mails until the runtime ends.
pub async fn write_digests(services: Arc<Services>) {
    loop {
        let here = services.clone();
        match tokio::task::spawn_blocking(move || digest::write(&here)).await {
            Ok(Ok(0)) => {}
            Ok(Ok(written)) => tracing::info!(written, "daily mails written"),
            Ok(Err(error)) => tracing::error!(%error, "the daily mails were not written"),
            Err(error) => tracing::error!(%error, "writing the daily mails failed"),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Reminds of reviews, of actions that come due and of the days of documents, until the runtime ends.
pub async fn remind(services: Arc<Services>) {
    loop {
        let here = services.clone();
        let look = move || Ok::<_, Fault>((review::remind(&here)?, action::remind(&here)?, document::reminder::remind(&here)?));
        match tokio::task::spawn_blocking(look).await {
            Ok(Ok((0, 0, 0))) => {}
            Ok(Ok((reviews, actions, documents))) => {
                tracing::info!(reviews, actions, documents, "reviews, actions and documents are due");
            }
            Ok(Err(error)) => tracing::error!(%error, "what is due is not told"),
            Err(error) => tracing::error!(%error, "looking for what is due failed"),
        }
        tokio::time::sleep(DUE_EVERY).await;
    }
}
