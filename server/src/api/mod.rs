//! The JSON API: the same services as the pages, under `/api/v1`, described by its own OpenAPI document.
//!
//! It stands on the layers of the pages (numbers, limits, headers) and gives errors a form of its own.

pub mod accounts;
pub mod actions;
pub mod activities;
pub mod activity_fields;
pub mod archive;
pub mod attachments;
pub mod audit;
pub mod campaigns;
pub mod categories;
pub mod comments;
pub mod console;
pub mod copies;
pub mod departments;
pub mod document_rules;
pub mod documents;
pub mod evidence;
pub mod exports;
pub mod gate;
pub mod grades;
pub mod guides;
pub mod history;
pub mod imports;
pub mod indicators;
pub mod leads;
pub mod me;
pub mod models;
pub mod notifications;
pub mod organisation;
pub mod packs;
pub mod problem;
pub mod programme_exports;
pub mod purposes;
pub mod registers;
pub mod reports;
pub mod reviews;
pub mod routes;
pub mod search;
pub mod sessions;
pub mod shares;
pub mod terms;
pub mod token;
pub mod tokens;
pub mod validations;
pub mod words;

pub use routes::router;
