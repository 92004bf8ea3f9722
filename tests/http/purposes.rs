//! Purposes over the API, and the decisions of a privacy champion over the API and in the browser.

use crate::harness::{Person, World};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const REGISTER: &str = "/api/v1/registers/controller";

async fn send(world: &World, person: &Person, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
    let request = person.api.request(method, world.at(&format!("{REGISTER}{path}"))).header("accept-language", "fr");
    let answer = request.json(&body).send().await.unwrap();
    let status = answer.status();
    let text = answer.text().await.unwrap();
    (status, if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() })
}

async fn get(world: &World, person: &Person, path: &str) -> Value {
    let answer = person.api.get(world.at(&format!("{REGISTER}{path}"))).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.unwrap()
}

fn purpose() -> Value {
    json!({
        "name": "Encaisser", "category": "Gestion locative", "subcategory": "Vie du bail", "description": "Loyers et charges",
        "legal_basis": "contract", "joint_controllers": [], "applications": ["GED"], "transmission": false,
        "data_subjects": [{ "name": "Locataires", "volume": "100 – 500" }],
        "personal_data": [{ "category": "identification_data", "type": "Nom" }],
        "retention": { "duration": 5, "unit": "years" }, "security_measures": ["security_logging"],
    })
}

/// A complete activity under that purpose.
fn activity(name: &str) -> Value {
    json!({
        "name": name, "category": "Gestion locative", "subcategory": "Vie du bail", "purpose": "Encaisser",
        "legal_basis": "Exécution d’un contrat", "it_tools": ["GED"], "identification_data": ["Nom"],
        "data_subject_categories": ["Locataires"], "data_subject_volume": "100 – 500",
        "retention": { "duration": 5, "unit": "years" }, "security_logging": true,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purpose_is_made_read_changed_and_deleted() {
    let world = World::start().await;
    let champion = &world.champion;
    let (status, made) = send(&world, champion, Method::POST, "/purposes", purpose()).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let path = format!("/purposes/{}", made["id"].as_str().unwrap());
    let read = get(&world, &world.contributor, &path).await;
    assert_eq!(read, made);
    assert_eq!((&read["legal_basis"], &read["origin"]), (&json!("Exécution d’un contrat"), &json!("own")));
    assert_eq!(read["security_measures"], json!(["logging"]));
    assert_eq!(read["data_subjects"], json!([{ "name": "Locataires", "volume": "100 – 500" }]));
    let list = get(&world, champion, "/purposes?limit=1").await;
    assert_eq!((&list["total"], &list["items"][0]["id"], &list["next_cursor"]), (&json!(1), &made["id"], &Value::Null));
    // What was read can be sent back as it is.
    let (status, same) = send(&world, champion, Method::PUT, &path, read.clone()).await;
    assert_eq!((status, &same["applications"]), (StatusCode::OK, &json!(["GED"])));
    let (status, _) = send(&world, champion, Method::PUT, &path, read).await;
    assert_eq!(status, StatusCode::CONFLICT, "it was read before the change");
    for (wrong, field) in [
        (json!({ "name": "", "category": "" }), "name"),
        (json!({ "name": "A", "category": "B", "legal_basis": "mood" }), "legal_basis"),
        (json!({ "name": "A", "category": "B", "aplications": ["GED"] }), "aplications"),
        (json!({ "name": "A", "category": "B", "security_measures": ["padlock"] }), "security_measures"),
    ] {
        let (status, problem) = send(&world, champion, Method::POST, "/purposes", wrong).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)));
    }
    let (status, _) = send(&world, champion, Method::DELETE, &path, Value::Null).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(get(&world, champion, "/purposes").await["total"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_activities_use_is_not_taken_away_and_the_answer_names_them() {
    let world = World::start().await;
    let (_, made) = send(&world, &world.champion, Method::POST, "/purposes", purpose()).await;
    let path = format!("/purposes/{}", made["id"].as_str().unwrap());
    for name in ["Quittances", "Relances"] {
        let (_, added) = send(&world, &world.contributor, Method::POST, "/activities", activity(name)).await;
        assert_eq!((&added["status"], &added["exceeds"]), (&json!("validated"), &json!([])), "{added}");
    }
    let changes = [
        ("applications", json!([])),
        ("data_subjects", json!([{ "name": "Locataires", "volume": "50 – 100" }])),
        ("personal_data", json!([])),
        ("retention", json!({ "duration": 4, "unit": "years" })),
        ("security_measures", json!(["logging", "authentication"])),
    ];
    for (field, value) in changes {
        let mut changed = purpose();
        changed[field] = value;
        let (status, problem) = send(&world, &world.champion, Method::PUT, &path, changed).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::CONFLICT, &json!(field)), "{problem}");
        let message = problem["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("Quittances ; Relances"), "{message}");
    }
    let (status, problem) = send(&world, &world.champion, Method::DELETE, &path, Value::Null).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(problem["detail"].as_str().unwrap().contains("2 projets"), "{problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contributor_proposes_and_a_champion_decides() {
    let world = World::start().await;
    let (contributor, champion) = (&world.contributor, &world.champion);
    let (status, proposed) = send(&world, contributor, Method::POST, "/activities", activity("Quittances")).await;
    assert_eq!((status, &proposed["status"]), (StatusCode::CREATED, &json!("suspended")));
    assert_eq!(proposed["exceeds"], json!([{ "what": "purpose", "allowed": null, "found": "Encaisser" }]));
    let path = format!("/activities/{}/validation", proposed["id"].as_str().unwrap());
    let decide = async |person, decision| send(&world, person, Method::POST, &path, decision).await;
    assert_eq!(decide(contributor, json!({ "decision": "new_purpose" })).await.0, StatusCode::FORBIDDEN);
    assert_eq!(decide(champion, json!({ "decision": "widen_purpose" })).await.0, StatusCode::CONFLICT);
    assert_eq!(decide(champion, json!({ "decision": "refuse" })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(decide(champion, json!({ "decision": "shrug" })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, decided) = decide(champion, json!({ "decision": "new_purpose" })).await;
    assert_eq!((status, &decided["status"], &decided["exceeds"]), (StatusCode::OK, &json!("validated"), &json!([])));
    assert_eq!(get(&world, champion, "/purposes").await["items"][0]["proposed"], false);

    let mut wider = activity("Relances");
    wider["it_tools"] = json!(["GED", "Tableur"]);
    let (_, waits) = send(&world, contributor, Method::POST, "/activities", wider).await;
    assert_eq!(waits["exceeds"], json!([{ "what": "application", "found": "Tableur", "allowed": null }]));
    let path = format!("/activities/{}/validation", waits["id"].as_str().unwrap());
    let refused = json!({ "decision": "refuse", "reason": "Pas de tableur" });
    let (_, refused) = send(&world, champion, Method::POST, &path, refused).await;
    assert_eq!((&refused["status"], &refused["refusal"]), (&json!("incomplete"), &json!("Pas de tableur")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_champion_decides_in_the_browser() {
    let world = World::start().await;
    send(&world, &world.champion, Method::POST, "/purposes", purpose()).await;
    let mut wider = activity("Relances");
    wider["it_tools"] = json!(["GED", "Tableur"]);
    let (_, waits) = send(&world, &world.contributor, Method::POST, "/activities", wider).await;
    let address = world.at(&format!("/register/controller/activities/{}", waits["id"].as_str().unwrap()));
    let page = async |person: &Person| person.web.get(&address).send().await.unwrap().text().await.unwrap();
    let seen = page(&world.contributor).await;
    assert!(seen.contains("Application non prévue : Tableur") && !seen.contains("value=\"widen_purpose\""));
    let seen = page(&world.champion).await;
    for part in ["value=\"new_purpose\"", "value=\"widen_purpose\"", "value=\"refuse\"", ">Tableur</td>"] {
        assert!(seen.contains(part), "{part}");
    }
    let decide =
        async |form: &[(&str, &str)]| world.champion.web.post(format!("{address}/validation")).form(form).send().await.unwrap();
    let shown = decide(&[("decision", "refuse"), ("reason", " ")]).await;
    assert_eq!(shown.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.text().await.unwrap().contains("href=\"#reason\""));
    assert_eq!(decide(&[("decision", "widen_purpose")]).await.status(), StatusCode::SEE_OTHER);
    let seen = page(&world.champion).await;
    assert!(!seen.contains("value=\"widen_purpose\"") && !seen.contains("Application non prévue"));
}

/// Everything an activity uses, as the form of its purpose sends it.
const WHOLE: [(&str, &str); 14] = [
    ("name", "Encaisser"),
    ("category", "Gestion locative"),
    ("subcategory", "Vie du bail"),
    ("description", "Loyers et charges"),
    ("joint_controllers", "Métropole"),
    ("applications", "GED"),
    ("subject_name", "Locataires"),
    ("subject_volume", "from100_to500"),
    ("data_category", "Données d’identité"),
    ("data_name", "Nom"),
    ("retention_length", "5"),
    ("retention_unit", "years"),
    ("security_measures", "logging"),
    ("transmission", "true"),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_change_that_is_refused_says_so_where_it_stands_and_nothing_typed_is_lost() {
    let world = World::start().await;
    let champion = &world.champion;
    let made = champion.web.post(world.at("/register/controller/purposes")).form(&WHOLE).send().await.unwrap();
    assert_eq!(made.status(), StatusCode::SEE_OTHER, "{}", made.text().await.unwrap());
    let path = made.headers()["location"].to_str().unwrap().to_owned();
    let record = json!({
        "name": "Quittances", "category": "Gestion locative", "subcategory": "Vie du bail", "purpose": "Encaisser",
        "legal_basis": "Exécution d’un contrat", "it_tools": ["GED"], "identification_data": ["Nom"], "joint_controller_name": "Métropole",
        "data_subject_categories": ["Locataires"], "data_subject_volume": "100 – 500",
        "retention": { "duration": 5, "unit": "years" }, "security_logging": true,
    });
    let (status, activity) = send(&world, champion, Method::POST, "/activities", record).await;
    assert_eq!((status, &activity["status"]), (StatusCode::CREATED, &json!("validated")), "{activity}");
    let cases = [
        ("joint_controllers", "", "Ce responsable conjoint ne peut pas être retiré : Métropole."),
        ("subject_name", "Garants", "Ces personnes ne peuvent pas être retirées : Locataires."),
        ("subject_volume", "below50", "Le nombre de personnes ne peut pas être abaissé pour Locataires."),
        ("data_name", "Prénom", "Cette donnée ne peut pas être retirée : Nom."),
        ("retention_length", "4", "La durée de conservation ne peut pas être abaissée."),
        ("security_measures", "authentication", "Cette mesure ne peut pas être exigée : Authentification obligatoire."),
        ("applications", "", "Cette application ne peut pas être retirée : GED."),
        ("transmission", "false", "La transmission ne peut pas être interdite."),
    ];
    for (field, value, message) in cases {
        let form = WHOLE.map(|(name, old)| (name, if name == field { value } else { old }));
        let form = form.map(|(name, old)| (name, if name == "description" { "Tapé à la main" } else { old }));
        let answer = champion.web.post(world.at(&path)).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        let page = answer.text().await.unwrap();
        let page = page.replace("\u{2068}", "").replace("\u{2069}", "").replace(['\u{a0}', '\u{202f}'], " ");
        // Once in the list on top, once where it stands.
        assert_eq!(page.matches(message).count(), 2, "{field}: {message}");
        assert!(page.contains("Quittances") && page.contains("Tapé à la main"), "{field}");
        assert!(value.is_empty() || page.contains(value), "{field}: {value} is lost");
    }
    let sheet = get(&world, champion, &path.replace("/register/controller", "")).await;
    assert_eq!(sheet["description"], "Loyers et charges");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grade_is_changed_with_a_reason_and_read_back() {
    let world = World::start().await;
    let champion = &world.champion;
    let (_, made) = send(&world, champion, Method::POST, "/purposes", purpose()).await;
    let path = format!("/purposes/{}", made["id"].as_str().unwrap());
    let proposed = json!({ "physical": "C", "moral": "C", "financial": "C" });
    assert_eq!(made["sensitivity"]["moral"], "C");
    assert_eq!(made["personal_data"][0]["sensitivity"]["leak"], proposed);
    let mut changed = made.clone();
    changed["personal_data"][0]["sensitivity"]["leak"]["moral"] = json!("E");
    let (status, refused) = send(&world, champion, Method::PUT, &path, changed.clone()).await;
    assert_eq!(
        (status, &refused["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("personal_data")),
        "{refused}"
    );
    changed["personal_data"][0]["sensitivity"]["reason"] = json!("Personnes menacées");
    let (status, stored) = send(&world, champion, Method::PUT, &path, changed).await;
    assert_eq!(status, StatusCode::OK, "{stored}");
    assert_eq!(stored["personal_data"][0]["sensitivity"]["leak"]["moral"], "E");
    // What is proposed for the purpose follows its data.
    assert_eq!(stored["sensitivity"], json!({ "physical": "C", "moral": "E", "financial": "C", "reason": "" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_are_made_moved_and_deleted_over_the_api() {
    let world = World::start().await;
    let champion = &world.champion;
    let (_, made) = send(&world, champion, Method::POST, "/purposes", purpose()).await;
    let purpose_path = format!("/purposes/{}", made["id"].as_str().unwrap());
    let list = get(&world, &world.contributor, "/categories").await;
    assert_eq!(
        (&list["total"], &list["items"][1]["name"], &list["items"][1]["purposes"]),
        (&json!(2), &json!("Vie du bail"), &json!(1))
    );
    let (status, other) = send(&world, champion, Method::POST, "/categories", json!({ "name": "Contentieux" })).await;
    assert_eq!(status, StatusCode::CREATED, "{other}");
    let sub = &list["items"][1];
    let path = format!("/categories/{}", sub["id"].as_str().unwrap());
    let moved = json!({ "name": "Bail", "parent": other["id"], "version": sub["version"] });
    let (status, answer) = send(&world, champion, Method::PUT, &path, moved.clone()).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let (status, _) = send(&world, champion, Method::PUT, &path, moved).await;
    assert_eq!(status, StatusCode::CONFLICT, "read before the change");
    let below = get(&world, champion, &purpose_path).await;
    assert_eq!((&below["category"], &below["subcategory"]), (&json!("Contentieux"), &json!("Bail")));
    send(
        &world,
        champion,
        Method::POST,
        "/activities",
        json!({ "name": "Q", "category": "Contentieux", "subcategory": "Bail", "purpose": "Encaisser" }),
    )
    .await;
    let (status, refused) = send(&world, champion, Method::DELETE, &path, Value::Null).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(refused["detail"].as_str().unwrap().contains('1'), "{refused}");
}
