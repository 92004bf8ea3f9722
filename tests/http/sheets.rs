//! What an activity has besides its fields: history, review, comments, copies, documents, and what it still lacks.

use super::notifications::told;
use crate::harness::{Person, Server, World};
use jiff::SignedDuration;
use probant::{clock::Clock, config::Config, service::review};
use reqwest::{
    Method, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

/// A world whose clock the test moves by months, and whose sessions outlast that.
async fn world_at(clock: &Clock) -> World {
    let long = |config: &mut Config| {
        config.sessions.absolute_hours = 24 * 1_000;
        config.sessions.idle_minutes = 60 * 24 * 1_000;
    };
    World::of(Server::start_at(clock.clone(), long).await).await
}

const CONTROLLER: &str = "/api/v1/registers/controller";

async fn call(world: &World, person: &Person, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
    let request = person.api.request(method, world.at(path));
    let request = if body.is_null() { request } else { request.json(&body) };
    let answer = request.send().await.unwrap();
    let status = answer.status();
    (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
}

async fn get(world: &World, person: &Person, path: &str) -> Value {
    let (status, body) = call(world, person, Method::GET, path, Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

async fn page(world: &World, person: &Person, path: &str) -> String {
    let answer = person.web.get(world.at(path)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

/// A complete activity.
fn complete(name: &str) -> Value {
    json!({
        "category": "Gestion locative", "purpose": "Encaisser", "name": name, "description": "Encaisser les loyers",
        "legal_basis": "Exécution d’un contrat", "identification_data": ["Nom"], "data_subject_categories": ["Locataires"],
    })
}

/// Adds an activity: its identifier.
async fn add(world: &World, person: &Person, body: Value) -> String {
    let (status, made) = call(world, person, Method::POST, &format!("{CONTROLLER}/activities"), body).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made["id"].as_str().unwrap().to_owned()
}

fn sheet(id: &str) -> String {
    format!("{CONTROLLER}/activities/{id}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_an_activity_says_who_changed_what() {
    let clock = Clock::standing_at("2026-03-02T08:00:00Z".parse().unwrap());
    let world = world_at(&clock).await;
    let id = add(&world, &world.champion, complete("Loyers")).await;
    clock.set("2026-03-03T14:02:00Z".parse().unwrap());
    let mut changed = complete("Loyers");
    changed["description"] = json!("Encaisser les charges");
    changed["identification_data"] = json!(["Nom", "Prénom"]);
    let (status, _) = call(&world, &world.champion, Method::PUT, &sheet(&id), changed).await;
    assert_eq!(status, StatusCode::OK);
    let history = get(&world, &world.contributor, &format!("{}/history", sheet(&id))).await;
    assert_eq!((&history["total"], &history["next_cursor"]), (&json!(2), &Value::Null));
    let latest = &history["items"][0];
    assert_eq!((&latest["actor_name"], &latest["kind"]), (&json!("Paule Champion"), &json!("activity-changed")));
    let fields: Vec<_> = latest["changes"].as_array().unwrap().iter().map(|change| change["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["description", "identification_data"]);
    assert_eq!(latest["changes"][1]["before"], json!(["Nom"]));
    assert_eq!(latest["changes"][1]["after"], json!(["Nom", "Prénom"]));
    let html = page(&world, &world.contributor, &format!("/register/controller/activities/{id}/history")).await;
    for part in ["3 mars 2026 à 15:02", "Paule Champion", "retiré :", "ajouté :", "charges</ins>", "loyers</del>", "Prénom</ins>"]
    {
        assert!(html.contains(part), "{part}: {html}");
    }
    let purpose = get(&world, &world.champion, &sheet(&id)).await["purpose_id"].as_str().unwrap().to_owned();
    let history = get(&world, &world.contributor, &format!("{CONTROLLER}/purposes/{purpose}/history")).await;
    assert_eq!(history["items"][0]["changes"][0]["field"], "personal_data", "{history}");
    page(&world, &world.contributor, &format!("/register/controller/purposes/{purpose}/history")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_told_once_to_those_who_can_edit() {
    let clock = Clock::standing_at("2026-03-02T08:00:00Z".parse().unwrap());
    let world = world_at(&clock).await;
    let id = add(&world, &world.champion, complete("Loyers")).await;
    let draft =
        add(&world, &world.contributor, json!({ "category": "Gestion locative", "purpose": "Encaisser", "name": "Ébauche" }))
            .await;
    let plan = async |person, id: &str, on: Value| {
        call(&world, person, Method::PUT, &format!("{}/review", sheet(id)), json!({ "on": on })).await
    };
    let (status, planned) = plan(&world.champion, &id, json!("2026-06-01")).await;
    assert_eq!((status, &planned["review"]), (StatusCode::OK, &json!({ "on": "2026-06-01", "state": "later" })));
    assert_eq!(plan(&world.contributor, &draft, json!("2026-06-01")).await.0, StatusCode::OK);
    assert_eq!(plan(&world.contributor, &id, Value::Null).await.0, StatusCode::FORBIDDEN);
    assert_eq!(plan(&world.champion, &id, json!("2126-06-01")).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let remind = async || world.server.work(|services| review::remind(services).unwrap()).await;
    assert_eq!(remind().await, 0, "it is far away");
    clock.set("2026-05-03T08:00:00Z".parse().unwrap());
    assert_eq!((remind().await, remind().await), (2, 0));
    world.server.tell().await;
    let sentences = async |person: &Person| {
        let told = told(person, &world.server).await;
        let texts = told["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "review_due");
        texts.map(|item| item["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let champion = sentences(&world.champion).await;
    assert!(
        champion.len() == 2 && champion.iter().any(|text| text.contains("« Loyers » est à revoir le 1er juin 2026")),
        "{champion:?}"
    );
    let author = sentences(&world.contributor).await;
    assert!(author.len() == 1 && author[0].contains("Ébauche"), "{author:?}");
    // On the sheet, in the list and on the dashboard; then past.
    let list = get(&world, &world.champion, &format!("{CONTROLLER}/activities?review_until=2026-06-01")).await;
    assert_eq!(list["total"], 2);
    for path in ["/register/controller?view=list", "/register/controller?view=list&review=due", "/"] {
        assert!(page(&world, &world.champion, path).await.contains("À revoir"), "{path}");
    }
    clock.set("2026-06-02T08:00:00Z".parse().unwrap());
    let html = page(&world, &world.champion, &format!("/register/controller/activities/{id}")).await;
    assert!(html.contains("Révision dépassée") && html.contains("1er juin 2026"), "{html}");
    // Another day: what was told goes, and it is told anew when that day is near.
    let form = [("months", "12")];
    let set = world.champion.web.post(world.at(&format!("/register/controller/activities/{id}/review"))).form(&form);
    assert!(set.send().await.unwrap().status().is_redirection());
    assert_eq!(get(&world, &world.champion, &sheet(&id)).await["review"]["on"], "2027-06-02");
    world.server.tell().await;
    assert_eq!(sentences(&world.champion).await.len(), 1);
    clock.set(clock.now() + SignedDuration::from_hours(24 * 340));
    assert_eq!(remind().await, 1);
    let history = get(&world, &world.champion, &format!("{}/history", sheet(&id))).await;
    assert_eq!(history["items"][0]["changes"][0]["field"], "review_on");
    let wrong = [("on", "demain")];
    let set = world.champion.web.post(world.at(&format!("/register/controller/activities/{id}/review"))).form(&wrong);
    let answer = set.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().await.unwrap().contains("value=\"demain\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_reviews_at_once_are_told_together() {
    let clock = Clock::standing_at("2026-03-02T08:00:00Z".parse().unwrap());
    let world = world_at(&clock).await;
    for number in 0..6 {
        let id = add(&world, &world.champion, complete(&format!("Loyers {number}"))).await;
        call(&world, &world.champion, Method::PUT, &format!("{}/review", sheet(&id)), json!({ "on": "2026-03-10" })).await;
    }
    assert_eq!(world.server.work(|services| review::remind(services).unwrap()).await, 6);
    world.server.tell().await;
    let told = told(&world.champion, &world.server).await;
    let item = told["items"].as_array().unwrap().iter().find(|item| item["kind"] == "reviews_due").unwrap();
    assert_eq!(
        (&item["text"], &item["path"]),
        (&json!("6 activités sont à revoir"), &json!("/register/controller?view=list&review=due"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_reach_the_author_and_those_who_commented_before() {
    let world = World::start().await;
    let other = world
        .server
        .invite(&world.champion, "Zoé Lectrice", "zoe@oph.example", probant::domain::access::Profile::Contributor)
        .await;
    let id = add(&world, &world.contributor, json!({ "category": "A", "purpose": "B", "name": "Ébauche" })).await;
    let comments = format!("{}/comments", sheet(&id));
    let say = async |person, text: &str| call(&world, person, Method::POST, &comments, json!({ "text": text })).await;
    let told_of = async |person| {
        world.server.tell().await;
        let told = told(person, &world.server).await;
        told["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "commented").count()
    };
    let (status, first) = say(&other, " Avec les charges ?\r\nOu sans ? ").await;
    assert_eq!((status, &first["text"]), (StatusCode::CREATED, &json!("Avec les charges ?\nOu sans ?")));
    assert_eq!((told_of(&world.contributor).await, told_of(&other).await, told_of(&world.champion).await), (1, 0, 0));
    say(&world.champion, "Avec.").await;
    assert_eq!((told_of(&world.contributor).await, told_of(&other).await, told_of(&world.champion).await), (2, 1, 0));
    assert_eq!(say(&other, "  ").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(say(&other, &"é".repeat(2_001)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(say(&world.stranger, "Moi aussi").await.0, StatusCode::NOT_FOUND);
    let list = get(&world, &world.contributor, &comments).await;
    assert_eq!(
        (&list["total"], &list["items"][0]["by_name"], &list["items"][0]["deletable"]),
        (&json!(2), &json!("Zoé Lectrice"), &json!(false))
    );
    let html = page(&world, &other, &format!("/register/controller/activities/{id}")).await;
    assert!(
        html.contains("Ou sans ?")
            && html.contains("Retirer le commentaire de Zoé Lectrice")
            && !html.contains("Retirer le commentaire de Paule")
    );
    // The champion takes back what the reader wrote, and nobody is told of it any more.
    let one = format!("{CONTROLLER}/comments/{}", first["id"].as_str().unwrap());
    assert_eq!(call(&world, &world.contributor, Method::DELETE, &one, Value::Null).await.0, StatusCode::FORBIDDEN);
    assert_eq!(call(&world, &world.champion, Method::DELETE, &one, Value::Null).await.0, StatusCode::NO_CONTENT);
    assert_eq!(call(&world, &world.champion, Method::DELETE, &one, Value::Null).await.0, StatusCode::NOT_FOUND);
    assert_eq!(told_of(&world.contributor).await, 1);
    let audit = get(&world, &world.champion, "/api/v1/audit?kind=comment-added").await;
    assert_eq!((&audit["total"], &audit["items"][0]["about"]), (&json!(2), &json!("Ébauche")));
    // Comments go with their activity.
    assert_eq!(call(&world, &world.champion, Method::DELETE, &sheet(&id), Value::Null).await.0, StatusCode::NO_CONTENT);
    assert_eq!((told_of(&world.contributor).await, told_of(&other).await), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_belongs_to_whoever_makes_it_and_is_to_be_completed() {
    let world = World::start().await;
    let id = add(&world, &world.champion, complete("Loyers")).await;
    let copy = async |person| call(&world, person, Method::POST, &format!("{}/copy", sheet(&id)), Value::Null).await;
    let (status, first) = copy(&world.contributor).await;
    assert_eq!(
        (status, &first["processing_name"], &first["status"]),
        (StatusCode::CREATED, &json!("Loyers (copie)"), &json!("incomplete"))
    );
    assert_eq!(first["identification_data"], json!(["Nom"]));
    assert_eq!(copy(&world.champion).await.1["processing_name"], "Loyers (copie 2)");
    // Its maker completes it: it fits the purpose.
    let path = sheet(first["id"].as_str().unwrap());
    let (status, saved) = call(&world, &world.contributor, Method::PUT, &path, complete("Charges")).await;
    assert_eq!((status, &saved["status"]), (StatusCode::OK, &json!("validated")));
    let web = world.contributor.web.post(world.at(&format!("/register/controller/activities/{id}/copy"))).send().await.unwrap();
    assert!(web.headers()["location"].to_str().unwrap().ends_with("/edit"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_mirrored_in_the_other_register_once() {
    let world = World::start().await;
    let id = add(&world, &world.champion, complete("Loyers")).await;
    let mirror = async |person| call(&world, person, Method::POST, &format!("{}/mirror", sheet(&id)), Value::Null).await;
    let (status, made) = mirror(&world.champion).await;
    assert_eq!((status, &made["status"], &made["purpose"]), (StatusCode::CREATED, &json!("incomplete"), &json!("Encaisser")));
    assert_eq!((&made["legal_basis"], &made["identification_data"]), (&Value::Null, &json!(["Nom"])));
    assert_eq!(made["lacks"][0], json!({ "field": "client_name", "article": "30-2-a", "blocking": true }));
    let (status, again) = mirror(&world.contributor).await;
    assert_eq!((status, &again["id"]), (StatusCode::OK, &made["id"]));
    let list = get(&world, &world.champion, "/api/v1/registers/processor/activities").await;
    assert_eq!(list["total"], 1);
    // The client and its contact stand on the sheet and in the file.
    let path = format!("/api/v1/registers/processor/activities/{}", made["id"].as_str().unwrap());
    let mut whole = json!({ "category": "Gestion locative", "purpose": "Encaisser", "name": "Loyers" });
    for (field, value) in [
        ("client_name", "Syndic Les Tilleuls"),
        ("client_contact_last_name", "Roux"),
        ("client_contact_email", "roux@tilleuls.example"),
    ] {
        whole[field] = json!(value);
    }
    let (status, saved) = call(&world, &world.champion, Method::PUT, &path, whole).await;
    assert_eq!((status, &saved["status"]), (StatusCode::OK, &json!("validated")), "{saved}");
    let html =
        page(&world, &world.contributor, &format!("/register/processor/activities/{}", made["id"].as_str().unwrap())).await;
    let file = world.contributor.api.get(world.at(&format!("{path}/sheet.pdf"))).send().await.unwrap();
    assert_eq!(file.headers()["content-type"], "application/pdf");
    let file = file.bytes().await.unwrap();
    let text = pdf_extract::extract_text_from_mem(&file).unwrap();
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    for said in ["Syndic Les Tilleuls", "Roux", "roux@tilleuls.example"] {
        assert!(html.contains(said), "{said}: {html}");
        assert!(text.contains(&said.replace(' ', "")), "{said}: {text}");
    }
    assert!(!text.contains("Sommaire"), "one sheet needs no contents: {text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_found_by_name_attached_and_detached_from_either_side() {
    let world = World::start().await;
    let id = add(&world, &world.champion, complete("Loyers")).await;
    let file = async |person: &Person, name: &str| {
        let form = Form::new().part("file", Part::bytes(name.as_bytes().to_vec()).file_name(name.to_owned()));
        let answer = person.api.post(world.at("/api/v1/documents")).multipart(form).send().await.unwrap();
        answer.json::<Value>().await.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let charter = file(&world.champion, "Charte des accès.pdf").await;
    let lease = file(&world.contributor, "Bail type.pdf").await;
    let base = format!("/register/controller/activities/{id}");
    // The champion finds both, a contributor only what the contributor may attach to what is a champion's.
    let found = async |person: &Person, q: &str| {
        let request = person.web.get(world.at(&format!("{base}/documents?q={q}"))).header("x-fragment", "results");
        let html = request.send().await.unwrap().text().await.unwrap();
        assert!(!html.contains("<html"), "a fragment: {html}");
        [html.contains("Charte des accès.pdf"), html.contains("Bail type.pdf")]
    };
    assert_eq!((found(&world.champion, "").await, found(&world.champion, "ACCES+charte").await), ([true, true], [true, false]));
    assert_eq!(
        (found(&world.contributor, "").await, found(&world.champion, "introuvable").await),
        ([false, true], [false, false])
    );
    let whole = page(&world, &world.champion, &format!("{base}/documents?q=charte")).await;
    assert!(whole.contains("Attacher Charte des accès.pdf"), "{whole}");
    let send = async |person: &Person, path: String, form: [(&str, &str); 1]| {
        person.web.post(world.at(&path)).form(&form).send().await.unwrap().status()
    };
    assert_eq!(
        send(&world.champion, format!("{base}/documents/attachment"), [("document", &charter)]).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        send(&world.contributor, format!("{base}/documents/attachment"), [("document", &lease)]).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        send(&world.stranger, format!("{base}/documents/attachment"), [("document", &charter)]).await,
        StatusCode::NOT_FOUND
    );
    let attached = async || {
        let list = get(&world, &world.contributor, &format!("{}/documents", sheet(&id))).await;
        list["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(attached().await, ["Charte des accès.pdf", "Bail type.pdf"]);
    assert_eq!(found(&world.champion, "").await, [false, false], "they hang there already");
    let html = page(&world, &world.contributor, &base).await;
    assert!(html.contains("Détacher Bail type.pdf") && !html.contains("Détacher Charte"), "{html}");
    // A file sent to the sheet hangs on it.
    let form = Form::new().part("file", Part::bytes(b"preuve".to_vec()).file_name("Preuve.txt"));
    let sent = world.contributor.web.post(world.at(&format!("{base}/documents"))).multipart(form).send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    assert_eq!(attached().await.len(), 3);
    let empty =
        world.contributor.web.post(world.at(&format!("{base}/documents"))).multipart(Form::new().text("category", "x")).send();
    assert_eq!(empty.await.unwrap().status(), StatusCode::UNPROCESSABLE_ENTITY);
    // From the side of the document, by the name of the activity and never by an identifier.
    assert_eq!(
        send(&world.contributor, format!("/documents/{charter}/links/detachment"), [("link", &format!("activity:{id}"))]).await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        send(&world.champion, format!("/documents/{charter}/links/detachment"), [("link", &format!("activity:{id}"))]).await,
        StatusCode::SEE_OTHER
    );
    let html = page(&world, &world.champion, &format!("/documents/{charter}/links?q=loyers")).await;
    assert!(html.contains("Attacher à Loyers") && html.contains("Gestion locative › Encaisser"), "{html}");
    assert_eq!(
        send(&world.champion, format!("/documents/{charter}/links"), [("link", &format!("activity:{id}"))]).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(attached().await.len(), 3);
    let html = page(&world, &world.champion, &format!("/documents/{charter}")).await;
    assert!(html.contains("Détacher de Loyers") && !html.contains(&format!(">{id}<")), "{html}");
    // A change of category leaves the links.
    assert_eq!(send(&world.champion, format!("/documents/{charter}"), [("category", "Preuves")]).await, StatusCode::SEE_OTHER);
    assert_eq!(attached().await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_says_what_is_lacking_and_the_tree_unfolds_to_its_activity() {
    let world = World::start().await;
    let id = add(
        &world,
        &world.champion,
        json!({ "category": "Gestion", "subcategory": "Bail", "purpose": "Encaisser", "name": "Ébauche" }),
    )
    .await;
    let here = format!("/register/controller/activities/{id}");
    let html = page(&world, &world.champion, &here).await;
    for (field, article) in [("legal_basis", "art. 6.1"), ("data_subjects", "art. 30.1.c"), ("retention_duration", "art. 30.1.f")]
    {
        assert!(html.contains(&format!("href=\"{here}/edit#{field}\"")) && html.contains(article), "{field}: {html}");
    }
    // Who may not edit is told the same without ways to the fields.
    let html = page(&world, &world.contributor, &here).await;
    assert!(html.contains("art. 30.1.c") && !html.contains("/edit#"), "{html}");
    let html = page(&world, &world.contributor, &format!("{here}/panel")).await;
    assert!(html.contains("art. 30.1.c") && html.contains("Ouvrir la fiche"), "{html}");
    let tree = page(&world, &world.champion, &format!("/register/controller?activity={id}")).await;
    let node = tree.split("class=\"node\"").find(|node| node.contains("data-panel") && node.contains("Ébauche"));
    assert!(node.is_some_and(|node| node.contains("aria-current=\"true\"")), "{tree}");
}
