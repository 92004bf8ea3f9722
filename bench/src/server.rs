//! The server as people run it, with 10,000 activities and 20,000 documents: how soon it answers, how much memory it takes, how fast its API is.

use crate::{
    Outcome,
    http::Client,
    measure::{Times, middle, shown},
    table::Row,
    world::World,
};
use std::{
    error::Error,
    fs,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// The path of a run.
type PathOf<'a> = &'a dyn Fn(usize) -> String;

const EMAIL: &str = "dpo@example.org";
const ROWS: usize = 10_000;
const DOCUMENTS: usize = 20_000;

pub fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let token = prepare(&data)?;
    // The first start indexes what was written behind the server's back; the second finds all in place.
    let first = Server::start(&data, &token)?;
    first.settle()?;
    drop(first);
    let server = Server::start(&data, &token)?;
    let mut rows = vec![
        Row::new("start until the first answer, with all that data", shown(server.took))
            .asked("under 1 s", server.took < Duration::from_secs(1)),
    ];
    std::thread::sleep(Duration::from_secs(3));
    let memory = server.memory();
    rows.push(Row::new("resident memory at rest after the start", format!("{memory} MiB")).asked("under 150 MiB", memory < 150));
    let mut client = Client::connect(server.address, &token)?;
    let register = "/api/v1/registers/controller";
    let (_, list) = client.get(&format!("{register}/activities?limit=50"))?;
    let list: serde_json::Value = serde_json::from_slice(&list)?;
    let ids: Vec<&str> = list
        .get("items")
        .and_then(serde_json::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|item| item["id"].as_str())
        .collect();
    let one = |run: usize| format!("{register}/activities/{}", ids.get(run % ids.len().max(1)).copied().unwrap_or_default());
    let paths: [(&str, PathOf<'_>, u64); 4] = [
        ("list, first page", &|_| format!("{register}/activities?limit=50"), 5),
        ("tree", &|_| format!("{register}/tree"), 5),
        ("one activity, findings of the pack included", &one, 1),
        ("search, one word", &|_| "/api/v1/search?q=contentieux&limit=20".to_owned(), 3),
    ];
    for (name, path, limit) in paths {
        let mut failed = 0;
        let times = Times::of(1_000, |run| failed += usize::from(!matches!(client.get(&path(run)), Ok((200, _)))));
        if failed > 0 {
            return Err(format!("{name}: {failed} requests were not answered with 200").into());
        }
        let met = times.percentile(99) < Duration::from_millis(limit);
        rows.push(Row::new(format!("over HTTP: {name}"), times.summary()).asked(format!("p99 under {limit} ms"), met));
    }
    for (name, path, limit) in [
        ("CSV of 10,000 activities", format!("{register}/export.csv"), 500),
        ("PDF of 10,000 activities", format!("{register}/export.pdf?layout=operational"), 60_000),
    ] {
        let (took, answer) = middle(3, || client.get(&path));
        let (status, body) = answer.ok_or("no run")??;
        if status != 200 {
            return Err(format!("{name}: status {status}").into());
        }
        let row = Row::new(format!("over HTTP: {name}"), format!("{}, {} MB", shown(took), body.len() / 1_000_000));
        let met = took < Duration::from_millis(limit);
        rows.push(if limit < 1_000 { row.asked("under 0.5 s", met) } else { row });
    }
    Ok(rows)
}

/// A data folder with an organisation, its register and a token, which is answered.
fn prepare(data: &Path) -> Result<String, Box<dyn Error>> {
    let token = set_up(data)?;
    let world = World::adopt(data)?;
    world.fill(ROWS)?;
    world.file(DOCUMENTS)?;
    Ok(token)
}

/// A data folder with an organisation and a token, which is answered.
pub fn set_up(data: &Path) -> Result<String, Box<dyn Error>> {
    let password = tempfile::NamedTempFile::new()?;
    fs::write(password.path(), "Bench-2026-Moteur-Lent!\n")?;
    let mut setup = probant();
    setup.arg("setup").arg("--data").arg(data).args(["--organisation", "OPH Val de Loire", "--email", EMAIL, "--password-file"]);
    output(setup.arg(password.path()))?;
    let mut create = probant();
    let token = output(create.args(["token", "create", "--email", EMAIL, "--name", "bench", "--data"]).arg(data))?;
    Ok(token.trim().to_owned())
}

/// The binary that stands beside this one.
fn probant() -> Command {
    let here = std::env::current_exe().unwrap_or_default();
    Command::new(here.parent().map_or_else(|| PathBuf::from("probant"), |folder| folder.join("probant")))
}

fn output(command: &mut Command) -> Result<String, Box<dyn Error>> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// A running server; ended with the value.
pub struct Server {
    process: Child,
    address: SocketAddr,
    took: Duration,
}

impl Server {
    pub fn start(data: &Path, token: &str) -> Result<Self, Box<dyn Error>> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = probant();
        command.arg("serve").arg("--data").arg(data).args(["--listen", &address.to_string()]);
        let start = Instant::now();
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut server = Self { process, address, took: Duration::ZERO };
        loop {
            let answered = Client::connect(address, token).and_then(|mut client| client.get("/healthz"));
            if answered.is_ok_and(|(status, _)| status == 200) {
                server.took = start.elapsed();
                return Ok(server);
            }
            if start.elapsed() > Duration::from_secs(60) || server.process.try_wait()?.is_some() {
                return Err("the server did not start".into());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the server has nothing more to do: no processor time for two seconds.
    pub fn settle(&self) -> Result<(), Box<dyn Error>> {
        let (mut last, mut quiet) = (self.ticks(), 0);
        for _ in 0..240 {
            std::thread::sleep(Duration::from_millis(500));
            let now = self.ticks();
            quiet = if now <= last + 2 { quiet + 1 } else { 0 };
            last = now;
            if quiet >= 4 {
                return Ok(());
            }
        }
        Err("the server never came to rest".into())
    }

    /// Processor time so far, in hundredths of a second.
    fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
        fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Resident memory in MiB.
    pub fn memory(&self) -> u64 {
        self.status("VmRSS:")
    }

    /// Forgets the most memory that it had so far.
    pub fn forget_peak(&self) -> std::io::Result<()> {
        fs::write(format!("/proc/{}/clear_refs", self.process.id()), "5")
    }

    /// The most resident memory that it had, in MiB.
    pub fn peak(&self) -> u64 {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to be done where it ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
