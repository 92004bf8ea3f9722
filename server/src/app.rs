//! Wires everything together: opens what the services need, in the order in which they need it.

use crate::{
    api,
    clock::Clock,
    config::Config,
    files::{Extractor, Files, Painter},
    jobs,
    packs::Packs,
    scripts::Scripts,
    search::SearchIndex,
    service::{Services, import::Commits, pack, password::Passwords, register::Registers, shelf::Shelves, throttle::Throttle},
    store::Store,
    web,
};
use axum::Router;
use std::sync::Arc;
use tokio::net::TcpListener;

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
    let files = Files::open(&config).map_err(|error| error.to_string())?;
    let search = SearchIndex::open(&config.index()).map_err(|error| error.to_string())?;
    let packs = Packs::open(&config.data).map_err(|error| error.to_string())?;
    let painter = Painter::new(Extractor::new(&config.program));
    let services = Services {
        config,
        clock,
        store,
        packs,
        files,
        painter,
        search,
        registers: Registers::default(),
        imports: Commits::default(),
        shelves: Shelves::default(),
        passwords: Passwords::default(),
        throttle: Throttle::default(),
        reset_throttle: Throttle::default(),
        share_throttle: Throttle::default(),
        scripts: Scripts::default(),
    };
    pack::installation::load(&services).map_err(|fault| fault.to_string())?;
    Ok(Arc::new(services))
}

/// Pages and API over opened services, ready to serve.
pub fn router(services: Arc<Services>) -> Router {
    let api = api::router(services.clone());
    web::routes::router(services, api)
}

/// Serves pages and API until the process is told to stop.
///
/// # Errors
/// What the listener says, or that a job cannot be started.
pub async fn serve(services: Arc<Services>, listener: TcpListener) -> std::io::Result<()> {
    jobs::indexing::start(&services).map_err(std::io::Error::other)?;
    jobs::extraction::start(&services, Extractor::new(&services.config.program)).map_err(std::io::Error::other)?;
    jobs::notification::start(&services).map_err(std::io::Error::other)?;
    tokio::spawn(jobs::notification::write_digests(services.clone()));
    tokio::spawn(jobs::notification::remind(services.clone()));
    tokio::spawn(jobs::mail::run(services.clone()));
    tokio::spawn(jobs::tidying::run(services.clone()));
    tokio::spawn(jobs::maintenance::run(services.clone()));
    web::serve(router(services), listener).await
}
