//! Every address of the console, as pages and over the API, as each role meets it.

use super::{
    console::{id_of, page, read, send},
    location, post,
};
use crate::harness::World;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_console_is_for_operators_alone() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let organisation = world.stranger.organisation;
    let person = id_of(&world.server, &world.stranger);
    let one = format!("/console/organisations/{organisation}");
    let appointment = format!("/console/people/{person}/operator");
    let recovery = format!("/console/people/{person}/recovery");
    let home = organisation.to_string();
    let later = [("from", "2099-01-01T22:00"), ("to", "2099-01-01T23:00")];
    let new = [("legal_name", "OPH Neuf"), ("name", "Nina Neuve"), ("email", "nina@neuf.example"), ("language", "fr")];
    // Address, form where it is a change, and what an operator gets.
    let pages: [(&str, Option<&[(&str, &str)]>, u16); 20] = [
        ("/console", None, 200),
        ("/console/organisations/new", None, 200),
        ("/console/organisations", Some(&new), 303),
        ("/console/organisations", Some(&[]), 422),
        (&one, None, 200),
        (&format!("{one}/name"), Some(&[("legal_name", "Mairie de Solterre")]), 303),
        (&format!("{one}/plan"), Some(&[("modules", "register"), ("champion_seats", "3")]), 303),
        (&format!("{one}/plan"), Some(&[("champion_seats", "three")]), 422),
        (&format!("{one}/parent"), Some(&[("parent", "")]), 303),
        (&format!("{one}/suspension"), Some(&[("suspended", "false")]), 303),
        ("/console/people", None, 200),
        ("/console/people?q=paule&page=0", None, 200),
        (&appointment, Some(&[("operator", "false")]), 303),
        (&recovery, Some(&[("organisation", &home)]), 404),
        ("/console/packs", None, 200),
        ("/console/contact", None, 200),
        ("/console/contact", Some(&[("email", "aide@central.example")]), 303),
        ("/console/terms", Some(&[("terms_fr", "# Objet")]), 303),
        ("/console/maintenance", Some(&later), 303),
        ("/console/maintenance", None, 200),
    ];
    let visitor = world.server.visitor();
    for (path, form, expected) in pages {
        let roles = [(&world.champion.web, 403), (&world.contributor.web, 403), (&visitor, 303), (&operator.web, expected)];
        for (client, expected) in roles {
            let answer = match form {
                Some(form) => post(client, world.at(path), form).await,
                None => client.get(world.at(path)).send().await.unwrap(),
            };
            assert_eq!(answer.status().as_u16(), expected, "{path} {form:?}");
            assert_eq!(location(&answer).starts_with("/login"), std::ptr::eq(client, &visitor), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_console_api_is_for_operators_alone() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let organisation = world.stranger.organisation;
    let person = id_of(&world.server, &world.stranger);
    let one = format!("/organisations/{organisation}");
    let new = json!({ "legal_name": "OPH Neuf", "name": "Nina Neuve", "email": "nina@neuf.example" });
    let later = json!({ "from": "2099-01-01T22:00:00Z", "to": "2099-01-01T23:00:00Z" });
    let (get, put, create, delete) = (Method::GET, Method::PUT, Method::POST, Method::DELETE);
    let nowhere = "00000000-0000-7000-8000-000000000000";
    let table: [(&Method, &str, Value, u16); 19] = [
        (&get, "/organisations", json!(null), 200),
        (&create, "/organisations", new, 201),
        (&get, &one, json!(null), 200),
        (&get, &format!("/organisations/{nowhere}"), json!(null), 404),
        (&put, &format!("{one}/name"), json!({ "legal_name": "" }), 422),
        (&put, &format!("{one}/plan"), json!({ "modules": ["register"], "champion_seats": 1 }), 200),
        (&put, &format!("{one}/plan"), json!({ "modules": ["kitchen"] }), 422),
        (&put, &format!("{one}/parent"), json!({ "parent": organisation.to_string() }), 422),
        (&put, &format!("{one}/suspension"), json!({ "suspended": false }), 200),
        (&get, "/people?q=sonia", json!(null), 200),
        (&put, &format!("/people/{person}/operator"), json!({ "operator": false }), 204),
        (&create, &format!("/people/{person}/recovery"), json!({ "organisation": organisation.to_string() }), 404),
        (&get, "/packs", json!(null), 200),
        (&put, "/contact", json!({ "email": "nobody" }), 422),
        (&get, "/contact", json!(null), 200),
        (&put, "/terms", json!({ "fr": "# Objet" }), 200),
        (&create, "/maintenance", later, 201),
        (&get, "/maintenance", json!(null), 200),
        (&delete, &format!("/maintenance/{nowhere}"), json!(null), 404),
    ];
    for (method, path, body, expected) in table {
        let address = world.at(&format!("/api/v1/console{path}"));
        for (person, expected) in [(&world.champion, 403), (&world.contributor, 403), (&operator, expected)] {
            let (status, answer) = send(person, method.clone(), address.clone(), body.clone()).await;
            assert_eq!(status.as_u16(), expected, "{method} {path} {answer}");
        }
        let nobody = world.server.visitor().request(method.clone(), &address).send().await.unwrap();
        assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED, "{method} {path}");
    }
    let people = read(&operator, world.at("/api/v1/console/people?q=sonia%20solterre")).await;
    assert_eq!((&people["total"], &people["items"][0]["email"]), (&json!(1), &json!("sonia@solterre.example")));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_operators_see_the_console_in_the_menu() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    for (person, expected) in [(&world.champion, false), (&world.contributor, false), (&operator, true)] {
        assert_eq!(page(&person.web, world.at("/")).await.contains("href=\"/console\""), expected, "{}", person.email);
    }
}
