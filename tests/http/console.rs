//! What operators change in the console: organisations, plans, people, groups, texts.

use super::{browser, location, post, sign_in};
use crate::harness::{PASSWORD, Person, Server, World};
use probant::{
    domain::{
        access::Profile,
        id::OrganisationId,
        mail::{Letter, Mail},
    },
    service::{account, token},
    store::Scope,
};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

pub(super) async fn page(client: &Client, address: String) -> String {
    client.get(address).send().await.unwrap().text().await.unwrap()
}

pub(super) async fn status(client: &Client, address: String) -> StatusCode {
    client.get(address).send().await.unwrap().status()
}

pub(super) async fn send(person: &Person, method: Method, address: String, body: Value) -> (StatusCode, Value) {
    let answer = person.api.request(method, address).json(&body).send().await.unwrap();
    let status = answer.status();
    (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
}

pub(super) async fn read(person: &Person, address: String) -> Value {
    person.api.get(address).send().await.unwrap().json().await.unwrap()
}

/// The letters that wait for an address, the latest first.
fn letters(server: &Server, to: &str) -> Vec<Letter> {
    let mails = server.services.store.scan::<Mail>(Scope::Instance, &[]).map(|mail| mail.unwrap().into_inner());
    let mut letters: Vec<Letter> = mails.filter(|mail| mail.to.as_str() == to).map(|mail| mail.letter).collect();
    letters.reverse();
    letters
}

pub(super) fn id_of(server: &Server, person: &Person) -> String {
    token::bearer(&server.services, &person.token).unwrap().unwrap().account().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_person_of_an_instance_looks_after_it() {
    let server = Server::start().await;
    let key = probant::service::setup::link(&server.services).unwrap().unwrap().reveal();
    let browser = browser();
    let form = [("key", key.as_str()), ("legal_name", "OPH"), ("name", "Paule"), ("email", "paule@oph.example")];
    let form: Vec<_> = form.into_iter().chain([("password", PASSWORD), ("language", "fr")]).collect();
    assert_eq!(post(&browser, server.at("/setup"), &form).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(status(&browser, server.at("/console")).await, StatusCode::OK);
    let second = server.found("Mairie", "Sonia", "sonia@mairie.example").await;
    assert_eq!(status(&second.web, server.at("/console")).await, StatusCode::FORBIDDEN, "the first alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_is_made_and_its_first_person_comes_in_by_mail() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let form = [("legal_name", "OPH Neuf"), ("name", "Nina Neuve"), ("email", "nina@neuf.example"), ("language", "es")];
    let made = post(&operator.web, world.at("/console/organisations"), &form).await;
    assert!(location(&made).starts_with("/console/organisations/"), "{made:?}");
    assert!(page(&operator.web, world.at(location(&made))).await.contains("OPH Neuf"));
    let Some(Letter::Invitation { password, organisation, .. }) = letters(&world.server, "nina@neuf.example").into_iter().next()
    else {
        panic!("no invitation")
    };
    assert_eq!(organisation, "OPH Neuf");
    let (nina, answer) = sign_in(&world.server, "nina@neuf.example", &password).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let change = [("current", password.as_str()), ("password", "ce chat dort au grenier")];
    assert_eq!(post(&nina, world.at("/account/password"), &change).await.status(), StatusCode::SEE_OTHER);
    let first = nina.get(world.at("/")).send().await.unwrap();
    assert_eq!(location(&first), "/settings", "the company sheet comes first");
    let sheet = page(&nina, world.at("/settings")).await;
    assert!(sheet.contains("¡Bienvenido!"), "{sheet}");
    let seq = sheet.split("name=\"seq\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let saved = post(&nina, world.at("/settings"), &[("seq", seq), ("dpo_name", "Odile Delegada")]).await;
    assert_eq!(location(&saved), "/settings/packs", "then the packs");
    assert_eq!(status(&nina, world.at("/")).await, StatusCode::OK);
    assert!(!page(&nina, world.at("/settings")).await.contains("¡Bienvenido!"), "it comes once");

    // Somebody who has an account keeps it.
    let form = [("legal_name", "OPH Second"), ("name", "Nina"), ("email", "nina@neuf.example"), ("language", "fr")];
    assert_eq!(post(&operator.web, world.at("/console/organisations"), &form).await.status(), StatusCode::SEE_OTHER);
    assert!(matches!(letters(&world.server, "nina@neuf.example").first(), Some(Letter::Welcome { .. })));
    let page = page(&nina, world.at("/organisations")).await;
    assert!(page.contains("OPH Neuf") && page.contains("OPH Second"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_legal_name_is_changed_by_operators_alone() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let path = format!("/console/organisations/{}/name", world.champion.organisation);
    let empty = post(&operator.web, world.at(&path), &[("legal_name", " ")]).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post(&operator.web, world.at(&path), &[("legal_name", "OPH Grande Loire")]).await.status(), 303);
    assert!(page(&world.contributor.web, world.at("/")).await.contains("OPH Grande Loire"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_organisation_opens_to_nobody_but_its_data_stays() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let form = [("name", "Karim"), ("email", "karim@oph.example"), ("profile", "contributor")];
    assert_eq!(post(&world.stranger.web, world.at("/settings/accounts"), &form).await.status(), StatusCode::SEE_OTHER);
    let path = format!("/api/v1/console/organisations/{}/suspension", world.champion.organisation);
    let suspend =
        async |suspended: bool| send(&operator, Method::PUT, world.at(&path), json!({ "suspended": suspended })).await.0;
    let seen = async |person: &Person| {
        (status(&person.web, world.at("/account")).await, status(&person.api, world.at("/api/v1/me")).await)
    };
    let open = (StatusCode::OK, StatusCode::OK);
    assert_eq!(seen(&world.champion).await, open);
    assert_eq!(suspend(true).await, StatusCode::OK);
    assert_eq!(seen(&world.champion).await, (StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED), "live session and token");
    let (_, refused) = sign_in(&world.server, "paule@oph.example", PASSWORD).await;
    assert!(refused.text().await.unwrap().contains("organisme est suspendu"));
    assert_eq!(seen(&world.stranger).await, open, "others are not touched");

    // Who belongs to another organisation works there.
    let turned = world.contributor.web.get(world.at("/account")).send().await.unwrap();
    assert_eq!(location(&turned), "/organisations");
    assert_eq!(status(&world.contributor.api, world.at("/api/v1/me")).await, StatusCode::UNAUTHORIZED);
    let enter = |organisation: OrganisationId| {
        let (client, address) = (world.contributor.web.clone(), world.at("/organisations"));
        async move { post(&client, address, &[("organisation", &organisation.to_string())]).await.status() }
    };
    assert_eq!(enter(world.champion.organisation).await, StatusCode::NOT_FOUND);
    assert_eq!(enter(world.stranger.organisation).await, StatusCode::SEE_OTHER);
    assert!(page(&world.contributor.web, world.at("/account")).await.contains("Mairie de Solterre"));

    assert_eq!(suspend(false).await, StatusCode::OK);
    assert_eq!(seen(&world.champion).await, open);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_can_lift_the_suspension_of_the_own_organisation() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let path = format!("/console/organisations/{}/suspension", operator.organisation);
    assert_eq!(post(&operator.web, world.at(&path), &[("suspended", "true")]).await.status(), StatusCode::SEE_OTHER);
    let turned = operator.web.get(world.at("/")).send().await.unwrap();
    assert_eq!(location(&turned), "/organisations");
    assert!(page(&operator.web, world.at("/organisations")).await.contains("href=\"/console\""));
    assert_eq!(sign_in(&world.server, &operator.email, PASSWORD).await.1.status(), StatusCode::SEE_OTHER);
    assert_eq!(post(&operator.web, world.at(&path), &[("suspended", "false")]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(status(&operator.web, world.at("/")).await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_are_limited_by_a_sentence_that_says_whom_to_ask() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let path = format!("/api/v1/console/organisations/{}/plan", world.champion.organisation);
    let modules = ["register", "compliance", "documents"];
    let limit = async |seats: u32| {
        send(&operator, Method::PUT, world.at(&path), json!({ "modules": modules, "champion_seats": seats })).await
    };
    let invite = async |email: &str, profile: &str| {
        let form = [("name", "Une Personne"), ("email", email), ("profile", profile), ("language", "fr")];
        let answer = post(&world.champion.web, world.at("/settings/accounts"), &form).await;
        (answer.status(), answer.text().await.unwrap())
    };
    assert_eq!(limit(2).await.0, StatusCode::OK);
    assert_eq!(invite("a@oph.example", "privacy_champion").await.0, StatusCode::SEE_OTHER);
    let (refused, page) = invite("b@oph.example", "privacy_champion").await;
    assert!(refused.is_client_error() && page.contains("2 places") && page.contains("gère le serveur"), "{refused} {page}");
    assert_eq!(invite("c@oph.example", "contributor").await.0, StatusCode::SEE_OTHER, "contributors take none");

    let contact = json!({ "email": "aide@central.example" });
    assert_eq!(send(&operator, Method::PUT, world.at("/api/v1/console/contact"), contact).await.0, StatusCode::OK);
    assert!(invite("b@oph.example", "privacy_champion").await.1.contains("aide@central.example"));

    let (status, problem) = limit(1).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("champion_seats")));
    assert_eq!(limit(3).await.0, StatusCode::OK);
    assert_eq!(invite("b@oph.example", "privacy_champion").await.0, StatusCode::SEE_OTHER);
    let sheet = read(&operator, world.at(path.trim_end_matches("/plan"))).await;
    assert_eq!((&sheet["champions"], &sheet["people"]), (&json!(3), &json!(5)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_switched_off_is_gone_from_the_menu_the_pages_and_the_api() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let modules = [
        ("register", "/register/controller", "/api/v1/registers/controller/tree"),
        ("compliance", "/compliance", "/api/v1/campaigns"),
        ("documents", "/documents", "/api/v1/documents"),
    ];
    assert_eq!(modules.map(|(name, ..)| name), probant::domain::plan::Module::ALL.map(probant::domain::plan::Module::as_str));
    let path = format!("/api/v1/console/organisations/{}/plan", world.champion.organisation);
    for (off, ..) in modules {
        let kept: Vec<_> = modules.iter().map(|(name, ..)| *name).filter(|name| *name != off).collect();
        let plan = json!({ "modules": kept, "champion_seats": null });
        assert_eq!(send(&operator, Method::PUT, world.at(&path), plan).await.0, StatusCode::OK);
        let menu = page(&world.champion.web, world.at("/account")).await;
        for (name, address, api) in modules {
            let expected = if name == off { StatusCode::NOT_FOUND } else { StatusCode::OK };
            for person in [&world.champion, &world.contributor] {
                assert_eq!(status(&person.web, world.at(address)).await, expected, "{off} off: {address}");
                assert_eq!(status(&person.api, world.at(api)).await, expected, "{off} off: {api}");
            }
            assert_eq!(menu.contains(&format!("href=\"{address}\"")), name != off, "{off} off: menu");
            assert_eq!(
                status(&world.stranger.web, world.at(address)).await,
                StatusCode::OK,
                "another organisation has its own plan"
            );
        }
        let changed = post(&world.champion.web, world.at("/register/controller/activities"), &[("name", "x")]).await.status();
        assert_eq!(changed == StatusCode::NOT_FOUND, off == "register", "changes are refused too");
        assert_eq!(status(&world.champion.web, world.at("/")).await, StatusCode::OK, "{off} off: first page");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_have_parents_and_no_circles() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let put_under = async |child: OrganisationId, parent: Option<OrganisationId>| {
        let path = format!("/api/v1/console/organisations/{child}/parent");
        send(&operator, Method::PUT, world.at(&path), json!({ "parent": parent.map(|parent| parent.to_string()) })).await.0
    };
    let [one, two, three] = [world.champion.organisation, world.stranger.organisation, operator.organisation];
    assert_eq!(put_under(two, Some(one)).await, StatusCode::OK);
    assert_eq!(put_under(three, Some(two)).await, StatusCode::OK);
    for (child, parent) in [(one, one), (one, two), (one, three), (two, three), (one, OrganisationId::new())] {
        assert_eq!(put_under(child, Some(parent)).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = page(&operator.web, world.at(&format!("/console/organisations/{one}"))).await;
    assert!(page.contains(&format!("/console/organisations/{two}")) && !page.contains(&format!("value=\"{three}\"")), "{page}");
    assert_eq!(put_under(two, None).await, StatusCode::OK);
    assert_eq!(put_under(one, Some(three)).await, StatusCode::OK, "no longer above it");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_keeps_the_own_right_and_makes_others() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let appoint = async |by: &Person, whom: &str, yes: bool| {
        let path = format!("/api/v1/console/people/{whom}/operator");
        send(by, Method::PUT, world.at(&path), json!({ "operator": yes })).await.0
    };
    let (own, sonia) = (id_of(&world.server, &operator), id_of(&world.server, &world.stranger));
    assert_eq!(appoint(&operator, &own, false).await, StatusCode::CONFLICT);
    assert_eq!(appoint(&operator, &sonia, true).await, StatusCode::NO_CONTENT);
    assert_eq!(status(&world.stranger.web, world.at("/console")).await, StatusCode::OK);
    assert_eq!(appoint(&world.stranger, &own, false).await, StatusCode::NO_CONTENT);
    assert_eq!(status(&operator.web, world.at("/console")).await, StatusCode::FORBIDDEN, "at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn contact_and_terms_are_there_for_everybody_once_written() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let visitor = world.server.visitor();
    for path in ["/contact", "/terms"] {
        assert_eq!(status(&visitor, world.at(path)).await, StatusCode::NOT_FOUND, "{path}");
        assert!(!page(&visitor, world.at("/login")).await.contains(&format!("href=\"{path}\"")), "{path}");
    }
    let contact =
        [("email", "aide@central.example"), ("phone", "02 47 00 00 00"), ("hours_fr", "9 h - 17 h"), ("hours_en", "9 to 5")];
    assert_eq!(post(&operator.web, world.at("/console/contact"), &contact).await.status(), StatusCode::SEE_OTHER);
    let long = format!("# Objet\r\n\r\n- un\r\n- <b>deux</b>\r\n\r\n{}", "Un long paragraphe. ".repeat(900));
    assert_eq!(post(&operator.web, world.at("/console/terms"), &[("terms_fr", &long)]).await.status(), StatusCode::SEE_OTHER);
    let shown = page(&visitor, world.at("/contact")).await;
    assert!(shown.contains("aide@central.example") && shown.contains("9 h - 17 h"), "{shown}");
    let english = visitor.get(world.at("/contact")).header("accept-language", "en").send().await.unwrap().text().await.unwrap();
    assert!(english.contains("9 to 5"), "{english}");
    let terms = page(&visitor, world.at("/terms")).await;
    assert!(terms.contains("<h2>Objet</h2>") && terms.contains("<li>&#60;b&#62;deux"), "{terms}");
    assert_eq!(terms.matches("Un long paragraphe.").count(), 900);
    let login = page(&visitor, world.at("/login")).await;
    assert!(login.contains("href=\"/contact\"") && login.contains("href=\"/terms\""), "{login}");

    assert_eq!(post(&operator.web, world.at("/console/terms"), &[("terms_fr", "Court.")]).await.status(), StatusCode::SEE_OTHER);
    assert!(!page(&visitor, world.at("/terms")).await.contains("long paragraphe"), "nothing of the longer text is left");
    let wrong = post(&operator.web, world.at("/console/terms"), &[("terms_en", "Only English")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().await.unwrap().contains("Only English"), "what was typed is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_operators_do_stands_in_the_audit_trail() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let services = &world.server.services;
    let member = token::bearer(services, &operator.token).unwrap().unwrap();
    let (account, _) = account::who(services, &member).unwrap();
    let before = services.store.last_seq();
    let one = format!("/console/organisations/{}", world.stranger.organisation);
    for (path, form) in [
        (format!("{one}/name"), [("legal_name", "Mairie")]),
        (format!("{one}/suspension"), [("suspended", "true")]),
        ("/console/contact".to_owned(), [("email", "aide@central.example")]),
    ] {
        assert_eq!(post(&operator.web, world.at(&path), &form).await.status(), StatusCode::SEE_OTHER, "{path}");
    }
    let entries: Vec<_> = services.store.tail(before + 1).map(|entry| entry.unwrap()).collect();
    let told: Vec<_> = entries.iter().map(|entry| (entry.event().kind.as_str().to_owned(), entry.organisation())).collect();
    let theirs = Some(world.stranger.organisation);
    let expected = [("organisation-renamed", theirs), ("organisation-suspended", theirs), ("contact-changed", None)];
    assert_eq!(told, expected.map(|(kind, organisation)| (kind.to_owned(), organisation)));
    let by_operator = probant::domain::event::Actor::Account(account.id);
    assert!(entries.iter().all(|entry| entry.actor() == by_operator));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_account_is_given_back_by_operators() {
    let world = World::start().await;
    let operator = world.server.operator().await;
    let person = world.server.invite(&world.champion, "Léo Simple", "leo@oph.example", Profile::Contributor).await;
    let (services, id) = (world.server.services.clone(), id_of(&world.server, &person));
    let host = token::bearer(&services, &world.champion.token).unwrap().unwrap().super_user().unwrap();
    probant::service::membership::delete(&services, &host, id.parse().unwrap()).unwrap();
    let enter = async || sign_in(&world.server, "leo@oph.example", PASSWORD).await.1.status();
    assert_eq!(enter().await, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = page(&operator.web, world.at("/console/people?q=leo")).await;
    assert!(shown.contains(&format!("/console/people/{id}/recovery")), "{shown}");
    let home = world.champion.organisation.to_string();
    let recovery = world.at(&format!("/console/people/{id}/recovery"));
    for (client, expected) in [(&world.champion.web, 403), (&operator.web, 303), (&operator.web, 404)] {
        let answer = post(client, recovery.clone(), &[("organisation", &home)]).await;
        assert_eq!(answer.status().as_u16(), expected);
    }
    assert_eq!(enter().await, StatusCode::SEE_OTHER);
}
