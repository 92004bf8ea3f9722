//! Writes a pack: the same files give the same bytes, so that anybody can check what a pack was made of.

use super::{PackFile, SIGNATURE, SUMS};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

impl PackFile {
    /// The pack as bytes: files in the order of their names, all of the first day that the format knows.
    ///
    /// # Errors
    /// Only those of the format, none of which a pack within its limits gives.
    pub fn write(&self) -> Result<Vec<u8>, ZipError> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut add = |path: &str, content: &[u8]| {
            archive.start_file(path, options)?;
            Ok::<(), ZipError>(archive.write_all(content)?)
        };
        add(SUMS, self.sums().as_bytes())?;
        for (path, content) in &self.files {
            add(path, content)?;
        }
        if let Some(signature) = &self.signature {
            add(SIGNATURE, signature.to_string().as_bytes())?;
        }
        Ok(archive.finish()?.into_inner())
    }
}
