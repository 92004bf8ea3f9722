//! The questionnaire saves by itself, shows the questions that follow from an answer, and never writes over others.

use super::browser::journey;
use crate::harness::World;

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
        browser.open(&campaign).await;
        assert_eq!(browser.value("document.querySelector('#q-public_body [name=comment]').value").await, "Vérifié");
        let clear = browser.find("#q-public_body [name=clear]").await;
        browser.follow(&clear).await;
        browser.until("the answer is gone", "!document.querySelector('#q-public_body :checked')").await;
    })
    .await;
}
