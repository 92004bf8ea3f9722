//! Links to documents for people without an account, as they meet them.

use super::{
    documents::{json, upload},
    location,
};
use crate::harness::World;
use reqwest::StatusCode;
use serde_json::{Value, json as body};

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_an_account_downloads_by_a_link_until_it_is_taken_back() {
    let world = World::start().await;
    let (server, person, visitor) = (&world.server, &world.champion, world.server.visitor());
    let filed: Value = upload(server, person, "bail.txt", b"le loyer".to_vec()).await.json().await.unwrap();
    let shares = server.at(&format!("/api/v1/documents/{}/shares", filed["id"].as_str().unwrap()));
    let today = server.services.clock.today().to_string();
    let wrong = body!({ "last_day": "2001-01-01", "password": "court" });
    let wrong: Value = person.api.post(&shares).json(&wrong).send().await.unwrap().json().await.unwrap();
    let fields: Vec<&str> = wrong["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["last_day", "share_password"], "both are told at once");
    let made = person.api.post(&shares).json(&body!({ "last_day": today, "password": "girafe bleue" })).send().await.unwrap();
    assert_eq!(made.status(), StatusCode::CREATED);
    let made: Value = made.json().await.unwrap();
    let address = made["address"].as_str().unwrap().to_owned();
    let page = visitor.get(&address).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    assert!(
        page.contains("bail.txt") && page.contains(filed["sha256"].as_str().unwrap()) && !page.contains("le loyer"),
        "{page}"
    );
    let open = async |password: &str| visitor.post(&address).form(&[("password", password)]).send().await.unwrap();
    let refused = open("girafe").await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.text().await.unwrap().contains("le loyer"));
    let opened = open("girafe bleue").await;
    assert_eq!(opened.headers()["content-security-policy"], "sandbox; default-src 'none'");
    assert!(opened.headers()["content-disposition"].to_str().unwrap().starts_with("attachment;"));
    assert_eq!(opened.text().await.unwrap(), "le loyer");
    // Who may not edit the document sees no link of it, and the list tells no address.
    assert_eq!(world.contributor.api.get(&shares).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(world.stranger.api.get(&shares).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    let list = json(person, shares.clone()).await;
    assert_eq!((&list[0]["guarded"], list[0].get("address")), (&true.into(), None));
    let revoked = person.api.delete(format!("{shares}/{}", made["id"].as_str().unwrap())).send().await.unwrap();
    assert_eq!(revoked.status(), StatusCode::NO_CONTENT);
    assert_eq!(visitor.get(&address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(open("girafe bleue").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_of_today_is_filed_and_then_shared() {
    let world = World::start().await;
    let (server, person) = (&world.server, &world.champion);
    let form = [("format", "pdf-operational"), ("scope", "all")];
    let filed = person.web.post(server.at("/documents/register/controller")).form(&form).send().await.unwrap();
    assert_eq!(filed.status(), StatusCode::SEE_OTHER);
    let (id, place) = location(&filed).strip_prefix("/documents/").and_then(|rest| rest.split_once('#')).unwrap();
    assert_eq!(place, "shares");
    let document = json(person, server.at(&format!("/api/v1/documents/{id}"))).await;
    assert_eq!((&document["media_type"], &document["category"]), (&"application/pdf".into(), &"Registres".into()));
    assert!(document["name"].as_str().unwrap().ends_with("-operational.pdf"), "{document}");
    let content = person.api.get(server.at(&format!("/api/v1/documents/{id}/content"))).send().await.unwrap();
    assert!(content.bytes().await.unwrap().starts_with(b"%PDF"));
    let unknown = person.web.post(server.at("/documents/register/none")).form(&form).send().await.unwrap();
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}
