//! Reads `pack.toml`: what is known of a pack before any of its code runs.

use super::file::{MANIFEST, fault};
use crate::domain::{
    document::LONGEST_CATEGORY,
    fault::FieldError,
    pack::Manifest,
    text::{Language, Localised},
};
use semver::Version;

/// Version of the WIT package that this server offers; packs of every earlier one with the same major run.
pub const API: Version = Version::new(1, 0, 0);

/// Reads the file and checks what does not depend on code.
///
/// # Errors
/// The first thing that is wrong, with line and column where the file itself does not read.
pub fn read(text: &str) -> Result<Manifest, FieldError> {
    let manifest: Manifest = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or_default();
        let (line, column) =
            (before.matches('\n').count() + 1, before.chars().rev().take_while(|letter| *letter != '\n').count() + 1);
        fault("manifest", &format!("{MANIFEST}:{line}:{column}")).with("why", error.message())
    })?;
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if manifest.id.is_empty() || manifest.id.len() > 64 || !manifest.id.chars().all(plain) {
        return Err(fault("id", &place(text, "id")).with("id", manifest.id));
    }
    if manifest.name.fr.trim().is_empty() {
        return Err(fault("no-name", MANIFEST));
    }
    let categories =
        manifest.document_categories.iter().flat_map(|category| [&category.name].into_iter().chain(&category.subcategories));
    if let Some((_, wrong)) = categories.flat_map(Localised::each).find(|(language, name)| !may_be_category(*language, name)) {
        return Err(fault("category", MANIFEST).with("limit", LONGEST_CATEGORY).with("name", wrong));
    }
    version(text, "version", &manifest.version)?;
    let asked = version(text, "api", &manifest.api)?;
    if asked.major != API.major || asked > API {
        return Err(fault("api", &place(text, "api")).with("asked", asked).with("offered", API));
    }
    Ok(manifest)
}

/// Whether a text can name a category of documents. Only French cannot be left out.
fn may_be_category(language: Language, name: &str) -> bool {
    let left_out = name.is_empty() && language != Language::Fr;
    left_out || (!name.trim().is_empty() && name.chars().count() <= LONGEST_CATEGORY)
}

fn version(text: &str, key: &str, written: &str) -> Result<Version, FieldError> {
    Version::parse(written).map_err(|_| fault("version", &place(text, key)).with("version", written))
}

/// File and line of a key of the manifest.
fn place(text: &str, key: &str) -> String {
    let is_key = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(is_key).map_or_else(|| MANIFEST.to_owned(), |line| format!("{MANIFEST}:{}", line + 1))
}
