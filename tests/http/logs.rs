//! What the program writes in its log: identifiers, and nothing that opens a door or names a person.
//!
//! The program runs as it does in a server room, its log at `debug`; people sign in, are invited, forget passwords.

use super::browser;
use crate::{
    harness::PROGRAM,
    smtp::{Mood, Protection, Sink},
};
use reqwest::{Client, Response};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read},
    net::{Ipv4Addr, TcpListener},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// The program, its log gathered.
struct Running {
    child: Child,
    rest: std::thread::JoinHandle<String>,
    set_up: String,
    url: String,
}

impl Running {
    fn start(folder: &std::path::Path, smtp: u16) -> Self {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let config = folder.join("probant.toml");
        let smtp = format!(
            "[smtp]\nhost = \"127.0.0.1\"\nport = {smtp}\nencryption = \"none\"\nuser = \"posting\"\npassword = \"smtp-pass-word\"\nfrom = \"probant@oph.example\"\n"
        );
        std::fs::write(&config, format!("[log]\nfilter = \"debug\"\n{smtp}")).unwrap();
        let mut child = Command::new(&*PROGRAM)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(folder.join("data"))
            .arg("--config")
            .arg(&config)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut errors = BufReader::new(child.stderr.take().unwrap());
        let mut before = String::new();
        // The link is printed for whoever started the program, on purpose and once: it is no line of the log.
        let set_up = loop {
            let mut line = String::new();
            assert!(errors.read_line(&mut line).unwrap() > 0, "{before}");
            match line.split_once("/setup?key=") {
                Some((_, key)) => break key.trim().to_owned(),
                None => before.push_str(&line),
            }
        };
        let rest = std::thread::spawn(move || {
            errors.read_to_string(&mut before).unwrap();
            before
        });
        Self { child, rest, set_up, url: format!("http://127.0.0.1:{port}") }
    }

    /// Stops the program: its whole log.
    fn stop(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.rest.join().unwrap()
    }
}

fn cookie(answer: &Response) -> Option<String> {
    let line = answer.headers().get("set-cookie")?.to_str().ok()?;
    Some(line.split(';').next()?.split_once('=')?.1.to_owned())
}

/// The mails to somebody, once so many are there.
async fn mails(sink: &Sink, to: &str, count: usize) -> Vec<String> {
    for _ in 0..200 {
        let found: Vec<_> = sink.taken().iter().filter(|mail| mail.to == to).map(|mail| mail.part("text/plain")).collect();
        if found.len() >= count {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail to {to}: {:?}", sink.taken().iter().map(|mail| &mail.to).collect::<Vec<_>>());
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split_once(mark).expect(mark).1.split_whitespace().next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_and_no_name_stands_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let sink = Sink::start(Protection::None).await;
    let running = Running::start(folder.path(), sink.port());
    let at = |path: &str| format!("{}{path}", running.url);
    let (paule, nadia) = (browser(), browser());
    let post = async |client: &Client, path: &str, form: &[(&str, &str)]| client.post(at(path)).form(form).send().await.unwrap();
    let mut secrets: Vec<String> = vec!["smtp-pass-word".into(), running.set_up.clone()];

    // The set-up, a wrong password, a right one.
    let (first, second, third) = ("girafe tiroir moulin", "ce chat dort au grenier", "la lune luit sur le lac");
    let draft = [("key", running.set_up.as_str()), ("legal_name", "OPH Val de Loire"), ("name", "Paule Zephyrine")];
    let draft: Vec<_> =
        draft.into_iter().chain([("email", "paule@oph.example"), ("password", first), ("language", "fr")]).collect();
    let founded = post(&paule, "/setup", &draft).await;
    secrets.extend(cookie(&founded));
    post(&browser(), "/login", &[("email", "paule@oph.example"), ("password", "mauvais mot secret")]).await;
    post(&browser(), "/login", &[("email", "inconnu@oph.example"), ("password", "mauvais mot secret")]).await;
    let again = post(&browser(), "/login", &[("email", "paule@oph.example"), ("password", first)]).await;
    secrets.extend(cookie(&again));
    assert_eq!(secrets.len(), 4, "two sessions");

    // An invitation, its temporary password, the change of it.
    let form = [("name", "Nadia Quetzal"), ("email", "nadia@oph.example"), ("profile", "contributor"), ("language", "fr")];
    assert_eq!(post(&paule, "/settings/accounts", &form).await.status(), 303);
    let invitation = mails(&sink, "nadia@oph.example", 1).await.remove(0);
    let temporary = after(&invitation, "Mot de passe provisoire :").to_owned();
    let entered = post(&nadia, "/login", &[("email", "nadia@oph.example"), ("password", &temporary)]).await;
    secrets.extend(cookie(&entered));
    let changed = post(&nadia, "/account/password", &[("current", &temporary), ("password", second)]).await;
    assert_eq!(changed.status(), 303);
    secrets.extend(cookie(&changed));

    // A token, made and used.
    let page = post(&nadia, "/account/tokens", &[("token_name", "export")]).await.text().await.unwrap();
    let token = page.split("probant_").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    let me: Value =
        browser().get(at("/api/v1/me")).bearer_auth(format!("probant_{token}")).send().await.unwrap().json().await.unwrap();
    assert_eq!(me["email"], "nadia@oph.example");

    // A forgotten password.
    assert!(post(&browser(), "/password/forgotten", &[("email", "nadia@oph.example")]).await.status().is_success());
    post(&browser(), "/password/forgotten", &[("email", "inconnu@oph.example")]).await;
    let reset = mails(&sink, "nadia@oph.example", 2).await.remove(1);
    let key = after(&reset, "/password/reset?key=").to_owned();
    let fresh = browser();
    assert_eq!(fresh.get(at(&format!("/password/reset?key={key}"))).send().await.unwrap().status(), 200);
    let done = post(&fresh, "/password/reset", &[("key", &key), ("password", third)]).await;
    assert!(done.status().is_redirection(), "{}", done.status());
    secrets.extend(cookie(&done));

    // Words that people type, a refusal by the mail server that names its recipient, pages that fail.
    paule.get(at("/search?q=Dupontel+cancer")).send().await.unwrap();
    sink.be(Mood::AnswersRecipients("550 5.1.1 <omar@oph.example> unknown".into()));
    let omar = [("name", "Omar Wagram"), ("email", "omar@oph.example"), ("profile", "contributor"), ("language", "fr")];
    assert_eq!(post(&paule, "/settings/accounts", &omar).await.status(), 303);
    for path in ["/nowhere?x=Dupontel", "/documents/Dupontel"] {
        paule.get(at(path)).send().await.unwrap();
    }
    post(&nadia, "/logout", &[]).await;
    tokio::time::sleep(Duration::from_secs(2)).await;

    let log = running.stop();
    assert!(log.contains("DEBUG") && log.contains("signed in") && log.contains("mail sent"), "the log is there: {log}");
    assert!(log.contains("mail not sent"), "the refusal is told: {log}");
    secrets.extend([first, second, third, "mauvais mot secret", &temporary, &token, &key].map(str::to_owned));
    let people = ["paule@", "nadia@", "omar@", "inconnu@", "Paule", "Zephyrine", "Nadia", "Quetzal", "Omar", "Wagram", "cancer"];
    for secret in secrets.iter().map(String::as_str).chain(people) {
        assert!(secret.len() >= 4, "{secret}");
        let line = log.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret}: {}", line.unwrap_or_default());
    }
}
