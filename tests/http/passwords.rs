//! Forgotten passwords: the link that works once and for ten minutes, and that nobody learns whether an account exists.

use super::{location, post, sign_in};
use crate::harness::{PASSWORD, Server, World};
use probant::{
    clock::Clock,
    domain::{access::Profile, mail::Letter},
};
use reqwest::StatusCode;
use serde_json::json;
use std::time::Duration;

const NEW: &str = "ce chat dort au grenier";

async fn world_at(clock: &Clock) -> World {
    World::of(Server::start_at(clock.clone(), |_| {}).await).await
}

async fn ask(world: &World, email: &str) -> (StatusCode, String) {
    let answer = post(&world.server.visitor(), world.at("/password/forgotten"), &[("email", email)]).await;
    (answer.status(), answer.text().await.unwrap())
}

/// The key of the latest link to an address.
fn key(world: &World, email: &str) -> Option<String> {
    match world.server.letters(email).pop() {
        Some(Letter::PasswordReset { key, .. }) => Some(key),
        _ => None,
    }
}

async fn look(world: &World, key: &str) -> StatusCode {
    world.server.visitor().get(world.at("/password/reset")).query(&[("key", key)]).send().await.unwrap().status()
}

async fn choose(world: &World, key: &str, password: &str) -> StatusCode {
    post(&world.server.visitor(), world.at("/password/reset"), &[("key", key), ("password", password)]).await.status()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_chooses_a_new_password_once_and_ends_every_session() {
    let world = World::start().await;
    assert_eq!(ask(&world, " Karim@OPH.example ").await.0, StatusCode::OK);
    let key = key(&world, "karim@oph.example").unwrap();
    assert_eq!(look(&world, &key).await, StatusCode::OK);
    assert_eq!(look(&world, &key).await, StatusCode::OK, "looking does not use it up");
    for weak in ["court", "Karim Contributeur!", "OPH Val de Loire"] {
        assert_eq!(choose(&world, &key, weak).await, StatusCode::UNPROCESSABLE_ENTITY, "{weak}");
    }
    let form = [("key", key.as_str()), ("password", NEW)];
    let done = post(&world.server.visitor(), world.at("/password/reset"), &form).await;
    assert_eq!((done.status(), location(&done)), (StatusCode::SEE_OTHER, "/login"));
    assert_eq!(world.contributor.web.get(world.at("/account")).send().await.unwrap().status(), StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&world.server, "karim@oph.example", PASSWORD).await.1.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&world.server, "karim@oph.example", NEW).await.1.status(), StatusCode::SEE_OTHER);
    assert_eq!(choose(&world, &key, "encore un autre, très long").await, StatusCode::GONE);
    assert_eq!(look(&world, &key).await, StatusCode::GONE);
    assert_eq!(world.champion.web.get(world.at("/account")).send().await.unwrap().status(), StatusCode::OK, "others stay");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_refused_after_ten_minutes() {
    let start = "2026-11-22T10:00:00Z".parse().unwrap();
    let clock = Clock::standing_at(start);
    let world = world_at(&clock).await;
    ask(&world, "karim@oph.example").await;
    let key = key(&world, "karim@oph.example").unwrap();
    for (second, expected) in [(599, StatusCode::OK), (600, StatusCode::OK), (601, StatusCode::GONE)] {
        clock.set(start + Duration::from_secs(second));
        assert_eq!(look(&world, &key).await, expected, "{second}");
    }
    assert_eq!(choose(&world, &key, NEW).await, StatusCode::GONE);
    clock.set(start + Duration::from_secs(600));
    assert_eq!(choose(&world, &key, NEW).await, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_latest_link_works_and_none_that_somebody_made_up() {
    let world = World::start().await;
    ask(&world, "karim@oph.example").await;
    let first = key(&world, "karim@oph.example").unwrap();
    ask(&world, "karim@oph.example").await;
    let second = key(&world, "karim@oph.example").unwrap();
    for dead in [first.as_str(), "", "rubbish", &"A".repeat(43)] {
        assert_eq!(look(&world, dead).await, StatusCode::GONE, "{dead}");
        assert_eq!(choose(&world, dead, NEW).await, StatusCode::GONE, "{dead}");
    }
    let change = [("current", PASSWORD), ("password", NEW)];
    post(&world.contributor.web, world.at("/account/password"), &change).await;
    assert_eq!(look(&world, &second).await, StatusCode::GONE, "a new password makes links void");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_does_not_tell_who_has_an_account() {
    let world = World::start().await;
    let nadia = json!({ "name": "Nadia", "email": "nadia@oph.example" });
    let invited = world.champion.api.post(world.at("/api/v1/accounts")).json(&nadia).send().await.unwrap();
    let nadia = invited.json::<serde_json::Value>().await.unwrap()["id"].as_str().unwrap().to_owned();
    let suspended = json!({ "suspended": true });
    world.champion.api.patch(world.at(&format!("/api/v1/accounts/{nadia}"))).json(&suspended).send().await.unwrap();
    let known = ask(&world, "karim@oph.example").await;
    for email in ["nobody@oph.example", "nadia@oph.example", "rubbish", ""] {
        assert_eq!(ask(&world, email).await, known, "{email}");
        assert_eq!(key(&world, email), None, "{email}");
    }
    assert!(known.1.contains("10 minutes"));
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_and_again_is_slowed_down_and_signing_in_is_not() {
    let world = world_at(&Clock::standing_at("2026-11-22T10:00:00Z".parse().unwrap())).await;
    for email in ["karim@oph.example", "nobody@oph.example"] {
        for attempt in 0..5 {
            assert_eq!(ask(&world, email).await.0, StatusCode::OK, "{email} {attempt}");
        }
        let form = [("email", email)];
        let slowed = post(&world.server.visitor(), world.at("/password/forgotten"), &form).await;
        assert_eq!((slowed.status(), &slowed.headers()["retry-after"]), (StatusCode::TOO_MANY_REQUESTS, &"1".parse().unwrap()));
    }
    assert_eq!(sign_in(&world.server, "karim@oph.example", PASSWORD).await.1.status(), StatusCode::SEE_OTHER);
}

/// What a refused sign-in costs and says must not tell whether there is an account. Counted rather than timed: one Argon2
/// is nearly all of the time, one entry of the journal the rest.
#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sign_in_is_the_same_work_and_the_same_words_for_everybody() {
    let world = World::start().await;
    let mut people = vec!["karim@oph.example", "personne@oph.example", "rubbish"];
    for (name, email, change) in [("Sam", "sam@oph.example", "suspended"), ("Dora", "dora@oph.example", "deleted")] {
        let person = world.server.invite(&world.champion, name, email, Profile::Contributor).await;
        let address = world.at(&format!("/api/v1/accounts/{}", person.account(&world.server)));
        let api = &world.champion.api;
        let changed = match change {
            "deleted" => api.delete(address),
            change => api.patch(address).json(&json!({ change: true })),
        };
        assert!(changed.send().await.unwrap().status().is_success());
        people.push(email);
    }
    let nadia = json!({ "name": "Nadia", "email": "nadia@oph.example" });
    world.champion.api.post(world.at("/api/v1/accounts")).json(&nadia).send().await.unwrap();
    people.push("nadia@oph.example");
    let services = &world.server.services;
    let mut pages = std::collections::BTreeSet::new();
    for email in people {
        let before = (services.passwords.worked(), *services.store.applied().borrow());
        let (_, refused) = sign_in(&world.server, email, "not this one, sorry").await;
        let after = (services.passwords.worked(), *services.store.applied().borrow());
        assert_eq!((after.0 - before.0, after.1 - before.1), (1, 1), "{email}: Argon2, entries");
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert!(!refused.headers().contains_key("set-cookie"), "{email}");
        let typed = format!("value=\"{email}\"");
        let page = refused.text().await.unwrap();
        assert!(page.contains(&typed) && page.contains("ne convient pas"), "{email}: {page}");
        pages.insert(page.replace(&typed, ""));
    }
    assert_eq!(pages.len(), 1, "{pages:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_meter_measures_with_the_figures_of_the_policy_in_force() {
    for (policy, shortest, help) in [("cnil", "12", "Au moins 12"), ("classes", "8", "Au moins 8")] {
        let server = Server::start_with(|config| {
            config.password_policy = serde_json::from_value(json!(policy)).unwrap();
        });
        let server = server.await;
        let key = probant::service::setup::link(&server.services).unwrap().unwrap().reveal();
        let page = server.visitor().get(server.at("/setup")).query(&[("key", key)]).send().await.unwrap().text().await.unwrap();
        let figures = format!("data-policy=\"{policy}\" data-shortest=\"{shortest}\" data-enough=\"50\" data-strong=\"80\"");
        assert!(page.contains(&figures) && page.contains(help), "{policy}: {page}");
    }
}
