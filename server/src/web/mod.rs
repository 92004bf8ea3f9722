//! Pages for people: routes, extraction, answers. Speaks HTTP and calls services; decides nothing about the field.
//!
//! A request is four hops: the table in [`routes`], a handler in the file of its noun, a service, the store.
//! Handlers return [`respond::Answer`]: a `Fault` of a service becomes the page of an error in [`error`].

pub mod account;
pub mod accounts;
mod action_new;
mod actions;
pub mod activities;
mod activity_entry;
pub mod activity_fields;
pub mod archive;
pub mod assets;
pub mod attachments;
pub mod audit;
mod board;
mod calendar;
mod campaign_end;
mod campaign_questions;
pub mod campaigns;
pub mod categories;
pub mod comments;
pub mod compliance;
pub mod console;
pub mod context;
pub mod copies;
pub mod csrf;
pub mod dashboard;
pub mod departments;
pub mod document;
mod document_rules;
pub mod documents;
mod entry;
mod entry_desk;
mod entry_form;
pub mod error;
mod evidence;
pub mod fields;
pub mod form;
pub mod gate;
mod guides;
pub mod headers;
pub mod history;
mod import_view;
pub mod imports;
mod indicators;
pub mod instance;
pub mod login;
pub mod membership;
pub mod models;
pub mod notifications;
pub mod organisations;
pub mod packs;
pub mod password_reset;
pub mod places;
mod plan;
pub mod programme_exports;
mod purpose_entry;
pub mod purpose_fields;
mod purpose_kept;
pub mod purposes;
mod radar;
pub mod register;
pub mod register_filters;
pub mod register_tree;
mod reports;
pub mod respond;
pub mod reviews;
pub mod routes;
mod script_custom;
mod script_desk;
mod script_differences;
mod script_editor;
mod script_preview;
mod script_renewal;
pub mod scripts;
pub mod search;
pub mod server;
pub mod session;
pub mod settings;
pub mod setup;
pub mod shares;
pub mod shell;
pub mod styleguide;
pub mod terms;
mod theme;
pub mod transfer;
pub mod validations;
pub mod visitor;
pub mod words;

use crate::service::Services;
pub use respond::blocking;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The state of every route: what services need.
pub type App = Arc<Services>;

/// Serves a router until the process is told to stop.
///
/// # Errors
/// Signals that cannot be listened to.
pub async fn serve(router: axum::Router, listener: TcpListener) -> std::io::Result<()> {
    let stop = server::StopSignal::listen()?;
    server::serve(listener, router, server::Limits::default(), stop.received()).await;
    Ok(())
}
