//! A register file with faults: every one is shown with its row and its column before anything is written.

use super::{browser::journey, fixture};
use crate::harness::World;
use serde_json::Value;
use std::{collections::BTreeSet, fs};

/// Row and column of each fault that is shown.
const FAULTS: &str = "[...document.querySelectorAll('#faults tbody tr')].map(row => [...row.cells].slice(0, 2).map(cell => parseInt(cell.textContent)))";

#[tokio::test(flavor = "multi_thread")]
async fn a_champion_sees_what_is_wrong_in_a_file_and_where() {
    let world = World::start().await;
    let expected: Vec<Value> = serde_json::from_str(&fs::read_to_string(fixture("register-errors.json")).unwrap()).unwrap();
    let expected: BTreeSet<(u64, u64)> =
        expected.iter().map(|fault| (fault["row"].as_u64().unwrap(), fault["column"].as_u64().unwrap())).collect();
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/register/controller/imports/new").await;
        browser.choose(&[&fixture("register-errors.csv")]).await;
        let check = browser.named("Vérifier le fichier").await;
        browser.follow(&check).await;
        let rows = FAULTS;
        let rows = browser.value(rows).await;
        let shown: BTreeSet<(u64, u64)> =
            rows.as_array().unwrap().iter().map(|row| (row[0].as_u64().unwrap(), row[1].as_u64().unwrap())).collect();
        assert_eq!(shown, expected);
        let commit = browser.named("lignes valides seulement").await;
        browser.follow(&commit).await;
        browser.reads("Import terminé").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_champion_corrects_a_file_on_the_spot_imports_it_and_takes_it_back() {
    let world = World::start().await;
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.champion.email).await;
        browser.open("/register/controller/imports/new").await;
        browser.choose(&[&fixture("register-errors.csv")]).await;
        let check = browser.named("Vérifier le fichier").await;
        browser.follow(&check).await;
        // A text, a choice from a list, a country.
        browser.fill("cell-1-1", "Gouvernance").await;
        browser.fill("cell-12-17", "France").await;
        let choose = "const list = document.querySelector('[name=\"cell-9-11\"]'); list.value = 'Consentement'; \
             list.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.run(choose, Vec::new()).await;
        let again = browser.named("Vérifier de nouveau").await;
        browser.follow(&again).await;
        browser.reads("3 cellules corrigées ici").await;
        let left = browser.value(FAULTS).await;
        let left: BTreeSet<(u64, u64)> =
            left.as_array().unwrap().iter().map(|row| (row[0].as_u64().unwrap(), row[1].as_u64().unwrap())).collect();
        assert_eq!(left.len(), 30);
        assert!([(1, 1), (12, 17), (9, 11)].iter().all(|mended| !left.contains(mended)), "{left:?}");
        let commit = browser.named("Importer les 10 lignes valides seulement").await;
        browser.follow(&commit).await;
        browser.reads("Import terminé").await;
        browser.reads("10 projets créés sur 40 lignes").await;
        let undo = browser.named("Annuler cet import").await;
        browser.click(&undo).await;
        let sure = browser.named("Annuler l’import").await;
        browser.follow(&sure).await;
        browser.reads("Import annulé : le registre est comme avant.").await;
        browser.until("the register is empty", "document.querySelector('main .empty')").await;
    })
    .await;
}
