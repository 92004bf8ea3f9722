//! Files that leave the product: registers, reports, charts. Formats only: what goes into them is decided by `service`.

pub mod archive;
pub mod chart;
pub mod csv;
pub mod pdf;
pub mod xlsx;

use std::io::{self, Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Several files in one ZIP file, each under its name. The same files give the same bytes.
///
/// # Errors
/// Where it would become larger than the format holds.
pub fn bundle(files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
