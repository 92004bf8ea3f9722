//! A PostgreSQL of its own in a temporary folder, with its default settings, to be measured with pgbench.

use crate::measure::Times;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

const PLACES: [&str; 3] = ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin"];
const SECONDS: &str = "8";
/// Searches that are timed.
const SEARCHES: &str = "500";

/// Single-row inserts of 1 kB, each a commit, by so many clients at once. The error says why there is no figure.
pub fn inserts_per_second(clients: usize) -> Result<f64, String> {
    let binaries = PLACES.iter().map(PathBuf::from).find(|place| place.join("pgbench").is_file());
    let cluster = Cluster::start(binaries.ok_or("PostgreSQL is not installed")?)?;
    let table = "CREATE TABLE entry (id bigserial PRIMARY KEY, body text NOT NULL)";
    cluster.command("psql").args(["-q", "-c", table, "postgres"]).finish()?;
    let script = cluster.folder.path().join("insert.sql");
    fs::write(&script, "INSERT INTO entry (body) VALUES (repeat('x', 1000));\n").map_err(|error| error.to_string())?;
    let threads = clients.min(4).to_string();
    let clients = clients.to_string();
    let output = cluster
        .command("pgbench")
        .args(["-n", "-M", "prepared", "-c", &clients, "-j", &threads, "-T", SECONDS, "-f"])
        .arg(&script)
        .arg("postgres")
        .finish()?;
    let rate = output.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    rate.ok_or_else(|| format!("pgbench said: {output}"))
}

/// Full text search over a table of documents, French, with its index and snippets.
pub struct Search {
    cluster: Cluster,
}

impl Search {
    /// A table with these titles and texts. The error says why there is none.
    pub fn fill(documents: &[(String, String)]) -> Result<Self, String> {
        let binaries = PLACES.iter().map(PathBuf::from).find(|place| place.join("pgbench").is_file());
        let cluster = Cluster::start(binaries.ok_or("PostgreSQL is not installed")?)?;
        let rows: String = documents.iter().map(|(title, text)| format!("{}\t{}\n", plain(title), plain(text))).collect();
        let file = cluster.folder.path().join("documents.tsv");
        fs::write(&file, rows).map_err(|error| error.to_string())?;
        let script = format!(
            "CREATE TABLE document (title text, body text, words tsvector GENERATED ALWAYS AS \
             (to_tsvector('french', title || ' ' || body)) STORED);\
             COPY document (title, body) FROM '{}';CREATE INDEX ON document USING gin (words);VACUUM ANALYZE document;\
             CREATE TABLE query (id serial, words text);",
            file.display()
        );
        for statement in script.split_inclusive(';') {
            cluster.command("psql").args(["-q", "-c", statement, "postgres"]).finish()?;
        }
        Ok(Self { cluster })
    }

    /// Times of these searches; `end` is a star where words are beginnings.
    pub fn times(&self, queries: &[String], end: &str) -> Result<Times, String> {
        let suffix = if end.is_empty() { "" } else { ":*" };
        let wanted = |query: &String| {
            query.split_whitespace().map(|word| format!("{}{suffix}", plain(word))).collect::<Vec<_>>().join(" & ")
        };
        let values: Vec<String> = queries.iter().map(|query| format!("('{}')", wanted(query).replace('\'', "''"))).collect();
        let fill = format!("TRUNCATE query RESTART IDENTITY; INSERT INTO query (words) VALUES {}", values.join(","));
        self.cluster.command("psql").args(["-q", "-c", &fill, "postgres"]).finish()?;
        let folder = self.cluster.folder.path();
        let script = folder.join("search.sql");
        let text = format!(
            "\\set n random(1, {})\nSELECT title, ts_headline('french', body, wanted) FROM document, \
             to_tsquery('french', (SELECT words FROM query WHERE id = :n)) wanted WHERE words @@ wanted \
             ORDER BY ts_rank(words, wanted) DESC LIMIT 20;\n",
            queries.len()
        );
        fs::write(&script, text).map_err(|error| error.to_string())?;
        let log = folder.join("times");
        let prefix = format!("--log-prefix={}", log.display());
        self.cluster
            .command("pgbench")
            .args(["-n", "-c", "1", "-t", SEARCHES, "-l", &prefix, "-f"])
            .arg(&script)
            .arg("postgres")
            .finish()?;
        let mut times = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| error.to_string())?.flatten() {
            if entry.file_name().to_string_lossy().starts_with("times.") {
                let text = fs::read_to_string(entry.path()).map_err(|error| error.to_string())?;
                times.extend(text.lines().filter_map(|line| line.split(' ').nth(2)?.parse().ok()).map(Duration::from_micros));
                fs::remove_file(entry.path()).map_err(|error| error.to_string())?;
            }
        }
        if times.is_empty() { Err("pgbench noted no times".into()) } else { Ok(Times::measured(times)) }
    }
}

/// A text without what the format of the file, or of a query, reads as its own.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || "\\'&|!:*()".contains(c) { ' ' } else { c }).collect()
}

struct Cluster {
    binaries: PathBuf,
    folder: TempDir,
}

impl Cluster {
    fn start(binaries: PathBuf) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        // Another user runs the server, and must reach its folder.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).map_err(|error| error.to_string())?;
        let cluster = Self { binaries, folder };
        let data = cluster.data();
        cluster.command("initdb").args(["-A", "trust", "-U", "postgres", "-D"]).arg(&data).finish()?;
        let options = format!("-k {} -c listen_addresses=''", cluster.folder.path().display());
        let log = cluster.folder.path().join("log");
        cluster
            .command("pg_ctl")
            .args(["-w", "-s", "-o", &options, "-l"])
            .arg(&log)
            .arg("-D")
            .arg(&data)
            .arg("start")
            .finish()?;
        Ok(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A program of PostgreSQL; as its own user where we are root, which it refuses to run as.
    fn command(&self, program: &str) -> Program {
        let program = self.binaries.join(program);
        let root = fs::metadata("/proc/self").is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0);
        let mut command = if root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.env("PGHOST", self.folder.path()).env("PGUSER", "postgres").current_dir(Path::new("/"));
        Program(command)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        if let Err(why) = self.command("pg_ctl").args(["-s", "-m", "immediate", "-D"]).arg(&data).arg("stop").finish() {
            eprintln!("PostgreSQL did not stop: {why}");
        }
    }
}

/// A command that is run to its end.
struct Program(Command);

impl Program {
    fn args<const N: usize>(mut self, arguments: [&str; N]) -> Self {
        self.0.args(arguments);
        self
    }

    fn arg(mut self, argument: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.arg(argument);
        self
    }

    /// What it printed.
    fn finish(mut self) -> Result<String, String> {
        // Output goes to a file: a server left running would keep a pipe open for ever.
        let printed = tempfile::NamedTempFile::new().map_err(|error| error.to_string())?;
        let file = || printed.reopen().map(Stdio::from).map_err(|error| error.to_string());
        let status = self.0.stdin(Stdio::null()).stdout(file()?).stderr(file()?).status();
        let output = fs::read_to_string(printed.path()).unwrap_or_default();
        match status {
            Ok(status) if status.success() => Ok(output),
            Ok(status) => Err(format!("{:?} ended with {status}: {output}", self.0.get_program())),
            Err(error) => Err(format!("{:?}: {error}", self.0.get_program())),
        }
    }
}
