//! An organisation leaves one instance as an archive and comes into another through the console.

use super::{console::page, documents::upload, location};
use crate::harness::{Person, Server, World};
use reqwest::{
    Response, StatusCode,
    multipart::{Form, Part},
};

async fn bring(server: &Server, person: &Person, bytes: Vec<u8>) -> Response {
    let form = Form::new().part("file", Part::bytes(bytes).file_name("archive.zip"));
    person.web.post(server.at("/console/organisations/archive")).multipart(form).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_brings_an_organisation_in_from_its_archive() {
    let world = World::start().await;
    let content = b"bail de la loge".to_vec();
    assert_eq!(upload(&world.server, &world.champion, "bail.txt", content.clone()).await.status(), StatusCode::CREATED);
    let archive = world.champion.web.post(world.at("/archive.zip")).send().await.unwrap().bytes().await.unwrap().to_vec();

    let elsewhere = Server::start().await;
    let operator = elsewhere.operator().await;
    let damaged = bring(&elsewhere, &operator, archive.iter().copied().take(archive.len() / 2).collect()).await;
    assert_eq!(damaged.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(damaged.text().await.unwrap().contains("data-error"), "the page says why");
    assert!(!page(&operator.web, elsewhere.at("/console")).await.contains("OPH Val de Loire"));

    let brought = bring(&elsewhere, &operator, archive.clone()).await;
    assert_eq!(brought.status(), StatusCode::SEE_OTHER);
    let sheet = page(&operator.web, elsewhere.at(location(&brought))).await;
    assert!(sheet.contains(&world.champion.organisation.to_string()) && sheet.contains("OPH Val de Loire"));
    assert!(!elsewhere.letters(&world.champion.email).is_empty(), "who has no account there is invited");
    assert_eq!(bring(&elsewhere, &operator, archive).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "it is there already");
    assert_eq!(bring(&elsewhere, &operator, Vec::new()).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
}
