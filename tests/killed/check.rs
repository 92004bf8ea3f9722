//! Compares what the program says after a kill with what it acknowledged before.

use super::{Ledger, place::Place, writer::content};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use tokio::time::sleep;

/// Everything that was acknowledged can be read, and nothing that can be read is there by half.
pub async fn check(place: &Place, ledger: &mut Ledger, campaign: &str, kill: u64) {
    let activities = place.all("/registers/controller/activities").await;
    for item in &activities {
        for part in ["category", "subcategory", "purpose", "name"] {
            assert!(item[part].as_str().is_some_and(|text| !text.is_empty()), "kill {kill}: without {part}: {item}");
        }
    }
    let listed: BTreeSet<&str> = activities.iter().map(|item| item["id"].as_str().unwrap()).collect();
    for (id, told) in &mut ledger.activities {
        assert!(listed.contains(id.as_str()), "kill {kill}: activity {id} was acknowledged and is missing");
        if ledger.read.insert(id.clone()) {
            let sheet = place.json(&format!("/registers/controller/activities/{id}")).await;
            told.settle(sheet["description"].as_str().unwrap(), &format!("kill {kill}: activity {id}"));
        }
    }
    let documents = place.all("/documents").await;
    let filed: BTreeMap<&str, &Value> = documents.iter().map(|item| (item["id"].as_str().unwrap(), item)).collect();
    for (id, name) in &ledger.documents {
        assert_eq!(filed.get(id.as_str()).map(|item| &item["name"]), Some(&json!(name)), "kill {kill}: document {id}");
    }
    for (id, item) in filed {
        assert!(!ledger.deleted.contains(id), "kill {kill}: document {id} was deleted and is there");
        if ledger.read.insert(id.to_owned()) {
            let answer = place.api.get(place.at(&format!("/documents/{id}/content"))).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "kill {kill}: document {id}");
            let bytes = answer.bytes().await.unwrap();
            assert_eq!(bytes.len(), item["size"].as_u64().unwrap() as usize, "kill {kill}: document {id}");
            assert!(bytes == content(item["name"].as_str().unwrap()), "kill {kill}: document {id} holds something else");
        }
    }
    let sheet = place.json(&format!("/campaigns/{campaign}")).await;
    for (question, told) in &mut ledger.answers {
        // A hidden question keeps its answer, unseen.
        if let Some(found) = answer_of(&sheet, question) {
            told.settle(found["comment"].as_str().unwrap(), &format!("kill {kill}: answer to {question}"));
        }
    }
}

fn answer_of<'a>(campaign: &'a Value, question: &str) -> Option<&'a Value> {
    let themes = campaign["themes"].as_array().unwrap().iter().flat_map(|theme| theme["subthemes"].as_array().unwrap());
    themes.flat_map(|subtheme| subtheme["questions"].as_array().unwrap()).find(|found| found["id"] == question)
}

/// All that the API says of the organisation, once the texts of documents are read and the index is up to date.
pub async fn everything(place: &Place, campaign: &str) -> Value {
    let documents = loop {
        let documents = place.all("/documents").await;
        if documents.iter().all(|document| document["text"] != "pending") {
            break documents;
        }
        sleep(Duration::from_millis(100)).await;
    };
    let activities = place.all("/registers/controller/activities").await;
    let mut sheets = Vec::new();
    for item in &activities {
        let id = item["id"].as_str().unwrap();
        sheets.push(place.json(&format!("/registers/controller/activities/{id}")).await);
    }
    let mut found = Value::Null;
    for _ in 0..100 {
        found = place.json("/search?q=changed&limit=1").await["total"].clone();
        if found.as_u64().is_some_and(|total| total as usize >= activities.len() / 2) {
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    json!({
        "activities": activities, "sheets": sheets, "documents": documents, "found": found,
        "tree": place.json("/registers/controller/tree").await,
        "actions": place.all("/actions").await,
        "campaign": place.json(&format!("/campaigns/{campaign}")).await,
    })
}
