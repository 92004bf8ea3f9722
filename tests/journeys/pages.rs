//! Every page there is, with data on it, for the checks that all pages have to pass.

use super::fixture;
use crate::{
    harness::{Person, World},
    http::documents::begin_jobs,
    packs::words::{made, public_key},
};
use probant::{
    domain::mail::{MailFailure, MailFault},
    scripts::GENERAL,
    service::{Services, mail},
};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use std::{fs, time::Duration};

/// A world in which each page has something to show, and the paths of its pages.
pub struct Pages {
    pub world: World,
    /// Pages of a privacy champion who is super user.
    pub champion: Vec<String>,
    /// Pages of an operator, beside those.
    pub operator: Vec<String>,
    /// Pages of a contributor.
    pub contributor: Vec<String>,
    /// Pages of everybody who is not signed in.
    pub visitor: Vec<String>,
}

/// A name that nobody would give, and somebody will.
const LONG: &str = "Suivi des demandes d’accompagnement social, des relances amiables et des plans d’apurement conclus avec les \
     locataires en difficulté_temporaire_ou_durable_de_paiement_du_loyer_et_des_charges";

impl Pages {
    /// Fills a world: register, a file with faults, questionnaire, document.
    pub async fn new(world: World) -> Self {
        let (server, person) = (&world.server, &world.champion);
        begin_jobs(server);
        let imported = import(&world, "register-oph.csv").await;
        let commit = world.at(&format!("/api/v1/registers/controller/imports/{imported}/commit"));
        let done = person.api.post(commit).json(&json!({ "only_valid_rows": false })).send().await.unwrap();
        assert!(done.status().is_success());
        let faulty = import(&world, "register-errors.csv").await;
        let activities = world.at("/api/v1/registers/controller/activities");
        let long = json!({ "category": "Gestion locative", "purpose": LONG, "processing_name": LONG });
        let answer: Value = post(person, activities.clone(), long).await;
        let long = answer["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
        let found = json_of(person, format!("{activities}?q=CCAPEX")).await;
        let activity = &found["items"][0];
        let id = |value: &Value| value.as_str().unwrap_or_else(|| panic!("no id in {found}")).to_owned();
        let activity_id = id(&activity["id"]);
        let tree = json_of(person, world.at("/api/v1/registers/controller/tree")).await;
        let branches = tree["categories"].as_array().unwrap();
        let branch = branches.iter().find(|branch| branch["name"] == "Gestion locative").unwrap_or_else(|| panic!("{tree}"));
        let [category, purpose] = [&branch["id"], &branch["purposes"][2]["id"]].map(id);
        let below = json!({ "name": "Vie sociale et accompagnement des familles", "parent": category });
        let sub = post(person, world.at("/api/v1/registers/controller/categories"), below).await;
        let subcategory = id(&sub["id"]);
        let department =
            post(person, world.at("/api/v1/departments"), json!({ "name": LONG.chars().take(100).collect::<String>() })).await;
        let department = id(&department["id"]);
        let campaign = post(person, world.at("/api/v1/campaigns"), json!({ "questionnaire": "general" })).await;
        let campaign = campaign["id"].as_str().unwrap_or_else(|| panic!("{campaign}")).to_owned();
        for (question, value) in [("public_body", "yes"), ("dpo_designated", "no"), ("policy", "no"), ("evidence_kept", "partly")]
        {
            let address = world.at(&format!("/api/v1/campaigns/{campaign}/answers/{question}"));
            person.api.put(address).json(&json!({ "value": value, "comment": "" })).send().await.unwrap();
        }
        let actions = json_of(person, world.at("/api/v1/actions")).await;
        let action = actions["items"][0]["id"].as_str().unwrap_or_else(|| panic!("no action: {actions}")).to_owned();
        let part =
            Part::bytes(b"Le locataire verse un loyer".to_vec()).file_name("Bail_type_des_logements_conventionnes_2026.txt");
        let form = Form::new().part("file", part);
        let filed = person.api.post(server.at("/api/v1/documents")).multipart(form).send().await.unwrap();
        let document: Value = filed.json().await.unwrap();
        let document = document["id"].as_str().unwrap().to_owned();
        let sheet = world.at(&format!("/api/v1/registers/controller/activities/{activity_id}"));
        for (path, body) in
            [("review", json!({ "on": "2026-01-15" })), ("comments", json!({ "text": format!("{LONG}\n\n{LONG}") }))]
        {
            let (method, address) = (if path == "review" { Method::PUT } else { Method::POST }, format!("{sheet}/{path}"));
            assert!(person.api.request(method, address).json(&body).send().await.unwrap().status().is_success(), "{path}");
        }
        assert!(person.api.put(format!("{sheet}/documents/{document}")).send().await.unwrap().status().is_success());
        let search = world.at("/api/v1/search?q=loyer&kind=document");
        let found = async {
            while json_of(person, search.clone()).await["items"].as_array().is_none_or(Vec::is_empty) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), found).await.expect("search reads the document");
        let register = [
            "/".to_owned(),
            "/register/controller".to_owned(),
            format!("/register/controller?activity={activity_id}"),
            format!("/register/controller?category={category}&subcategory={subcategory}"),
            format!("/register/controller?category={category}&purpose={purpose}"),
            format!("/register/controller/purposes/{purpose}"),
            "/register/controller?view=list&sort=name".to_owned(),
            format!("/register/controller?q=suivi&status=incomplete&activity={long}"),
            "/register/controller?q=introuvable".to_owned(),
            "/register/controller?special=true&data=health_data".to_owned(),
            "/register/terms".to_owned(),
            "/register/terms?list=data_types:identification_data&q=n".to_owned(),
            "/register/controller/models".to_owned(),
            "/register/controller/models/cnil.rh_gestion_personnel".to_owned(),
            "/register/processor".to_owned(),
            "/register/processor/export".to_owned(),
            "/register/controller/export?special=true".to_owned(),
            format!("/register/controller/activities/{activity_id}"),
            format!("/register/controller/activities/{long}"),
            format!("/register/controller/activities/{activity_id}/documents?q=bail"),
            format!("/register/controller/activities/{long}/documents?q="),
            "/register/controller?view=list&review=due".to_owned(),
            format!("/documents/{document}/links?q=suivi"),
            format!("/register/controller/activities/{long}/history"),
            format!("/register/controller/activities/{activity_id}/history"),
            format!("/register/controller/purposes/{purpose}/history"),
            "/register/processor/activities/new".to_owned(),
            "/register/processor/activities/new?entry=questionnaire".to_owned(),
            "/register/processor/activities/new?entry=questionnaire&question=recipients".to_owned(),
            "/register/processor/activities/new?entry=questionnaire&question=end".to_owned(),
            "/compliance".to_owned(),
            "/compliance/mine".to_owned(),
            "/compliance/board".to_owned(),
            "/compliance/calendar".to_owned(),
            "/compliance/indicators".to_owned(),
            "/compliance/guides".to_owned(),
            "/compliance/export".to_owned(),
            format!("/compliance?action={action}"),
            format!("/compliance/actions/{action}"),
            "/compliance/themes/governance".to_owned(),
            format!("/compliance/campaigns/{campaign}/export"),
            format!("/compliance/campaigns/{campaign}/answers/policy/documents"),
            format!("/compliance/campaigns/{campaign}"),
            "/documents".to_owned(),
            "/documents/rules".to_owned(),
            format!("/documents/{document}"),
            "/documents?q=introuvable&due=true".to_owned(),
            format!("/register/controller/purposes/{purpose}/documents?q=bail"),
            "/search?q=loyer&kind=document&from=2020-01-01".to_owned(),
            "/search".to_owned(),
            "/search?q=loyer".to_owned(),
            "/search?q=introuvable".to_owned(),
            "/account".to_owned(),
            "/account/password".to_owned(),
            "/organisations".to_owned(),
            "/nowhere".to_owned(),
        ];
        let own = [
            format!("/register/controller/activities/{activity_id}/edit"),
            "/register/processor/purposes/new?model=cnil.gestion_commerciale".to_owned(),
            "/register/processor/purposes/new".to_owned(),
            "/register/processor/purposes/new?entry=questionnaire&question=personal_data".to_owned(),
            format!("/register/controller/activities/{activity_id}/edit?entry=questionnaire&question=identity"),
            format!("/register/controller/purposes/{purpose}/edit"),
            format!("/register/controller/purposes/{purpose}/place"),
            "/register/controller/categories/new".to_owned(),
            format!("/register/controller/categories/{category}"),
            format!("/register/controller/categories/{subcategory}/place"),
            "/compliance/actions/new".to_owned(),
            format!("/compliance/campaigns/{campaign}/validation"),
            "/register/controller/imports/new".to_owned(),
            format!("/register/controller/imports/{faulty}"),
            format!("/register/controller/imports/{imported}"),
            "/register/processor/imports/new".to_owned(),
            "/settings".to_owned(),
            "/settings/accounts".to_owned(),
            format!("/settings/accounts/{}", world.contributor.account(server)),
            "/settings/departments".to_owned(),
            format!("/settings/departments/{department}"),
            "/settings/packs".to_owned(),
            "/settings/scripts".to_owned(),
            "/settings/scripts/general".to_owned(),
            "/settings/scripts/general/draft".to_owned(),
            "/settings/scripts/general/versions/1".to_owned(),
            "/settings/scripts/general/differences".to_owned(),
            "/settings/scripts/general/renewal".to_owned(),
            "/settings/scripts/general/questions".to_owned(),
            "/settings/scripts/general/questions?question=policy".to_owned(),
            "/settings/scripts/general/questions?question=".to_owned(),
            "/settings/scripts/activity/questions?question=place".to_owned(),
            "/settings/scripts/purpose/questions?question=grades".to_owned(),
            "/notifications".to_owned(),
            "/audit".to_owned(),
            "/styleguide".to_owned(),
        ];
        scripts(&world).await;
        let (contributor, champion) = (register.to_vec(), register.iter().chain(&own).cloned().collect());
        server.appoint(person).await;
        let operator = console(&world).await;
        server.tell().await;
        let visitor = ["/contact", "/terms", "/login", "/login?next=%2Fdocuments", "/password/forgotten", "/nowhere"]
            .map(str::to_owned)
            .into();
        Self { world, champion, operator, contributor, visitor }
    }
}

