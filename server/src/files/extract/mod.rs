//! Takes text and preview out of a file, inside a process that exists for this alone (`probant extract-text FORMAT`), or draws
//! one of its pages.
//!
//! Reads standard input, writes standard output, opens nothing. The parsers it calls are known to overflow stacks,
//! to loop and to allocate without end on hostile files: the process limits itself first and may die of it.

mod csv;
mod html;
mod markdown;
mod markup;
mod message;
mod mime;
mod office;
mod package;
mod page;
mod pdf;
mod plain;
mod sheet;
mod sink;
#[cfg(test)]
mod tests;

use crate::{
    domain::document::{Preview, Reading, TextFormat},
    sheets::SheetError,
};
use rustix::process::{Resource, Rlimit, setrlimit};
use sink::Sink;
use std::{
    fs::File,
    io::{self, Read, Write},
    os::fd::AsFd,
    process::ExitCode,
};

/// Most text that is taken out of one file, in bytes; the rest is left out.
pub const MOST_TEXT: usize = 16 * 1024 * 1024;
/// Most bytes that the process writes: the preview in one line of JSON, then the text.
pub const MOST_OUTPUT: usize = MOST_TEXT + 4 * 1024 * 1024;

/// What the process may use: memory in bytes, processor time in seconds, files it may write (none), files and connections
/// it may have open (what it was begun with, and once more its input), processes it may begin (none).
const LIMITS: [(Resource, u64); 6] = [
    (Resource::As, 1024 * 1024 * 1024),
    (Resource::Cpu, 30),
    (Resource::Fsize, 0),
    (Resource::Nofile, 4),
    (Resource::Nproc, 0),
    (Resource::Core, 0),
];

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
    #[error("spreadsheet: {0}")]
    Sheet(#[from] SheetError),
    #[error("preview: {0}")]
    Preview(#[from] serde_json::Error),
    #[error("picture: {0}")]
    Picture(String),
    #[error("asks for more than one file may: {0}")]
    Limit(&'static str),
    #[error("is not what its name says")]
    Mistaken,
    /// As much text as is taken was found: no fault.
    #[error("there is enough text")]
    Enough,
}

/// The whole life of a process that reads: limits, reading, writing. Call it before anything else is begun.
pub fn run(format: TextFormat) -> ExitCode {
    live(|input| write(&read(input, format)?))
}

/// The same for one that draws a page of a PDF.
pub fn run_page(number: u32) -> ExitCode {
    live(|input| Ok(io::stdout().lock().write_all(&page::draw(whole(input)?, number)?)?))
}

fn live(work: impl FnOnce(File) -> Result<(), ExtractError>) -> ExitCode {
    let limited = LIMITS.iter().try_for_each(|(resource, limit)| {
        setrlimit(*resource, Rlimit { current: Some(*limit), maximum: Some(*limit) }).map_err(io::Error::from)
    });
    let input = limited.and_then(|()| io::stdin().as_fd().try_clone_to_owned()).map_err(ExtractError::from);
    match input.and_then(|input| work(File::from(input))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error is closed where the server asks; a person at a terminal is told.
            drop(writeln!(io::stderr(), "{error}"));
            ExitCode::FAILURE
        }
    }
}

fn write(reading: &Reading) -> Result<(), ExtractError> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &reading.preview)?;
    out.write_all(b"\n")?;
    Ok(out.write_all(reading.text.as_bytes())?)
}

/// What the process wrote, read again; `None` where it is something else.
pub fn read_back(output: Vec<u8>) -> Option<Reading> {
    let output = String::from_utf8(output).ok()?;
    let (preview, text) = output.split_once('\n')?;
    let preview: Preview = serde_json::from_str(preview).ok()?;
    Some(Reading { text: text.to_owned(), preview })
}

/// What a file says, read in this process.
fn read(file: File, format: TextFormat) -> Result<Reading, ExtractError> {
    let mut sink = Sink::default();
    let read = match format {
        TextFormat::Pdf => whole(file).and_then(|bytes| pdf::read(bytes, &mut sink)),
        TextFormat::Docx => office::read(file, &office::DOCX, &mut sink),
        TextFormat::Pptx => office::read(file, &office::PPTX, &mut sink),
        TextFormat::Odt => office::read(file, &office::ODT, &mut sink),
        TextFormat::Sheet => sheet::read(&whole(file)?, &mut sink),
        TextFormat::Plain => beginning(file).and_then(|text| plain::read(&text, &mut sink)),
        TextFormat::Markdown => beginning(file).and_then(|text| markdown::read(&text, &mut sink)),
        TextFormat::Csv => beginning(file).and_then(|text| csv::read(&text, &mut sink)),
        TextFormat::Html => beginning(file).and_then(|text| html::read(&text, &mut sink)),
        TextFormat::Eml => whole(file).and_then(|bytes| message::read(&bytes, &mut sink)),
    };
    match read {
        Ok(()) | Err(ExtractError::Enough) => Ok(sink.finish()),
        Err(error) => Err(error),
    }
}

fn whole(mut file: File) -> Result<Vec<u8>, ExtractError> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// As much of a text file as can be kept.
fn beginning(file: File) -> Result<String, ExtractError> {
    let mut bytes = Vec::new();
    file.take(MOST_TEXT as u64 + 4).read_to_end(&mut bytes)?;
    plain::text_of(&bytes).ok_or(ExtractError::Mistaken)
}
