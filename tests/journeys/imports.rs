//! A register file with faults: every one is shown with its row and its column before anything is written.

use super::{browser::journey, fixture};
use crate::harness::World;
use serde_json::Value;
use std::{collections::BTreeSet, fs};

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
        let rows = "[...document.querySelectorAll('#faults tbody tr')].map(row => [...row.cells].map(cell => parseInt(cell.textContent)))";
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
