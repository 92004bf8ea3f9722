//! Signing in, and what the frame of every page does for whoever is signed in.

use super::browser::journey;
use crate::harness::{PASSWORD, World};
use fantoccini::key::Key;

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_mistypes_the_password_keeps_the_address_and_arrives_where_they_wanted() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.open("/documents").await;
        assert!(browser.path().await.starts_with("/login?next="));
        browser.fill("email", &world.champion.email).await;
        browser.fill("password", "girafe tiroir mouton").await;
        browser.leads(async || browser.press(Key::Enter).await).await;
        browser.find("[role=alert]").await;
        assert_eq!(browser.value("document.querySelector('[name=email]').value").await, world.champion.email.as_str());
        browser.fill("password", PASSWORD).await;
        browser.leads(async || browser.press(Key::Enter).await).await;
        assert_eq!(browser.path().await, "/documents");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_chooses_dark_pages_and_signs_out_with_the_keyboard() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.run("document.querySelector('.top summary').focus()", Vec::new()).await;
        browser.press(Key::Enter).await;
        let dark = browser.find("[data-theme-form] [value=dark]").await;
        browser.click(&dark).await;
        let theme = "document.documentElement.dataset.theme === 'dark'";
        browser.until("the page turns dark", theme).await;
        browser.open("/documents").await;
        browser.until("the next page is dark from the start", theme).await;
        browser.run("document.querySelector('.top summary').focus()", Vec::new()).await;
        browser.press(Key::Enter).await;
        browser.find(".menu-items").await;
        browser.press(Key::Escape).await;
        browser.until("Escape closes the menu", "!document.querySelector('.menu[open]')").await;
        browser.press(Key::Down).await;
        assert_eq!(browser.focused().await, "Mon compte", "the arrow opens the menu and goes into it");
        browser.press(Key::End).await;
        browser.leads(async || browser.press(Key::Enter).await).await;
        assert_eq!(browser.path().await, "/login");
    })
    .await;
}
