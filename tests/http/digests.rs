//! How notifications become mails: at once, once a day or never, and once each wherever the program stops.

use super::notifications::{assign, told};
use crate::harness::{Person, Server, copy};
use jiff::{SignedDuration, Timestamp};
use probant::{
    clock::Clock,
    domain::{
        access::{Member, Operator, Profile},
        account::NotifyChoice,
        mail::Letter,
        notification::Matter,
    },
    service::{
        Services,
        account::{self, OwnChange},
        mail,
        notification::{digest, teller},
        token,
    },
};
use serde_json::json;

fn member(services: &Services, person: &Person) -> Member {
    token::bearer(services, &person.token).unwrap().unwrap()
}

/// Sets how somebody is told.
async fn choose(server: &Server, person: &Person, notify: NotifyChoice) {
    let token = person.token.clone();
    let work = move |services: &Services| {
        let member = token::bearer(services, &token).unwrap().unwrap();
        let (account, _) = account::who(services, &member).unwrap();
        let own = OwnChange { name: account.name, language: account.language, notify, entry: account.entry };
        account::change_own(services, account.id, own).unwrap();
    };
    server.work(work).await;
}

/// The letters about notifications in the queue, each with the number of its lines.
fn letters(services: &Services) -> Vec<(String, bool, usize)> {
    let queue = mail::queue(services, &Operator::at_the_command_line(), None).unwrap();
    let of = |shown: mail::Shown| match shown.mail.letter {
        Letter::Notices { daily, notices, .. } => Some((shown.mail.to.to_string(), daily, notices.len())),
        _ => None,
    };
    queue.into_iter().filter_map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_come_at_once_daily_or_not_at_all() {
    let morning: Timestamp = "2026-11-25T09:00:00+01:00".parse().unwrap();
    let clock = Clock::standing_at(morning);
    let server = Server::start_at(clock.clone(), |_| {}).await;
    let champion = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    let karim = server.invite(&champion, "Karim", "karim@oph.example", Profile::Contributor).await;
    let give = async |title: &str| {
        assign(&server, &champion, &karim, title).await;
        server.tell().await;
    };
    let mails = async || server.work(letters).await;
    let to = "karim@oph.example".to_owned();

    give("Un").await;
    assert_eq!(mails().await, [(to.clone(), false, 1)], "at once, where nobody chose");
    choose(&server, &karim, NotifyChoice::None).await;
    give("Deux").await;
    assert_eq!(mails().await.len(), 1, "no mail");
    choose(&server, &karim, NotifyChoice::Daily).await;
    give("Trois").await;
    give("Quatre").await;
    let digests = async || server.work(|services| digest::write(services).unwrap()).await;
    clock.set("2026-11-26T06:59:00+01:00".parse().unwrap());
    assert_eq!((digests().await, mails().await.len()), (0, 1), "not before seven");
    // Read meanwhile: not told again.
    let list = told(&karim, &server).await;
    let read = list["items"].as_array().unwrap().iter().find(|item| item["text"].as_str().unwrap().contains("Trois")).unwrap();
    let path = server.at(&format!("/api/v1/notifications/{}", read["id"].as_str().unwrap()));
    karim.api.patch(path).json(&json!({ "read": true })).send().await.unwrap();
    clock.set("2026-11-26T07:00:00+01:00".parse().unwrap());
    assert_eq!(digests().await, 1);
    assert_eq!(mails().await[0], (to.clone(), true, 1));
    assert_eq!(digests().await, 0, "once a day");
    clock.set(clock.now() + SignedDuration::from_hours(24));
    assert_eq!((digests().await, mails().await.len()), (0, 2), "nothing new, no mail");
    give("Cinq").await;
    choose(&server, &karim, NotifyChoice::None).await;
    clock.set(clock.now() + SignedDuration::from_hours(24));
    assert_eq!((digests().await, mails().await.len()), (0, 2), "who wants none any more gets none");
}

#[tokio::test(flavor = "multi_thread")]
async fn wherever_the_reader_stops_each_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let config = || probant::config::Config { data: folder.path().to_owned(), ..probant::config::Config::default() };
    let server = Server::start().await;
    let champion = server.found("OPH", "Paule", "paule@oph.example").await;
    let karim = server.invite(&champion, "Karim", "karim@oph.example", Profile::Contributor).await;
    for number in 0..5 {
        assign(&server, &champion, &karim, &format!("Action {number}")).await;
        if number % 2 == 0 {
            server.tell().await;
        }
    }
    // The same folder, as a program finds it that starts after a kill.
    copy(&server.services.config.data, folder.path());
    let services = probant::app::open(config()).unwrap();
    let told = |services: &Services| {
        let member = member(services, &karim);
        let inbox = probant::service::notification::Inbox::of_member(services, member).unwrap();
        let list = probant::service::notification::list(services, &inbox).unwrap();
        list.iter().filter(|told| matches!(told.notification.matter, Matter::ActionAssigned { .. })).count()
    };
    teller::follow(&services).unwrap();
    assert_eq!((told(&services), letters(&services).len()), (5, 5));
    teller::follow(&services).unwrap();
    drop(services);
    let services = probant::app::open(config()).unwrap();
    teller::follow(&services).unwrap();
    assert_eq!((told(&services), letters(&services).len()), (5, 5));
}
