//! Keeps the search index up with the journal. One thread writes it, a moment after each change.

use crate::{
    domain::fault::Fault,
    search::Indexer,
    service::{Services, search},
    store::Store,
};
use std::{
    sync::{Arc, Weak},
    thread,
    time::Duration,
};

/// Changes that come within this time are indexed together: one commit of the index costs many syncs of the disk.
const GATHER: Duration = Duration::from_millis(60);
/// Pause after a failure, so that a full disk does not fill the log.
const RETRY: Duration = Duration::from_secs(10);

/// Brings the index up to the journal, then follows it on a thread of its own until the services are gone.
///
/// # Errors
/// An index that another process writes, a thread that cannot be begun.
pub fn start(services: &Arc<Services>) -> Result<(), Fault> {
    let indexer = services.search.indexer()?;
    let (weak, store) = (Arc::downgrade(services), services.store.clone());
    thread::Builder::new().name("indexing".into()).spawn(move || run(&weak, store, indexer)).map_err(Fault::internal)?;
    Ok(())
}

fn run(services: &Weak<Services>, store: Store, mut indexer: Indexer) {
    let mut applied = store.applied();
    // The store must be free to close while this thread waits.
    drop(store);
    loop {
        let Some(here) = services.upgrade() else { return };
        let followed = search::follow(&here, &mut indexer);
        drop(here);
        match followed {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => {
                tracing::error!(%error, "the search index stays behind");
                thread::sleep(RETRY);
                continue;
            }
        }
        if futures::executor::block_on(applied.changed()).is_err() {
            return;
        }
        thread::sleep(GATHER);
    }
}
