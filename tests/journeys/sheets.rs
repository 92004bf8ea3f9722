//! The sheet of an activity in the browser: a document found while its name is typed, a comment, a review, the register of a
//! past day from its dialog.

use super::browser::journey;
use crate::harness::World;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_champion_attaches_a_document_plans_a_review_and_comments() {
    let world = World::start().await;
    let person = &world.champion;
    for name in ["Charte des accès.pdf", "Bail type.pdf"] {
        let form = Form::new().part("file", Part::bytes(name.as_bytes().to_vec()).file_name(name));
        person.api.post(world.at("/api/v1/documents")).multipart(form).send().await.unwrap();
    }
    let activity = json!({ "category": "Gestion locative", "purpose": "Encaisser", "name": "Loyers" });
    let made = person.api.post(world.at("/api/v1/registers/controller/activities")).json(&activity).send().await.unwrap();
    let made: Value = made.json().await.unwrap();
    let id = made["id"].as_str().unwrap();
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&person.email).await;
        // The tree unfolds to the activity of the address, and its panel leads to the sheet.
        browser.open(&format!("/register/controller?activity={id}")).await;
        browser
            .until("the tree shows it", "document.querySelector('.node[data-panel][aria-current]')?.innerText.includes('Loyers')")
            .await;
        let open = browser.named("Ouvrir la fiche").await;
        browser.follow(&open).await;
        let search = browser.find("live-results input").await;
        browser.click(&search).await;
        browser.type_in("charte").await;
        browser.until("one is found", "document.querySelectorAll('[data-results] li').length === 1").await;
        let attach = browser.named("Attacher Charte des accès.pdf").await;
        browser.follow(&attach).await;
        browser.reads("Document attaché.").await;
        browser
            .until("it hangs there", "document.querySelector('#documents .told')?.innerText.includes('Charte des accès.pdf')")
            .await;
        let year = browser.named("Dans 1 an").await;
        browser.follow(&year).await;
        browser.reads("Date de révision enregistrée.").await;
        browser.fill("comment", "À revoir avec la comptabilité.").await;
        let send = browser.named("Commenter").await;
        browser.follow(&send).await;
        browser
            .until("it stands there", "document.querySelector('.comment')?.innerText.includes('À revoir avec la comptabilité.')")
            .await;
        let history = browser.named("Historique").await;
        browser.follow(&history).await;
        browser.reads("Date de révision d’une activité modifiée").await;
        let copy = browser.named("Fiche").await;
        browser.follow(&copy).await;
        let more = browser.named("Plus").await;
        browser.click(&more).await;
        let mirror = browser.named("Créer son pendant au registre sous-traitant").await;
        browser.click(&mirror).await;
        let sure = browser.named("Créer le pendant").await;
        browser.follow(&sure).await;
        browser.reads("Pendant créé : complétez-le.").await;
        browser.reads("art. 30.2.a").await;
    })
    .await;
}
