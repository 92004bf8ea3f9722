//! Departments: what they are called, who works there, and what keeps one from being deleted.

use super::{location, post};
use crate::harness::{Person, World};
use reqwest::StatusCode;
use serde_json::{Value, json};

async fn read(world: &World, person: &Person, path: &str) -> Value {
    person.api.get(world.at(path)).send().await.unwrap().json().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_is_made_renamed_and_deleted() {
    let world = World::start().await;
    let web = &world.champion.web;
    let make = async |name: &str, email: &str| {
        let form = [("name", name), ("head_last_name", "Morel"), ("head_email", email)];
        post(web, world.at("/settings/departments"), &form).await
    };
    assert_eq!(location(&make("Gestion locative", "l.morel@oph.example").await), "/settings/departments");
    for (name, email) in [("", ""), ("Paie", "morel"), ("  gestion  LOCATIVE ", "")] {
        let refused = make(name, email).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.text().await.unwrap().contains("Morel"), "what was typed is still there");
    }
    let list = read(&world, &world.contributor, "/api/v1/departments").await;
    let (department, id) = (&list["items"][0], list["items"][0]["id"].as_str().unwrap());
    assert_eq!((&list["total"], &department["head"]["last_name"]), (&json!(1), &json!("Morel")));
    let path = format!("/settings/departments/{id}");
    let seq = department["version"].to_string();
    let rename = [("seq", seq.as_str()), ("name", "Location")];
    assert_eq!(post(web, world.at(&path), &rename).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(post(web, world.at(&path), &rename).await.status(), StatusCode::CONFLICT, "it was read before the change");
    let renamed = read(&world, &world.contributor, &format!("/api/v1/departments/{id}")).await;
    assert_eq!((&renamed["name"], &renamed["head"]["last_name"]), (&json!("Location"), &json!("")));
    assert_eq!(post(web, world.at(&format!("{path}/deletion")), &[]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(read(&world, &world.champion, "/api/v1/departments").await["total"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_in_charge_of_activities_is_not_deleted() {
    let world = World::start().await;
    let activity = json!({
        "category": "Gestion", "purpose": "Gérer les baux", "processing_name": "Baux", "department": "Gestion locative",
    });
    let created =
        world.champion.api.post(world.at("/api/v1/registers/controller/activities")).json(&activity).send().await.unwrap();
    assert_eq!(created.status(), StatusCode::CREATED, "{}", created.text().await.unwrap());
    let department = read(&world, &world.champion, "/api/v1/departments").await["items"][0].clone();
    assert_eq!((&department["name"], &department["activities"]), (&json!("Gestion locative"), &json!(1)));
    let id = department["id"].as_str().unwrap();
    let refused = world.champion.api.delete(world.at(&format!("/api/v1/departments/{id}"))).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    let problem = refused.json::<Value>().await.unwrap();
    assert!(problem["detail"].as_str().unwrap().starts_with("Un traitement"), "{problem}");
    let page = post(&world.champion.web, world.at(&format!("/settings/departments/{id}/deletion")), &[]).await;
    assert_eq!(page.status(), StatusCode::CONFLICT);
    assert!(page.text().await.unwrap().contains("Un traitement"), "the page says how many");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_people_are_moved_at_once() {
    let world = World::start().await;
    let (paule, karim) =
        (world.champion.account(&world.server).to_string(), world.contributor.account(&world.server).to_string());
    let made = world.champion.api.post(world.at("/api/v1/departments")).json(&json!({ "name": "Paie" })).send().await.unwrap();
    let id = made.json::<Value>().await.unwrap()["id"].as_str().unwrap().to_owned();
    let members = world.at("/settings/departments/members");
    let both = [("accounts", paule.as_str()), ("accounts", &karim), ("department", &id)];
    let moved = post(&world.champion.web, members.clone(), &both).await;
    assert_eq!(location(&moved), format!("/settings/departments?department={id}"));
    let shown = async |department: &str| {
        let page = world.champion.web.get(world.at("/settings/departments")).query(&[("department", department)]);
        let page = page.send().await.unwrap().text().await.unwrap();
        page.matches("name=\"accounts\"").count()
    };
    assert_eq!((shown(&id).await, shown("none").await, shown("").await), (2, 0, 2));

    let script = world.champion.web.post(&members).header("x-fragment", "moved");
    let script = script.form(&[("accounts", karim.as_str()), ("department", "none")]).send().await.unwrap();
    assert_eq!(script.json::<Value>().await.unwrap()["said"], "1 personne n’a plus de service.");
    assert_eq!((shown(&id).await, shown("none").await), (1, 1));

    let stranger = world.stranger.account(&world.server).to_string();
    for (form, expected) in [
        (vec![("department", id.as_str())], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("accounts", karim.as_str()), ("accounts", &stranger), ("department", &id)], StatusCode::NOT_FOUND),
        (vec![("accounts", karim.as_str()), ("department", &karim)], StatusCode::NOT_FOUND),
    ] {
        assert_eq!(post(&world.champion.web, members.clone(), &form).await.status(), expected, "{form:?}");
    }
    assert_eq!(shown("none").await, 1, "nobody was moved half");

    let account = world.at(&format!("/api/v1/accounts/{karim}"));
    let change = json!({ "departments": [id] });
    let changed = world.champion.api.patch(&account).json(&change).send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!(changed["departments"], json!([id]));
    let unknown = json!({ "departments": [karim] });
    let refused = world.champion.api.patch(&account).json(&unknown).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    world.champion.api.delete(world.at(&format!("/api/v1/departments/{id}"))).send().await.unwrap();
    assert_eq!((shown("none").await, shown("").await), (2, 2), "its people belong to it no more");
}
