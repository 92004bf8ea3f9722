//! Kills the program at random moments while it imports a register: the import is there as a whole or not at all, and it can be
//! taken back afterwards.

use super::{Dice, place::Place};
use probant::export::csv::big_register;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use std::{
    env,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};
use tokio::time::sleep;

const KILLS: u64 = 12;
const ROWS: usize = 600;
const IMPORTS: &str = "/registers/controller/imports";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_while_importing() {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos() as u64;
    let seed = env::var(super::SEED).map_or(now, |seed| seed.parse().unwrap());
    println!("{}={seed}", super::SEED);
    let mut dice = Dice(seed);
    let place = Arc::new(Place::set_up());
    let file = big_register(ROWS).unwrap();
    let running = place.start().await;
    // How long it takes unhindered tells where the kills may fall.
    let id = upload(&place, &file).await;
    let began = Instant::now();
    let made = commit(&place, &id).await.unwrap();
    let longest = u64::try_from(began.elapsed().as_millis()).unwrap() + 20;
    assert_eq!((made["activities"].as_u64(), count(&place).await), (Some(ROWS as u64), ROWS as u64));
    undo(&place, &id).await;
    drop(running);
    let (mut whole, mut nothing) = (0, 0);
    for kill in 0..KILLS {
        let running = place.start().await;
        let id = upload(&place, &file).await;
        let work = tokio::spawn({
            let (place, id) = (place.clone(), id.clone());
            async move { commit(&place, &id).await }
        });
        sleep(Duration::from_millis(dice.below(longest))).await;
        drop(running);
        let acknowledged = work.await.unwrap().is_some();
        let running = place.start().await;
        let found = count(&place).await;
        let tree = place.json("/registers/controller/tree").await;
        let progress = place.json(&format!("{IMPORTS}/{id}/progress")).await;
        if found == 0 {
            assert!(!acknowledged, "kill {kill}: acknowledged and gone");
            assert_eq!((tree["categories"].as_array().unwrap().len(), &progress["state"]), (0, &json!("checked")), "kill {kill}");
            nothing += 1;
        } else {
            assert_eq!((found, &progress["state"]), (ROWS as u64, &json!("made")), "kill {kill}: there by half");
            whole += 1;
            undo(&place, &id).await;
        }
        drop(running);
    }
    println!("{KILLS} kills while importing {ROWS} rows, within {longest} ms: {whole} whole, {nothing} not at all");
    assert!(nothing > 0, "no kill came before the end");
}

async fn upload(place: &Place, file: &[u8]) -> String {
    let form = Form::new().part("file", Part::bytes(file.to_vec()).file_name("register.csv"));
    let answer: Value = place.api.post(place.at(IMPORTS)).multipart(form).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["faults"], json!([]));
    answer["id"].as_str().unwrap().to_owned()
}

/// What was made; `None` where the program was gone before it answered.
async fn commit(place: &Place, id: &str) -> Option<Value> {
    let address = place.at(&format!("{IMPORTS}/{id}/commit"));
    let answer = place.api.post(address).json(&json!({ "only_valid_rows": false })).send().await.ok()?;
    assert!(answer.status().is_success(), "{}", answer.status());
    answer.json().await.ok()
}

async fn undo(place: &Place, id: &str) {
    let answer = place.api.post(place.at(&format!("{IMPORTS}/{id}/undo"))).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    assert_eq!(count(place).await, 0);
}

async fn count(place: &Place) -> u64 {
    place.json("/registers/controller/activities?limit=1").await["total"].as_u64().unwrap()
}
