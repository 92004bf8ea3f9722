//! What people are told, by bell, page and API; and that nobody reads what others are told.

use super::location;
use crate::harness::{Person, Server, World};
use probant::{
    domain::{
        access::Profile,
        mail::{MailFailure, MailFault},
        membership::MembershipChange,
    },
    service::{
        Services,
        action::{self, ActionChange, ActionInput},
        campaign, mail, membership, token,
    },
};
use reqwest::StatusCode;
use serde_json::{Value, json};

async fn page(person: &Person, address: String) -> String {
    let answer = person.web.get(address).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.text().await.unwrap()
}

pub async fn told(person: &Person, server: &Server) -> Value {
    person.api.get(server.at("/api/v1/notifications")).send().await.unwrap().json().await.unwrap()
}

/// The champion gives an action to somebody.
pub async fn assign(server: &Server, champion: &Person, to: &Person, title: &str) -> String {
    let (champion, to, title) = (champion.token.clone(), to.token.clone(), title.to_owned());
    let work = move |services: &Services| {
        let champion = token::bearer(services, &champion).unwrap().unwrap().champion().unwrap();
        let assignee = token::bearer(services, &to).unwrap().unwrap().account();
        let input = ActionInput { title, assignees: vec![assignee], ..ActionInput::default() };
        action::create(services, &champion, input).unwrap().to_string()
    };
    server.work(work).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_assigned_an_action_is_told_once_and_led_to_it() {
    let world = World::start().await;
    let token = world.champion.token.clone();
    let open = move |services: &Services| {
        let champion = token::bearer(services, &token).unwrap().unwrap().champion().unwrap();
        campaign::open(services, &champion, "general").unwrap();
    };
    // The plan is shown beside the questionnaire that most of it comes from.
    world.server.work(open).await;
    world.server.tell().await;
    let before = told(&world.contributor, &world.server).await["unread"].as_u64().unwrap();
    let action = assign(&world.server, &world.champion, &world.contributor, "Chiffrer les portables").await;
    assert_eq!(world.server.tell().await, 1);
    assert_eq!(world.server.tell().await, 0, "nothing is told twice");
    let list = told(&world.contributor, &world.server).await;
    assert_eq!(list["unread"].as_u64().unwrap(), before + 1);
    let first = &list["items"][0];
    assert_eq!((&first["kind"], &first["read_at"]), (&json!("action_assigned"), &Value::Null));
    let text = first["text"].as_str().unwrap();
    assert!(text.contains("Paule Champion") && text.contains("Chiffrer les portables"), "{text}");

    let home = page(&world.contributor, world.at("/")).await;
    assert!(home.contains("bell-count") && home.contains("Chiffrer les portables"), "{home}");
    let id = first["id"].as_str().unwrap();
    let led = world.contributor.web.get(world.at(&format!("/notifications/{id}"))).send().await.unwrap();
    assert_eq!((led.status(), location(&led)), (StatusCode::SEE_OTHER, format!("/compliance/actions/{action}").as_str()));
    assert!(page(&world.contributor, world.at(location(&led))).await.contains("Chiffrer les portables"));
    assert_eq!(told(&world.contributor, &world.server).await["unread"].as_u64().unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_newly_assigned_are_told_and_what_is_over_goes() {
    let world = World::start().await;
    let other = world.server.invite(&world.champion, "Nadia Autre", "nadia@oph.example", Profile::Contributor).await;
    let action = assign(&world.server, &world.champion, &world.contributor, "Purger les archives").await;
    world.server.tell().await;
    let about = async |person: &Person| {
        let list = told(person, &world.server).await;
        list["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "action_assigned").count()
    };
    assert_eq!([about(&world.contributor).await, about(&other).await, about(&world.champion).await], [1, 0, 0]);
    let (champion, karim, nadia) = (world.champion.token.clone(), world.contributor.token.clone(), other.token.clone());
    let change = async |people: Vec<String>, due: Option<&str>| {
        let (champion, action) = (champion.clone(), action.parse().unwrap());
        let due = due.map(|day| Some(day.parse().unwrap()));
        let work = move |services: &Services| {
            let people = people.iter().map(|token| token::bearer(services, token).unwrap().unwrap().account()).collect();
            let member = token::bearer(services, &champion).unwrap().unwrap();
            action::update(services, &member, action, ActionChange { assignees: Some(people), due, ..ActionChange::default() })
                .unwrap();
        };
        world.server.work(work).await;
        world.server.tell().await;
    };
    change(vec![karim.clone(), nadia.clone()], None).await;
    assert_eq!([about(&world.contributor).await, about(&other).await], [1, 1], "the first is not told again");
    change(vec![karim, nadia.clone()], Some("2026-12-24")).await;
    assert_eq!([about(&world.contributor).await, about(&other).await], [1, 1], "a new date is no assignment");
    change(vec![nadia], None).await;
    assert_eq!([about(&world.contributor).await, about(&other).await], [0, 1], "what is over goes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_activity_is_told_to_every_champion_until_it_is_decided() {
    let world = World::start().await;
    let second = world.server.invite(&world.champion, "Sara Seconde", "sara@oph.example", Profile::PrivacyChampion).await;
    let suspend = |status: &'static str| {
        let (token, id) = (world.contributor.token.clone(), "01980000-0000-7000-8000-00000000000a");
        move |services: &Services| activity(services, &token, id, status)
    };
    world.server.work(suspend("suspended")).await;
    world.server.tell().await;
    let waiting = async |person: &Person| {
        let list = told(person, &world.server).await;
        list["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "activity_suspended").count()
    };
    let everybody = async || {
        [
            waiting(&world.champion).await,
            waiting(&second).await,
            waiting(&world.contributor).await,
            waiting(&world.stranger).await,
        ]
    };
    assert_eq!(everybody().await, [1, 1, 0, 0]);
    let list = told(&world.champion, &world.server).await;
    let path = list["items"][0]["path"].as_str().unwrap();
    assert_eq!(path, "/register/controller/activities/01980000-0000-7000-8000-00000000000a");
    world.server.work(suspend("suspended")).await;
    world.server.tell().await;
    assert_eq!(everybody().await, [1, 1, 0, 0], "saved again, told once");
    world.server.work(suspend("validated")).await;
    world.server.tell().await;
    assert_eq!(everybody().await, [0, 0, 0, 0], "it no longer waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_of_an_activity_is_told_what_was_decided() {
    let world = World::start().await;
    let id = "01980000-0000-7000-8000-00000000000b";
    let (karim, paule) = (world.contributor.token.clone(), world.champion.token.clone());
    world.server.work(move |services| activity(services, &karim, id, "suspended")).await;
    for (kind, words) in [("activity-validated", "a validé"), ("activity-refused", "vous renvoie")] {
        let paule = paule.clone();
        world.server.work(move |services| decide(services, &paule, id, kind)).await;
        world.server.tell().await;
        let list = told(&world.contributor, &world.server).await;
        let first = &list["items"][0];
        assert_eq!(first["kind"], json!("activity_decided"));
        let text = first["text"].as_str().unwrap();
        assert!(text.contains("Paule Champion") && text.contains(words) && text.contains("Loyers"), "{text}");
        let champion = told(&world.champion, &world.server).await.to_string();
        assert!(!champion.contains("activity_decided"), "nobody is told what one did oneself: {champion}");
    }
}

/// Writes a decision on an activity.
fn decide(services: &Services, token: &str, id: &str, kind: &'static str) {
    use probant::{
        domain::{
            activity::{Activity, ActivityStatus},
            event::{Actor, Event},
            id::ActivityId,
        },
        store::Change,
    };
    let member = token::bearer(services, token).unwrap().unwrap();
    let id: ActivityId = id.parse().unwrap();
    let old = services.store.get::<Activity>(member.tenant(), id.as_bytes()).unwrap().unwrap();
    let status = if kind == "activity-validated" { ActivityStatus::Validated } else { ActivityStatus::Incomplete };
    let actor = Actor::Account(member.account());
    let mut change = Change::new(services.clock.now(), actor, member.tenant(), Event::new(kind).about(id.0));
    change.replace(member.tenant(), &old, &Activity { status, ..Activity::clone(&old) });
    services.store.commit(change).unwrap();
}

/// Writes an activity in a state, past the services that would decide on it.
fn activity(services: &Services, token: &str, id: &str, status: &str) {
    use probant::{
        domain::{
            activity::{Activity, ActivityRecord, ActivityStatus},
            event::{Actor, Event},
            id::PurposeId,
            register::RegisterKind,
        },
        store::Change,
    };
    let member = token::bearer(services, token).unwrap().unwrap();
    let now = services.clock.now();
    let written = Activity {
        id: id.parse().unwrap(),
        register: RegisterKind::Controller,
        purpose: PurposeId::new(),
        status: if status == "suspended" { ActivityStatus::Suspended } else { ActivityStatus::Validated },
        created_by: member.account(),
        created_at: now,
        updated_at: now,
        refusal: None,
        review_on: None,
        record: ActivityRecord { name: "Loyers".into(), ..ActivityRecord::default() },
    };
    let actor = Actor::Account(member.account());
    let mut change = Change::new(now, actor, member.tenant(), Event::new("activity-changed").about(written.id.0));
    change.put(member.tenant(), &written);
    services.store.commit(change).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_reads_marks_and_unmarks_only_ones_own() {
    let world = World::start().await;
    for title in ["Un", "Deux", "Trois"] {
        assign(&world.server, &world.champion, &world.contributor, title).await;
    }
    world.server.tell().await;
    let list = told(&world.contributor, &world.server).await;
    let total = list["total"].as_u64().unwrap();
    assert_eq!(list["unread"], json!(total));
    let id = list["items"][0]["id"].as_str().unwrap().to_owned();
    for person in [&world.champion, &world.stranger] {
        let path = world.at(&format!("/api/v1/notifications/{id}"));
        let answer = person.api.patch(path).json(&json!({ "read": true })).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        let led = person.web.get(world.at(&format!("/notifications/{id}"))).send().await.unwrap();
        assert_eq!(led.status(), StatusCode::NOT_FOUND);
        let form = [("read", "true")];
        let marked = person.web.post(world.at(&format!("/notifications/{id}/reading"))).form(&form).send().await.unwrap();
        assert_eq!(marked.status(), StatusCode::NOT_FOUND);
        person.web.post(world.at("/notifications/reading")).send().await.unwrap();
        person.api.post(world.at("/api/v1/notifications/reading")).send().await.unwrap();
    }
    assert_eq!(told(&world.contributor, &world.server).await["unread"], json!(total), "others changed nothing");

    let mark = async |read: &str| {
        let path = world.at(&format!("/notifications/{id}/reading"));
        let answer = world.contributor.web.post(path).form(&[("read", read)]).send().await.unwrap();
        assert_eq!(location(&answer), "/notifications");
        told(&world.contributor, &world.server).await["unread"].as_u64().unwrap()
    };
    assert_eq!([mark("true").await, mark("true").await, mark("false").await], [total - 1, total - 1, total]);
    let unread = world.contributor.web.get(world.at("/notifications?show=unread")).send().await.unwrap().text().await.unwrap();
    assert!(unread.contains("« Trois »") && unread.contains("« Un »"), "{unread}");
    let some: Value = world
        .contributor
        .api
        .get(world.at("/api/v1/notifications?unread=true&limit=2"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!((some["items"].as_array().unwrap().len(), &some["next_cursor"]), (2, &json!("2")));
    let all = world.contributor.web.post(world.at("/notifications/reading")).send().await.unwrap();
    assert_eq!(location(&all), "/notifications");
    assert_eq!(told(&world.contributor, &world.server).await["unread"], json!(0));
    assert!(!page(&world.contributor, world.at("/notifications")).await.contains("bell-count"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_signing_in_nothing_is_told() {
    let world = World::start().await;
    let visitor = world.server.visitor();
    for (path, expected) in [("/notifications", StatusCode::SEE_OTHER), ("/api/v1/notifications", StatusCode::UNAUTHORIZED)] {
        assert_eq!(visitor.get(world.at(path)).send().await.unwrap().status(), expected, "{path}");
    }
    for path in ["/notifications/reading", "/notifications/01980000-0000-7000-8000-000000000000/reading"] {
        let answer = visitor.post(world.at(path)).form(&[("read", "true")]).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
    }
    let rubbish = world.champion.web.get(world.at("/notifications/rubbish")).send().await.unwrap();
    assert_eq!(rubbish.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invited_and_the_promoted_are_told() {
    let world = World::start().await;
    world.server.tell().await;
    let kinds = async || {
        let list = told(&world.contributor, &world.server).await;
        list["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds().await, ["joined"]);
    let (host, karim) = (world.champion.token.clone(), world.contributor.token.clone());
    let promote = move |services: &Services| {
        let host = token::bearer(services, &host).unwrap().unwrap().super_user().unwrap();
        let account = token::bearer(services, &karim).unwrap().unwrap().account();
        let change = MembershipChange { profile: Some(Profile::PrivacyChampion), ..MembershipChange::default() };
        membership::change(services, &host, account, &change).unwrap();
    };
    world.server.work(promote).await;
    world.server.tell().await;
    assert_eq!(kinds().await, ["role_changed", "joined"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_failed_for_good_is_told_to_operators_until_it_is_settled() {
    let world = World::start().await;
    world.server.appoint(&world.champion).await;
    world.server.tell().await;
    let failed = world.server.work(|services| {
        let due = mail::due(services).unwrap();
        let failure = MailFailure { why: MailFault::Recipient, error: "550 no such user".into() };
        mail::settle(services, &due[0], Err(failure)).unwrap();
        due[0].id
    });
    let failed = failed.await;
    world.server.tell().await;
    let of = async |person: &Person| {
        let list = told(person, &world.server).await;
        let mut failed = list["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "mail_failed");
        failed.next().map(|item| item["path"].as_str().unwrap().to_owned())
    };
    assert_eq!(of(&world.champion).await, Some(format!("/console/mail#mail-{failed}")));
    assert_eq!((of(&world.contributor).await, of(&world.stranger).await), (None, None));
    let again = world.champion.api.post(world.at(&format!("/api/v1/console/mail/{failed}/attempt"))).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NO_CONTENT);
    world.server.tell().await;
    assert_eq!(of(&world.champion).await, None);
}
