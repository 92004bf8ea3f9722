//! Takes the text out of a file, inside a process that exists for this alone (`probant extract-text FORMAT`).
//!
//! Reads standard input, writes standard output, opens nothing. The parsers it calls are known to overflow stacks,
//! to loop and to allocate without end on hostile files: the process limits itself first and may die of it.

mod package;
mod plain;

use crate::domain::document::TextFormat;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::{
    fs::File,
    io::{self, Read, Write},
    os::fd::AsFd,
    process::ExitCode,
};

/// Most text that is taken out of one file, in bytes; the rest is left out.
pub const MOST_TEXT: usize = 16 * 1024 * 1024;

/// What the process may use: memory in bytes, processor time in seconds, files it may write (none).
const LIMITS: [(Resource, u64); 5] =
    [(Resource::As, 1024 * 1024 * 1024), (Resource::Cpu, 30), (Resource::Fsize, 0), (Resource::Nofile, 16), (Resource::Core, 0)];

/// Why no text came out of a file. Told to nobody but the log of a developer.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    #[error("reading: {0}")]
    Io(#[from] io::Error),
    #[error("pdf: {0}")]
    Pdf(#[from] pdf_extract::OutputError),
    #[error("package: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("xml: {0}")]
    Xml(#[from] quick_xml::Error),
    #[error("asks for more than one file may: {0}")]
    Limit(&'static str),
}

/// The whole life of the process: limits, reading, writing. Call it before anything else is begun.
pub fn run(format: TextFormat) -> ExitCode {
    let limited = LIMITS.iter().try_for_each(|(resource, limit)| {
        setrlimit(*resource, Rlimit { current: Some(*limit), maximum: Some(*limit) }).map_err(io::Error::from)
    });
    let written = limited.and_then(|()| io::stdin().as_fd().try_clone_to_owned()).map_err(ExtractError::from).and_then(|input| {
        let text = text_of(File::from(input), format)?;
        Ok(io::stdout().write_all(cut(&text).as_bytes())?)
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error is closed where the server asks; a person at a terminal is told.
            drop(writeln!(io::stderr(), "{error}"));
            ExitCode::FAILURE
        }
    }
}

/// The text of a file, in this process.
fn text_of(mut file: File, format: TextFormat) -> Result<String, ExtractError> {
    let text = match format {
        TextFormat::Pdf => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            pdf_extract::extract_text_from_mem(&bytes)?
        }
        TextFormat::Docx => package::text_of(file, &package::DOCX)?,
        TextFormat::Xlsx => package::text_of(file, &package::XLSX)?,
        TextFormat::Odt => package::text_of(file, &package::ODT)?,
        TextFormat::Plain => {
            let mut bytes = Vec::new();
            // Two bytes a character at most become three: more than this cannot be kept.
            file.take(MOST_TEXT as u64 + 4).read_to_end(&mut bytes)?;
            plain::text_of(&bytes)
        }
    };
    Ok(text.chars().map(|c| if c.is_control() && !c.is_whitespace() { ' ' } else { c }).collect())
}

fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MOST_TEXT)).unwrap_or_default()
}
