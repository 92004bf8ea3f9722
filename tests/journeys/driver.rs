//! The browser's driver as a process of the test that starts it: on a free port, gone with its browser at the end.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

const DRIVER: &str = "chromedriver";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// What to do where either is missing.
const REMEDY: &str = "run `cargo xtask test`, which installs Chromium and its driver, or type: \
     sudo apt-get install chromium chromium-driver";

/// A driver that runs, and the session that it holds.
pub struct Driver {
    child: Child,
    port: u16,
    /// Session to end before the driver goes: with it the browser ends.
    pub session: Option<String>,
}

impl Driver {
    /// Starts the driver on a port of its own choice.
    pub fn start() -> Self {
        let mut command = Command::new(DRIVER);
        command.args(["--port=0", "--log-level=SEVERE"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{DRIVER} cannot be started ({error}): {REMEDY}"));
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let started = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let rest = line.split_once("started successfully on port ")?.1.to_owned();
            rest.trim_end_matches('.').parse().ok()
        });
        // What it writes later must go somewhere, or it would wait for a reader.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let port = started.expect("the driver tells its port");
        Self { child, port, session: None }
    }

    pub fn address(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Also while a test fails, where nothing can be awaited: the session is ended by hand.
        if let Some(session) = &self.session {
            let _ = end(self.port, session);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn end(port: u16, session: &str) -> std::io::Result<()> {
    let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(connection, "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    connection.read_to_end(&mut Vec::new())?;
    Ok(())
}

/// The browser's program.
pub fn browser() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut programs = std::env::split_paths(&path).flat_map(|folder| BROWSERS.map(|name| folder.join(name)));
    programs.find(|program| program.is_file()).unwrap_or_else(|| panic!("no Chromium here: {REMEDY}"))
}
