//! The archive of an organisation as a file: a ZIP of text files and documents, written as it is read.

use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use zip::{ZipArchive, ZipWriter, read::ZipFile, result::ZipError, write::SimpleFileOptions, write::StreamWriter};

/// Longest line of a file of values, in bytes.
pub const LINE: u64 = 64 << 20;
/// Longest file that is read at once, in bytes.
const SHORT: u64 = 16 << 20;

/// Why an archive is not read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("it is no archive, or a damaged one: {0}")]
    Zip(#[from] ZipError),
    #[error("{0} is too long")]
    TooLong(String),
}

/// An archive being written. What it writes to need not be able to go back.
pub struct ArchiveWriter<W: Write>(ZipWriter<StreamWriter<W>>);

impl<W: Write> ArchiveWriter<W> {
    pub fn new(out: W) -> Self {
        Self(ZipWriter::new_stream(out))
    }

    /// Adds a file.
    pub fn file(&mut self, name: &str, mut content: impl Read) -> Result<(), ArchiveError> {
        self.begin(name)?;
        io::copy(&mut content, &mut self.0)?;
        Ok(())
    }

    /// Begins a file; what is written next is its content.
    pub fn begin(&mut self, name: &str) -> Result<(), ArchiveError> {
        Ok(self.0.start_file(name, SimpleFileOptions::default().large_file(true))?)
    }

    /// Goes on with the file that was begun.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        Ok(self.0.write_all(bytes)?)
    }

    /// Ends the archive. Without it, what was written is no archive.
    pub fn finish(self) -> Result<(), ArchiveError> {
        self.0.finish()?.flush()?;
        Ok(())
    }
}

/// An archive being read.
pub struct ArchiveReader<R: Read + Seek>(ZipArchive<R>);

impl<R: Read + Seek> ArchiveReader<R> {
    pub fn open(file: R) -> Result<Self, ArchiveError> {
        Ok(Self(ZipArchive::new(file)?))
    }

    /// Whether it has a file.
    pub fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// Names of its files.
    #[cfg(test)]
    pub fn names(&self) -> Vec<String> {
        self.0.file_names().filter_map(|name| name.ok().map(|name| name.into_owned())).collect()
    }

    /// A short file as a whole.
    pub fn short(&mut self, name: &str) -> Result<Vec<u8>, ArchiveError> {
        let mut content = Vec::new();
        self.0.by_name(name)?.take(SHORT + 1).read_to_end(&mut content)?;
        if content.len() as u64 > SHORT {
            return Err(ArchiveError::TooLong(name.to_owned()));
        }
        Ok(content)
    }

    /// A file to be read in parts.
    pub fn file(&mut self, name: &str) -> Result<ZipFile<'_, R>, ArchiveError> {
        Ok(self.0.by_name(name)?)
    }

    /// Hands over the lines of a file, each with its number from 1, until one is refused.
    pub fn lines<E: From<ArchiveError>>(
        &mut self,
        name: &str,
        mut take: impl FnMut(usize, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut file = BufReader::new(self.file(name)?);
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let got = file.by_ref().take(LINE + 1).read_until(b'\n', &mut line).map_err(ArchiveError::from)?;
            if got == 0 {
                break;
            }
            if got as u64 > LINE {
                return Err(ArchiveError::TooLong(format!("{name}, line {number}")).into());
            }
            let text = std::str::from_utf8(&line).map_err(|error| ArchiveError::from(io::Error::other(error)))?;
            take(number, text.trim_end())?;
        }
        Ok(())
    }
}