/// A questionnaire with a version of the organisation's own, a draft that does not read, and a change without code.
async fn scripts(world: &World) {
    let send = async |path: &str, fields: &[(&str, &str)]| {
        let address = world.at(&format!("/settings/scripts/general/{path}"));
        let answer = world.champion.web.post(address).form(fields).send().await.unwrap();
        assert!(answer.status().is_redirection() || answer.status().is_success(), "{path}: {}", answer.status());
    };
    let shorter = GENERAL.replace("approuv\u{e9}e par la direction", LONG);
    send("copy", &[]).await;
    send("versions", &[("text", &shorter), ("comment", LONG)]).await;
    send("copy", &[]).await;
    send("draft/check", &[("text", &shorter.replacen("question(\"policy\"", "question(\"policy\" oops", 1))]).await;
    send("questions", &[("change", "reword"), ("question", "policy"), ("text_fr", LONG)]).await;
}

/// The console, with something on each of its pages.
async fn console(world: &World) -> Vec<String> {
    let (server, person) = (&world.server, &world.champion);
    let put = async |path: &str, body: Value| {
        let answer = person.api.put(world.at(path)).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap());
    };
    let contact = json!({ "email": "aide@oph.example", "phone": "+33 2 54 00 00 00", "hours": { "fr": "De 9 h à 17 h" } });
    put("/api/v1/console/contact", contact).await;
    put("/api/v1/console/terms", json!({ "fr": "Ce service sert à prouver la conformité.\n\nSoyez courtois." })).await;
    let window =
        json!({ "from": "2099-12-11T21:00:00Z", "to": "2099-12-11T22:30:00Z", "message": { "fr": "Nouvelle version." } });
    let window = post(person, world.at("/api/v1/console/maintenance"), window).await;
    let window = window["id"].as_str().unwrap_or_else(|| panic!("{window}")).to_owned();
    let failed = |services: &Services| {
        let failure = |why| MailFailure { why, error: format!("550 5.1.1 {LONG}: no such user") };
        for (mail, why) in mail::due(services).unwrap().iter().zip([MailFault::Recipient, MailFault::Unreachable]) {
            mail::settle(services, mail, Err(failure(why))).unwrap();
        }
    };
    server.work(failed).await;
    let organisation = world.stranger.organisation;
    put(&format!("/api/v1/console/organisations/{organisation}/parent"), json!({ "parent": person.organisation })).await;
    let plan = json!({ "modules": ["register", "compliance"], "champion_seats": 3 });
    put(&format!("/api/v1/console/organisations/{organisation}/plan"), plan).await;
    let console = ["", "/organisations/new", "/people", "/mail", "/audit", "/packs", "/contact", "/terms", "/maintenance"];
    let console = console.map(|path| format!("/console{path}")).into_iter();
    let (name, key) = ("name".to_owned(), public_key());
    let trusted =
        person.web.post(world.at("/console/publishers")).form(&[(name, "Cabinet Main".to_owned()), ("key".to_owned(), key)]);
    assert_eq!(trusted.send().await.unwrap().status(), 303);
    let pack =
        Form::new().part("file", Part::bytes(made("1.0.0", "minors", "permissions = [\"read-register\"]\n")).file_name("a.pack"));
    let offered = person.web.post(world.at("/console/packs")).multipart(pack).send().await.unwrap();
    let offer = offered.headers()["location"].to_str().unwrap().to_owned();
    let one = [format!("/console/organisations/{organisation}"), format!("/console/maintenance/{window}"), offer];
    console.chain(one).collect()
}

async fn import(world: &World, name: &str) -> String {
    let part = Part::bytes(fs::read(fixture(name)).unwrap()).file_name(name.to_owned());
    let address = world.at("/api/v1/registers/controller/imports");
    let answer = world.champion.api.post(address).multipart(Form::new().part("file", part)).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    answer["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

async fn post(person: &Person, address: String, body: Value) -> Value {
    person.api.post(address).json(&body).send().await.unwrap().json().await.unwrap()
}

async fn json_of(person: &Person, address: String) -> Value {
    person.api.get(address).send().await.unwrap().json().await.unwrap()
}
