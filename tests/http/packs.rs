//! Packs in the console and in the pages of an organisation: installed, granted, updated and removed while the server runs.

use super::{
    console::{self, page, read, status},
    location, post,
};
use crate::{
    harness::{Person, Server, World},
    packs::words::{made, made_by, public_key, public_key_of},
};
use probant::domain::{document::Digest, event::Actor};
use reqwest::{
    Method, Response, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

/// Sends the file of a pack to the console.
async fn send(server: &Server, operator: &Person, bytes: Vec<u8>) -> Response {
    let form = Form::new().part("file", Part::bytes(bytes).file_name("minors.pack"));
    operator.web.post(server.at("/console/packs")).multipart(form).send().await.unwrap()
}

async fn install(server: &Server, operator: &Person, bytes: Vec<u8>) {
    let offered = send(server, operator, bytes).await;
    assert_eq!(offered.status(), StatusCode::SEE_OTHER, "{}", offered.text().await.unwrap());
    let offer = location(&offered).to_owned();
    let installed = post(&operator.web, server.at(&format!("{offer}/installation")), &[]).await;
    assert_eq!(location(&installed), "/console/packs");
}

async fn trust(server: &Server, operator: &Person) {
    let key = public_key();
    trust_key(server, operator, "Cabinet Main", &key).await;
}

async fn trust_key(server: &Server, operator: &Person, name: &str, key: &str) {
    let form = [("name", name), ("key", key)];
    assert_eq!(post(&operator.web, server.at("/console/publishers"), &form).await.status(), StatusCode::SEE_OTHER);
}

/// An activity that concerns minors: its address and findings.
async fn activity(world: &World) -> (String, Value) {
    activity_with(world, "Inscriptions", true).await
}

async fn activity_with(world: &World, name: &str, minors: bool) -> (String, Value) {
    let body = json!({ "category": "Jeunesse", "purpose": "Accueil", "processing_name": name, "minors_concerned": minors });
    let address = world.at("/api/v1/registers/controller/activities");
    let answer = world.champion.api.post(&address).json(&body).send().await.unwrap();
    let made: Value = answer.json().await.unwrap();
    let id = made["id"].as_str().unwrap_or_else(|| panic!("{made}"));
    let address = format!("{address}/{id}");
    let sheet = read(&world.champion, address.clone()).await;
    (address, sheet["findings"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_of_another_language_is_installed_used_updated_and_removed_without_a_restart() {
    let world = World::start().await;
    let (server, operator) = (&world.server, world.server.operator().await);
    let refused = send(server, &operator, made("1.0.0", "minors", "")).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains(&public_key()), "the key is named, so that the operator can ask");
    let wrong = post(&operator.web, server.at("/console/publishers"), &[("name", ""), ("key", "x")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    trust(server, &operator).await;

    let offered = send(server, &operator, made("1.0.0", "minors", "")).await;
    let offer = page(&operator.web, server.at(location(&offered))).await;
    assert!(offer.contains("Cabinet Main") && offer.contains("Les parents des mineurs sont informés"), "{offer}");
    assert!(!page(&operator.web, server.at("/console/packs")).await.contains("Mineurs"), "nothing is installed yet");
    install(server, &operator, made("1.0.0", "minors", "")).await;
    let choice = post(&world.champion.web, world.at("/settings/packs"), &[("packs", "minors")]).await;
    assert_eq!(choice.status(), StatusCode::SEE_OTHER);
    let (address, findings) = activity(&world).await;
    assert_eq!(findings[0]["pack"], "minors", "{findings}");
    assert_eq!((&findings[0]["field"], &findings[0]["severity"]), (&json!("minors"), &json!("warning")));
    assert_eq!(findings[0]["article"], "RGPD 8");

    // The new version is used at once; what it asks for is shown, and not granted by itself.
    let newer = made("1.1.0", "pupils", "permissions = [\"read-register\"]\n");
    let offered = send(server, &operator, newer.clone()).await;
    let offer = page(&operator.web, server.at(location(&offered))).await;
    for told in ["Version 1.0.0 aujourd’hui, 1.1.0 après", "Lire tout le registre", "En plus : 1", "En moins : 1"] {
        assert!(offer.contains(told), "{told}: {offer}");
    }
    install(server, &operator, newer).await;
    assert!(page(&operator.web, server.at("/console/packs")).await.contains("1.1.0"));
    let settings = page(&world.champion.web, world.at("/settings/packs")).await;
    assert!(settings.contains("value=\"minors:read-register\">"), "{settings}");
    let form = [("packs", "minors"), ("grants", "minors:read-register"), ("grants", "hr:read-register")];
    post(&world.champion.web, world.at("/settings/packs"), &form).await;
    let packs = read(&world.champion, world.at("/api/v1/organisation/packs")).await;
    let granted = |id: &str| {
        let items = packs["items"].as_array().unwrap().iter();
        items.clone().find(|pack| pack["id"] == id).unwrap()["granted"].clone()
    };
    assert_eq!((granted("minors"), granted("hr")), (json!(["read-register"]), json!([])));

    // A campaign on the pack's questions, then the pack goes: choice and rules go, what was made stays.
    let address_of_campaigns = world.at("/api/v1/campaigns");
    let opened = world.champion.api.post(&address_of_campaigns).json(&json!({ "questionnaire": "minors" })).send().await.unwrap();
    let opened: Value = opened.json().await.unwrap();
    let campaign = format!("{address_of_campaigns}/{}", opened["id"].as_str().unwrap_or_else(|| panic!("{opened}")));
    let answer = world.champion.api.put(format!("{campaign}/answers/parents")).json(&json!({ "value": "yes" }));
    assert!(answer.send().await.unwrap().status().is_success());
    let removed = post(&operator.web, server.at("/console/packs/minors/removal"), &[]).await;
    assert_eq!(location(&removed), "/console/packs");
    server.tell().await;
    let settings = page(&world.champion.web, world.at("/notifications")).await;
    assert!(settings.contains("Le paquet « Mineurs » n’est plus disponible"), "{settings}");
    assert_eq!(read(&world.champion, address).await["findings"], json!([]));
    let kept = read(&world.champion, campaign).await.to_string();
    assert!(kept.contains("Les parents sont-ils informés"), "{kept}");
    let missing = post(&operator.web, server.at("/console/packs/minors/removal"), &[]).await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    let built_in = post(&operator.web, server.at("/console/packs/hr/removal"), &[]).await;
    assert_eq!(built_in.status(), StatusCode::CONFLICT);

    // Who did what stands in the audit trail of the instance.
    let trail = server.work(|services| services.store.tail(1).map(|entry| entry.unwrap()).collect::<Vec<_>>()).await;
    for kind in ["publisher-trusted", "pack-installed", "pack-updated", "pack-withdrawn", "pack-removed"] {
        let found = trail.iter().filter(|entry| entry.event().kind.as_str() == kind);
        assert!(matches!(found.map(|entry| entry.actor()).collect::<Vec<_>>()[..], [Actor::Account(_)]), "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_pack_is_refused_with_its_place_and_changes_nothing() {
    let world = World::start().await;
    let (server, operator) = (&world.server, world.server.operator().await);
    trust(server, &operator).await;
    let before = server.services.store.last_seq();
    let mut altered = made("1.0.0", "minors", "");
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    for (bytes, told) in [
        (altered, "illisible"),
        (b"not a pack".to_vec(), "illisible"),
        (made("1.0.0", "minors", "colour = 3\n"), "pack.toml:6:1"),
        (Vec::new(), "champ"),
    ] {
        let refused = send(server, &operator, bytes).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        let said = refused.text().await.unwrap();
        assert!(said.contains(told), "{told}: {said}");
    }
    let offer = format!("/console/offers/{}", Digest([1; 32]));
    assert_eq!(status(&operator.web, server.at(&offer)).await, StatusCode::NOT_FOUND);
    assert_eq!(post(&operator.web, server.at(&format!("{offer}/installation")), &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(server.services.store.last_seq(), before, "nothing was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_landlords_table_goes_through_the_preview_into_the_register() {
    let world = World::start().await;
    let address = world.at("/register/controller/pack-imports/social-housing");
    let table = include_bytes!("../../plugins/social-housing/example.csv").to_vec();
    let upload = async |bytes: Vec<u8>| {
        let form = Form::new().part("file", Part::bytes(bytes).file_name("suivi.csv"));
        world.champion.web.post(&address).multipart(form).send().await.unwrap()
    };
    assert_eq!(upload(table.clone()).await.status(), StatusCode::NOT_FOUND, "the organisation does not use the pack");
    post(&world.champion.web, world.at("/settings/packs"), &[("packs", "social-housing")]).await;
    assert!(
        page(&world.champion.web, world.at("/register/controller/imports/new")).await.contains("Tableau de suivi d’un bailleur")
    );
    let wrong = upload("Domaine;Finalité;Traitement;Durée\nBail;Suivi;Loyers;longtemps\n".into()).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let said = wrong.text().await.unwrap();
    assert!(said.contains("Ligne 2, Durée de conservation : « longtemps » n’est pas une durée"), "{said}");
    let previewed = upload(table).await;
    assert_eq!(previewed.status(), StatusCode::SEE_OTHER);
    let import = location(&previewed).to_owned();
    let preview = page(&world.champion.web, world.at(&import)).await;
    assert!(preview.contains("Suivi des impayés") && preview.contains("suivi.csv"), "{preview}");
    let commit = post(&world.champion.web, world.at(&format!("{import}/commit")), &[]).await;
    assert_eq!(commit.status(), StatusCode::SEE_OTHER);
    let list = read(&world.champion, world.at("/api/v1/registers/controller/activities?q=impay%C3%A9s")).await;
    assert_eq!(list["items"][0]["name"], "Suivi des impayés", "{list}");
    assert_eq!(list["items"][0]["category"], "Gestion locative");
}

/// A report reads the register where a super user grants it, and says what to do where not.
#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_a_pack_reads_the_register_only_where_it_is_granted() {
    let world = World::start().await;
    let body = json!({ "category": "Sécurité", "purpose": "Sûreté", "processing_name": "Caméras des halls" });
    let made = world.champion.api.post(world.at("/api/v1/registers/controller/activities")).json(&body).send().await.unwrap();
    assert_eq!(made.status(), StatusCode::CREATED);
    let address = world.at("/register/controller/pack-reports/social-housing/retention");
    let text = async || {
        let answer = world.contributor.web.get(&address).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        pdf_extract::extract_text_from_mem(&answer.bytes().await.unwrap()).unwrap()
    };
    assert_eq!(status(&world.contributor.web, address.clone()).await, StatusCode::NOT_FOUND);
    post(&world.champion.web, world.at("/settings/packs"), &[("packs", "social-housing")]).await;
    assert!(page(&world.contributor.web, world.at("/register/controller/export")).await.contains("domaine par domaine"));
    let refused = text().await;
    assert!(refused.contains("n’a pas pu être lu") && !refused.contains("Caméras"), "{refused}");
    let form = [("packs", "social-housing"), ("grants", "social-housing:read-register")];
    post(&world.champion.web, world.at("/settings/packs"), &form).await;
    let granted = text().await;
    assert!(granted.contains("Caméras des halls") && granted.contains("Aucune durée"), "{granted}");
}

/// How many changes of this kind there were.
fn changes(server: &Server, kind: &str) -> usize {
    server.services.store.tail(1).filter(|entry| entry.as_ref().unwrap().event().kind.as_str() == kind).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_that_was_switched_off_gets_another_chance() {
    let world = World::start().await;
    let (server, operator) = (&world.server, world.server.operator().await);
    trust(server, &operator).await;
    install(server, &operator, made("1.0.0", "minors", "")).await;
    post(&world.champion.web, world.at("/settings/packs"), &[("packs", "minors")]).await;
    let (good, _) = activity(&world).await;
    let message = async |address: &str| read(&world.champion, address.to_owned()).await["findings"][0]["message"].to_string();
    assert!(message(&good).await.contains("informez aussi leurs parents"));
    let switch_on = async || post(&operator.web, server.at("/console/packs/minors/activation"), &[]).await;
    assert_eq!((location(&switch_on().await), changes(server, "pack-switched-on")), ("/console/packs", 0), "it is at work");

    let (bad, _) = activity_with(&world, "Adultes", false).await;
    for _ in 0..5 {
        assert!(message(&bad).await.contains("«"), "a failure is a finding");
    }
    assert!(message(&good).await.contains("reste arrêté"), "it is switched off for all");
    let console = page(&operator.web, server.at("/console/packs")).await;
    assert!(console.contains("En panne") && console.contains("/console/packs/minors/activation"), "{console}");
    assert_eq!(location(&switch_on().await), "/console/packs");
    assert!(message(&good).await.contains("informez aussi leurs parents"), "it answers again");
    assert_eq!(changes(server, "pack-switched-on"), 1);
    assert!(!page(&operator.web, server.at("/console/packs")).await.contains("/activation"));
    let absent = post(&operator.web, server.at("/console/packs/absent/activation"), &[]).await;
    assert_eq!(absent.status(), StatusCode::NOT_FOUND);
    assert!(page(&operator.web, server.at("/console/audit")).await.contains("Paquet sectoriel remis en route"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_publisher_is_taken_by_a_tick_alone() {
    let world = World::start().await;
    let (server, operator) = (&world.server, world.server.operator().await);
    trust(server, &operator).await;
    install(server, &operator, made("1.0.0", "minors", "")).await;
    trust_key(server, &operator, "Cabinet Autre", &public_key_of([8; 32])).await;
    let offered = send(server, &operator, made_by([8; 32], "1.1.0", "pupils", "")).await;
    let offer = location(&offered).to_owned();
    let shown = page(&operator.web, server.at(&offer)).await;
    assert!(shown.contains("vient de Cabinet Main") && shown.contains("name=\"change_publisher\""), "{shown}");
    let address = server.at(&format!("{offer}/installation"));
    let refused = post(&operator.web, address.clone(), &[]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("Confirmez le changement d’éditeur"));
    assert_eq!(location(&post(&operator.web, address, &[("change_publisher", "true")]).await), "/console/packs");
    let offered = send(server, &operator, made_by([8; 32], "1.2.0", "pupils", "")).await;
    assert!(!page(&operator.web, server.at(location(&offered))).await.contains("change_publisher"), "it is theirs now");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_installed_updated_and_removed_by_the_api_alone() {
    let world = World::start().await;
    let (server, operator) = (&world.server, world.server.operator().await);
    let at = |path: &str| server.at(&format!("/api/v1/console{path}"));
    let call = async |method: Method, path: &str, body: Value| console::send(&operator, method, at(path), body).await;
    let receive = async |bytes: Vec<u8>| {
        let form = Form::new().part("file", Part::bytes(bytes).file_name("minors.pack"));
        let answer = operator.api.post(at("/packs")).multipart(form).send().await.unwrap();
        let (status, at) = (answer.status(), answer.headers().get("location").cloned());
        (status, at.map(|at| at.to_str().unwrap().to_owned()), answer.json::<Value>().await.unwrap())
    };
    let (status, _, refused) = receive(made("1.0.0", "minors", "")).await;
    assert_eq!((status.as_u16(), &refused["errors"][0]["field"]), (422, &json!("file")), "{refused}");
    let (status, _, none) = receive(Vec::new()).await;
    assert_eq!((status.as_u16(), &none["errors"][0]["field"]), (422, &json!("file")), "{none}");

    let (status, wrong) = call(Method::POST, "/publishers", json!({ "name": "", "key": "x" })).await;
    assert_eq!((status.as_u16(), wrong["errors"].as_array().unwrap().len()), (422, 2), "{wrong}");
    let publisher = json!({ "name": "Cabinet Main", "key": public_key() });
    assert_eq!(call(Method::POST, "/publishers", publisher).await.0, StatusCode::CREATED);
    let publishers = read(&operator, at("/publishers")).await;
    assert_eq!((&publishers["total"], &publishers["items"][0]["key"]), (&json!(1), &json!(public_key())));

    let (status, place, offer) = receive(made("1.0.0", "minors", "")).await;
    assert_eq!((status, &offer["id"], &offer["replaces"]), (StatusCode::CREATED, &json!("minors"), &json!(null)), "{offer}");
    let place = place.unwrap();
    assert_eq!(read(&operator, server.at(&place)).await, offer);
    let installation = server.at(&format!("{place}/installation"));
    let installed = operator.api.post(&installation).send().await.unwrap();
    assert_eq!(installed.status(), StatusCode::OK, "without a body");
    assert_eq!(installed.json::<Value>().await.unwrap()["version"], "1.0.0");

    let asked = "permissions = [\"read-register\"]\n\
        document-category = [{ name = { fr = \"Dispenses\", en = \"Exemptions\", es = \"Exenciones\" } }]\n";
    let (_, place, offer) = receive(made("1.1.0", "pupils", asked)).await;
    assert_eq!((&offer["replaces"], &offer["new_permissions"]), (&json!("1.0.0"), &json!(["read-register"])), "{offer}");
    let rules = &offer["differences"][0];
    assert_eq!((&rules["kind"], rules["added"].as_array().unwrap().len()), (&json!("rules"), 1), "{offer}");
    let categories =
        offer["differences"].as_array().unwrap().iter().find(|difference| difference["kind"] == "categories").unwrap();
    assert_eq!((&categories["added"][0]["en"], &categories["removed"]), (&json!("Exemptions"), &json!([])), "{offer}");
    let installation = server.at(&format!("{}/installation", place.unwrap()));
    let (status, _) = console::send(&operator, Method::POST, installation, json!({ "change_publisher": false })).await;
    assert_eq!(status, StatusCode::OK);
    let packs = read(&operator, at("/packs")).await;
    let minors = packs["items"].as_array().unwrap().iter().find(|pack| pack["id"] == "minors").unwrap().clone();
    assert_eq!((&minors["version"], &minors["switched_off"]), (&json!("1.1.0"), &json!(false)));
    assert_eq!(offer["older"], json!(false));
    let (_, _, back) = receive(made("1.0.0", "minors", "")).await;
    assert_eq!((&back["replaces"], &back["older"]), (&json!("1.1.0"), &json!(true)), "{back}");

    assert_eq!(call(Method::POST, "/packs/minors/activation", json!(null)).await.0, StatusCode::NO_CONTENT);
    for (path, expected) in [("/packs/minors", 204), ("/packs/minors", 404), ("/packs/hr", 409)] {
        assert_eq!(call(Method::DELETE, path, json!(null)).await.0.as_u16(), expected, "{path}");
    }
    let key = format!("/publishers/{}", public_key());
    for expected in [204, 404] {
        assert_eq!(call(Method::DELETE, &key, json!(null)).await.0.as_u16(), expected);
    }
}
