//! A server in a process of its own, which can be killed as a power cut would.

use crate::harness::PROGRAM;
use std::{
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

/// How long the program may take to say something: debug builds on a busy machine are slow.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that runs in a process of its own.
pub struct Program {
    child: Child,
    /// Where it listens, without a slash at the end.
    pub url: String,
    said: Receiver<String>,
}

impl Program {
    /// Starts it over a folder. Port 0 lets the system choose.
    pub fn start(data: &Path, port: u16) -> Self {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port)).to_string();
        let mut command = Command::new(&*PROGRAM);
        command.args(["serve", "--listen", &listen, "--data"]).arg(data).stdin(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (say, said) = mpsc::channel();
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(say.send(line))));
        let mut program = Self { child, url: String::new(), said };
        program.url = program.says("Probant: ");
        program
    }

    /// Waits for a line that begins with these words, and answers the rest of it.
    pub fn says(&self, words: &str) -> String {
        let mut heard = Vec::new();
        while let Ok(line) = self.said.recv_timeout(PATIENCE) {
            if let Some(rest) = line.strip_prefix(words) {
                return rest.to_owned();
            }
            heard.push(line);
        }
        panic!("the program does not say “{words}”, but:\n{}", heard.join("\n"))
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.url.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// Kills it as `kill -9` does: it cannot finish anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
