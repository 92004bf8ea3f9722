//! A maintenance window from its planning to its end, with a clock that the test moves.

use super::sign_in;
use crate::harness::{PASSWORD, Person, Server};
use jiff::{SignedDuration, Timestamp};
use probant::{
    clock::Clock,
    domain::mail::{Letter, Mail},
    service::{maintenance, token},
    store::Scope,
};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

struct Scene {
    server: Server,
    clock: Clock,
    operator: Person,
    champion: Person,
    /// When the window begins and ends: 22:00 to 23:30 in Paris.
    from: Timestamp,
    to: Timestamp,
}

impl Scene {
    async fn start() -> Self {
        let clock = Clock::standing_at("2026-12-01T08:00:00Z".parse().unwrap());
        let server = Server::start_at(clock.clone(), |config| config.sessions.absolute_hours = 24 * 365).await;
        let operator = server.operator().await;
        let champion = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
        let (from, to) = ("2026-12-11T21:00:00Z".parse().unwrap(), "2026-12-11T22:30:00Z".parse().unwrap());
        Self { server, clock, operator, champion, from, to }
    }

    /// Moves the clock. Sessions end without requests, so everybody signs in anew.
    async fn at(&mut self, now: Timestamp) {
        self.clock.set(now);
        for person in [&mut self.operator, &mut self.champion] {
            person.web = sign_in(&self.server, &person.email, PASSWORD).await.0;
        }
    }

    async fn plan(&self) -> String {
        let form = [
            ("from", "2026-12-11T22:00"),
            ("to", "2026-12-11T23:30"),
            ("message_fr", "Nouvelle version."),
            ("message_en", "New version."),
        ];
        let planned = self.operator.web.post(self.server.at("/console/maintenance")).form(&form).send().await.unwrap();
        assert_eq!(planned.status(), StatusCode::SEE_OTHER);
        let listed = json_of(&self.operator, self.server.at("/api/v1/console/maintenance")).await;
        assert_eq!(listed["items"][0]["from"], self.from.to_string());
        listed["items"][0]["id"].as_str().unwrap().to_owned()
    }

    fn letters(&self, to: &str) -> Vec<Letter> {
        let mails = self.server.services.store.scan::<Mail>(Scope::Instance, &[]).map(|mail| mail.unwrap().into_inner());
        mails.filter(|mail| mail.to.as_str() == to).map(|mail| mail.letter).collect()
    }

    fn announce(&self) {
        maintenance::announce(&self.server.services).unwrap();
    }
}

async fn json_of(person: &Person, address: String) -> Value {
    person.api.get(address).send().await.unwrap().json().await.unwrap()
}

