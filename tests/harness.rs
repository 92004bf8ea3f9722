//! A server in this process, on a free port, with a data folder of its own, and people who use it.
//!
//! Everything goes through the product's own doors: the services found the organisations and let people in, the
//! clients speak HTTP. Nothing survives the test.

use probant::{
    app,
    clock::Clock,
    config::Config,
    domain::{
        access::{Operator, Profile},
        id::{AccountId, OrganisationId},
        mail::{Letter, Mail},
        organisation::CompanySheet,
        setup::FoundationDraft,
        text::Language,
    },
    service::{
        Services, account,
        invitation::{self, Invitation},
        notification, operator,
        session::{self, Attempt, Origin},
        setup, token,
    },
    store::Scope,
    web::server,
};
use reqwest::{
    Client, ClientBuilder,
    cookie::Jar,
    header::{AUTHORIZATION, HeaderMap, HeaderValue},
    redirect::Policy,
};
use std::{
    env, fs,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, LazyLock},
};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

/// The `probant` program, brought up to date. Built with all targets, like the tests themselves: any other choice has other
/// features, and would build the dependencies again. So would the variables that say which package these tests are: a
/// dependency's build script looks at them.
pub static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--workspace", "--all-targets"]);
    let of_package = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars().filter(|(name, _)| of_package(name)) {
        cargo.env_remove(name);
    }
    assert!(cargo.status().unwrap().success());
    let tests = env::current_exe().unwrap();
    tests.ancestors().nth(2).unwrap().join("probant")
});

/// The password of everybody in tests.
pub const PASSWORD: &str = "girafe tiroir moulin";

/// A running server.
pub struct Server {
    /// Where it listens, without a slash at the end.
    pub url: String,
    /// What its handlers call, for tests that need to look behind the doors.
    pub services: Arc<Services>,
    running: JoinHandle<()>,
    #[expect(dead_code, reason = "deleted when dropped")]
    folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Server {
    /// A server on a new data folder: nothing is set up.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// The same with settings of one's own.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::start_at(Clock::default(), change).await
    }

    /// The same with a clock that the test moves.
    pub async fn start_at(clock: Clock, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let listen = listener.local_addr().unwrap();
        let mut config = Config { data: folder.path().to_owned(), listen, ..Config::default() };
        change(&mut config);
        let services = app::open_at(config, clock).unwrap();
        let router = probant::app::router(services.clone());
        let running = tokio::spawn(server::serve(listener, router, server::Limits::default(), std::future::pending()));
        Self { url: format!("http://{listen}"), services, running, folder }
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Founds an organisation; its first person is privacy champion and super user.
    pub async fn found(&self, organisation: &str, name: &str, email: &str) -> Person {
        let draft = FoundationDraft {
            sheet: CompanySheet { legal_name: organisation.into(), ..CompanySheet::default() },
            packs: Vec::new(),
            language: Language::Fr,
            name: name.into(),
            email: email.into(),
            password: Some(PASSWORD.into()),
        };
        let email = email.to_owned();
        self.work(move |services| {
            let id = setup::found(services, &Operator::at_the_command_line(), draft).unwrap();
            Person::sign_in(services, id, &email, PASSWORD)
        })
        .await
    }

    /// Founds an organisation whose first person looks after the instance too.
    pub async fn operator(&self) -> Person {
        let person = self.found("Hébergement Central", "Odile Opératrice", "odile@central.example").await;
        self.appoint(&person).await;
        person
    }

    /// Lets a person into the organisation of a super user, through the mail that the person gets.
    pub async fn invite(&self, super_user: &Person, name: &str, email: &str, profile: Profile) -> Person {
        self.let_in(super_user, name, email, profile, false).await
    }

    /// The same for somebody who is a super user beside their profile.
    pub async fn invite_super_user(&self, super_user: &Person, name: &str, email: &str, profile: Profile) -> Person {
        self.let_in(super_user, name, email, profile, true).await
    }

    async fn let_in(&self, host: &Person, name: &str, email: &str, profile: Profile, super_user: bool) -> Person {
        let (token, organisation) = (host.token.clone(), host.organisation);
        let (name, email) = (name.to_owned(), email.to_owned());
        self.work(move |services| {
            let host = token::bearer(services, &token).unwrap().unwrap().super_user().unwrap();
            let invitation = Invitation { name: &name, email: &email, profile, super_user, language: Language::Fr };
            invitation::invite(services, &host, &invitation).unwrap();
            let Some(Letter::Invitation { password, .. }) = letters(services, &email).pop() else {
                panic!("no invitation in the outbox")
            };
            let key = session::sign_in(services, Attempt { email: &email, password: &password, from: ORIGIN }).unwrap();
            let visit = session::visit(services, &key).unwrap().unwrap();
            account::change_password(services, &visit, &password, PASSWORD, ORIGIN).unwrap();
            Person::sign_in(services, organisation, &email, PASSWORD)
        })
        .await
    }

    /// The letters to an address that wait, the latest last.
    pub fn letters(&self, email: &str) -> Vec<Letter> {
        letters(&self.services, email)
    }

    /// Makes somebody operator.
    pub async fn appoint(&self, person: &Person) {
        let email = person.email.clone();
        let operator = Operator::at_the_command_line();
        self.work(move |services| operator::appoint_by_email(services, &operator, &email, true).unwrap()).await;
    }

    /// Has people told what concerns them: how many entries of the journal gave something to tell.
    pub async fn tell(&self) -> usize {
        self.work(|services| notification::teller::follow(services).unwrap()).await
    }

    /// A client that is nobody.
    pub fn visitor(&self) -> Client {
        client().build().unwrap()
    }

    /// Calls services, off the async threads.
    pub async fn work<T: Send + 'static>(&self, work: impl FnOnce(&Services) -> T + Send + 'static) -> T {
        let services = self.services.clone();
        tokio::task::spawn_blocking(move || work(&services)).await.unwrap()
    }
}

