//! What a person does with the own account through the API: password, sessions, tokens; and what a super user chooses.

use super::sign_in;
use crate::harness::{PASSWORD, Person, World};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const NEW: &str = "ce chat dort au grenier";

async fn ask(world: &World, person: &Person, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
    let request = person.api.request(method, world.at(&format!("/api/v1{path}")));
    let request = if body.is_null() { request } else { request.json(&body) };
    let answer = request.send().await.unwrap();
    (answer.status(), answer.json().await.unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_changed_by_a_program_ends_every_session_and_keeps_the_token() {
    let world = World::start().await;
    let karim = &world.contributor;
    let change = async |current: &str, password: &str| {
        ask(&world, karim, Method::PUT, "/me/password", json!({ "current": current, "password": password })).await
    };
    let table = [
        ("not this one, sorry", NEW, "current"),
        (PASSWORD, "court", "password"),
        (PASSWORD, "Karim Contributeur!", "password"),
        (PASSWORD, PASSWORD, "password"),
    ];
    for (current, password, field) in table {
        let (status, problem) = change(current, password).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{current} {password}");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        assert!(!problem.to_string().contains(password), "{problem}");
    }
    assert_eq!(karim.web.get(world.at("/account")).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(change(PASSWORD, NEW).await.0, StatusCode::NO_CONTENT);
    assert_eq!(karim.web.get(world.at("/account")).send().await.unwrap().status(), StatusCode::SEE_OTHER, "the session is over");
    assert_eq!(sign_in(&world.server, &karim.email, PASSWORD).await.1.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&world.server, &karim.email, NEW).await.1.status(), StatusCode::SEE_OTHER);
    assert_eq!(ask(&world, karim, Method::GET, "/me", json!(null)).await.0, StatusCode::OK, "the token stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_the_password_with_a_token_is_slowed_down() {
    let world = World::start().await;
    let guess = json!({ "current": "not this one, sorry", "password": NEW });
    let mut answers = Vec::new();
    for _ in 0..6 {
        answers.push(ask(&world, &world.contributor, Method::PUT, "/me/password", guess.clone()).await.0);
    }
    assert_eq!(answers.last(), Some(&StatusCode::TOO_MANY_REQUESTS), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_bear_the_names_of_browsers_and_are_ended_one_by_one() {
    let world = World::start().await;
    let karim = &world.contributor;
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let browser = reqwest::Client::builder()
        .user_agent(firefox)
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    super::post(&browser, world.at("/login"), &[("email", &karim.email), ("password", PASSWORD)]).await;
    let list = async || ask(&world, karim, Method::GET, "/me/sessions", json!(null)).await.1;
    let sessions = list().await;
    let of = |name: &str| sessions["items"].as_array().unwrap().iter().find(|one| one["browser"] == name).cloned();
    let found = of("Firefox").unwrap_or_else(|| panic!("{sessions}"));
    assert_eq!(found["system"], "Linux");
    let page = karim.web.get(world.at("/account")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(">Firefox sous Linux<"), "{page}");
    let path = format!("/me/sessions/{}", found["id"].as_str().unwrap());
    for other in [&world.champion, &world.stranger] {
        assert_eq!(ask(&world, other, Method::DELETE, &path, json!(null)).await.0, StatusCode::NOT_FOUND);
    }
    assert_eq!(browser.get(world.at("/account")).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(ask(&world, karim, Method::DELETE, &path, json!(null)).await.0, StatusCode::NO_CONTENT);
    assert_eq!(browser.get(world.at("/account")).send().await.unwrap().status(), StatusCode::SEE_OTHER);
    assert_eq!(list().await["total"], json!(sessions["total"].as_u64().unwrap() - 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_makes_lists_and_revokes_tokens_of_its_person() {
    let world = World::start().await;
    let karim = &world.contributor;
    let (status, made) = ask(&world, karim, Method::POST, "/me/tokens", json!({ "name": "tableau de bord" })).await;
    assert_eq!((status, &made["name"], &made["last_used"]), (StatusCode::CREATED, &json!("tableau de bord"), &Value::Null));
    let (id, token) = (made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    let speaks = async || world.server.visitor().get(world.at("/api/v1/me")).bearer_auth(token).send().await.unwrap().status();
    assert_eq!(speaks().await, StatusCode::OK);
    let listed = ask(&world, karim, Method::GET, "/me/tokens", json!(null)).await.1;
    assert!(listed.to_string().contains(id) && !listed.to_string().contains(token), "told once: {listed}");
    assert_eq!(ask(&world, karim, Method::POST, "/me/tokens", json!({ "name": " " })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask(&world, karim, Method::DELETE, &format!("/me/tokens/{id}"), json!(null)).await.0, StatusCode::NO_CONTENT);
    assert_eq!(speaks().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_super_user_chooses_among_the_installed_packs_through_the_api() {
    let world = World::start().await;
    let path = "/organisation/packs";
    let offered = ask(&world, &world.champion, Method::GET, path, json!(null)).await.1;
    let of = |list: &Value, id: &str| list["items"].as_array().unwrap().iter().find(|one| one["id"] == id).cloned().unwrap();
    assert_eq!(of(&offered, "social-housing")["chosen"], json!(false), "{offered}");
    let choice = json!({ "packs": ["social-housing"] });
    let (status, chosen) = ask(&world, &world.champion, Method::PUT, path, choice.clone()).await;
    assert_eq!((status, &of(&chosen, "social-housing")["chosen"]), (StatusCode::OK, &json!(true)));
    let (status, problem) = ask(&world, &world.champion, Method::PUT, path, json!({ "packs": ["no-such-pack"] })).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("packs")));
    assert_eq!(ask(&world, &world.contributor, Method::PUT, path, choice).await.0, StatusCode::FORBIDDEN);
    let elsewhere = ask(&world, &world.stranger, Method::GET, path, json!(null)).await.1;
    assert_eq!(of(&elsewhere, "social-housing")["chosen"], json!(false), "the choice of one organisation alone");
}
