//! A super user makes a questionnaire the organisation's own, in the editor and without code; campaigns keep what they
//! began with.

use super::browser::{Browser, journey};
use crate::{harness::World, http::compliance::answer_all};
use reqwest::StatusCode;
use serde_json::{Value, json};

const OLD: &str = "Les offres disent-elles ce que deviennent les candidatures ?";
const NEW: &str = "Nos annonces disent-elles ce que deviennent les candidatures ?";

/// Opens a campaign of the questionnaire of human resources: its identifier.
async fn open_campaign(world: &World) -> String {
    let address = world.at("/api/v1/campaigns");
    let answer = world.champion.api.post(address).json(&json!({ "questionnaire": "human_resources" })).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    let campaign: Value = answer.json().await.unwrap();
    campaign["id"].as_str().unwrap().to_owned()
}

/// Puts another text in the place of one, as somebody would who types.
async fn retype(browser: &Browser, old: &str, new: &str) {
    let script = "const area = document.getElementById('text');
        if (!area.value.includes(arguments[0])) throw new Error('not there');
        area.value = area.value.replace(arguments[0], arguments[1]);
        area.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.run(script, vec![json!(old), json!(new)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_questionnaire_is_copied_broken_mended_and_published_while_a_campaign_runs() {
    let world = World::start().await;
    let chosen = world.champion.web.post(world.at("/settings/packs")).form(&[("packs", "hr")]).send().await.unwrap();
    assert!(chosen.status().is_redirection());
    let running = open_campaign(&world).await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/settings/scripts").await;
        let script = browser.named("Ressources humaines").await;
        browser.follow(&script).await;
        let copy = browser.named("Modifier dans l’éditeur").await;
        browser.follow(&copy).await;
        browser.reads("Aucune erreur").await;
        browser.reads(OLD).await;

        retype(browser, "text: t(\"Les offres", "texxt: t(\"Les offres").await;
        browser.until("the line is marked", "document.querySelector('.editor mark')").await;
        browser.reads("text : Ce champ manque.").await;
        let marked = browser.value("document.querySelector('.editor mark').textContent").await;
        let told = browser.value("document.querySelector('[data-fault]').dataset.line").await;
        assert_eq!(marked, told);
        let fault = browser.find("[data-fault]").await;
        browser.click(&fault).await;
        let line =
            "document.getElementById('text').value.slice(0, document.getElementById('text').selectionStart).split('\\n').length";
        assert_eq!(browser.value(line).await.to_string(), told.as_str().unwrap(), "the fault leads to its line");
        browser.until("it is kept", "document.querySelector('.saved').textContent.startsWith('Saisie gardée')").await;
        browser.open(&browser.path().await).await;
        browser.until("what was typed is there again", "document.getElementById('text').value.includes('texxt:')").await;

        retype(browser, "texxt: t(\"Les offres", "text: t(\"Nos annonces").await;
        browser.reads("Aucune erreur").await;
        browser.reads(NEW).await;
        let trial = browser.named("Essayer sur nos réponses").await;
        browser.follow(&trial).await;
        browser.reads("Les mêmes questions seraient posées").await;
        browser.fill("comment", "Nos mots à nous").await;
        let publish = browser.named("Publier").await;
        browser.follow(&publish).await;
        browser.reads("Version propre 1 – Nos mots à nous").await;

        browser.open(&format!("/compliance/campaigns/{running}")).await;
        browser.reads(OLD).await;
        answer_all(&world, &running).await;
        let address = world.at(&format!("/api/v1/campaigns/{running}/validation"));
        assert!(world.champion.api.post(address).send().await.unwrap().status().is_success());
        let next = open_campaign(&world).await;
        browser.open(&format!("/compliance/campaigns/{next}")).await;
        browser.reads(NEW).await;

        browser.open("/settings/scripts/hr.audit/versions/1").await;
        browser.until("the difference is shown", "document.querySelector('ins')?.textContent.includes('Nos annonces')").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_reworded_without_code() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/settings/scripts/general").await;
        let without = browser.named("Modifier sans code").await;
        browser.follow(&without).await;
        browser.open("/settings/scripts/general/questions?question=policy").await;
        browser.fill("text_fr", "Votre charte est-elle affichée ?").await;
        let reword = browser.named("Reformuler").await;
        browser.follow(&reword).await;
        browser.reads("Reformulée").await;
        let answer = world.champion.api.post(world.at("/api/v1/campaigns")).json(&json!({ "questionnaire": "general" }));
        let campaign: Value = answer.send().await.unwrap().json().await.unwrap();
        browser.open(&format!("/compliance/campaigns/{}?subtheme=rules", campaign["id"].as_str().unwrap())).await;
        browser.reads("Votre charte est-elle affichée ?").await;
        browser.open("/settings/scripts/general/questions").await;
        let undo = browser.named("Annuler ce changement").await;
        browser.follow(&undo).await;
        browser.reads("Aucun changement pour l’instant.").await;
    })
    .await;
}
