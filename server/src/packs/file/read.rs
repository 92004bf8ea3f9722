//! Reads a pack that comes from outside. Nothing of it is believed: what is read is counted while it is inflated, and each
//! file must be what the signed digests say.

use super::{FILE, FILES, PackFile, SIGNATURE, SIZE, SUMS, TOTAL, WHOLE, check_path, fault, signature::Signature};
use crate::domain::fault::FieldError;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::{ZipArchive, result::ZipError};

impl PackFile {
    /// Reads a pack. Whose signature it bears, if any, is for [`PackFile::signer`] to say.
    ///
    /// # Errors
    /// The first thing that is wrong with it, and in which of its files.
    pub fn read(bytes: &[u8]) -> Result<Self, FieldError> {
        let mut files = inflate(bytes)?;
        let sums = files.remove(SUMS).ok_or_else(|| fault("missing", SUMS))?;
        let signature = files.remove(SIGNATURE);
        let signature = signature.map(|line| Signature::read(&line).ok_or_else(|| fault("signature", SIGNATURE))).transpose()?;
        let pack = Self { signature, ..Self::new(files)?.complete()? };
        check_sums(&pack, &sums)?;
        Ok(pack)
    }
}

fn inflate(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, FieldError> {
    if bytes.len() > SIZE {
        return Err(fault("size", WHOLE).with("most", SIZE >> 20));
    }
    let broken = |error: ZipError| {
        tracing::info!(%error, "a file was refused as a pack");
        fault("zip", WHOLE)
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > FILES {
        return Err(fault("entries", WHOLE).with("most", FILES));
    }
    if archive.has_duplicate_names() || archive.has_overlapping_entries().map_err(broken)? {
        return Err(fault("twice", WHOLE));
    }
    // What stands before a file says the same of it as the directory at the end.
    archive.validate_header_consistency().map_err(broken)?;
    let mut files = BTreeMap::new();
    let mut left = TOTAL;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if path != SUMS && path != SIGNATURE {
            check_path(&path)?;
        }
        let most = left.min(FILE);
        let mut content = Vec::new();
        entry.take(most as u64 + 1).read_to_end(&mut content).map_err(|_| fault("zip", &path))?;
        if content.len() > most {
            return Err(fault("size", &path).with("most", TOTAL >> 20));
        }
        left -= content.len();
        files.insert(path, content);
    }
    Ok(files)
}

/// The digests must be those of the files, no file left out and none named that is not there.
fn check_sums(pack: &PackFile, sums: &[u8]) -> Result<(), FieldError> {
    let sums = std::str::from_utf8(sums).map_err(|_| fault("text", &format!("{SUMS}:1")))?;
    let own = pack.sums();
    if sums == own {
        return Ok(());
    }
    let told: BTreeMap<&str, &str> =
        sums.lines().filter_map(|line| line.split_once("  ")).map(|(sum, path)| (path, sum)).collect();
    for line in own.lines() {
        let Some((sum, path)) = line.split_once("  ") else { continue };
        match told.get(path) {
            Some(told) if *told == sum => {}
            Some(_) => return Err(fault("sum", path)),
            None => return Err(fault("no-sum", path)),
        }
    }
    let absent = told.into_keys().find(|path| pack.content(path).is_none());
    Err(absent.map_or_else(|| fault("sum", SUMS), |path| fault("missing", path)))
}
