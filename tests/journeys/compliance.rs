//! The questionnaire saves by itself, shows the questions that follow from an answer, and never writes over others; an action
//! goes from the first answer to done, by mouse and by keyboard.

use super::browser::journey;
use crate::harness::{Person, World};
use fantoccini::key::Key;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn two_champions_answer_the_same_question_and_the_second_is_told() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.tolerate("status of 409");
        browser.sign_in(&world.champion.email).await;
        browser.open("/compliance").await;
        let open = browser.named("Ouvrir le questionnaire").await;
        browser.follow(&open).await;
        browser.until("a condition hides a question", "!document.getElementById('q-core_activities')").await;
        let no = browser.find("#q-public_body [value=no]").await;
        browser.click(&no).await;
        browser
            .until("it is saved", "document.querySelector('#q-public_body .saved').textContent.startsWith('Enregistré à')")
            .await;
        browser.until("the question that follows appears", "document.getElementById('q-core_activities')").await;
        // Somebody else, in between, through the API.
        let campaign = browser.path().await;
        let id = campaign.trim_start_matches("/compliance/campaigns/").split('?').next().unwrap().to_owned();
        let address = world.at(&format!("/api/v1/campaigns/{id}/answers/public_body"));
        let other = serde_json::json!({ "value": "no", "comment": "Vérifié" });
        assert!(world.champion.api.put(address).json(&other).send().await.unwrap().status().is_success());
        let yes = browser.find("#q-public_body [value=yes]").await;
        browser.click(&yes).await;
        browser.reads("Quelqu’un a répondu à cette question entre-temps").await;
        browser.reads("Non – Vérifié").await;
        let theirs = browser.named("Prendre la sienne").await;
        browser.follow(&theirs).await;
        assert_eq!(browser.value("document.querySelector('#q-public_body [name=comment]').value").await, "Vérifié");
        // The other way round: seen, and answered over.
        let other = serde_json::json!({ "value": "no", "comment": "Encore" });
        let address = world.at(&format!("/api/v1/campaigns/{id}/answers/public_body"));
        assert!(world.champion.api.put(address).json(&other).send().await.unwrap().status().is_success());
        let yes = browser.find("#q-public_body [value=yes]").await;
        browser.click(&yes).await;
        let mine = browser.named("Garder la mienne").await;
        browser.click(&mine).await;
        browser
            .until("mine is saved", "document.querySelector('#q-public_body .saved').textContent.startsWith('Enregistré à') && document.querySelector('#q-public_body [data-answer-conflict]').hidden")
            .await;
        let clear = browser.find("#q-public_body [name=clear]").await;
        browser.follow(&clear).await;
        browser.until("the answer is gone", "!document.querySelector('#q-public_body :checked')").await;
    })
    .await;
}

async fn api(world: &World, person: &Person, method: reqwest::Method, path: &str, body: Value) -> Value {
    let answer = person.api.request(method, world.at(path)).json(&body).send().await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    answer.json().await.unwrap_or_default()
}

