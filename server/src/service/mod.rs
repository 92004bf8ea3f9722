//! One door for every write and every permission: each file holds what may be done with one noun.
//!
//! Functions here are synchronous and take the permission they need as a value. They know no HTTP.

pub mod account;
pub mod activity;
pub mod document;
pub mod mail;
pub mod organisation;
pub mod password;
pub mod register;
pub mod search;
pub mod secret;
pub mod session;
pub mod setup;
pub mod throttle;
pub mod token;

use crate::{clock::Clock, config::Config, files::Files, search::SearchIndex, store::Store};

/// Everything a service needs to do its work.
pub struct Services {
    pub config: Config,
    pub clock: Clock,
    pub store: Store,
    /// Registers as seen from above, kept in memory.
    pub registers: register::Registers,
    pub passwords: password::Passwords,
    /// Failed sign-ins, kept in memory.
    pub throttle: throttle::Throttle,
    pub files: Files,
    pub search: SearchIndex,
}
