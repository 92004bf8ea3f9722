//! A pack as a file: what may stand in it, and how it is named where something is wrong. Every fault is a [`FieldError`] of
//! the field `file`, so that the command line and the console say it in the language of whoever asks.

mod read;
mod signature;
mod write;

pub use signature::SecretKey;

use super::built_in::BuiltIn;
use crate::domain::{fault::FieldError, publisher::PublisherKey};
use sha2::{Digest as _, Sha256};
use signature::Signature;
use std::{borrow::Cow, collections::BTreeMap};

/// What is known of a pack before any of its code runs.
pub const MANIFEST: &str = "pack.toml";
/// The WebAssembly component.
pub const COMPONENT: &str = "plugin.wasm";
/// The digest of each other file.
const SUMS: &str = "SHA256SUMS";
/// Who vouches for the digests.
const SIGNATURE: &str = "signature";

/// Folders of a pack, and the ending of the files in them.
pub const FOLDERS: [(&str, &str); 4] = [("questionnaires", ".rhai"), ("courses", ".md"), ("sheets", ".md"), ("locales", ".ftl")];

/// Bytes of a pack.
pub const SIZE: usize = 16 << 20;
/// Files of a pack.
const FILES: usize = 500;
/// Bytes of one file, inflated.
const FILE: usize = 16 << 20;
/// Bytes of all files, inflated.
const TOTAL: usize = 32 << 20;
/// Bytes of a path.
const PATH: usize = 200;

/// The files of a pack, by path.
#[derive(Clone, Debug)]
pub struct PackFile {
    files: BTreeMap<Cow<'static, str>, Cow<'static, [u8]>>,
    signature: Option<Signature>,
}

impl PackFile {
    /// A pack of these files, not signed and perhaps not complete.
    ///
    /// # Errors
    /// A file that no pack has; more than a pack may hold.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, FieldError> {
        let mut pack = Self { files: BTreeMap::new(), signature: None };
        let mut total = 0;
        for (path, content) in files {
            check_path(&path)?;
            total += content.len();
            if content.len() > FILE || total > TOTAL {
                return Err(fault("size", &path).with("most", TOTAL >> 20));
            }
            pack.files.insert(path.into(), content.into());
        }
        if pack.files.len() > FILES { Err(fault("entries", WHOLE).with("most", FILES)) } else { Ok(pack) }
    }

    /// Adds the component.
    ///
    /// # Errors
    /// As [`Self::complete`].
    pub fn with_component(mut self, component: Vec<u8>) -> Result<Self, FieldError> {
        self.files.insert(COMPONENT.into(), component.into());
        self.complete()
    }

    /// A pack that travels in the program: nobody signs it, the program itself vouches for it.
    pub fn built_in(pack: &'static BuiltIn) -> Self {
        let files = pack.files.iter().map(|(path, content)| (Cow::Borrowed(*path), Cow::Borrowed(*content)));
        let component = (Cow::Borrowed(COMPONENT), Cow::Borrowed(pack.component));
        Self { files: files.chain([component]).collect(), signature: None }
    }

    /// The paths of its files, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(AsRef::as_ref)
    }

    /// Content of a file.
    pub fn content(&self, path: &str) -> Option<&Cow<'static, [u8]>> {
        self.files.get(path)
    }

    /// The component, which the pack no longer holds.
    pub fn take_component(&mut self) -> Option<Cow<'static, [u8]>> {
        self.files.remove(COMPONENT)
    }

    /// A text file; `None` where there is none.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }

    /// The text files under a folder, in the order of their paths: path inside the pack, and text.
    pub fn texts<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inside = move |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let files = self.files.iter().filter(move |(path, _)| inside(path));
        files.filter_map(|(path, content)| Some((path.as_ref(), std::str::from_utf8(content).ok()?)))
    }

    /// Signs the digests of all files.
    #[must_use]
    pub fn signed(self, key: &SecretKey) -> Self {
        let signature = key.sign(self.sums().as_bytes());
        Self { signature, ..self }
    }

    /// Whose signature it bears.
    ///
    /// # Errors
    /// It bears none, or one of other digests.
    pub fn signer(&self) -> Result<PublisherKey, FieldError> {
        let signature = self.signature.as_ref().ok_or_else(|| fault("unsigned", WHOLE))?;
        if signature.vouches_for(self.sums().as_bytes()) { Ok(signature.key) } else { Err(fault("signature", SIGNATURE)) }
    }

    /// Whether it bears a signature, right or wrong.
    pub fn is_signed(&self) -> bool {
        self.signature.is_some()
    }

    /// One line for each file, as `sha256sum` writes and checks them.
    fn sums(&self) -> String {
        let line = |(path, content): (&Cow<'_, str>, &Cow<'_, [u8]>)| format!("{:x}  {path}\n", Sha256::digest(content));
        self.files.iter().map(line).collect()
    }

    /// The pack, where it has what each has and its texts are texts.
    ///
    /// # Errors
    /// A file that is missing, or the place where one stops being text.
    pub fn complete(self) -> Result<Self, FieldError> {
        for path in [MANIFEST, COMPONENT] {
            if !self.files.contains_key(path) {
                return Err(fault("missing", path));
            }
        }
        for (path, content) in &self.files {
            if path != COMPONENT
                && let Err(error) = std::str::from_utf8(content)
            {
                let line = content.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
                return Err(fault("text", &format!("{path}:{line}")));
            }
        }
        Ok(self)
    }
}

/// What stands for the whole pack where a fault is in none of its files.
const WHOLE: &str = ".pack";

/// What is wrong with a file of a pack.
pub fn fault(what: &str, place: &str) -> FieldError {
    FieldError::new("file", format!("pack-fault-{what}")).with("place", place)
}

/// What is wrong with a pack signed with a key that nobody trusted has.
pub fn unknown_key(key: PublisherKey) -> FieldError {
    fault("unknown-key", SIGNATURE).with("key", key)
}

/// Refuses paths that lead out of a folder, cannot be written everywhere, or name what no pack has.
fn check_path(path: &str) -> Result<(), FieldError> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(plain);
    if path.len() > PATH || !path.split('/').all(part) {
        return Err(fault("name", path));
    }
    let known = |(folder, ending): &(&str, &str)| {
        path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')) && path.ends_with(ending)
    };
    if path == MANIFEST || path == COMPONENT || FOLDERS.iter().any(known) { Ok(()) } else { Err(fault("unknown", path)) }
}

#[cfg(test)]
mod tests;
