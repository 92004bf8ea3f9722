//! Entering by form and by questionnaire: what is typed is kept, and switching from one to the other loses nothing.

use super::browser::{Browser, journey};
use crate::harness::World;
use fantoccini::key::Key;
use serde_json::json;

const NEW: &str = "/register/controller/activities/new";

#[tokio::test(flavor = "multi_thread")]
async fn an_activity_is_told_by_questions_and_goes_on_in_the_form_without_loss() {
    let world = World::start().await;
    let choice = [("name", "Camille"), ("language", "fr"), ("entry", "questionnaire")];
    assert!(world.contributor.web.post(world.at("/account")).form(&choice).send().await.unwrap().status().is_redirection());
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.contributor.email).await;
        browser.open(NEW).await;
        browser.reads("Pourquoi traitez-vous ces données ?").await;
        browser.fill("category", "Gestion locative").await;
        browser.fill("purpose", "Encaisser").await;
        // Enter goes on, as in any form.
        browser.leads(async || browser.press(Key::Enter).await).await;
        browser.reads("Comment s’appelle ce projet ?").await;
        let why = browser.named("Pourquoi cette question ?").await;
        browser.click(&why).await;
        browser.reads("l’autorité de contrôle comprise").await;
        browser.fill("processing_name", "Quittances").await;
        browser.reads("Saisie gardée à").await;
        // Left by a link and come back: the answer is there.
        follow(browser, "Le partage").await;
        browser.reads("Décidez-vous avec un autre organisme ?").await;
        follow(browser, "Suivant").await;
        browser.reads("Qui reçoit les données ?").await;
        browser.fill("recipient_name", "CAF").await;
        let add = browser.named("Ajouter un destinataire").await;
        browser.click(&add).await;
        browser.type_in("Mairie").await;
        follow(browser, "Passer au formulaire").await;
        for (name, value) in [("category", "Gestion locative"), ("processing_name", "Quittances")] {
            assert_eq!(browser.value(&format!("document.querySelector('[name={name}]').value")).await, value);
        }
        let recipients = "[...document.querySelectorAll('[name=recipient_name]')].map(field => field.value).join()";
        assert_eq!(browser.value(recipients).await, "CAF,Mairie");
        browser.fill("description", "Chaque mois").await;
        let chips = browser.find("#it_tools").await;
        chips.send_keys("GED;").await.unwrap();
        follow(browser, "Passer au questionnaire").await;
        follow(browser, "Le projet").await;
        for expected in ["", "", "Chaque mois"] {
            if expected.is_empty() {
                follow(browser, "Suivant").await;
            } else {
                assert_eq!(browser.value("document.querySelector('[name=description]').value").await, expected);
            }
        }
        follow(browser, "Enregistrer sans terminer").await;
        browser.reads("Enregistré.").await;
        browser.reads("Incomplet").await;
        for told in ["Quittances", "CAF", "Mairie", "GED", "Chaque mois"] {
            browser.reads(told).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_survives_a_lost_network_and_a_second_window() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.tolerate("net::ERR_INTERNET_DISCONNECTED");
        browser.tolerate("status of 409");
        browser.sign_in(&world.contributor.email).await;
        browser.open(NEW).await;
        network(browser, true).await;
        browser.fill("description", "Dans le train").await;
        browser.reads("Votre saisie reste ici.").await;
        let leaving = "dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        assert_eq!(browser.value(leaving).await, false, "leaving now asks first");
        network(browser, false).await;
        browser.reads("Saisie gardée à").await;
        assert_eq!(browser.value(leaving).await, true, "what is kept can be left");
        // The same entry goes on elsewhere.
        let other = [("description", "Au bureau"), ("draft", "")];
        let request = world.contributor.web.post(world.at("/register/controller/activities/draft")).header("x-fragment", "draft");
        assert!(request.form(&other).send().await.unwrap().status().is_success());
        browser.fill("processing_name", "Quittances").await;
        browser.reads("Cette saisie a continué dans une autre fenêtre.").await;
        let mine = browser.named("Garder celle-ci").await;
        browser.click(&mine).await;
        browser.reads("Saisie gardée à").await;
        browser.open(NEW).await;
        browser.reads("Vous continuez votre saisie").await;
        assert_eq!(browser.value("document.querySelector('[name=description]').value").await, "Dans le train");
        follow(browser, "Recommencer à zéro").await;
        assert_eq!(browser.value("document.querySelector('[name=description]').value").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_champion_defines_a_purpose_question_by_question() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/register/controller/purposes/new").await;
        browser.fill("name", "Encaisser").await;
        follow(browser, "Passer au questionnaire").await;
        browser.reads("Pourquoi des données sont-elles traitées ?").await;
        assert_eq!(browser.value("document.querySelector('[name=name]').value").await, "Encaisser");
        follow(browser, "Suivant").await;
        browser.fill("category", "Gestion locative").await;
        follow(browser, "Suivant").await;
        follow(browser, "Personnes et données").await;
        browser.fill("subject_name", "Locataires").await;
        let add = browser.named("Ajouter des personnes").await;
        browser.click(&add).await;
        browser.type_in("Garants").await;
        follow(browser, "Garder et quitter").await;
        browser.open("/register/controller/purposes/new").await;
        browser.reads("Vous continuez votre saisie").await;
        let subjects = "[...document.querySelectorAll('[name=subject_name]')].map(field => field.value).filter(Boolean).join()";
        assert_eq!(browser.value(subjects).await, "Locataires,Garants");
        follow(browser, "Enregistrer").await;
        browser.reads("Enregistré.").await;
        browser.reads("Garants").await;
    })
    .await;
}

async fn network(browser: &Browser, offline: bool) {
    let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.enable", json!({})).await;
    browser.devtools("Network.emulateNetworkConditions", conditions).await;
}

async fn follow(browser: &Browser, words: &str) {
    let link = browser.named(words).await;
    browser.follow(&link).await;
}
