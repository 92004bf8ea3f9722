//! Purposes in the browser: moved with the mouse and with the keyboard, kept as wide as their activities need, widened
//! for what a contributor proposes.

use super::browser::{Browser, journey};
use crate::harness::{Person, World};
use fantoccini::key::Key;
use serde_json::{Value, json};

const REGISTER: &str = "/api/v1/registers/controller";

async fn post(world: &World, person: &Person, path: &str, body: Value) -> String {
    let answer = person.api.post(world.at(&format!("{REGISTER}{path}"))).json(&body).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    answer["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// A purpose with an activity, and a category beside its own.
async fn register(world: &World) -> (String, String) {
    let purpose = json!({
        "name": "Encaisser", "category": "Gestion locative", "subcategory": "Vie du bail", "applications": ["GED"],
        "data_subjects": [{ "name": "Locataires" }], "personal_data": [{ "category": "identification_data", "type": "Nom" }],
    });
    let purpose = post(world, &world.champion, "/purposes", purpose).await;
    let activity = json!({
        "name": "Quittances", "category": "Gestion locative", "subcategory": "Vie du bail", "purpose": "Encaisser",
        "legal_basis": "Exécution d’un contrat", "it_tools": ["GED"], "identification_data": ["Nom"], "data_subject_categories": ["Locataires"],
    });
    post(world, &world.contributor, "/activities", activity).await;
    let other = post(world, &world.champion, "/categories", json!({ "name": "Contentieux" })).await;
    (purpose, other)
}

/// The address of the register with the branch of a purpose unfolded.
async fn branch(world: &World, purpose: &str) -> String {
    let tree = world.champion.api.get(world.at(&format!("{REGISTER}/tree"))).send().await.unwrap();
    let tree: Value = tree.json().await.unwrap();
    for category in tree["categories"].as_array().unwrap() {
        let id = category["id"].as_str().unwrap();
        for sub in category["subcategories"].as_array().unwrap() {
            if sub["purposes"].as_array().unwrap().iter().any(|found| found["id"] == purpose) {
                return format!("/register/controller?category={id}&subcategory={}", sub["id"].as_str().unwrap());
            }
        }
        if category["purposes"].as_array().unwrap().iter().any(|found| found["id"] == purpose) {
            return format!("/register/controller?category={id}");
        }
    }
    panic!("{purpose} is nowhere in {tree}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purpose_is_dragged_to_another_category_and_carried_back_with_the_keyboard() {
    let world = World::start().await;
    let (purpose, other) = register(&world).await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open(&branch(&world, &purpose).await).await;
        let lifted = browser.find(&format!("[id='branch-{purpose}']")).await;
        let onto = browser.find(&format!("[id='branch-{other}']")).await;
        browser.drag(&lifted, &onto).await;
        browser.reads("Encaisser se trouve désormais dans Contentieux.").await;
        assert!(branch(&world, &purpose).await.ends_with(&other));

        browser.open(&branch(&world, &purpose).await).await;
        let focus = format!("document.getElementById('branch-{purpose}').focus()");
        browser.run(&focus, Vec::new()).await;
        browser.type_in(&(Key::Shift + &(Key::F10 + ""))).await;
        browser.until("the menu opens", "document.activeElement.closest('.menu[open]')").await;
        browser.press(Key::Escape).await;
        browser.until("the focus comes back", &format!("document.activeElement.id === 'branch-{purpose}'")).await;
        browser.type_in(&(Key::Shift + &(Key::F10 + ""))).await;
        while browser.focused().await != "Déplacer" {
            browser.press(Key::Down).await;
        }
        browser.leads(async || browser.press(Key::Enter).await).await;
        browser.reads("Déplacer « Encaisser »").await;
        browser.type_in("Gestion").await;
        browser.press(Key::Tab).await;
        assert_eq!(browser.focused().await, "Déplacer ici");
        browser.leads(async || browser.press(Key::Enter).await).await;
        browser.reads("Déplacé, avec tout ce qui est en dessous.").await;
        browser.reads("Gestion locative 1 projet").await;
        assert_eq!(browser.value("document.querySelector('#panel h2').textContent").await, "Encaisser");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_activities_use_cannot_be_taken_from_their_purpose() {
    let world = World::start().await;
    let (purpose, _) = register(&world).await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open(&format!("/register/controller/purposes/{purpose}/edit")).await;
        browser.fill("description", "Loyers et charges").await;
        let chip = browser.find("button[aria-label='Retirer GED']").await;
        browser.click(&chip).await;
        let row = browser.named("Ajouter des personnes").await;
        browser.click(&row).await;
        browser.type_in("Garants").await;
        follow(browser, "Enregistrer").await;
        browser.reads("Cette application ne peut pas être retirée : GED. Projets qui l’utilisent : Quittances.").await;
        assert_eq!(browser.value("document.querySelector('[name=description]').value").await, "Loyers et charges");
        assert_eq!(browser.value("document.querySelectorAll('[name=subject_name]')[1].value").await, "Garants");
        let field = browser.find("#applications").await;
        field.send_keys("GED").await.unwrap();
        browser.press(Key::Enter).await;
        follow(browser, "Enregistrer").await;
        browser.reads("Loyers et charges").await;
        browser.reads("Garants").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contributor_proposes_what_exceeds_and_the_champion_widens_the_purpose() {
    let world = World::start().await;
    let (purpose, _) = register(&world).await;
    let proposed = std::sync::Mutex::new(String::new());
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.contributor.email).await;
        browser.open(&format!("/register/controller/purposes/{purpose}")).await;
        follow(browser, "Ajouter un projet").await;
        browser.fill("processing_name", "Relances").await;
        let basis = browser.find("#legal_basis option[value^='Exécution d’un contrat']").await;
        basis.click().await.unwrap();
        browser.fill("data_subject_categories", "Locataires").await;
        for (field, value) in [("it_tools", "Tableur"), ("identification_data", "Nom")] {
            let input = browser.find(&format!("[id='{field}']")).await;
            browser.click(&input).await;
            browser.type_in(value).await;
            browser.press(Key::Enter).await;
        }
        follow(browser, "Enregistrer").await;
        browser.reads("Suspendu, à valider").await;
        browser.reads("Application non prévue : Tableur").await;
        *proposed.lock().unwrap() = browser.path().await;
    })
    .await;
    let proposed = proposed.into_inner().unwrap();
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open(&proposed).await;
        browser.reads("Dépasse sa finalité sur 1 point").await;
        let diff = "[...document.querySelectorAll('#decision ~ form table tbody td')].map(cell => cell.innerText).join(' | ')";
        assert_eq!(browser.value(diff).await, "Applications et bases utilisées | – | Tableur");
        follow(browser, "Élargir la finalité et valider").await;
        browser.reads("Projet validé.").await;
        browser.open(&format!("/register/controller/purposes/{purpose}")).await;
        browser.reads("GED, Tableur").await;
        browser.reads("2 projets").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purpose_is_made_from_a_model_of_the_cnil_and_trimmed() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/register/controller/models").await;
        browser.reads("37 modèles").await;
        let search = browser.find(".filters [name=q]").await;
        search.send_keys("géolocalisation").await.unwrap();
        browser.leads(async || browser.press(Key::Enter).await).await;
        follow(browser, "Géolocaliser les véhicules professionnels").await;
        browser.reads("Repère, sans valeur légale").await;
        follow(browser, "Utiliser ce modèle").await;
        browser.reads("Prérempli d’après le modèle « Géolocaliser les véhicules professionnels ».").await;
        browser.reads("À vérifier").await;
        let data = "[...document.querySelectorAll('[name=data_name]')].map(field => field.value)";
        assert_eq!(browser.value(&format!("{data}.includes('Trajets')")).await, true);
        browser.run("[...document.querySelectorAll('[name=data_name]')].find(field => field.value === 'Trajets').closest('.entry').querySelector('button').click()", Vec::new()).await;
        browser.fill("retention_length", "10").await;
        follow(browser, "Enregistrer").await;
        browser.reads("Ce qui diffère du modèle").await;
        browser.reads("Donnée retirée : Trajets").await;
        browser.reads("Au-delà Durée : 10 ans au lieu de 5 ans").await;
        browser.reads("Faite d’un modèle").await;
        assert_eq!(browser.value("document.querySelectorAll('#differences ~ ul li').length").await, 2);
    })
    .await;
}

