//! One door for every write and every permission: each file holds what may be done with one noun.
//!
//! Functions here are synchronous and take the permission they need as a value. They know no HTTP.

pub mod account;
pub mod action;
pub mod activity;
pub mod activity_form;
pub mod archive;
pub mod attachment;
mod attempt;
pub mod audit;
pub mod campaign;
pub mod category;
pub mod comment;
pub mod console;
pub mod copy;
pub mod dashboard;
pub mod department;
pub mod document;
pub mod draft;
pub mod entry;
pub mod evidence;
pub mod export;
pub mod extract;
pub mod history;
pub mod import;
pub mod indicators;
pub mod instance;
pub mod invitation;
pub mod lead;
pub mod mail;
pub mod maintenance;
pub mod membership;
pub mod model;
pub mod notification;
pub mod operator;
pub mod organisation;
pub mod pack;
pub mod password;
pub mod password_reset;
pub mod plan;
pub mod programme;
mod proposal;
pub mod purpose;
pub mod register;
pub mod report;
pub mod review;
pub mod script;
pub mod search;
pub mod secret;
pub mod session;
pub mod setup;
pub mod share;
pub mod shelf;
pub mod term;
#[cfg(test)]
mod tests;
pub mod throttle;
pub mod token;
pub mod validation;
pub mod verification;

use crate::{
    clock::Clock,
    config::Config,
    files::{Files, Painter},
    packs::Packs,
    scripts::Scripts,
    search::SearchIndex,
    store::Store,
};

/// Everything a service needs to do its work.
pub struct Services {
    pub config: Config,
    pub clock: Clock,
    pub store: Store,
    pub packs: Packs,
    /// Registers as seen from above, kept in memory.
    pub registers: register::Registers,
    /// Imports that are being made, kept in memory.
    pub imports: import::Commits,
    /// Documents, actions and answers of organisations, kept in memory.
    pub shelves: shelf::Shelves,
    pub passwords: password::Passwords,
    /// Failed sign-ins, kept in memory.
    pub throttle: throttle::Throttle,
    /// Links for forgotten passwords that were asked for, kept in memory.
    pub reset_throttle: throttle::Throttle,
    /// Wrong passwords of links to documents, kept in memory.
    pub share_throttle: throttle::Throttle,
    /// Questionnaires, compiled once.
    pub scripts: Scripts,
    pub files: Files,
    /// Draws pages of documents.
    pub painter: Painter,
    pub search: SearchIndex,
}

impl Services {
    /// Whether changes can still be made: after a disk failed or filled up, not before a restart.
    pub fn can_save(&self) -> bool {
        self.store.health().is_ok()
    }
}
