//! Scripts through the doors: what is typed into the editor is read under limits, and the radar of each questionnaire is
//! shown.

use super::post;
use crate::harness::World;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const HEAD: &str = "questionnaire(#{ id: \"general\", title: \"T\" }); theme(\"t\", \"T\"); subtheme(\"s\", \"S\");\n";

/// Scripts that want what they must not have; each with a word of what it is told. The fault stands on the second line.
const HOSTILE: [(&str, &str); 10] = [
    ("let x = 0; loop { x += 1; }", "endless loop"),
    ("fn f(x) { f(x + 1) } f(0);", "Stack overflow"),
    ("let a = []; loop { a.push([1, 2, 3]); }", "too large"),
    ("let s = \"a\"; for i in 0..64 { s += s; }", "too large"),
    ("let m = #{ k: 1 }; loop { m.k = m; }", ""),
    ("eval(\"1\");", "eval"),
    ("import \"/etc/passwd\" as p;", "import"),
    (
        "question(\"q\", #{ text: \"?\", show_if: |a| { fn_b(a) } }); fn fn_b(a) { fn_c(a) } fn fn_c(a) { fn_b(a) }",
        "Stack overflow",
    ),
    ("loop { print(\"xxxxxxxxxxxxxxxx\"); debug(\"y\"); }", ""),
    ("DEEP", "complex"),
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
