//! Sends the mails of the queue as they come due. Without a mail server in the settings they wait in the outbox.

use crate::{
    domain::mail::Mail,
    mail::Postman,
    service::{Services, mail as queue},
    store::Versioned,
};
use std::{sync::Arc, time::Duration};

/// Longest pause between two looks at the queue: a mail due earlier is announced by the store.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// Shortest pause, so that a busy store does not make the queue busy.
const REST: Duration = Duration::from_millis(500);

/// Runs until the runtime ends. A mail that a stop interrupts is sent again after the start: better twice than never.
pub async fn run(services: Arc<Services>) {
    let Some(settings) = &services.config.smtp else { return };
    let postman = match Postman::new(settings) {
        Ok(postman) => postman,
        Err(error) => {
            tracing::error!(%error, "the settings of the mail server are wrong: mail waits in the outbox");
            return;
        }
    };
    let mut applied = services.store.applied();
    loop {
        send_due(&services, &postman).await;
        tokio::time::sleep(REST).await;
        if tokio::time::timeout(LOOK_EVERY, applied.changed()).await.is_ok_and(|changed| changed.is_err()) {
            return;
        }
    }
}

/// Tries every mail that is due: how many that were.
pub async fn send_due(services: &Arc<Services>, postman: &Postman) -> usize {
    let mails = due(services).await;
    let count = mails.len();
    for mail in mails {
        deliver(services, postman, mail).await;
    }
    count
}

async fn due(services: &Arc<Services>) -> Vec<Versioned<Mail>> {
    let services = Arc::clone(services);
    match tokio::task::spawn_blocking(move || queue::due(&services)).await {
        Ok(Ok(mails)) => mails,
        Ok(Err(error)) => {
            tracing::error!(%error, "the queue of mails cannot be read");
            Vec::new()
        }
        Err(error) => {
            tracing::error!(%error, "reading the queue of mails failed");
            Vec::new()
        }
    }
}

async fn deliver(services: &Arc<Services>, postman: &Postman, mail: Versioned<Mail>) {
    let sent = postman.send(&mail).await.map_err(|error| error.failure());
    match &sent {
        Ok(()) => tracing::info!(mail = %mail.id, "mail sent"),
        // What the server said can name people: the operator reads it in the queue, not in the log.
        Err(failure) => tracing::warn!(mail = %mail.id, why = failure.why.as_str(), "mail not sent"),
    }
    let services = Arc::clone(services);
    let settled = tokio::task::spawn_blocking(move || queue::settle(&services, &mail, sent));
    if let Ok(Err(error)) = settled.await {
        tracing::error!(%error, "what became of a mail was not written down");
    }
}
