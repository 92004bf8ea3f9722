//! Probant: a self-hosted server with which an organisation proves that it complies with the GDPR.
//!
//! The shape is told in ARCHITECTURE.md. Rings, outermost first: `web`, `api`, `jobs`, `cli`; `service`;
//! `store`, `search`, `packs`, `scripts`, `export`, `mail`, `files`; `domain`.

pub mod api;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod export;
pub mod files;
pub mod jobs;
pub mod locale;
pub mod mail;
pub mod packs;
pub mod scripts;
pub mod search;
pub mod service;
pub mod sheets;
pub mod store;
pub mod web;
