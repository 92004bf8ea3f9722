//! What people do, in a real browser. Each journey bears the name of what somebody came for.

mod accessibility;
mod accounts;
pub mod browser;
mod compliance;
mod documents;
mod driver;
mod entry;
mod forms;
mod imports;
mod main_job;
mod maintenance;
mod pages;
mod purposes;
mod scripts;
mod sheets;
mod sign_in;

use std::path::{Path, PathBuf};

/// A file of the fixtures.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}
