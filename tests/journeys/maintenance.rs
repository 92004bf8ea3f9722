//! Closing the instance for a while: what the operator does, and what everybody else sees before, during and after.

use super::browser::{Browser, journey};
use crate::harness::{PASSWORD, Server};
use fantoccini::key::Key;
use probant::{clock::Clock, service::maintenance};
use serde_json::json;

const OPEN: &str = "2026-12-10T08:00:00Z";
/// 22:30 in Paris, half an hour into the window.
const DURING: &str = "2026-12-11T21:30:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_closes_the_instance_for_a_while_and_opens_it_early() {
    let clock = Clock::standing_at(OPEN.parse().unwrap());
    let server = Server::start_at(clock.clone(), |_| {}).await;
    let operator = server.operator().await.email;
    let champion = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await.email;

    journey(&server.url, "fr", async |browser| {
        browser.sign_in(&operator).await;
        let console = browser.named("Console").await;
        browser.follow(&console).await;
        let tab = browser.named("Maintenance").await;
        browser.follow(&tab).await;
        choose(browser, "from", "2026-12-11T22:00").await;
        choose(browser, "to", "2026-12-11T21:00").await;
        browser.fill("message_fr", "Nouvelle version : le calendrier arrive.").await;
        submit(browser).await;
        browser.reads("La fin doit suivre le début.").await;
        assert_eq!(browser.value("document.querySelector('[name=from]').value").await, "2026-12-11T22:00", "nothing is lost");
        choose(browser, "to", "2026-12-11T23:30").await;
        submit(browser).await;
        browser.reads("La maintenance est prévue.").await;
    })
    .await;
    server.work(|services| maintenance::announce(services).unwrap()).await;

    journey(&server.url, "fr", async |browser| {
        browser.sign_in(&champion).await;
        browser.open("/documents").await;
        browser.reads("Nouvelle version : le calendrier arrive.").await;
        browser.reads("22:00").await;
    })
    .await;

    clock.set(DURING.parse().unwrap());
    journey(&server.url, "fr", async |browser| {
        browser.tolerate("status of 503");
        browser.open("/documents").await;
        browser.reads("Maintenance en cours").await;
        browser.reads("23:30").await;
        let door = browser.named("Accès des opérateurs").await;
        browser.follow(&door).await;
        enter(browser, &champion).await;
        browser.reads("Maintenance en cours").await;
        let door = browser.named("Accès des opérateurs").await;
        browser.click(&door).await;
        enter(browser, &operator).await;
        browser.open("/console/maintenance").await;
        browser.reads("En cours").await;
        let end = browser.named("Y mettre fin").await;
        browser.follow(&end).await;
        browser.reads("le service est rouvert").await;
    })
    .await;

    journey(&server.url, "fr", async |browser| {
        browser.sign_in(&champion).await;
        assert_eq!(browser.path().await, "/");
        let banner = "document.body.innerText.includes('le calendrier arrive')";
        assert_eq!(browser.value(banner).await, json!(false), "the banner is gone");
    })
    .await;
}

/// Sets a field for a date and a time, whatever the order in which this browser has them typed.
async fn choose(browser: &Browser, name: &str, moment: &str) {
    browser.run("document.querySelector(`[name=${arguments[0]}]`).value = arguments[1]", vec![json!(name), json!(moment)]).await;
}

async fn submit(browser: &Browser) {
    let button = browser.find("main form .button.primary").await;
    browser.follow(&button).await;
}

async fn enter(browser: &Browser, email: &str) {
    browser.fill("email", email).await;
    browser.fill("password", PASSWORD).await;
    browser.leads(async || browser.press(Key::Enter).await).await;
}
