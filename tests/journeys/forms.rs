//! Forms never lose what was typed: not to an error, not to a page left by mistake.

use super::browser::journey;
use crate::harness::World;
use fantoccini::key::Key;

#[tokio::test(flavor = "multi_thread")]
async fn a_contributor_corrects_an_activity_without_typing_it_again() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/register/controller/activities/new").await;
        for (field, text) in [
            ("category", "Gestion locative"),
            ("purpose", "Recouvrement des loyers"),
            ("processing_name", "Relances par courrier"),
            ("department", "Gestion locative"),
            ("department_head_email", "pas une adresse"),
        ] {
            browser.fill(field, text).await;
        }
        // Values become chips; a semicolon ends one as Enter does.
        let chips = browser.find("#it_tools").await;
        chips.send_keys("Excel;Messagerie").await.unwrap();
        browser.press(Key::Enter).await;
        assert_eq!(browser.value("document.querySelector('[name=it_tools]').value").await, "Excel\nMessagerie");
        browser.reads("Saisie gardée à").await;
        let save = browser.find(".form-foot .primary").await;
        browser.follow(&save).await;
        assert!(
            browser.value("document.activeElement.matches('[role=alert]')").await == true,
            "the list of errors has the focus"
        );
        assert_eq!(browser.value("document.querySelector('[name=processing_name]').value").await, "Relances par courrier");
        assert_eq!(browser.value("document.querySelector('[name=it_tools]').value").await, "Excel\nMessagerie");
        let error = browser.find("[role=alert] a[href='#department_head_email']").await;
        browser.click(&error).await;
        assert_eq!(browser.value("document.activeElement.name").await, "department_head_email", "the error leads to its field");
        browser.fill("department_head_email", "chef@oph.example").await;
        let save = browser.find(".form-foot .primary").await;
        browser.follow(&save).await;
        browser.reads("Enregistré.").await;
        browser.reads("Relances par courrier").await;
        browser.reads("Messagerie").await;
        let delete = browser.named("Supprimer ce projet").await;
        browser.click(&delete).await;
        browser.reads("Supprimer « Relances par courrier » du registre ?").await;
        let sure = browser.find("dialog[open] .danger").await;
        browser.follow(&sure).await;
        browser.reads("Supprimé.").await;
    })
    .await;
}
