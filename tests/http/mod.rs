//! Through the router: pages and API as each kind of person meets them.

mod accounts;
mod archives;
mod audit;
pub mod compliance;
mod console;
mod console_addresses;
mod departments;
mod digests;
pub mod documents;
mod entry;
mod exports;
mod hostile_documents;
mod logs;
mod mail;
mod maintenance;
mod me;
pub mod notifications;
mod packs;
mod passwords;
mod people;
mod purposes;
mod reports;
mod roles;
mod scripts;
mod sent;
mod shares;
mod sheets;
mod storage;
mod things;

use crate::harness::Server;
use reqwest::{Client, Response};

async fn post(client: &Client, address: String, form: &[(&str, &str)]) -> Response {
    client.post(address).form(form).send().await.unwrap()
}

fn location(answer: &Response) -> &str {
    answer.headers().get("location").map_or("", |location| location.to_str().unwrap())
}

fn browser() -> Client {
    Client::builder().redirect(reqwest::redirect::Policy::none()).cookie_store(true).build().unwrap()
}

async fn sign_in(server: &Server, email: &str, password: &str) -> (Client, Response) {
    let browser = browser();
    let answer = post(&browser, server.at("/login"), &[("email", email), ("password", password)]).await;
    (browser, answer)
}