/// A campaign with two actions; the identifiers of the actions.
async fn two_actions(world: &World) -> Vec<String> {
    let campaign =
        api(world, &world.champion, reqwest::Method::POST, "/api/v1/campaigns", json!({ "questionnaire": "general" })).await;
    let id = campaign["id"].as_str().unwrap().to_owned();
    for question in ["policy", "evidence_kept"] {
        let address = format!("/api/v1/campaigns/{id}/answers/{question}");
        api(world, &world.champion, reqwest::Method::PUT, &address, json!({ "value": "no" })).await;
    }
    let actions = api(world, &world.champion, reqwest::Method::GET, "/api/v1/actions", Value::Null).await;
    actions["items"].as_array().unwrap().iter().map(|action| action["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_becomes_an_action_that_is_done_and_the_orange_curve_grows() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/compliance").await;
        let open = browser.named("Ouvrir le questionnaire").await;
        browser.follow(&open).await;
        let path = browser.path().await;
        browser.open(&format!("{}?subtheme=rules", path.split('?').next().unwrap())).await;
        for (question, value) in [("policy", "no"), ("evidence_kept", "yes")] {
            let choice = browser.find(&format!("#q-{question} [value={value}]")).await;
            browser.click(&choice).await;
            let saved = format!("document.querySelector('#q-{question} .saved').textContent.startsWith('Enregistré à')");
            browser.until("it is saved", &saved).await;
        }
        browser.open("/compliance").await;
        let grey = "document.querySelector('svg.radar circle.past').getAttribute('cy')";
        let orange = "document.querySelector('svg.radar circle.now').getAttribute('cy')";
        assert_eq!(browser.value(grey).await, browser.value(orange).await, "nothing is done yet");
        let action = browser.find("a[data-src^=\"/compliance/actions/\"]").await;
        browser.click(&action).await;
        browser.until("the panel shows the action", "document.querySelector('#panel:not([hidden]) h2')").await;
        let add = browser.find("#panel [name=add]").await;
        add.select_by_label("Karim Contributeur").await.unwrap();
        let assign = browser.named("Attribuer").await;
        browser.follow(&assign).await;
        browser.reads("Karim Contributeur").await;
        let status = browser.find("#panel [name=status]").await;
        status.select_by_value("done").await.unwrap();
        let change = browser.named("Changer le statut").await;
        browser.follow(&change).await;
        browser.until("it is done", "document.querySelector('#panel .badge')?.textContent === 'Terminée'").await;
        assert_ne!(browser.value(grey).await, browser.value(orange).await, "the orange curve grew");
        // Folded by its theme, and there again.
        let theme = browser.find("button.fold").await;
        browser.click(&theme).await;
        browser.until("what stands under it is hidden", "!document.querySelector('a[data-src]').checkVisibility()").await;
        browser.click(&theme).await;
        browser.until("and shown again", "document.querySelector('a[data-src]').checkVisibility()").await;
        // On paper: the figures of the radar are there, what serves to click is not.
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        browser
            .until(
                "the table of the radar is printed",
                "document.querySelector('#radar table').checkVisibility({ contentVisibilityAuto: true })",
            )
            .await;
        assert_eq!(browser.value("document.querySelector('.side').checkVisibility()").await, false);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_move_over_the_board_by_mouse_by_keyboard_and_by_menu() {
    let world = World::start().await;
    let actions = two_actions(&world).await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/compliance/board").await;
        let card = browser.find(&format!("#action-{}", actions[0])).await;
        let column = browser.find("[data-status=in_progress] .card-head").await;
        browser.drag(&card, &column).await;
        let there = |action: &str, status: &str| format!("document.querySelector('[data-status={status}] #action-{action}')");
        browser.until("the card was dragged", &there(&actions[0], "in_progress")).await;
        browser.until("it is said", "document.querySelector('toast-list').textContent.includes('En cours')").await;
        browser.run(&format!("document.querySelector('#action-{} a').focus()", actions[1]), Vec::new()).await;
        for status in ["in_progress", "to_validate"] {
            browser.type_in(&format!("{}{}", Key::Alt, Key::Right)).await;
            browser.until("the card went on", &there(&actions[1], status)).await;
            browser.until("it keeps the focus", &format!("document.activeElement.closest('#action-{}')", actions[1])).await;
        }
        let menu = browser.find(&format!("#action-{} summary", actions[1])).await;
        browser.click(&menu).await;
        let done = browser.find(&format!("#action-{} button[value=done]", actions[1])).await;
        browser.follow(&done).await;
        browser.until("the menu moved it", &there(&actions[1], "done")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_without_a_network_is_sent_when_it_is_back() {
    let world = World::start().await;
    two_actions(&world).await;
    journey(&world.server.url, "fr", async |browser| {
        browser.tolerate("ERR_INTERNET_DISCONNECTED");
        browser.sign_in(&world.champion.email).await;
        browser.open("/compliance").await;
        let questionnaire = browser.named("Questionnaire").await;
        browser.follow(&questionnaire).await;
        let offline =
            |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        browser.devtools("Network.enable", json!({})).await;
        browser.devtools("Network.emulateNetworkConditions", offline(true)).await;
        let yes = browser.find("#q-public_body [value=yes]").await;
        browser.click(&yes).await;
        browser
            .until("the page says so", "document.querySelector('#q-public_body .saved').textContent.startsWith('Non enregistré')")
            .await;
        browser.devtools("Network.emulateNetworkConditions", offline(false)).await;
        browser
            .until("it is sent", "document.querySelector('#q-public_body .saved').textContent.startsWith('Enregistré à')")
            .await;
    })
    .await;
}