async fn get(client: &Client, address: String) -> (StatusCode, String) {
    let answer = client.get(address).send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_is_announced_by_mail_and_banner_days_before() {
    let mut scene = Scene::start().await;
    scene.plan().await;
    let told = |scene: &Scene| scene.letters("paule@oph.example").len();
    scene.announce();
    assert_eq!(told(&scene), 0, "ten days before");
    assert!(!get(&scene.champion.web, scene.server.at("/")).await.1.contains("Nouvelle version"));

    scene.at(scene.from - SignedDuration::from_hours(72)).await;
    scene.announce();
    scene.announce();
    assert_eq!(told(&scene), 1, "once");
    let letters = scene.letters("paule@oph.example");
    let Some(Letter::Maintenance { from, to, message, .. }) = letters.first() else { panic!("another letter") };
    assert_eq!((*from, *to, message.as_str()), (scene.from, scene.to, "Nouvelle version."));
    assert_eq!(scene.letters(&scene.operator.email).len(), 1, "operators too");
    let banner = get(&scene.champion.web, scene.server.at("/account")).await.1;
    assert!(banner.contains("22:00") && banner.contains("23:30") && banner.contains("Nouvelle version."), "{banner}");
    assert!(get(&scene.server.visitor(), scene.server.at("/login")).await.1.contains("22:00"));
}

#[tokio::test(flavor = "multi_thread")]
async fn during_the_window_only_operators_work() {
    let mut scene = Scene::start().await;
    scene.plan().await;
    scene.at(scene.from - minutes(1)).await;
    let (visitor, server) = (scene.server.visitor(), &scene.server);
    assert_eq!(get(&scene.champion.web, server.at("/")).await.0, StatusCode::OK);
    scene.clock.set(scene.from);

    for path in ["/", "/register/controller", "/account", "/organisations"] {
        for client in [&scene.champion.web, &visitor] {
            let answer = client.get(server.at(path)).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert_eq!(answer.headers()["retry-after"], "5400", "{path}");
            let page = answer.text().await.unwrap();
            assert!(page.contains("23:30") && page.contains("Nouvelle version."), "{path}: {page}");
        }
        assert!(!get(&scene.operator.web, server.at(path)).await.0.is_server_error(), "{path}");
    }
    let answer = scene.champion.api.get(server.at("/api/v1/me")).send().await.unwrap();
    assert_eq!((answer.status(), &answer.headers()["retry-after"]), (StatusCode::SERVICE_UNAVAILABLE, &"5400".parse().unwrap()));
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert!(answer.json::<Value>().await.unwrap()["detail"].as_str().unwrap().contains("23:30"));
    assert_eq!(scene.operator.api.get(server.at("/api/v1/me")).send().await.unwrap().status(), StatusCode::OK);
    let changed = scene.champion.api.post(server.at("/api/v1/actions")).json(&json!({ "title": "x" })).send().await.unwrap();
    assert_eq!(changed.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(get(&visitor, server.at("/healthz")).await, (StatusCode::OK, "ok".to_owned()));

    scene.clock.set(scene.to);
    assert_eq!(get(&scene.champion.web, server.at("/")).await.0, StatusCode::OK, "open again without a new sign-in");
    assert!(token::bearer(&server.services, &scene.champion.token).unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn during_the_window_signing_in_is_for_operators() {
    let scene = Scene::start().await;
    scene.plan().await;
    scene.clock.set(scene.from + minutes(30));
    let page = scene.server.visitor().get(scene.server.at("/login")).send().await.unwrap();
    assert_eq!((page.status(), &page.headers()["retry-after"]), (StatusCode::SERVICE_UNAVAILABLE, &"3600".parse().unwrap()));
    let page = page.text().await.unwrap();
    assert!(page.contains("23:30") && page.contains("name=\"password\""), "{page}");

    let (_, refused) = sign_in(&scene.server, "paule@oph.example", PASSWORD).await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(!refused.headers().contains_key("set-cookie"));
    let (_, wrong) = sign_in(&scene.server, &scene.operator.email, "not this one, sorry").await;
    assert_eq!(wrong.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(wrong.text().await.unwrap().contains("ne convient pas"));
    let (_, allowed) = sign_in(&scene.server, &scene.operator.email, PASSWORD).await;
    assert_eq!(allowed.status(), StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_moves_or_goes_is_told_to_those_who_know_of_it() {
    let mut scene = Scene::start().await;
    let id = scene.plan().await;
    let change = async |scene: &Scene, method: Method, body: Value| {
        let address = scene.server.at(&format!("/api/v1/console/maintenance/{id}"));
        scene.operator.api.request(method, address).json(&body).send().await.unwrap().status()
    };
    scene.at(scene.from - SignedDuration::from_hours(70)).await;
    scene.announce();
    let later = json!({ "from": "2026-12-20T21:00:00Z", "to": "2026-12-20T22:00:00Z" });
    assert_eq!(change(&scene, Method::PUT, later.clone()).await, StatusCode::OK);
    scene.announce();
    assert_eq!(scene.letters("paule@oph.example").len(), 2, "the new time is announced at once");
    let before = json!({ "from": "2026-12-20T21:00:00Z", "to": "2026-12-20T20:00:00Z" });
    assert_eq!(change(&scene, Method::PUT, before).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(change(&scene, Method::DELETE, json!(null)).await, StatusCode::NO_CONTENT);
    assert!(matches!(scene.letters("paule@oph.example").last(), Some(Letter::MaintenanceCancelled { .. })));
    assert_eq!(change(&scene, Method::DELETE, json!(null)).await, StatusCode::NOT_FOUND);
    scene.at("2026-12-20T21:30:00Z".parse().unwrap()).await;
    assert_eq!(get(&scene.champion.web, scene.server.at("/")).await.0, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_runs_can_be_ended_and_one_that_is_over_cannot() {
    let mut scene = Scene::start().await;
    let id = scene.plan().await;
    scene.at(scene.to).await;
    let cancel = async |scene: &Scene, id: &str| {
        let path = format!("/console/maintenance/{id}/cancellation");
        scene.operator.web.post(scene.server.at(&path)).send().await.unwrap().status()
    };
    assert_eq!(cancel(&scene, &id).await, StatusCode::CONFLICT);
    let (from, to) = (scene.to - minutes(10), scene.to + minutes(50));
    let now = json!({ "from": from.to_string(), "to": to.to_string() });
    let overlapping = scene.operator.api.post(scene.server.at("/api/v1/console/maintenance")).json(&now).send().await.unwrap();
    assert_eq!(overlapping.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let now = json!({ "from": scene.to.to_string(), "to": to.to_string() });
    let begun = scene.operator.api.post(scene.server.at("/api/v1/console/maintenance")).json(&now).send().await.unwrap();
    let begun = begun.json::<Value>().await.unwrap();
    assert_eq!(begun["phase"], "running");
    assert_eq!(get(&scene.champion.web, scene.server.at("/")).await.0, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(cancel(&scene, begun["id"].as_str().unwrap()).await, StatusCode::SEE_OTHER);
    assert_eq!(get(&scene.champion.web, scene.server.at("/")).await.0, StatusCode::OK);
}
