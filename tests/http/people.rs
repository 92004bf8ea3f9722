//! The people of an organisation: who is let in, locked out and let in again, and what must never happen.

use super::{post, sign_in};
use crate::harness::{PASSWORD, Person, World};
use probant::{
    domain::{
        access::{Operator, Profile},
        event::{Actor, Event},
        mail::Letter,
        organisation::Organisation,
        plan::Plan,
    },
    service::membership,
    store::{Change, Scope},
};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// What a person may reach at this moment: a page, and an answer of the API.
async fn seen(world: &World, person: &Person) -> (StatusCode, StatusCode) {
    let page = person.web.get(world.at("/account")).send().await.unwrap().status();
    (page, person.api.get(world.at("/api/v1/me")).send().await.unwrap().status())
}

const IN: (StatusCode, StatusCode) = (StatusCode::OK, StatusCode::OK);
const OUT: (StatusCode, StatusCode) = (StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED);

async fn patch(world: &World, who: &Person, of: &Person, body: Value) -> (StatusCode, Value) {
    let path = format!("/api/v1/accounts/{}", of.account(&world.server));
    let answer = who.api.patch(world.at(&path)).json(&body).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_person_is_locked_out_at_once_and_let_in_again() {
    let world = World::start().await;
    let karim = &world.contributor;
    let path = world.at(&format!("/settings/accounts/{}", karim.account(&world.server)));
    assert_eq!(seen(&world, karim).await, IN);
    post(&world.champion.web, path.clone(), &[("suspended", "true")]).await;
    assert_eq!(seen(&world, karim).await, OUT);
    assert!(matches!(world.server.letters(&karim.email).last(), Some(Letter::Suspended { .. })));
    let (_, answer) = sign_in(&world.server, &karim.email, PASSWORD).await;
    assert!(answer.text().await.unwrap().contains("suspendu"));
    post(&world.champion.web, path, &[("suspended", "false")]).await;
    assert_eq!(seen(&world, karim).await, IN, "lifting it restores everything");
    assert!(matches!(world.server.letters(&karim.email).last(), Some(Letter::Restored { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_person_is_gone_until_the_operator_gives_the_account_back() {
    let world = World::start().await;
    let karim = &world.contributor;
    let id = karim.account(&world.server);
    let address = world.at(&format!("/api/v1/accounts/{id}"));
    assert_eq!(world.champion.api.delete(&address).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(seen(&world, karim).await, OUT);
    let (_, answer) = sign_in(&world.server, &karim.email, PASSWORD).await;
    assert!(answer.text().await.unwrap().contains("ne convient pas"), "told no more than a stranger");
    assert_eq!(world.champion.api.delete(&address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    let list = world.champion.api.get(world.at("/api/v1/accounts")).send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!(list["total"], 1);
    let again = [("name", "Karim"), ("email", karim.email.as_str())];
    let refused = post(&world.champion.web, world.at("/settings/accounts"), &again).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("peut le rétablir"));

    membership::recover(&world.server.services, &Operator::at_the_command_line(), world.champion.organisation, id).unwrap();
    let (browser, _) = sign_in(&world.server, &karim.email, PASSWORD).await;
    assert_eq!(browser.get(world.at("/account")).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(seen(&world, karim).await, OUT, "old sessions and tokens stay dead");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_deleted_in_one_organisation_goes_on_in_the_other() {
    let world = World::start().await;
    let form = [("name", "Karim"), ("email", "karim@oph.example")];
    post(&world.stranger.web, world.at("/settings/accounts"), &form).await;
    let path = format!("/settings/accounts/{}/deletion", world.contributor.account(&world.server));
    post(&world.champion.web, world.at(&path), &[]).await;
    let turned = world.contributor.web.get(world.at("/account")).send().await.unwrap();
    assert_eq!(super::location(&turned), "/organisations", "the session lives, and chooses where to go");
    let second = world.stranger.organisation.to_string();
    post(&world.contributor.web, world.at("/organisations"), &[("organisation", &second)]).await;
    assert_eq!(world.contributor.web.get(world.at("/account")).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(world.contributor.api.get(world.at("/api/v1/me")).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_super_user_keeps_the_flag_and_the_account() {
    let world = World::start().await;
    let (paule, karim) = (&world.champion, &world.contributor);
    for body in [json!({ "super_user": false }), json!({ "suspended": true })] {
        let (status, problem) = patch(&world, paule, paule, body.clone()).await;
        assert_eq!(status, StatusCode::CONFLICT, "{body}");
        assert!(problem["detail"].as_str().unwrap().contains("seule personne"), "{problem}");
    }
    let own = format!("/settings/accounts/{}", paule.account(&world.server));
    for path in [own.clone(), format!("{own}/deletion")] {
        let answer = post(&paule.web, world.at(&path), &[("super_user", "false")]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT, "{path}");
        assert!(answer.text().await.unwrap().contains("seule personne"), "{path}");
    }
    assert_eq!(patch(&world, paule, karim, json!({ "super_user": true })).await.0, StatusCode::OK);
    assert_eq!(patch(&world, karim, karim, json!({ "suspended": true })).await.0, StatusCode::CONFLICT, "not oneself");
    assert_eq!(patch(&world, karim, paule, json!({ "super_user": false })).await.0, StatusCode::OK);
    assert_eq!(paule.web.get(world.at("/settings/accounts")).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(patch(&world, karim, karim, json!({ "super_user": false })).await.0, StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_super_users_who_dismiss_each_other_at_once_one_remains() {
    let world = World::start().await;
    let (paule, karim) = (&world.champion, &world.contributor);
    patch(&world, paule, karim, json!({ "super_user": true })).await;
    for round in 0..10 {
        let dismissed = json!({ "super_user": false });
        let (a, b) = tokio::join!(patch(&world, paule, karim, dismissed.clone()), patch(&world, karim, paule, dismissed));
        let done = [a.0, b.0].into_iter().filter(|status| *status == StatusCode::OK).count();
        assert_eq!(done, 1, "{round}: {} {}", a.0, b.0);
        let (left, gone) = if a.0 == StatusCode::OK { (paule, karim) } else { (karim, paule) };
        assert_eq!(patch(&world, left, gone, json!({ "super_user": true })).await.0, StatusCode::OK, "{round}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_sent_again_makes_the_first_one_void() {
    let world = World::start().await;
    let new = json!({ "name": "Nadia Neuve", "email": "nadia@oph.example", "language": "en" });
    let invited = world.champion.api.post(world.at("/api/v1/accounts")).json(&new).send().await.unwrap();
    assert_eq!(invited.status(), StatusCode::CREATED);
    let invited = invited.json::<Value>().await.unwrap();
    assert_eq!((&invited["status"], &invited["profile"]), (&json!("invited"), &json!("contributor")));
    let password = || match world.server.letters("nadia@oph.example").as_slice() {
        [Letter::Invitation { password, .. }] => password.clone(),
        other => panic!("{other:?}"),
    };
    let first = password();
    let (early, _) = sign_in(&world.server, "nadia@oph.example", &first).await;
    let again = world.at(&format!("/settings/accounts/{}/invitation", invited["id"].as_str().unwrap()));
    assert_eq!(post(&world.champion.web, again.clone(), &[]).await.status(), StatusCode::SEE_OTHER);
    let second = password();
    assert_ne!(first, second, "the mail that had not left was taken back");
    let turned = early.get(world.at("/account/password")).send().await.unwrap();
    assert_eq!(super::location(&turned), "/login?next=%2Faccount%2Fpassword", "what the first one opened is closed");
    let (_, refused) = sign_in(&world.server, "nadia@oph.example", &first).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let (browser, entered) = sign_in(&world.server, "nadia@oph.example", &second).await;
    assert_eq!(entered.status(), StatusCode::SEE_OTHER);
    let form = [("current", second.as_str()), ("password", PASSWORD)];
    post(&browser, world.at("/account/password"), &form).await;
    assert_eq!(post(&world.champion.web, again, &[]).await.status(), StatusCode::CONFLICT, "she has her own by now");
}

#[tokio::test(flavor = "multi_thread")]
async fn champions_fill_the_seats_of_the_plan() {
    let world = World::start().await;
    let store = &world.server.services.store;
    let old = store.get::<Organisation>(Scope::Instance, world.champion.organisation.as_bytes()).unwrap().unwrap();
    let plan = Plan { champion_seats: Some(2), ..Plan::default() };
    let mut change = Change::new(world.server.services.clock.now(), Actor::Operator, Scope::Instance, Event::new("plan-changed"));
    change.replace(Scope::Instance, &old, &Organisation { plan, ..(*old).clone() });
    store.commit(change).unwrap();
    let promote = json!({ "profile": "privacy_champion" });
    assert_eq!(patch(&world, &world.champion, &world.contributor, promote.clone()).await.0, StatusCode::OK);
    assert!(matches!(world.server.letters("karim@oph.example").last(), Some(Letter::Promoted { .. })));
    let form = [("name", "Nadia"), ("email", "nadia@oph.example"), ("profile", "privacy_champion")];
    let full = post(&world.champion.web, world.at("/settings/accounts"), &form).await;
    assert_eq!(full.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = full.text().await.unwrap();
    assert!(page.contains("id=\"profile\"") && page.contains(" 2 ") && page.contains("nadia@oph.example"), "{page}");
    let contributor = [("name", "Nadia"), ("email", "nadia@oph.example")];
    assert_eq!(post(&world.champion.web, world.at("/settings/accounts"), &contributor).await.status(), StatusCode::SEE_OTHER);
    let list = world.champion.api.get(world.at("/api/v1/accounts?q=nadia")).send().await.unwrap().json::<Value>().await.unwrap();
    let nadia = world.at(&format!("/api/v1/accounts/{}", list["items"][0]["id"].as_str().unwrap()));
    let refused = world.champion.api.patch(&nadia).json(&promote).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json::<Value>().await.unwrap()["errors"][0]["field"], "profile");
    let back = json!({ "profile": "contributor" });
    assert_eq!(patch(&world, &world.champion, &world.contributor, back).await.0, StatusCode::OK);
    let promoted = world.champion.api.patch(&nadia).json(&promote).send().await.unwrap();
    assert_eq!(promoted.status(), StatusCode::OK, "a seat was given back");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_parts_of_name_and_address_without_accents() {
    let world = World::start().await;
    world.server.invite(&world.champion, "Éloïse Le Goff", "e.legoff@oph.example", Profile::Contributor).await;
    let table = [("", 3), ("eloise", 1), ("goff éloï", 1), ("OPH.example", 3), ("karim goff", 0), ("legoff@", 1)];
    for (q, expected) in table {
        let request = world.champion.api.get(world.at("/api/v1/accounts")).query(&[("q", q)]);
        assert_eq!(request.send().await.unwrap().json::<Value>().await.unwrap()["total"], expected, "{q}");
    }
    let page = world.champion.web.get(world.at("/settings/accounts")).query(&[("q", "eloise")]).send().await.unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("Éloïse Le Goff") && !page.contains("Karim"));
    let page = world.champion.api.get(world.at("/api/v1/accounts?limit=2")).send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!((page["items"].as_array().unwrap().len(), &page["next_cursor"]), (2, &json!("2")));
    let rest = world.champion.api.get(world.at("/api/v1/accounts?limit=2&cursor=2")).send().await.unwrap();
    let rest = rest.json::<Value>().await.unwrap();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (1, &json!(null)));
}
