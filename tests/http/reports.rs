//! Files that leave: who gets the register, and that it is nobody else's.

use crate::harness::World;
use probant::{
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
    ];
    for (path, expected) in table {
        assert_eq!(world.champion.api.get(world.at(path)).send().await.unwrap().status(), expected, "{path}");
    }
}
