//! The compliance programme through the doors: who leads and carries out what, what people are told, evidence, freezing, files.

use super::{location, notifications::told, post};
use crate::harness::{Person, Server, World};
use probant::{
    clock::Clock,
    domain::{access::Profile, mail::Letter, notification::Matter},
    service::action,
};
use reqwest::{
    Method, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

async fn call(world: &World, person: &Person, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
    let answer = person.api.request(method, world.at(path)).json(&body).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap_or_default())
}

async fn get(world: &World, person: &Person, path: &str) -> Value {
    person.api.get(world.at(path)).send().await.unwrap().json().await.unwrap()
}

async fn page(person: &Person, world: &World, path: &str) -> String {
    let answer = person.web.get(world.at(path)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

/// A campaign in which one answer calls for an action: their identifiers.
async fn programme(world: &World) -> (String, String) {
    let (status, campaign) =
        call(world, &world.champion, Method::POST, "/api/v1/campaigns", json!({ "questionnaire": "general" })).await;
    assert_eq!(status, StatusCode::CREATED, "{campaign}");
    let id = campaign["id"].as_str().unwrap().to_owned();
    answer(world, &id, "policy", "no").await;
    let actions = get(world, &world.champion, "/api/v1/actions").await;
    (id, actions["items"][0]["id"].as_str().unwrap_or_else(|| panic!("{actions}")).to_owned())
}

async fn answer(world: &World, campaign: &str, question: &str, value: impl Into<Value>) {
    let address = format!("/api/v1/campaigns/{campaign}/answers/{question}");
    let (status, body) = call(world, &world.champion, Method::PUT, &address, json!({ "value": value.into() })).await;
    // Another answer may have hidden the question meanwhile.
    assert!(
        status.is_success() || body["errors"][0]["message"].as_str().is_some_and(|said| said.contains("ne se pose pas")),
        "{question}: {body}"
    );
}

/// Gives every visible question an answer, those too that other answers bring.
pub async fn answer_all(world: &World, campaign: &str) {
    for _ in 0..4 {
        let body = get(world, &world.champion, &format!("/api/v1/campaigns/{campaign}")).await;
        let themes = body["themes"].as_array().unwrap().iter();
        let subthemes = themes.flat_map(|theme| theme["subthemes"].as_array().unwrap());
        for question in subthemes.flat_map(|subtheme| subtheme["questions"].as_array().unwrap()) {
            if question["value"].is_null() {
                let first = &question["options"][0]["id"];
                let value = match question["kind"].as_str().unwrap() {
                    "yes_no" | "yes_no_partly_na" => json!("yes"),
                    "single" => first.clone(),
                    "multiple" => json!([first]),
                    "date" => json!("2026-01-15"),
                    "text" => json!("Oui"),
                    _ => json!(1),
                };
                answer(world, campaign, question["id"].as_str().unwrap(), value).await;
            }
        }
    }
}

/// What a person is told of one kind.
async fn told_of(world: &World, person: &Person, kind: &str) -> usize {
    world.server.tell().await;
    let list = told(person, &world.server).await;
    list["items"].as_array().unwrap().iter().filter(|item| item["kind"] == kind).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn themes_are_led_by_champions_and_subthemes_by_anybody_who_is_told() {
    let world = World::start().await;
    let other = world.server.invite(&world.champion, "Nadia Autre", "nadia@oph.example", Profile::PrivacyChampion).await;
    let (_, _) = programme(&world).await;
    let [karim, nadia] = [&world.contributor, &other].map(|person| person.account(&world.server).to_string());
    let name = async |body: Value| call(&world, &world.champion, Method::PUT, "/api/v1/leads", body).await.0;
    let theme = |account: &str| json!({ "theme": "governance", "account": account });
    let subtheme = |account: Value| json!({ "theme": "governance", "subtheme": "rules", "account": account });
    assert_eq!(name(theme(&karim)).await, StatusCode::UNPROCESSABLE_ENTITY, "no privacy champion");
    assert_eq!(name(theme(&nadia)).await, StatusCode::OK);
    assert_eq!(name(subtheme(json!(karim))).await, StatusCode::OK);
    assert_eq!(name(json!({ "theme": "nowhere", "account": nadia })).await, StatusCode::NOT_FOUND);
    let stranger = world.stranger.account(&world.server).to_string();
    assert_eq!(name(theme(&stranger)).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told_of(&world, &other, "lead_named").await, 1);
    assert_eq!(told_of(&world, &world.contributor, "lead_named").await, 1);
    let letters = world.server.letters("karim@oph.example");
    let names_a_lead = |letter: &Letter| match letter {
        Letter::Notices { notices, .. } => notices.iter().any(|notice| matches!(notice.matter, Matter::LeadNamed { .. })),
        _ => false,
    };
    assert!(letters.iter().any(names_a_lead), "no mail of {}", letters.len());
    let shown = page(&world.champion, &world, "/compliance").await;
    assert!(shown.contains("Nadia Autre") && shown.contains("Karim Contributeur"));
    assert_eq!(name(subtheme(Value::Null)).await, StatusCode::OK);
    assert_eq!(told_of(&world, &world.contributor, "lead_named").await, 0, "it is no longer so");
    let form = post(&world.champion.web, world.at("/compliance/themes/governance"), &[("account", &karim)]).await;
    assert_eq!(form.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(form.text().await.unwrap().contains("Un thème ne peut être piloté que par un référent."));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_action_goes_from_hand_to_hand_and_only_a_champion_ends_it() {
    let world = World::start().await;
    let other = world.server.invite(&world.champion, "Nadia Autre", "nadia@oph.example", Profile::Contributor).await;
    let (_, action) = programme(&world).await;
    let here = format!("/compliance/actions/{action}");
    let [karim, nadia] = [&world.contributor, &other].map(|person| person.account(&world.server).to_string());
    for account in [&karim, &nadia] {
        let added = post(&world.champion.web, world.at(&format!("{here}/assignees")), &[("add", account)]).await;
        assert_eq!(location(&added), here);
    }
    assert_eq!(told_of(&world, &world.contributor, "action_assigned").await, 1);
    let removed = post(&world.champion.web, world.at(&format!("{here}/assignees")), &[("remove", &nadia)]).await;
    assert_eq!(removed.status(), StatusCode::SEE_OTHER);
    assert_eq!(told_of(&world, &other, "action_assigned").await, 0, "taken off, told no longer");
    let to = async |person: &Person, status: &str| {
        post(&person.web, world.at(&here), &[("status", status), ("reason", "Vendu")]).await.status()
    };
    assert_eq!(to(&other, "in_progress").await, StatusCode::FORBIDDEN, "it is no longer hers");
    assert_eq!(to(&world.contributor, "to_validate").await, StatusCode::SEE_OTHER);
    assert_eq!(to(&world.contributor, "done").await, StatusCode::FORBIDDEN);
    assert_eq!(told_of(&world, &world.champion, "action_to_validate").await, 1);
    assert_eq!(to(&world.champion, "done").await, StatusCode::SEE_OTHER);
    assert_eq!(told_of(&world, &world.champion, "action_to_validate").await, 0);
    let found = get(&world, &world.champion, &format!("/api/v1/actions/{action}")).await;
    assert_eq!((&found["status"], &found["assignees"]), (&json!("done"), &json!([karim])));
    let shown = page(&world.contributor, &world, "/compliance/indicators").await;
    assert!(shown.contains("<rect class=\"now\"") && shown.contains("Sans service"));
    let empty = post(&world.champion.web, world.at(&here), &[("status", "not_applicable")]).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY, "needs its reason");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_date_is_told_once_to_those_who_carry_the_action_out() {
    let clock = Clock::standing_at("2026-11-20T08:00:00Z".parse().unwrap());
    let world = World::of(Server::start_at(clock.clone(), |_| {}).await).await;
    let (_, action) = programme(&world).await;
    let karim = world.contributor.account(&world.server);
    let change = json!({ "assignees": [karim], "due": "2026-11-30", "remind_days": 3 });
    let (status, body) = call(&world, &world.champion, Method::PATCH, &format!("/api/v1/actions/{action}"), change).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let calendar = page(&world.contributor, &world, "/compliance/calendar").await;
    assert!(
        calendar.contains(&format!(
            "datetime=\"2026-11-30\">30</time><ul class=\"plain\"><li><a href=\"/compliance/actions/{action}\""
        ))
    );
    let remind = async || world.server.work(|services| action::remind(services).unwrap()).await;
    assert_eq!(remind().await, 0, "ten days before");
    clock.set("2026-11-27T08:00:00Z".parse().unwrap());
    assert_eq!((remind().await, remind().await), (1, 0), "once");
    assert_eq!(told_of(&world, &world.contributor, "action_due").await, 1);
    assert_eq!(told_of(&world, &world.champion, "action_due").await, 0);
    let later = json!({ "due": "2026-12-30" });
    call(&world, &world.champion, Method::PATCH, &format!("/api/v1/actions/{action}"), later).await;
    assert_eq!(told_of(&world, &world.contributor, "action_due").await, 0, "another day is told when it comes");
    clock.set("2026-12-31T08:00:00Z".parse().unwrap());
    assert_eq!(remind().await, 1);
    let late = get(&world, &world.contributor, &format!("/api/v1/actions/{action}")).await;
    assert_eq!(late["overdue"], true);
    let refused = json!({ "remind_days": 5 });
    let (status, _) = call(&world, &world.champion, Method::PATCH, &format!("/api/v1/actions/{action}"), refused).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn remarks_and_evidence_stand_with_the_action_they_concern() {
    let world = World::start().await;
    let (campaign, action) = programme(&world).await;
    let here = format!("/compliance/actions/{action}");
    let karim = world.contributor.account(&world.server).to_string();
    let remark = async |person: &Person, text: &str| {
        post(&person.web, world.at(&format!("{here}/comments")), &[("comment", text)]).await.status()
    };
    assert_eq!(remark(&world.contributor, "Vu").await, StatusCode::FORBIDDEN, "it does not concern him");
    post(&world.champion.web, world.at(&format!("{here}/assignees")), &[("add", &karim)]).await;
    assert_eq!(remark(&world.champion, "Commencez par la paie").await, StatusCode::SEE_OTHER);
    assert_eq!(remark(&world.champion, " ").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told_of(&world, &world.contributor, "action_commented").await, 1);
    let form = Form::new().part("file", Part::bytes(b"preuve".to_vec()).file_name("politique.txt"));
    let sent = world.contributor.web.post(world.at(&format!("{here}/documents"))).multipart(form).send().await.unwrap();
    assert_eq!(location(&sent), format!("{here}#documents"));
    let shown = page(&world.contributor, &world, &here).await;
    assert!(shown.contains("Commencez par la paie") && shown.contains("politique.txt"));
    let documents = get(&world, &world.champion, &format!("/api/v1/actions/{action}/documents")).await;
    let document = documents["items"][0]["id"].as_str().unwrap().to_owned();
    // The same document proves an answer too.
    let of_answer = format!("/api/v1/campaigns/{campaign}/answers/policy/documents");
    let hang = async |person: &Person, question: &str| {
        let address = format!("/api/v1/campaigns/{campaign}/answers/{question}/documents/{document}");
        call(&world, person, Method::PUT, &address, Value::Null).await.0
    };
    assert_eq!(hang(&world.contributor, "policy").await, StatusCode::FORBIDDEN);
    assert_eq!(hang(&world.champion, "nothing").await, StatusCode::NOT_FOUND);
    assert_eq!(hang(&world.champion, "policy").await, StatusCode::NO_CONTENT);
    assert_eq!(get(&world, &world.contributor, &of_answer).await["total"], 1);
    let theirs = world.stranger.api.get(world.at(&of_answer)).send().await.unwrap();
    assert_eq!(theirs.status(), StatusCode::NOT_FOUND);
    let found =
        page(&world.champion, &world, &format!("/compliance/campaigns/{campaign}/answers/policy/documents?q=autre")).await;
    assert!(found.contains("politique.txt") && found.contains("Rien de ce nom."));
    let gone = world.champion.api.delete(world.at(&format!("/api/v1/documents/{document}"))).send().await.unwrap();
    assert!(gone.status().is_success());
    assert_eq!(get(&world, &world.champion, &of_answer).await["total"], 0, "what was deleted proves nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_campaign_neither_changes_nor_shows_its_questions_again() {
    let world = World::start().await;
    let (campaign, _) = programme(&world).await;
    let here = format!("/compliance/campaigns/{campaign}");
    let warning = page(&world.champion, &world, &format!("{here}/validation")).await;
    assert!(warning.contains("ne peut pas être rouvert") && !warning.contains("name=\"understood\""), "questions are missing");
    answer_all(&world, &campaign).await;
    let text = "politique interne de protection des données";
    assert!(page(&world.champion, &world, &format!("{here}?subtheme=rules")).await.contains(text));
    let warning = page(&world.champion, &world, &format!("{here}/validation")).await;
    assert!(warning.contains("name=\"understood\""));
    let validated = post(&world.champion.web, world.at(&format!("{here}/validation")), &[("understood", "true")]).await;
    assert_eq!(location(&validated), here);
    for path in ["", "?subtheme=rules"] {
        let shown = page(&world.champion, &world, &format!("{here}{path}")).await;
        assert!(!shown.contains(text) && !shown.contains("data-answer"), "{path}");
    }
    let body = get(&world, &world.champion, &format!("/api/v1/campaigns/{campaign}")).await;
    assert!(!body.to_string().contains("\"value\"") && body["validated_at"].is_string(), "{body}");
    let change = json!({ "value": "yes" });
    let address = format!("/api/v1/campaigns/{campaign}/answers/policy");
    assert_eq!(call(&world, &world.champion, Method::PUT, &address, change).await.0, StatusCode::CONFLICT);
    let form = post(&world.champion.web, world.at(&format!("{here}/answers/policy")), &[("value", "yes")]).await;
    assert_eq!(form.status(), StatusCode::CONFLICT);
    let documents = world.champion.web.get(world.at(&format!("{here}/answers/policy/documents"))).send().await.unwrap();
    assert_eq!(documents.status(), StatusCode::NOT_FOUND);
    let again = post(&world.champion.web, world.at(&format!("{here}/validation")), &[("understood", "true")]).await;
    assert_eq!(again.status(), StatusCode::CONFLICT);
    // History stays: the figures, and the file with every answer.
    let radar = get(&world, &world.champion, &format!("/api/v1/campaigns/{campaign}/radar")).await;
    assert!(radar["themes"][0]["initial"].is_number());
    let csv = world.contributor.api.get(world.at(&format!("/api/v1/campaigns/{campaign}/export.csv"))).send().await.unwrap();
    assert!(csv.text().await.unwrap().contains(text));
    // A new campaign is laid beside it.
    let (status, next) =
        call(&world, &world.champion, Method::POST, "/api/v1/campaigns", json!({ "questionnaire": "general" })).await;
    assert_eq!(status, StatusCode::CREATED, "{next}");
    assert!(page(&world.champion, &world, "/compliance").await.contains("name=\"compare\""));
    let over = page(&world.champion, &world, &format!("/compliance?compare={campaign}")).await;
    assert!(over.contains("class=\"over\"") && over.contains("sans réponse"));
    let theirs = world.stranger.web.get(world.at(&format!("/compliance?compare={campaign}"))).send().await.unwrap();
    assert_eq!(theirs.status(), StatusCode::OK, "there is no programme to lay it over");
    assert!(!theirs.text().await.unwrap().contains("class=\"over\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_hold_every_question_and_action_in_scope() {
    let world = World::start().await;
    let (campaign, action) = programme(&world).await;
    let comment = json!({ "value": "no", "comment": "Prévue au printemps" });
    call(&world, &world.champion, Method::PUT, &format!("/api/v1/campaigns/{campaign}/answers/policy"), comment).await;
    let body = get(&world, &world.champion, &format!("/api/v1/campaigns/{campaign}")).await;
    let themes = body["themes"].as_array().unwrap().iter();
    let subthemes = themes.flat_map(|theme| theme["subthemes"].as_array().unwrap());
    let questions: Vec<&Value> = subthemes.flat_map(|subtheme| subtheme["questions"].as_array().unwrap()).collect();
    let plain = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let file = async |path: &str| world.contributor.api.get(world.at(path)).send().await.unwrap().bytes().await.unwrap();
    for department in ["", "legal", "it"] {
        let path = |form: &str| format!("/api/v1/campaigns/{campaign}/export.{form}?department={department}");
        let pdf = plain(&pdf_extract::extract_text_from_mem(&file(&path("pdf")).await).unwrap());
        let csv = plain(std::str::from_utf8(&file(&path("csv")).await).unwrap());
        let xlsx = plain(&cells(&file(&path("xlsx")).await));
        let mut concerned = 0;
        for question in &questions {
            let text = plain(question["text"].as_str().unwrap());
            let concerns = department.is_empty() || question["departments"].as_array().unwrap().contains(&json!(department));
            concerned += usize::from(concerns);
            for (form, found) in [("csv", &csv), ("xlsx", &xlsx)] {
                assert_eq!(found.contains(&text), concerns, "{form} {department}: {}", question["text"]);
            }
            // Two columns of long words may be told in another order: most of each question is found.
            let start: String = text.chars().take(24).collect();
            assert!(!concerns || pdf.contains(&start), "pdf {department}: {}", question["text"]);
        }
        assert!(concerned > 0 && (department.is_empty() || concerned < questions.len()), "{department}");
        let of_policy = department != "it"
            || questions
                .iter()
                .any(|question| question["id"] == "policy" && question["departments"].as_array().unwrap().contains(&json!("it")));
        assert_eq!(csv.contains("Prévueauprintemps"), of_policy, "{department}");
    }
    let refused = world.champion.api.get(world.at(&format!("/api/v1/campaigns/{campaign}/export.pdf?department=x")));
    assert_eq!(refused.send().await.unwrap().status(), StatusCode::UNPROCESSABLE_ENTITY);
    let title = get(&world, &world.champion, &format!("/api/v1/actions/{action}")).await["title"].as_str().unwrap().to_owned();
    let start: String = plain(&title).chars().take(24).collect();
    assert!(plain(&pdf_extract::extract_text_from_mem(&file("/api/v1/actions/export.pdf").await).unwrap()).contains(&start));
    assert!(cells(&file("/api/v1/actions/export.xlsx").await).contains(&title));
    assert!(String::from_utf8(file("/api/v1/actions/export.csv").await.to_vec()).unwrap().contains(&title));
    let page = world.contributor.web.get(world.at(&format!("/compliance/campaigns/{campaign}/export?format=xlsx"))).send().await;
    assert!(page.unwrap().headers()["content-disposition"].to_str().unwrap().contains("questionnaire-general-"));
}

/// The texts of a spreadsheet.
fn cells(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    let texts: Vec<&str> = sheet.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect();
    texts.join(" ").replace("&apos;", "'").replace("&amp;", "&").replace("&quot;", "\"")
}

#[tokio::test(flavor = "multi_thread")]
async fn indicators_follow_what_is_done() {
    let clock = Clock::standing_at("2026-09-10T08:00:00Z".parse().unwrap());
    let world = World::of(Server::start_at(clock.clone(), |_| {}).await).await;
    let (_, action) = programme(&world).await;
    let change = async |body: Value| {
        call(&world, &world.champion, Method::PATCH, &format!("/api/v1/actions/{action}"), body).await;
    };
    change(json!({ "due": "2026-09-20" })).await;
    clock.set("2026-11-26T08:00:00Z".parse().unwrap());
    change(json!({ "status": "done" })).await;
    let figures = get(&world, &world.contributor, "/api/v1/indicators").await;
    let months = figures["months"].as_array().unwrap();
    let of = |name: &str| months.iter().map(|month| month[name].clone()).skip(8).collect::<Vec<_>>();
    assert_eq!((months.len(), &months[11]["month"]), (12, &json!("2026-11-01")));
    assert_eq!(of("done"), [0, 0, 0, 1].map(Value::from));
    assert_eq!(of("overdue"), [0, 1, 1, 0].map(Value::from));
    assert_eq!(of("conformity"), [Value::Null, json!(0.0), json!(0.0), json!(100.0)]);
    assert_eq!(figures["departments"][0]["done"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_tells_how_compliance_and_documents_stand() {
    const TILES: [&str; 3] = ["de conformité aujourd’hui", "à mener</span>", "document échu ou à revoir bientôt</span>"];
    let clock = Clock::standing_at("2026-11-20T08:00:00Z".parse().unwrap());
    let world = World::of(Server::start_at(clock, |_| {}).await).await;
    let tiles = async |person: &Person| {
        let html = page(person, &world, "/").await;
        TILES.map(|tile| html.contains(tile))
    };
    assert_eq!(tiles(&world.champion).await, [false; 3]);
    programme(&world).await;
    let file = Form::new().part("file", Part::text("Bail").file_name("bail.txt")).text("expires_on", "2026-11-21");
    let filed = world.champion.api.post(world.at("/api/v1/documents")).multipart(file).send().await.unwrap();
    assert_eq!(filed.status(), StatusCode::CREATED);
    for (person, expected) in [(&world.champion, [true; 3]), (&world.contributor, [true; 3]), (&world.stranger, [false; 3])] {
        assert_eq!(tiles(person).await, expected);
    }
}
