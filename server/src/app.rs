//! Wires everything together: opens what the services need, in the order in which they need it.

use crate::{
    clock::Clock,
    config::Config,
    files::Files,
    search::SearchIndex,
    service::{Services, password::Passwords, register::Registers, throttle::Throttle},
    store::Store,
};
use std::sync::Arc;

/// Opens the data folder and everything that lives in it.
///
/// # Errors
/// A folder that cannot be made, read or written, or that another process holds: a sentence that says which.
pub fn open(config: Config) -> Result<Arc<Services>, String> {
    open_at(config, Clock::default())
}

/// The same with a clock of one's own, for tests.
///
/// # Errors
/// As [`open`].
pub fn open_at(config: Config, clock: Clock) -> Result<Arc<Services>, String> {
    std::fs::create_dir_all(&config.data).map_err(|error| format!("{}: {error}", config.data.display()))?;
    let store = Store::open(&config.data).map_err(|error| error.to_string())?;
    let files = Files::open(config.data.join("files"), config.limits.document_bytes).map_err(|error| error.to_string())?;
    let search = SearchIndex::open(&config.data.join("index")).map_err(|error| error.to_string())?;
    Ok(Arc::new(Services {
        config,
        clock,
        store,
        registers: Registers::default(),
        passwords: Passwords::default(),
        throttle: Throttle::default(),
        files,
        search,
    }))
}
