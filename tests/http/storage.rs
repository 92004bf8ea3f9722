//! The same life of documents in the data folder and in the bucket of a store that speaks S3, started for the test; and a
//! scanner that looks at what comes in.

use super::documents::{begin_jobs, json, upload};
use crate::harness::{Server, World};
use probant::{
    config::{Antivirus, Bucket, Config},
    domain::{access::Tenant, organisation::Organisation},
    store::Scope,
};
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::Value;
use std::{
    env,
    io::{Read, Write},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// A running store with one bucket; ended with the value.
struct Store {
    process: Child,
    port: u16,
    #[expect(dead_code, reason = "deleted when dropped")]
    folder: TempDir,
}

const BUCKET: &str = "probant";
/// What the store lets in.
const ACCESS: (&str, &str) = ("S3RVER", "S3RVER");

impl Store {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let script = tools().join("s3rver/node_modules/s3rver/bin/s3rver.js");
        assert!(script.is_file(), "{}: run `cargo xtask test`, which installs it with npm", script.display());
        let process = Command::new("node")
            .arg(script)
            .args(["--directory", &folder.path().display().to_string(), "--address", "127.0.0.1", "--port", &port.to_string()])
            .args(["--configure-bucket", BUCKET])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let store = Self { process, port, folder };
        for _ in 0..600 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return store;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the store did not start");
    }

    fn settings(&self, access_key: &str) -> Bucket {
        Bucket {
            endpoint: format!("http://127.0.0.1:{}", self.port),
            bucket: BUCKET.into(),
            region: "us-east-1".into(),
            access_key: access_key.into(),
            secret_key: ACCESS.1.into(),
            ca: None,
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Nothing to be done where it ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The folder in which `cargo xtask test` puts its tools.
fn tools() -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_else(|| "/tmp".into())).join(".cache");
    cache.unwrap_or_else(home).join("probant/tools")
}

/// What every storage must do.
async fn a_life_of_documents(config: impl FnOnce(&mut Config)) {
    let world = World::start_with(config).await;
    begin_jobs(&world.server);
    let (server, person) = (&world.server, &world.champion);
    let large: Vec<u8> = (0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let mut ids = Vec::new();
    for (name, content) in
        [("grand.bin", large.clone()), ("bail.txt", b"le loyer du locataire".to_vec()), ("vide.bin", Vec::new())]
    {
        let answer = upload(server, person, name, content).await;
        assert_eq!(answer.status(), StatusCode::CREATED, "{name}");
        let filed: Value = answer.json().await.unwrap();
        ids.push(filed["id"].as_str().unwrap().to_owned());
    }
    let address = |id: &str, rest: &str| server.at(&format!("/api/v1/documents/{id}{rest}"));
    let content = person.api.get(address(&ids[0], "/content")).send().await.unwrap();
    assert_eq!(content.bytes().await.unwrap(), large);
    let empty = person.api.get(address(&ids[2], "/content")).send().await.unwrap();
    assert!(empty.bytes().await.unwrap().is_empty());
    // Text and preview are kept beside the content.
    let mut found = Value::Null;
    for _ in 0..400 {
        found = json(person, server.at("/api/v1/search?q=locataires")).await;
        if found["total"] == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(found["items"][0]["id"], ids[1].as_str());
    let preview = person.web.get(server.at(&format!("/documents/{}/preview", ids[1]))).send().await.unwrap();
    assert!(preview.text().await.unwrap().contains("le loyer du locataire"));
    // The same content twice stands once; a version keeps the one before.
    let twin: Value = upload(server, person, "jumeau.bin", large.clone()).await.json().await.unwrap();
    let twin = twin["id"].as_str().unwrap();
    let form = Form::new().part("file", Part::bytes(vec![1, 2, 3]).file_name("jumeau.bin"));
    assert_eq!(person.api.post(address(twin, "/versions")).multipart(form).send().await.unwrap().status(), StatusCode::CREATED);
    assert_eq!(person.api.delete(address(&ids[0], "")).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    let before = person.api.get(address(twin, "/versions/1/content")).send().await.unwrap();
    assert_eq!(before.bytes().await.unwrap(), large, "the other document still needs it");
    let tenant = server.work(|services| {
        let organisation = services.store.scan::<Organisation>(Scope::Instance, &[]).next().unwrap().unwrap();
        Tenant::unsafe_without_membership(organisation.id)
    });
    let tenant = tenant.await;
    let digests = server.work(move |services| services.files.digests(tenant).unwrap().len()).await;
    assert_eq!(digests, 4);
    for id in [twin, ids[1].as_str(), ids[2].as_str()] {
        assert_eq!(person.api.delete(address(id, "")).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    }
    let left = server.work(move |services| services.files.digests(tenant).unwrap().len()).await;
    assert_eq!(left, 0);
    let incoming = server.services.config.files().join("incoming");
    assert_eq!(std::fs::read_dir(incoming).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_live_in_the_data_folder() {
    a_life_of_documents(|_| {}).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_live_in_a_bucket() {
    let store = Store::start().await;
    let settings = store.settings(ACCESS.0);
    a_life_of_documents(|config| config.storage = Some(settings)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_does_not_let_us_in_loses_nothing_and_says_so() {
    let store = Store::start().await;
    let settings = store.settings("wrong");
    let server = Server::start_with(|config| config.storage = Some(settings)).await;
    let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    assert_eq!(upload(&server, &person, "bail.txt", b"loyer".to_vec()).await.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(json(&person, server.at("/api/v1/documents")).await["total"], 0);
    assert_eq!(std::fs::read_dir(server.services.config.files().join("incoming")).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_keeps_infected_documents_out() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    // A scanner that finds something in whatever holds the word.
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut command = [0; 10];
            stream.read_exact(&mut command).unwrap();
            let mut content = Vec::new();
            loop {
                let mut length = [0; 4];
                stream.read_exact(&mut length).unwrap();
                let mut piece = vec![0; u32::from_be_bytes(length) as usize];
                if piece.is_empty() {
                    break;
                }
                stream.read_exact(&mut piece).unwrap();
                content.extend(piece);
            }
            let bad = content.windows(5).any(|word| word == b"EICAR");
            stream.write_all(if bad { b"stream: Test-Signature FOUND\0" } else { b"stream: OK\0" }).unwrap();
        }
    });
    let server = Server::start_with(|config| config.antivirus = Some(Antivirus { address })).await;
    let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    assert_eq!(upload(&server, &person, "bail.txt", b"loyer".to_vec()).await.status(), StatusCode::CREATED);
    let refused = upload(&server, &person, "mauvais.txt", b"x EICAR x".to_vec()).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let problem: Value = refused.json().await.unwrap();
    assert!(problem["errors"][0]["message"].as_str().unwrap().contains("Test-Signature"), "{problem}");
    assert_eq!(json(&person, server.at("/api/v1/documents")).await["total"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_scanner_no_document_comes_in() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let server = Server::start_with(|config| config.antivirus = Some(Antivirus { address })).await;
    let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    let refused = upload(&server, &person, "bail.txt", b"loyer".to_vec()).await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE, "no fault of the person");
    assert_eq!(json(&person, server.at("/api/v1/documents")).await["total"], 0);
}
