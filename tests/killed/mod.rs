//! Kills the program while people work through its API, again and again: what it acknowledged is there, and nothing is
//! there by half. At the end the folder verifies, and a state made anew from the journal says the same.

mod check;
mod import;
mod place;
mod writer;

use check::{check, everything};
use place::{Place, command, said};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    sync::Arc,
    time::{Duration, SystemTime},
};
use tokio::{sync::Mutex, time::sleep};
use writer::{Writer, post};

const KILLS: u64 = 30;
const WRITERS: usize = 8;
/// Most acknowledgements before a kill, and the longest time, in milliseconds, that is waited for them or after them.
const MOST: u64 = 90;
const LONGEST: u64 = 3000;
const LATER: u64 = 30;
/// One kill in so many comes while the program starts.
const STARTS: u64 = 6;
const SEED: &str = "PROBANT_TEST_SEED";

/// What the clients know for sure, and what they asked for last without hearing of it.
#[derive(Default)]
struct Ledger {
    /// Descriptions of activities.
    activities: BTreeMap<String, Told>,
    /// Comments of answers, by question.
    answers: BTreeMap<String, Told>,
    /// Names of documents.
    documents: BTreeMap<String, String>,
    deleted: BTreeSet<String>,
    /// Activities and documents that were read once since they were acknowledged.
    read: BTreeSet<String>,
    /// How many requests were acknowledged.
    acknowledged: u64,
}

struct Told {
    acknowledged: String,
    /// Sent last; the same as acknowledged where the answer came.
    sent: String,
}

impl Told {
    fn new(text: &str) -> Self {
        Self { acknowledged: text.to_owned(), sent: text.to_owned() }
    }

    /// Compares with what the program says now, which is certain from here on.
    fn settle(&mut self, seen: &str, what: &str) {
        let Self { acknowledged, sent } = &self;
        assert!(seen == acknowledged || seen == sent, "{what}: {seen:?} is neither {acknowledged:?} nor {sent:?}");
        *self = Self::new(seen);
    }
}

/// Numbers that a seed yields (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_at_work() {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos() as u64;
    let seed = env::var(SEED).map_or(now, |seed| seed.parse().unwrap());
    println!("{SEED}={seed}");
    let mut dice = Dice(seed);
    let place = Arc::new(Place::set_up());
    let mut ledger = Ledger::default();
    let running = place.start().await;
    let campaign = post(&place, "/campaigns", &json!({ "questionnaire": "general" })).await.unwrap();
    let campaign = campaign["id"].as_str().unwrap().to_owned();
    let questions = questions(&place.json(&format!("/campaigns/{campaign}")).await);
    drop(running);
    for kill in 0..KILLS {
        if kill % STARTS == 0 {
            let starting = place.spawn();
            sleep(Duration::from_millis(dice.below(500))).await;
            drop(starting);
        }
        let running = place.start().await;
        check(&place, &mut ledger, &campaign, kill).await;
        let shared = Arc::new(Mutex::new(ledger));
        let writers: Vec<_> = (0..WRITERS)
            .map(|number| {
                let writer = Writer {
                    place: place.clone(),
                    ledger: shared.clone(),
                    campaign: campaign.clone(),
                    question: questions[number].clone(),
                    name: format!("w{number}-{kill}"),
                    number: number as u64,
                };
                tokio::spawn(writer.work())
            })
            .collect();
        wait_for(&shared, dice.below(MOST)).await;
        sleep(Duration::from_millis(dice.below(LATER))).await;
        drop(running);
        for writer in writers {
            writer.await.unwrap();
        }
        ledger = Arc::into_inner(shared).unwrap().into_inner();
    }
    let running = place.start().await;
    ledger.read.clear();
    check(&place, &mut ledger, &campaign, KILLS).await;
    let before = everything(&place, &campaign).await;
    assert_eq!(before["tree"]["categories"].as_array().unwrap().len(), 1, "all of them wrote the same name");
    drop(running);
    said(&mut command("verify", &place.data()));
    said(&mut command("rebuild", &place.data()));
    said(&mut command("verify", &place.data()));
    let running = place.start().await;
    let after = everything(&place, &campaign).await;
    assert!(before == after, "made anew, the state says something else:\n{before:#}\n{after:#}");
    drop(running);
    let Ledger { activities, answers, documents, deleted, acknowledged, .. } = ledger;
    println!(
        "{KILLS} kills at work; {acknowledged} acknowledged: {} activities, {} answered questions, {} documents, {} deletions",
        activities.len(),
        answers.len(),
        documents.len(),
        deleted.len()
    );
    assert!(activities.len() > 30 && documents.len() > 10 && !answers.is_empty(), "too little was written");
}

/// Waits until the writers heard of so many things done.
async fn wait_for(ledger: &Mutex<Ledger>, count: u64) {
    let until = ledger.lock().await.acknowledged + count;
    for _ in 0..LONGEST {
        if ledger.lock().await.acknowledged >= until {
            return;
        }
        sleep(Duration::from_millis(1)).await;
    }
}

/// Questions that are answered by yes or no.
fn questions(campaign: &Value) -> Vec<String> {
    let themes = campaign["themes"].as_array().unwrap().iter().flat_map(|theme| theme["subthemes"].as_array().unwrap());
    let questions = themes.flat_map(|subtheme| subtheme["questions"].as_array().unwrap());
    let plain = questions.filter(|question| question["kind"].as_str().unwrap().starts_with("yes_no"));
    plain.map(|question| question["id"].as_str().unwrap().to_owned()).collect()
}
