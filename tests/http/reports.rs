//! Files that leave: who gets the register, and that it is nobody else's.

use crate::harness::{Server, World};
use probant::{
    clock::Clock,
    domain::{activity::ActivityRecord, register::RegisterKind},
    service::{
        activity::{self, ActivityInput},
        token,
    },
};
use reqwest::{Client, StatusCode};

const PDF: &str = "/api/v1/registers/controller/export.pdf";

/// Adds an activity for the champion, behind the doors.
fn add(world: &World, name: &str) {
    let services = &world.server.services;
    let member = token::bearer(services, &world.champion.token).unwrap().unwrap();
    let input = ActivityInput {
        category: "Gestion locative".into(),
        purpose: "Recouvrement".into(),
        record: ActivityRecord { name: name.into(), ..ActivityRecord::default() },
        ..ActivityInput::default()
    };
    activity::create(services, &member, RegisterKind::Controller, &input).unwrap();
}

async fn pdf(world: &World, api: &Client, query: &str) -> String {
    let answer = api.get(world.at(&format!("{PDF}{query}"))).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"register-controller-"));
    let file = answer.bytes().await.unwrap();
    let text = pdf_extract::extract_text_from_mem(&file).unwrap();
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_member_gets_the_register_and_nobody_else_sees_it() {
    let world = World::start().await;
    add(&world, "Relances amiables");
    for api in [&world.champion.api, &world.contributor.api] {
        for query in ["", "?layout=operational", "?layout=register"] {
            assert!(pdf(&world, api, query).await.contains("Relancesamiables"));
        }
    }
    let foreign = pdf(&world, &world.stranger.api, "").await;
    assert!(foreign.contains("MairiedeSolterre") && !foreign.contains("Relances"));
    let answer = world.server.visitor().get(world.at(PDF)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_validated_activities_leave_where_asked() {
    let world = World::start().await;
    add(&world, "Inachevé");
    assert!(!pdf(&world, &world.champion.api, "?scope=validated").await.contains("Inachevé"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_is_refused() {
    let world = World::start().await;
    let table = [
        ("/api/v1/registers/nothing/export.pdf", StatusCode::NOT_FOUND),
        ("/api/v1/registers/controller/export.pdf?layout=poster", StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/registers/controller/export.pdf?scope=some", StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/registers/controller/export.pdf?on=2099-01-01", StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/registers/controller/export.csv?on=2099-01-01", StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/registers/controller/export-losses?on=2099-01-01", StatusCode::UNPROCESSABLE_ENTITY),
    ];
    for (path, expected) in table {
        assert_eq!(world.champion.api.get(world.at(path)).send().await.unwrap().status(), expected, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_of_a_past_day_leaves_as_it_stood() {
    let clock = Clock::standing_at("2026-05-01T08:00:00Z".parse().unwrap());
    let world = World::of(Server::start_at(clock.clone(), |_| {}).await).await;
    add(&world, "Quittances");
    clock.set("2026-05-20T08:00:00Z".parse().unwrap());
    add(&world, "Relances");
    let text = pdf(&world, &world.contributor.api, "?on=2026-05-02").await;
    assert!(text.contains("Quittances") && !text.contains("Relances") && text.contains("2mai2026"), "{text}");
    let csv = world.at("/api/v1/registers/controller/export.csv?on=2026-05-02");
    let csv = world.champion.api.get(csv).send().await.unwrap();
    assert!(csv.headers()["content-disposition"].to_str().unwrap().contains("register-controller-2026-05-02.csv"));
    let csv = csv.text().await.unwrap();
    assert!(csv.contains("Quittances") && !csv.contains("Relances"), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_leads_to_the_file_and_says_what_is_wrong_with_a_day() {
    let world = World::start().await;
    let form = |query: &str| world.champion.web.get(world.at(&format!("/register/controller/export{query}"))).send();
    let led = form("?format=pdf-register&scope=validated&on=2020-05-02").await.unwrap();
    let file = "/register/controller/export.pdf?layout=register&scope=validated&on=2020-05-02";
    assert_eq!(led.headers()["location"], file);
    for (query, said) in [("?format=csv&on=2099-06-01", "pas encore venu"), ("?format=csv&on=hier", "ne se lit pas")] {
        let answer = form(query).await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(answer.text().await.unwrap().contains(said), "{query}");
    }
}
