//! The audit trail: who reads it, what stands in it, how it is filtered, paged and exported.

use crate::harness::{PASSWORD, Person, World};
use probant::domain::access::Profile;
use reqwest::StatusCode;
use serde_json::{Value, json};

async fn trail(world: &World, person: &Person, query: &str) -> Value {
    let answer = person.api.get(world.at(&format!("/api/v1/audit{query}"))).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{query}");
    answer.json().await.unwrap()
}

fn kinds(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn champions_read_the_trail_of_their_organisation_and_nobody_else_does() {
    let world = World::start().await;
    world.server.appoint(&world.stranger).await;
    let visitor = world.server.visitor();
    let pages = [
        (&world.champion.web, StatusCode::OK),
        (&world.contributor.web, StatusCode::FORBIDDEN),
        (&visitor, StatusCode::SEE_OTHER),
    ];
    for path in ["/audit", "/audit.csv"] {
        for (client, expected) in pages {
            assert_eq!(client.get(world.at(path)).send().await.unwrap().status(), expected, "{path}");
        }
    }
    let api = [
        (&world.champion.api, StatusCode::OK),
        (&world.contributor.api, StatusCode::FORBIDDEN),
        (&visitor, StatusCode::UNAUTHORIZED),
    ];
    for path in ["/api/v1/audit", "/api/v1/audit.csv"] {
        for (client, expected) in api {
            assert_eq!(client.get(world.at(path)).send().await.unwrap().status(), expected, "{path}");
        }
    }
    let console = [
        (&world.stranger, StatusCode::OK),
        (&world.champion, StatusCode::FORBIDDEN),
        (&world.contributor, StatusCode::FORBIDDEN),
    ];
    for (person, expected) in console {
        assert_eq!(person.web.get(world.at("/console/audit")).send().await.unwrap().status(), expected);
        assert_eq!(person.api.get(world.at("/api/v1/console/audit")).send().await.unwrap().status(), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_do_stands_there_with_their_names_and_nothing_of_others() {
    let world = World::start().await;
    world.server.invite(&world.champion, "Nadia Neuve", "nadia@oph.example", Profile::Contributor).await;
    let list = trail(&world, &world.champion, "?kind=account-invited").await;
    assert_eq!(list["total"], json!(2));
    let item = &list["items"][0];
    assert_eq!((&item["actor_name"], &item["about"]), (&json!("Paule Champion"), &json!("Nadia Neuve")));
    assert_eq!(item["what"], json!("Personne invitée"));
    let all = trail(&world, &world.champion, "?limit=500").await.to_string();
    assert!(!all.contains("Sonia") && !all.contains("Solterre"), "{all}");
    let other = trail(&world, &world.stranger, "?limit=500").await.to_string();
    assert!(!other.contains("Nadia") && !other.contains("Karim"), "{other}");
    let page = world.champion.web.get(world.at("/audit")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Nadia Neuve") && page.contains("Personne invitée"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_ins_and_refusals_are_told() {
    let world = World::start().await;
    let form = [("email", "karim@oph.example"), ("password", "not this one")];
    let refused = world.server.visitor().post(world.at("/login")).form(&form).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let list = trail(&world, &world.champion, "?kind=sign-in-refused").await;
    let item = &list["items"][0];
    assert_eq!((&item["actor"], &item["about"]), (&json!("visitor"), &json!("Karim Contributeur")));
    let good = [("email", "karim@oph.example"), ("password", PASSWORD)];
    world.server.visitor().post(world.at("/login")).form(&good).send().await.unwrap();
    let list = trail(&world, &world.champion, "?kind=signed-in").await;
    assert_eq!(list["items"][0]["actor_name"], json!("Karim Contributeur"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trail_is_filtered_by_person_kind_and_day_and_read_page_by_page() {
    let world = World::start().await;
    let all = trail(&world, &world.champion, "?limit=500").await;
    let total = all["total"].as_u64().unwrap();
    let mut read = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = trail(&world, &world.champion, &format!("?limit=2{cursor}")).await;
        read.extend(page["items"].as_array().unwrap().iter().map(|item| item["number"].as_u64().unwrap()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(read.len() as u64, total);
    assert!(read.windows(2).all(|pair| pair[0] > pair[1]), "{read:?}");

    let karim = all["items"].as_array().unwrap().iter().find(|item| item["actor_name"] == "Karim Contributeur").unwrap();
    let his = trail(&world, &world.champion, &format!("?person={}", karim["actor"].as_str().unwrap())).await;
    assert!(his["items"].as_array().unwrap().iter().all(|item| item["actor_name"] == "Karim Contributeur"));
    assert!(his["total"].as_u64().unwrap() < total);
    let table = [("?until=2001-01-01", 0), ("?from=2001-01-01", total), ("?from=2999-01-01", 0), ("?kind=no-such-kind", 0)];
    for (query, expected) in table {
        assert_eq!(trail(&world, &world.champion, query).await["total"], json!(expected), "{query}");
    }
    let with = trail(&world, &world.champion, "?housekeeping=true&limit=500").await;
    assert!(with["total"].as_u64().unwrap() > total, "{with}");
    assert!(kinds(&with).contains(&"token-used") && !kinds(&all).contains(&"token-used"));
    for wrong in ["?person=nobody", "?cursor=x", "?from=yesterday"] {
        let answer = world.champion.api.get(world.at(&format!("/api/v1/audit{wrong}"))).send().await.unwrap();
        assert!(answer.status().is_client_error(), "{wrong}");
    }
    let page = world.champion.web.get(world.at("/audit?kind=account-invited&from=2001-01-01&until=")).send().await.unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("Karim Contributeur") && page.contains("value=\"2001-01-01\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trail_leaves_as_a_file_that_spreadsheets_cannot_run() {
    let world = World::start().await;
    world.server.invite(&world.champion, "=HYPERLINK(1)", "nadia@oph.example", Profile::Contributor).await;
    for client in [&world.champion.web, &world.champion.api] {
        let address = if std::ptr::eq(client, &world.champion.web) { "/audit.csv" } else { "/api/v1/audit.csv" };
        let answer = client.get(world.at(address)).send().await.unwrap();
        assert!(answer.headers()["content-disposition"].to_str().unwrap().contains("audit.csv"));
        let file = answer.text().await.unwrap();
        let lines: Vec<_> = file.lines().collect();
        assert!(lines[0].contains("Numéro,Moment (UTC),Personne"), "{}", lines[0]);
        assert!(lines[1].contains(",organisation-created,"), "the oldest first: {}", lines[1]);
        assert!(file.contains("'=HYPERLINK(1)") && !file.contains(",=HYPERLINK"), "{file}");
        let total = trail(&world, &world.champion, "").await["total"].as_u64().unwrap();
        assert_eq!(lines.len() as u64, total + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_see_everywhere_who_did_what_but_not_on_what() {
    let world = World::start().await;
    world.server.appoint(&world.stranger).await;
    let get = async |query: &str| {
        let answer = world.stranger.api.get(world.at(&format!("/api/v1/console/audit{query}"))).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{query}");
        answer.json::<Value>().await.unwrap()
    };
    let all = get("?limit=500").await;
    let numbers: Vec<_> = all["items"].as_array().unwrap().iter().map(|item| item["number"].as_u64().unwrap()).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] > pair[1]), "{numbers:?}");
    assert_eq!(kinds(&all)[0], "operator-granted");
    let invited = get("?kind=account-invited").await;
    assert_eq!((&invited["items"][0]["actor_name"], &invited["items"][0]["about"]), (&json!("Paule Champion"), &json!("")));
    let instance = get("?place=instance&housekeeping=true").await;
    assert!(instance["items"].as_array().unwrap().iter().all(|item| item["organisation"].is_null()));
    let first = get(&format!("?place={}", world.champion.organisation)).await;
    let own = json!(world.champion.organisation.to_string());
    assert!(first["items"].as_array().unwrap().iter().all(|item| item["organisation"] == own));
    let mut read = 0;
    let mut cursor = String::new();
    loop {
        let page = get(&format!("?limit=3{cursor}")).await;
        read += page["items"].as_array().unwrap().len();
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(read, numbers.len(), "page by page");
    let page = world.stranger.web.get(world.at("/console/audit")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("OPH Val de Loire") && page.contains("Paule Champion"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trail_survives_a_rebuild_and_is_verified() {
    let world = World::start().await;
    let folder = tempfile::tempdir().unwrap();
    let before = trail(&world, &world.champion, "?housekeeping=true&limit=500").await;
    crate::harness::copy(&world.server.services.config.data, folder.path());
    let report = probant::store::verify(folder.path()).unwrap();
    assert!(report.is_clean(), "{:?}", report.faults);
    probant::store::rebuild(folder.path()).unwrap();
    let store = probant::store::Store::open(folder.path()).unwrap();
    let tenant = probant::domain::access::Tenant::unsafe_without_membership(world.champion.organisation);
    let told = store.told(tenant, u64::MAX).map(|told| told.unwrap().seq).collect::<Vec<_>>();
    let shown: Vec<_> = before["items"].as_array().unwrap().iter().map(|item| item["number"].as_u64().unwrap()).collect();
    assert!(shown.iter().all(|number| told.contains(number)) && told.len() >= shown.len(), "{told:?} {shown:?}");
}
