//! Has the text of new documents taken out, two at a time, so that one slow file does not hold up all others.

use crate::{
    domain::{
        access::Tenant,
        document::{Document, TextState},
        fault::Fault,
        id::DocumentId,
    },
    files::Extractor,
    service::{Services, document},
    store::Scope,
};
use parking_lot::Mutex;
use std::{
    sync::{
        Arc, Weak,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

/// Extractions at one time.
const AT_ONCE: usize = 2;

type Waiting = (Tenant, DocumentId);

/// Removes what no document needs, takes up what waited at the last stop, then follows the journal on threads of
/// its own until the services are gone.
///
/// # Errors
/// A store that cannot be read, a thread that cannot be begun.
pub fn start(services: &Arc<Services>, extractor: Extractor) -> Result<(), Fault> {
    let removed = document::sweep(services)?;
    if removed > 0 {
        tracing::warn!(removed, "contents without a document were removed");
    }
    let (sender, receiver) = mpsc::channel();
    let receiver = Arc::new(Mutex::new(receiver));
    let seen = services.store.last_seq();
    for waiting in document::reading::awaiting_text(services)? {
        sender.send(waiting).map_err(Fault::internal)?;
    }
    for _ in 0..AT_ONCE {
        let (services, receiver, extractor) = (Arc::downgrade(services), receiver.clone(), extractor.clone());
        spawn("extraction", move || extract(&services, &receiver, &extractor))?;
    }
    let services = Arc::downgrade(services);
    spawn("documents", move || follow(&services, seen, &sender))
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Fault> {
    thread::Builder::new().name(name.into()).spawn(work).map(|_| ()).map_err(Fault::internal)
}

fn extract(services: &Weak<Services>, receiver: &Mutex<Receiver<Waiting>>, extractor: &Extractor) {
    loop {
        let next = receiver.lock().recv();
        let (Ok((tenant, id)), Some(services)) = (next, services.upgrade()) else { return };
        if let Err(error) = document::reading::read_text(&services, extractor, tenant, id) {
            tracing::error!(document = %id, %error, "no text was taken out; tried again at the next start");
        }
    }
}

/// Hands on every document that waits for its text.
fn follow(services: &Weak<Services>, mut seen: u64, sender: &Sender<Waiting>) {
    let Some(mut applied) = services.upgrade().map(|services| services.store.applied()) else { return };
    loop {
        let Some(here) = services.upgrade() else { return };
        for entry in here.store.tail(seen + 1) {
            let Ok(entry) = entry else {
                tracing::error!(after = seen, "the journal cannot be read: new documents wait for the next start");
                return;
            };
            seen = entry.seq();
            for put in entry.puts::<Document>().flatten() {
                let (Scope::Organisation(tenant), Document { id, text: TextState::Pending, .. }) = put else { continue };
                if sender.send((tenant, id)).is_err() {
                    return;
                }
            }
        }
        drop(here);
        if futures::executor::block_on(applied.changed()).is_err() {
            return;
        }
    }
}
