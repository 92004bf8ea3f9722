//! The folder in which a pack is written: which of its files travel, and how a new one begins.

use super::{
    file::{FOLDERS, MANIFEST, PackFile, fault},
    manifest::API,
};
use crate::domain::fault::FieldError;
use std::{fs, io, path::Path};

/// Files of a new folder: path, and text with places in double braces.
const TEMPLATE: [(&str, &str); 8] = [
    ("Cargo.toml", include_str!("../../../plugin-api/template/Cargo.toml.in")),
    (MANIFEST, include_str!("../../../plugin-api/template/pack.toml.in")),
    ("README.md", include_str!("../../../plugin-api/template/README.md.in")),
    ("src/lib.rs", include_str!("../../../plugin-api/template/lib.rs.in")),
    ("locales/fr.ftl", include_str!("../../../plugin-api/template/fr.ftl")),
    ("locales/en.ftl", include_str!("../../../plugin-api/template/en.ftl")),
    ("locales/es.ftl", include_str!("../../../plugin-api/template/es.ftl")),
    ("questionnaires/audit.rhai", include_str!("../../../plugin-api/template/audit.rhai.in")),
];

/// Makes the folder of a new pack. `kit` is how its Cargo.toml names the guest kit.
///
/// # Errors
/// The folder is there already, or cannot be written.
pub fn create(folder: &Path, id: &str, kit: &str) -> io::Result<()> {
    fs::create_dir(folder)?;
    let (name, key) = (title(id), id.replace('-', "_"));
    for (path, text) in TEMPLATE {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        let places = [("id", id), ("name", &name), ("key", &key), ("kit", kit), ("api", &API.to_string())];
        let text =
            places.into_iter().fold(text.to_owned(), |text, (place, value)| text.replace(&format!("{{{{{place}}}}}"), value));
        fs::write(file, text)?;
    }
    fs::write(folder.join(".gitignore"), "/target\n*.pack\n*.key\n")
}

/// What travels of a folder, but its code.
///
/// # Errors
/// A file that no pack has, or that cannot be read.
pub fn read(folder: &Path) -> Result<PackFile, FieldError> {
    let unread = |place: &str, error: io::Error| fault("unread", place).with("why", error);
    let manifest = fs::read(folder.join(MANIFEST)).map_err(|error| unread(MANIFEST, error))?;
    let mut files = vec![(MANIFEST.to_owned(), manifest)];
    for (inside, _) in FOLDERS {
        add(&folder.join(inside), inside, &mut files).map_err(|error| unread(inside, error))?;
    }
    PackFile::new(files)
}

/// A script may be a folder whose files are joined, hence the way down.
fn add(folder: &Path, inside: &str, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let inside = format!("{inside}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add(&entry.path(), &inside, files)?;
        } else {
            files.push((inside, fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// `car-parks` as "Car parks".
fn title(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