async fn follow(browser: &Browser, words: &str) {
    let link = browser.named(words).await;
    browser.follow(&link).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_completed_while_typed_and_duplicates_become_one() {
    let world = World::start().await;
    register(&world).await;
    let twin = json!({
        "name": "Relances", "category": "Gestion locative", "subcategory": "Vie du bail", "purpose": "Encaisser",
        "it_tools": ["G.E.D."],
    });
    post(&world, &world.champion, "/activities", twin).await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/register/controller/activities/new").await;
        browser.find("#it_tools").await.send_keys("ge").await.unwrap();
        browser
            .until(
                "the application is offered",
                "[...document.querySelectorAll('[role=option]')].some((o) => o.textContent === 'GED')",
            )
            .await;
        browser.press(Key::Down).await;
        browser.press(Key::Enter).await;
        assert_eq!(browser.value("document.querySelector('[name=it_tools]').value").await, "GED");
        browser.find("#category").await.send_keys("loc").await.unwrap();
        browser
            .until(
                "the category is offered",
                "document.querySelector('#category').list?.options[0]?.value === 'Gestion locative'",
            )
            .await;
        browser.open("/register/controller").await;
        let lists = browser.named("Listes de référence").await;
        browser.follow(&lists).await;
        browser.reads("Ressemble à un autre").await;
        let twin = browser.find("input[value='G.E.D.']").await;
        browser.click(&twin).await;
        let merge = browser.named("Fusionner").await;
        browser.fill("into", "GED").await;
        browser.follow(&merge).await;
        browser.reads("Les noms sont fusionnés.").await;
        assert_eq!(browser.value("document.querySelectorAll('#from tr').length").await, 1);
        assert_eq!(browser.value("document.querySelector('#from td.number').textContent").await, "2");
    })
    .await;
}