fn letters(services: &Services, email: &str) -> Vec<Letter> {
    let mails = services.store.scan::<Mail>(Scope::Instance, &[]).map(|mail| mail.unwrap().into_inner());
    mails.filter(|mail| mail.to.as_str() == email && mail.due().is_some()).map(|mail| mail.letter).collect()
}

const ORIGIN: Origin<'static> = Origin { address: std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), browser: "harness" };

/// Somebody who is signed in and has a token. Clients follow no redirect, so that tests see them.
pub struct Person {
    pub email: String,
    pub organisation: OrganisationId,
    pub token: String,
    /// A browser: carries the session.
    pub web: Client,
    /// A program: carries the token.
    pub api: Client,
}

impl Person {
    /// The account of this person.
    pub fn account(&self, server: &Server) -> AccountId {
        token::bearer(&server.services, &self.token).unwrap().unwrap().account()
    }

    fn sign_in(services: &Services, organisation: OrganisationId, email: &str, password: &str) -> Self {
        let key = session::sign_in(services, Attempt { email, password, from: ORIGIN }).unwrap();
        let operator = Operator::at_the_command_line();
        let token = token::create_for(services, &operator, email, Some(organisation), "harness").unwrap();
        let jar = Jar::default();
        let url = services.config.address().parse().unwrap();
        jar.add_cookie_str(&format!("probant={}; Path=/; HttpOnly", key.reveal()), &url);
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {token}")).unwrap());
        Self {
            email: email.to_owned(),
            organisation,
            web: client().cookie_provider(Arc::new(jar)).build().unwrap(),
            api: client().default_headers(headers).build().unwrap(),
            token,
        }
    }
}

fn client() -> ClientBuilder {
    Client::builder().redirect(Policy::none())
}

/// Copies a data folder as a program finds it that starts after a kill.
pub fn copy(from: &Path, to: &Path) {
    for item in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&item.path(), &target);
        } else if item.file_name() != "lock" {
            fs::copy(item.path(), target).unwrap();
        }
    }
}

/// A server with two organisations and the people whom most tests need.
pub struct World {
    pub server: Server,
    /// Privacy champion and super user of the first organisation.
    pub champion: Person,
    /// Contributor in the first organisation.
    pub contributor: Person,
    /// Privacy champion and super user of the second organisation: must never see the first.
    pub stranger: Person,
}

impl World {
    /// Starts the server and lets everybody in.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// The same with settings of one's own.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::of(Server::start_with(change).await).await
    }

    /// Lets everybody in to a server that runs.
    pub async fn of(server: Server) -> Self {
        let champion = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
        let contributor = server.invite(&champion, "Karim Contributeur", "karim@oph.example", Profile::Contributor).await;
        let stranger = server.found("Mairie de Solterre", "Sonia Tiers", "sonia@solterre.example").await;
        Self { server, champion, contributor, stranger }
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        self.server.at(path)
    }
}
