//! Has text and preview of a file taken out by a process of its own, which may crash, loop or ask for all memory.
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
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// Longest time an extraction may take.
const LONGEST: Duration = Duration::from_secs(60);

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
    /// Extractions by this program (the running one, unless in a test).
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), longest: LONGEST }
    }

    /// Extractions by the running program, even where its file was replaced meanwhile.
    pub fn of_this_program() -> Self {
        let link = Path::new("/proc/self/exe");
        Self::new(if link.exists() { link.to_owned() } else { std::env::current_exe().unwrap_or_default() })
    }

    /// Sets the longest time an extraction may take.
    #[must_use]
    pub fn within(self, longest: Duration) -> Self {
        Self { longest, ..self }
    }

    /// What a file says. An error says that no extraction could be begun, never that the file is bad.
    pub fn extract(&self, file: File, format: TextFormat) -> Result<Extracted, FileError> {
        let mut child = Command::new(&self.program)
            .args(["extract-text", format.as_str()])
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
        let reading = output.filter(|_| finished).and_then(read_back);
        Ok(reading.map_or(Extracted::Unreadable, Extracted::Read))
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

fn read_capped(output: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    output.take(MOST_OUTPUT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MOST_OUTPUT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}
