//! Scripts through the doors: what is typed into the editor is read under limits, and the radar of each questionnaire is
//! shown.

use super::post;
use crate::harness::{Person, World};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const HEAD: &str = "questionnaire(#{ id: \"general\", title: \"T\" }); theme(\"t\", \"T\"); subtheme(\"s\", \"S\");\n";

/// Scripts that want what they must not have; each with a word of what it is told. The fault stands on the second line.
const HOSTILE: [(&str, &str); 10] = [
    ("let x = 0; loop { x += 1; }", "boucle sans fin"),
    ("fn f(x) { f(x + 1) } f(0);", "Trop d’appels"),
    ("let a = []; loop { a.push([1, 2, 3]); }", "devient trop grand"),
    ("let s = \"a\"; for i in 0..64 { s += s; }", "devient trop grand"),
    ("let m = #{ k: 1 }; loop { m.k = m; }", ""),
    ("eval(\"1\");", "eval"),
    ("import \"/etc/passwd\" as p;", "import"),
    (
        "question(\"q\", #{ text: \"?\", show_if: |a| { fn_b(a) } }); fn fn_b(a) { fn_c(a) } fn fn_c(a) { fn_b(a) }",
        "Trop d’appels",
    ),
    ("loop { print(\"xxxxxxxxxxxxxxxx\"); debug(\"y\"); }", ""),
    ("DEEP", "trop imbriquée"),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hostile_is_bounded_told_with_its_line_and_leaves_the_server_unharmed() {
    let world = World::start().await;
    let here = |path: &str| world.at(&format!("/settings/scripts/general/{path}"));
    let deep = format!("let x = {}1{};", "(".repeat(20_000), ")".repeat(20_000));
    for (script, told) in HOSTILE {
        let text = format!("{HEAD}{}", if script == "DEEP" { &deep } else { script });
        let began = Instant::now();
        let asked = world.champion.web.post(here("draft/check")).header("x-fragment", "check").form(&[("text", &text)]);
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{script}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("data-line=\"2\"") && page.contains(told), "{script}: {page}");
        assert!(began.elapsed() < Duration::from_secs(25), "{script}: {:?}", began.elapsed());
    }
    // Neither is it published, and the draft is not lost.
    post(&world.champion.web, here("copy"), &[]).await;
    let text = format!("{HEAD}{}", HOSTILE[0].0);
    let refused = post(&world.champion.web, here("versions"), &[("text", &text)]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("<mark>2</mark>"));
    let kept = world.champion.web.get(here("draft")).send().await.unwrap().text().await.unwrap();
    assert!(kept.contains("loop { x += 1; }"));
    let long = post(&world.champion.web, here("draft/check"), &[("text", &"x".repeat(500_000))]).await;
    assert_eq!(long.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let well = world.champion.web.get(world.at("/healthz")).send().await.unwrap();
    assert_eq!(well.status(), StatusCode::OK);
    let campaign = world.champion.api.post(world.at("/api/v1/campaigns")).json(&json!({ "questionnaire": "general" }));
    assert_eq!(campaign.send().await.unwrap().status(), StatusCode::CREATED, "the original goes on being asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programme_shows_the_radar_of_each_questionnaire() {
    let world = World::start().await;
    post(&world.champion.web, world.at("/settings/packs"), &[("packs", "hr")]).await;
    let open = async |questionnaire: &str| {
        let asked = world.champion.api.post(world.at("/api/v1/campaigns")).json(&json!({ "questionnaire": questionnaire }));
        let campaign: Value = asked.send().await.unwrap().json().await.unwrap();
        campaign["id"].as_str().unwrap_or_else(|| panic!("{campaign}")).to_owned()
    };
    let page = async |path: &str| {
        let answer = world.champion.web.get(world.at(path)).send().await.unwrap();
        let status = answer.status();
        (status, answer.text().await.unwrap())
    };
    let answer = async |campaign: &str, question: &str| {
        let address = world.at(&format!("/api/v1/campaigns/{campaign}/answers/{question}"));
        let answered = world.champion.api.put(address).json(&json!({ "value": "no" })).send().await.unwrap();
        assert!(answered.status().is_success(), "{question}");
    };
    let general = open("general").await;
    answer(&general, "policy").await;
    let (_, alone) = page("/compliance").await;
    assert!(alone.contains("value=\"human_resources\""), "the other can be opened beside");
    let hr = open("human_resources").await;
    answer(&hr, "applicant_notice").await;
    let action = |text: &str| text.contains("Ajouter la mention aux offres");
    let (_, first) = page("/compliance").await;
    assert!(first.contains("questionnaire=human_resources") && first.contains(&general) && !action(&first));
    let (_, second) = page("/compliance?questionnaire=human_resources").await;
    assert!(second.contains(&hr) && action(&second) && !second.contains(&general));
    assert_eq!(page("/compliance?questionnaire=nothing").await.0, StatusCode::NOT_FOUND);
    let (_, board) = page("/compliance/board").await;
    assert!(action(&board) && board.contains("politique de protection des donn"), "the board has the actions of both");
    assert_eq!(page("/compliance/indicators?questionnaire=human_resources").await.0, StatusCode::OK);
    assert_eq!(page("/compliance/indicators?questionnaire=nothing").await.0, StatusCode::NOT_FOUND);
    let (_, theme) = page("/compliance/themes/recruitment").await;
    assert!(theme.contains(&hr), "a theme leads to its programme");
}

/// The hidden field of the editor that says which draft it goes on with.
fn draft_of(page: &str) -> String {
    let after = page.split("name=\"draft\" value=\"").nth(1).unwrap_or_else(|| panic!("{page}"));
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_without_javascript_keep_what_was_typed_in_both() {
    let world = World::start().await;
    let web = &world.champion.web;
    let here = |path: &str| world.at(&format!("/settings/scripts/general/{path}"));
    post(web, here("copy"), &[]).await;
    let seen = draft_of(&web.get(here("draft")).send().await.unwrap().text().await.unwrap());
    let typed = |word: &str| format!("{HEAD}// {word}\n");
    let first = post(web, here("draft/check"), &[("text", &typed("first")), ("draft", &seen)]).await;
    assert_eq!(first.status(), StatusCode::OK);
    for path in ["draft/check", "draft/trial", "versions"] {
        let second = post(web, here(path), &[("text", &typed("second")), ("draft", &seen), ("comment", "why")]).await;
        assert_eq!(second.status(), StatusCode::CONFLICT, "{path}");
        let page = second.text().await.unwrap();
        assert!(page.contains("// second") && page.contains("value=\"why\""), "{path}: {page}");
        let kept = web.get(here("draft")).send().await.unwrap().text().await.unwrap();
        assert!(kept.contains("// first") && !kept.contains("// second"), "{path}");
    }
    // Where the other window published, what was typed here stays too.
    let whole = format!("{}question(\"q\", #{{ text: \"?\" }});\n", typed("published"));
    let now = draft_of(&web.get(here("draft")).send().await.unwrap().text().await.unwrap());
    let published = post(web, here("versions"), &[("text", &whole), ("draft", &now)]).await;
    assert_eq!(published.status(), StatusCode::SEE_OTHER, "{}", published.text().await.unwrap());
    let late = post(web, here("versions"), &[("text", &typed("second")), ("draft", &now)]).await;
    assert_eq!(late.status(), StatusCode::CONFLICT);
    let page = late.text().await.unwrap();
    assert!(page.contains("// second"), "{page}");
    let again = post(web, here("draft/check"), &[("text", &typed("second")), ("draft", &draft_of(&page))]).await;
    assert_eq!(again.status(), StatusCode::OK);

    // Any two of these texts are laid beside each other.
    let differences = async |query: &str| {
        let answer = web.get(here(&format!("differences{query}"))).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    };
    let said = |page: &str, tag: &str, word: &str| {
        page.split(&format!("<{tag}>")).skip(1).any(|rest| rest.split(&format!("</{tag}>")).next().unwrap().contains(word))
    };
    let (status, page) = differences("?from=1&to=draft").await;
    assert_eq!(status, StatusCode::OK);
    assert!(said(&page, "del", "// published") && said(&page, "ins", "// second"), "{page}");
    let (_, back) = differences("?from=draft&to=1").await;
    assert!(said(&back, "ins", "// published") && said(&back, "del", "// second"), "{back}");
    let (_, unnamed) = differences("").await;
    assert!(unnamed.contains("value=\"original\" selected") && unnamed.contains("value=\"draft\" selected"), "{unnamed}");
    assert!(differences("?from=1&to=1").await.1.contains("Les deux textes sont les mêmes"));
    for query in ["?from=2&to=1", "?from=nothing&to=1"] {
        assert_eq!(differences(query).await.0, StatusCode::NOT_FOUND, "{query}");
    }
    let script = web.get(world.at("/settings/scripts/general")).send().await.unwrap().text().await.unwrap();
    assert!(script.contains("/settings/scripts/general/differences"), "{script}");
    let other = world.stranger.web.get(here("differences?from=1&to=original")).send().await.unwrap();
    assert_eq!(other.status(), StatusCode::NOT_FOUND, "versions of one organisation are not those of another");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_questions_of_a_form_are_reworded_and_hidden_by_each_organisation_for_itself() {
    let world = World::start().await;
    let questions = |form: &str| world.at(&format!("/settings/scripts/{form}/questions"));
    let page = async |person: &Person, address: String| {
        let answer = person.web.get(address).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.unwrap()
    };
    let asks = async |person: &Person, question: &str, words: &str| {
        let at = format!("/register/controller/activities/new?entry=questionnaire&question={question}");
        page(person, world.at(&at)).await.contains(words)
    };
    let change = async |form: &[(&str, &str)]| post(&world.champion.web, questions("activity"), form).await;
    assert!(asks(&world.contributor, "recipients", "Qui reçoit les données ?").await);
    let hidden = change(&[("question", "recipients"), ("change", "hide")]).await;
    assert_eq!(hidden.status(), StatusCode::SEE_OTHER);
    let reworded = change(&[("question", "name"), ("change", "reword"), ("text_fr", "Quel nom lui donnez-vous ?")]).await;
    assert_eq!(reworded.status(), StatusCode::SEE_OTHER);
    assert!(!asks(&world.contributor, "recipients", "Qui reçoit les données ?").await);
    assert!(asks(&world.contributor, "name", "Quel nom lui donnez-vous ?").await);
    assert!(asks(&world.stranger, "recipients", "Qui reçoit les données ?").await, "another organisation asks it");

    // What no record can be complete without stays.
    let refused = change(&[("question", "legal_basis"), ("change", "hide")]).await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    assert!(refused.text().await.unwrap().contains("Cette question est toujours posée"));
    let sheet = page(&world.champion, format!("{}?question=legal_basis", questions("activity"))).await;
    assert!(!sheet.contains("Ne plus poser cette question") && !sheet.contains("value=\"weigh\""), "{sheet}");
    let sheet = page(&world.champion, format!("{}?question=tools", questions("activity"))).await;
    for (form, expected) in [("cnil", 404), ("purpose", 200)] {
        assert_eq!(world.champion.web.get(questions(form)).send().await.unwrap().status().as_u16(), expected, "{form}");
    }
    assert!(sheet.contains("Ne plus poser cette question"), "{sheet}");
    // A weight is sent without the words: they stand there still where it is refused.
    let weight = [("question", "policy"), ("change", "weigh"), ("weight", "lourd")];
    let refused = post(&world.champion.web, questions("general"), &weight).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let refused = refused.text().await.unwrap();
    assert!(refused.contains("value=\"lourd\"") && refused.contains("Avez-vous une politique interne"), "{refused}");
    let added = change(&[("change", "add"), ("text_fr", "?"), ("subtheme", "activity"), ("kind", "text"), ("weight", "1")]).await;
    assert_eq!(added.status(), StatusCode::NOT_FOUND, "a form has the fields that it has");
}

#[tokio::test(flavor = "multi_thread")]
async fn guides_for_interviews_come_with_product_and_packs_and_become_an_organisations_own() {
    let world = World::start().await;
    let guides = async |person: &Person| {
        let answer = person.api.get(world.at("/api/v1/guides")).send().await.unwrap();
        answer.json::<Value>().await.unwrap()["items"].as_array().unwrap().clone()
    };
    let page = async |person: &Person, query: &str| {
        let answer = person.web.get(world.at(&format!("/compliance/guides{query}"))).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let packs = json!({ "packs": ["social-housing"] });
    let chosen = world.champion.api.put(world.at("/api/v1/organisation/packs")).json(&packs).send().await.unwrap();
    assert!(chosen.status().is_success(), "{}", chosen.status());
    let listed = guides(&world.contributor).await;
    let named: Vec<(&str, Option<&str>)> =
        listed.iter().map(|guide| (guide["id"].as_str().unwrap(), guide["pack"].as_str())).collect();
    assert_eq!(named, [("interview", None), ("interview", Some("social-housing"))]);
    assert_eq!(listed[1]["themes"].as_array().unwrap().len(), 13);
    let (status, general) = page(&world.contributor, "").await;
    assert!(status == 200 && general.contains("Que fait votre équipe, et pour qui\u{202f}?"), "{general}");
    let (status, of_pack) = page(&world.contributor, "?guide=social-housing.interview").await;
    assert!(status == 200 && of_pack.contains("Où sont les caméras") && !of_pack.contains("Que fait votre équipe"), "{of_pack}");
    assert_eq!(page(&world.contributor, "?guide=absent").await.0, 404);
    assert_eq!(page(&world.stranger, "?guide=social-housing.interview").await.0, 404, "another organisation has other packs");

    // Changed without code, by its key among the scripts.
    let questions = world.at("/settings/scripts/social-housing.guide/questions");
    for change in [
        &[("question", "cameras"), ("change", "hide")][..],
        &[("question", "badges"), ("change", "reword"), ("text_fr", "Et les badges ?")],
    ] {
        assert_eq!(post(&world.champion.web, questions.clone(), change).await.status(), StatusCode::SEE_OTHER, "{change:?}");
    }
    let (_, changed) = page(&world.contributor, "?guide=social-housing.interview").await;
    assert!(!changed.contains("Où sont les caméras") && changed.contains("Et les badges ?"), "{changed}");

    // And in the editor, where something else than a guide is refused.
    let here = |path: &str| world.at(&format!("/settings/scripts/guide/{path}"));
    post(&world.champion.web, here("copy"), &[]).await;
    let other = format!("{HEAD}question(\"q\", #{{ text: \"?\" }});");
    let form =
        "entry(#{ id: \"interview\", title: \"T\" }); theme(\"t\", \"T\"); ask(\"a\", #{ text: \"?\", fields: [\"name\"] });";
    for wrong in [other.as_str(), form] {
        let refused = post(&world.champion.web, here("versions"), &[("text", wrong)]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let ours = "guide(#{ id: \"interview\", title: \"Notre guide\" }); theme(\"t\", \"T\"); ask(\"a\", #{ text: \"Par quoi commencer ?\" });";
    let published = post(&world.champion.web, here("versions"), &[("text", ours)]).await;
    assert_eq!(published.status(), StatusCode::SEE_OTHER, "{}", published.text().await.unwrap());
    let (_, own) = page(&world.contributor, "").await;
    assert!(own.contains("Notre guide") && own.contains("Par quoi commencer ?"), "{own}");
    assert_eq!(guides(&world.stranger).await[0]["title"], "Entretien avec une équipe");
}
