//! Coming in for the first time, getting back in, working in two places, and telling people who works where.

use super::browser::{Browser, journey};
use crate::harness::{PASSWORD, World};
use fantoccini::key::Key;
use probant::domain::{access::Profile, mail::Letter, password::bits};
use serde_json::json;

const NEW: &str = "ce chat dort au grenier";

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_is_invited_and_signs_in_for_the_first_time() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/settings/accounts").await;
        browser.fill("name", "Nadia Neuve").await;
        browser.fill("email", "nadia@oph.example").await;
        let invite = browser.named("Inviter").await;
        browser.follow(&invite).await;
        browser.reads("L’invitation est prête.").await;
        browser.reads("Invité").await;
    })
    .await;
    let Some(Letter::Invitation { password, .. }) = world.server.letters("nadia@oph.example").pop() else { panic!("no letter") };
    journey(&world.server.url, "fr", async |browser| {
        browser.open("/login").await;
        browser.fill("email", "nadia@oph.example").await;
        browser.fill("password", &password).await;
        browser.leads(async || browser.press(Key::Enter).await).await;
        assert_eq!(browser.path().await, "/account/password", "nothing else is open yet");
        browser.fill("current", &password).await;
        measure(browser).await;
        browser.fill("password", PASSWORD).await;
        browser.leads(async || browser.press(Key::Enter).await).await;
        assert_eq!(browser.path().await, "/");
        browser.reads("Votre mot de passe est changé.").await;
    })
    .await;
}

/// The meter says the bits that the server counts, and says them to a screen reader when the typing pauses.
async fn measure(browser: &Browser) {
    let table = [
        ("court", "pas encore accepté"),
        ("aaaaaaaaaaa1A!", "long et varié"),
        ("ÉÀÇ éàç 12", "pas encore accepté"),
        ("abcdefghijkl", "assez long"),
        (NEW, "long et varié"),
    ];
    for (password, words) in table {
        browser.fill("password", password).await;
        browser.reads(&format!("{} bits : {words}", bits(password))).await;
    }
    let spoken = "document.querySelector('password-meter [role=status]').textContent";
    browser.until("it is said aloud", &format!("{spoken}.includes('{} bits')", bits(NEW))).await;
}

/// Three people and a department.
async fn office() -> World {
    let world = World::start().await;
    world.server.invite(&world.champion, "Zoé Dernière", "zoe@oph.example", Profile::Contributor).await;
    let department = json!({ "name": "Gestion locative" });
    let made = world.champion.api.post(world.at("/api/v1/departments")).json(&department).send().await.unwrap();
    assert!(made.status().is_success());
    world
}

const CHOSEN: &str = "[...document.querySelectorAll('[name=accounts]:checked')].length";

#[tokio::test(flavor = "multi_thread")]
async fn people_are_dragged_onto_a_department() {
    let world = office().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/settings/departments").await;
        let first = browser.at("//tr[contains(., 'Karim')]/td[2]").await;
        let last = browser.at("//tr[contains(., 'Zoé')]/td[2]").await;
        browser.click(&first).await;
        browser.reads("1 personne choisie").await;
        browser
            .run("arguments[0].dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }))", vec![json!(last)])
            .await;
        browser.reads("3 personnes choisies").await;
        let champion = browser.at("//tr[contains(., 'Paule')]/td[2]").await;
        browser
            .run("arguments[0].dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }))", vec![json!(champion)])
            .await;
        browser.reads("2 personnes choisies").await;
        let department = browser.at("//*[@data-department][contains(., 'Gestion locative')]").await;
        browser.drag(&first, &department).await;
        browser.reads("2 personnes travaillent désormais dans Gestion locative.").await;
        browser.reads("2 personnes · aucun traitement").await;
        assert_eq!(browser.value(CHOSEN).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_moved_to_a_department_with_the_keyboard() {
    let world = office().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/settings/departments").await;
        browser.run("document.querySelector('[name=accounts][aria-label^=Karim]').focus()", Vec::new()).await;
        browser.type_in(" ").await;
        browser.reads("1 personne choisie").await;
        browser.run("document.querySelector('#to').focus()", Vec::new()).await;
        browser.type_in("G").await;
        browser.press(Key::Tab).await;
        assert_eq!(browser.focused().await, "Déplacer");
        browser.press(Key::Enter).await;
        let aloud = "document.querySelector('toast-list[role=status]').textContent";
        let words = "1 personne travaille désormais dans Gestion locative.";
        browser.until("a live region says it", &format!("{aloud}.includes('{words}')")).await;
        assert_eq!(browser.focused().await, "Déplacer", "the focus stays");
        browser.reads("1 personne · aucun traitement").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_forgot_the_password_gets_back_in_by_a_link() {
    let world = World::start().await;
    let email = &world.contributor.email;
    journey(&world.server.url, "fr", async |browser| {
        browser.open("/login").await;
        let forgotten = browser.named("Mot de passe oublié ?").await;
        browser.follow(&forgotten).await;
        browser.fill("email", email).await;
        browser.leads(async || browser.press(Key::Enter).await).await;
        browser.reads("Consultez votre messagerie.").await;
        let Some(Letter::PasswordReset { key, .. }) = world.server.letters(email).pop() else { panic!("no letter") };
        browser.open(&format!("/password/reset?key={key}")).await;
        browser.fill("password", NEW).await;
        browser.leads(async || browser.press(Key::Enter).await).await;
        browser.reads("Votre mot de passe est changé. Connectez-vous.").await;
        browser.fill("email", email).await;
        browser.fill("password", NEW).await;
        browser.leads(async || browser.press(Key::Enter).await).await;
        assert_eq!(browser.path().await, "/");
        browser.tolerate("status of 410");
        browser.open(&format!("/password/reset?key={key}")).await;
        browser.reads("Ce lien ne fonctionne plus.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_goes_to_work_elsewhere_and_in_another_language() {
    let world = World::start().await;
    let form = [("name", "Paule"), ("email", "paule@oph.example")];
    world.stranger.web.post(world.at("/settings/accounts")).form(&form).send().await.unwrap();
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        let switch = browser.find("a.organisation").await;
        browser.follow(&switch).await;
        let other = browser.named("Mairie de Solterre").await;
        browser.follow(&other).await;
        browser.until("the header says where", "document.querySelector('.organisation').textContent.includes('Solterre')").await;
        assert_eq!(
            browser.value("document.querySelector('.side a[href=\"/settings\"]')").await,
            json!(null),
            "a contributor there"
        );
        browser.open("/account").await;
        let spanish = browser.at("//select[@id='language']/option[@value='es']").await;
        browser.click(&spanish).await;
        let save = browser.named("Enregistrer").await;
        browser.follow(&save).await;
        browser.reads("Mi cuenta").await;
        assert_eq!(browser.value("document.documentElement.lang").await, "es");
    })
    .await;
}
