//! The program as a process of its own: set up, started, asked, killed.

use crate::harness::{PASSWORD, PROGRAM};
use reqwest::{
    Client, StatusCode,
    header::{AUTHORIZATION, HeaderMap, HeaderValue},
};
use serde_json::Value;
use std::{
    fs,
    fs::File,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::time::sleep;

/// A data folder, and the way to the program that serves it.
pub struct Place {
    folder: TempDir,
    port: u16,
    pub api: Client,
}

impl Place {
    pub fn set_up() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let password = folder.path().join("password");
        fs::write(&password, PASSWORD).unwrap();
        let data = folder.path().join("data");
        let email = ["--email", "paule@oph.example"];
        let mut setup = command("setup", &data);
        setup.args(["--organisation", "OPH Val de Loire"]).args(email).arg("--password-file").arg(password);
        said(&mut setup);
        let mut create = Command::new(&*PROGRAM);
        let token = said(create.args(["token", "create", "--name", "killed", "--data"]).arg(&data).args(email));
        let authorization = HeaderValue::from_str(&format!("Bearer {}", token.trim())).unwrap();
        let headers = HeaderMap::from_iter([(AUTHORIZATION, authorization)]);
        let api = Client::builder().default_headers(headers).timeout(Duration::from_secs(30)).build().unwrap();
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        Self { folder, port, api }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/api/v1{path}", self.port)
    }

    pub fn spawn(&self) -> Running {
        let log = File::options().create(true).append(true).open(self.folder.path().join("log")).unwrap();
        let mut serve = command("serve", &self.data());
        serve.args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        Running(serve.stdout(Stdio::null()).stderr(log).spawn().unwrap())
    }

    pub async fn start(&self) -> Running {
        let mut running = self.spawn();
        for _ in 0..6000 {
            let health = self.api.get(format!("http://127.0.0.1:{}/healthz", self.port)).send().await;
            if health.is_ok_and(|answer| answer.status() == StatusCode::OK) {
                return running;
            }
            assert!(running.0.try_wait().unwrap().is_none(), "it does not start: {}", self.last_words());
            sleep(Duration::from_millis(10)).await;
        }
        panic!("it does not answer: {}", self.last_words());
    }

    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap();
        log[log.floor_char_boundary(log.len().saturating_sub(3000))..].to_owned()
    }

    pub async fn json(&self, path: &str) -> Value {
        let answer = self.api.get(self.at(path)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.unwrap()
    }

    /// Every item of a list.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = self.json(&format!("{path}?limit=500{cursor}")).await;
            items.extend(page["items"].as_array().unwrap().iter().cloned());
            let Some(next) = page["next_cursor"].as_str() else {
                assert_eq!(page["total"], items.len(), "{path}");
                return items;
            };
            cursor = format!("&cursor={next}");
        }
    }
}

/// The program, killed with the value.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // SIGKILL, by its number; one that ended by itself is no reason to fail here.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn command(name: &str, data: &Path) -> Command {
    let mut command = Command::new(&*PROGRAM);
    command.arg(name).arg("--data").arg(data);
    command
}

pub fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
