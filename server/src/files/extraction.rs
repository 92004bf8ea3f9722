//! Has text and preview of a file taken out, and pages drawn, by a process of its own, which may crash, loop or ask for all
//! memory.
//!
//! The process is this very program, begun anew with an empty environment. It gets the file as standard input and
//! limits itself (see [`extract`](super::extract)); here the time that passes is limited, and what it says.

use super::{
    FileError,
    extract::{MOST_OUTPUT, read_back},
};
use crate::domain::document::{Reading, TextFormat};
use std::{
    fs::File,
    io::{self, Read},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Longest time an extraction may take, and that somebody waits for the picture of a page.
const LONGEST: Duration = Duration::from_secs(60);
const LONGEST_DRAWING: Duration = Duration::from_secs(10);
/// Pages that are drawn at one time, and how long others wait.
const AT_ONCE: usize = 2;
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of an extraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extracted {
    /// What the file says, cut to what is kept.
    Read(Reading),
    /// The file is damaged or protected, or asked for too much.
    Unreadable,
}

/// Begins the processes.
#[derive(Clone, Debug)]
pub struct Extractor {
    program: PathBuf,
    longest: Duration,
}

impl Extractor {
    /// Extractions by this program.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), longest: LONGEST }
    }

    /// Sets the longest time an extraction may take.
    #[must_use]
    pub fn within(self, longest: Duration) -> Self {
        Self { longest, ..self }
    }

    /// What a file says. An error says that no extraction could be begun, never that the file is bad.
    pub fn extract(&self, file: File, format: TextFormat) -> Result<Extracted, FileError> {
        let reading = self.run(file, ["extract-text", format.as_str()])?.and_then(read_back);
        Ok(reading.map_or(Extracted::Unreadable, Extracted::Read))
    }

    /// All that a process says which ends well.
    fn run(&self, file: File, args: [&str; 2]) -> Result<Option<Vec<u8>>, FileError> {
        let mut child = Command::new(&self.program)
            .args(args)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::from(file))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = self.read(&mut child);
        // Whatever was read, nothing stays behind: a process that is gone already cannot be killed, which is fine.
        let finished = output.is_some() && child.wait()?.success();
        drop(child.kill());
        child.wait()?;
        Ok(output.filter(|_| finished))
    }

    /// All that the process says, `None` where it says too much or takes too long.
    fn read(&self, child: &mut Child) -> Option<Vec<u8>> {
        let output = child.stdout.take()?;
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            // The receiver may have stopped waiting.
            drop(sender.send(read_capped(output)));
        });
        receiver.recv_timeout(self.longest).ok()?.ok()
    }
}

/// Draws pages of PDF files for people who look at them: few at a time.
#[derive(Debug)]
pub struct Painter {
    extractor: Extractor,
    places: Arc<Semaphore>,
}

/// The right to have a page drawn; given back when dropped.
#[derive(Debug)]
pub struct Place(#[expect(dead_code, reason = "held, never read")] OwnedSemaphorePermit);

impl Painter {
    /// Has pages drawn in processes like those that take out text.
    pub fn new(extractor: Extractor) -> Self {
        Self { extractor: extractor.within(LONGEST_DRAWING), places: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Waits until a page can be drawn; `None` where too many others wait.
    pub async fn place(&self) -> Option<Place> {
        let place = tokio::time::timeout(PATIENCE, self.places.clone().acquire_owned()).await;
        Some(Place(place.ok()?.ok()?))
    }

    /// A page of a PDF as a PNG, the first is 1; `None` where there is no such page or it cannot be drawn.
    pub fn draw(&self, _: &Place, file: File, number: u32) -> Result<Option<Vec<u8>>, FileError> {
        self.extractor.run(file, ["draw-page", &number.to_string()])
    }
}

fn read_capped(output: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    output.take(MOST_OUTPUT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MOST_OUTPUT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}
