//! A client that adds, changes, answers, files and deletes until the program no longer answers, and writes down what
//! was acknowledged.

use super::{Ledger, Told, place::Place};
use reqwest::{
    Response, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::Mutex;

/// One client. Works until the program no longer answers.
pub struct Writer {
    pub place: Arc<Place>,
    pub ledger: Arc<Mutex<Ledger>>,
    pub campaign: String,
    pub question: String,
    pub name: String,
    pub number: u64,
}

impl Writer {
    pub async fn work(self) {
        let (mut activity, mut documents) = (None, Vec::new());
        // Each begins with something else, so that a short life has a little of everything.
        for round in self.number.. {
            if self.step(round, &mut activity, &mut documents).await.is_none() {
                return;
            }
            self.ledger.lock().await.acknowledged += 1;
        }
    }

    /// One request; `None` when the program is gone.
    async fn step(&self, round: u64, activity: &mut Option<(String, String)>, documents: &mut Vec<String>) -> Option<()> {
        let name = format!("{}-{round}", self.name);
        match (round % 5, &activity, documents.len()) {
            (0, Some((id, name)), _) => self.change(id, name).await,
            (1, _, 1..) if round % 10 < 5 => self.delete(&documents.pop().unwrap_or_default()).await,
            (2, _, _) => self.answer(&name, round).await,
            (3, _, _) => {
                documents.push(self.file(&name, round).await?);
                Some(())
            }
            _ => {
                *activity = Some((self.add(&name).await?, name));
                Some(())
            }
        }
    }

    async fn add(&self, name: &str) -> Option<String> {
        let body = json!({
            "name": name, "description": name, "category": "Tests", "subcategory": self.name, "purpose": format!("But {name}"),
            "department": "Essais", "it_tools": ["Excel"],
        });
        let made = post(&self.place, "/registers/controller/activities", &body).await?;
        let id = made["id"].as_str().unwrap().to_owned();
        self.ledger.lock().await.activities.insert(id.clone(), Told::new(name));
        Some(id)
    }

    async fn change(&self, id: &str, name: &str) -> Option<()> {
        let described = format!("{name}, changed");
        self.ledger.lock().await.activities.get_mut(id).unwrap().sent = described.clone();
        let body = json!({ "name": name, "description": described, "category": "Tests", "subcategory": self.name, "purpose": format!("But {name}") });
        let request = self.place.api.put(self.place.at(&format!("/registers/controller/activities/{id}"))).json(&body);
        expect(request.send().await.ok()?, StatusCode::OK).await?;
        self.ledger.lock().await.activities.insert(id.to_owned(), Told::new(&described));
        Some(())
    }

    async fn answer(&self, name: &str, round: u64) -> Option<()> {
        let mut ledger = self.ledger.lock().await;
        let told = ledger.answers.entry(self.question.clone()).or_insert_with(|| Told::new(""));
        name.clone_into(&mut told.sent);
        drop(ledger);
        let path = format!("/campaigns/{}/answers/{}", self.campaign, self.question);
        let body = json!({ "value": if round % 10 < 5 { "no" } else { "yes" }, "comment": name });
        let answer = self.place.api.put(self.place.at(&path)).json(&body).send().await.ok()?;
        // Many answer at once, and an answer may hide the question of another: then nothing is acknowledged.
        if [StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY].contains(&answer.status()) {
            let mut ledger = self.ledger.lock().await;
            let told = ledger.answers.get_mut(&self.question).unwrap();
            told.sent = told.acknowledged.clone();
            return Some(());
        }
        expect(answer, StatusCode::OK).await?;
        self.ledger.lock().await.answers.insert(self.question.clone(), Told::new(name));
        Some(())
    }

    async fn file(&self, name: &str, round: u64) -> Option<String> {
        // Taking out texts is slow: few documents have one.
        let name = format!("{name}.{}", if round < 5 { "txt" } else { "bin" });
        let part = Part::bytes(content(&name)).file_name(name.clone());
        let form = Form::new().text("category", "Essais").part("file", part);
        let answer = self.place.api.post(self.place.at("/documents")).multipart(form).send().await.ok()?;
        let filed = expect(answer, StatusCode::CREATED).await?;
        let id = filed["id"].as_str().unwrap().to_owned();
        self.ledger.lock().await.documents.insert(id.clone(), name);
        Some(id)
    }

    async fn delete(&self, id: &str) -> Option<()> {
        // Nothing is known of it until the answer comes.
        self.ledger.lock().await.documents.remove(id);
        let answer = self.place.api.delete(self.place.at(&format!("/documents/{id}"))).send().await.ok()?;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        self.ledger.lock().await.deleted.insert(id.to_owned());
        Some(())
    }
}

pub async fn post(place: &Place, path: &str, body: &Value) -> Option<Value> {
    expect(place.api.post(place.at(path)).json(body).send().await.ok()?, StatusCode::CREATED).await
}

/// The body of an answer that came whole.
async fn expect(answer: Response, status: StatusCode) -> Option<Value> {
    let (found, url) = (answer.status(), answer.url().clone());
    let body = answer.text().await.ok()?;
    assert_eq!(found, status, "{url}: {body}");
    Some(serde_json::from_str(&body).unwrap())
}

/// What the document of a name holds: from a few bytes to some hundred thousand.
pub fn content(name: &str) -> Vec<u8> {
    let times = 1 << (name.bytes().map(u64::from).sum::<u64>() % 15);
    format!("{name}\n").repeat(times).into_bytes()
}
