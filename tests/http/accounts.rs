//! Who gets in, who does not, and what each may do.

use super::{browser, location, post, sign_in};
use crate::harness::{PASSWORD, Person, Server, World};
use probant::{clock::Clock, domain::access::Profile};
use reqwest::StatusCode;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_speaks_for_its_person_in_its_organisation() {
    let world = World::start().await;
    let me = async |person: &Person| person.api.get(world.at("/api/v1/me")).send().await.unwrap().json::<Value>().await.unwrap();
    let champion = json!({
        "email": world.champion.email,
        "name": "Paule Champion",
        "organisation": { "id": world.champion.organisation.to_string(), "name": "OPH Val de Loire" },
        "profile": "privacy_champion",
        "super_user": true,
        "language": "fr",
        "notify": "at_once",
        "entry": "form",
    });
    assert_eq!(me(&world.champion).await, champion);
    let contributor = me(&world.contributor).await;
    assert_eq!((&contributor["profile"], &contributor["super_user"]), (&json!("contributor"), &json!(false)));
    assert_eq!(me(&world.stranger).await["organisation"]["name"], "Mairie de Solterre");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_valid_token_the_api_answers_401() {
    let server = Server::start().await;
    let visitor = server.visitor();
    for header in [None, Some("Bearer probant_x"), Some("Basic cGF1bGU6eA=="), Some("Bearer")] {
        let mut request = visitor.get(server.at("/api/v1/me"));
        if let Some(header) = header {
            request = request.header("authorization", header);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{header:?}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert!(answer.headers()["www-authenticate"].to_str().unwrap().starts_with("Bearer"));
        assert_eq!(answer.json::<Value>().await.unwrap()["status"], 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_leads_back_and_signing_out_ends_the_session() {
    let world = World::start().await;
    let browser = browser();
    let turned = browser.get(world.at("/account?x=1")).send().await.unwrap();
    assert_eq!((turned.status(), location(&turned)), (StatusCode::SEE_OTHER, "/login?next=%2Faccount%3Fx%3D1"));
    let form = [("email", " Paule@OPH.example "), ("password", PASSWORD), ("next", "/account?x=1")];
    let answer = post(&browser, world.at("/login"), &form).await;
    assert_eq!((answer.status(), location(&answer)), (StatusCode::SEE_OTHER, "/account?x=1"));
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("probant=") && cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    let page = browser.get(world.at("/account")).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.text().await.unwrap().contains("Paule Champion"));

    let out = post(&browser, world.at("/logout"), &[]).await;
    assert_eq!(location(&out), "/login");
    let kept = cookie.split(';').next().unwrap();
    let again = world.server.visitor().get(world.at("/account")).header("cookie", kept).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::SEE_OTHER, "the old key opens nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_leads_nowhere_but_here() {
    let world = World::start().await;
    for next in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let form = [("email", "paule@oph.example"), ("password", PASSWORD), ("next", next)];
        assert_eq!(location(&post(&browser(), world.at("/login"), &form).await), "/", "{next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_slow_the_account_down_even_for_the_right_password() {
    let clock = Clock::standing_at("2026-11-22T10:00:00Z".parse().unwrap());
    let world = World::of(Server::start_at(clock, |_| {}).await).await;
    for attempt in 0..5 {
        let (_, answer) = sign_in(&world.server, "paule@oph.example", "wrong").await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{attempt}");
    }
    let (_, answer) = sign_in(&world.server, "paule@oph.example", PASSWORD).await;
    assert_eq!((answer.status(), &answer.headers()["retry-after"]), (StatusCode::TOO_MANY_REQUESTS, &"1".parse().unwrap()));
    let (_, other) = sign_in(&world.server, "karim@oph.example", PASSWORD).await;
    assert_eq!(other.status(), StatusCode::SEE_OTHER, "others are not slowed down");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_temporary_password_opens_only_the_page_that_changes_it() {
    let world = World::start().await;
    let form = [("name", "Nadia Neuve"), ("email", "nadia@oph.example"), ("profile", "contributor"), ("language", "es")];
    let invited = post(&world.champion.web, world.at("/settings/accounts"), &form).await;
    assert_eq!((invited.status(), location(&invited)), (StatusCode::SEE_OTHER, "/settings/accounts"));
    world.server.appoint(&world.champion).await;
    let queue = world.champion.web.get(world.at("/console/mail")).send().await.unwrap().text().await.unwrap();
    let (_, rest) = queue.split_once("Contraseña provisional:").expect("the mail is in Spanish");
    let temporary = rest.split_whitespace().next().unwrap().to_owned();

    let (browser, answer) = sign_in(&world.server, "nadia@oph.example", &temporary).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    for path in ["/account", "/organisations"] {
        let turned = browser.get(world.at(path)).send().await.unwrap();
        assert_eq!(location(&turned), "/account/password", "{path}");
    }
    let change = async |current: &str, new: &str| {
        post(&browser, world.at("/account/password"), &[("current", current), ("password", new)]).await
    };
    let refused = [
        ("wrong", "ce chat dort au grenier"),
        (&temporary, "nadia.neuve!"),
        (&temporary, "Motdepasse2026!"),
        (&temporary, &temporary),
    ];
    for (current, new) in refused {
        assert_eq!(change(current, new).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{new}");
    }
    assert_eq!(location(&change(&temporary, "ce chat dort au grenier").await), "/");
    let page = browser.get(world.at("/account")).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.text().await.unwrap().contains("lang=\"es\""));
    let (_, old) = sign_in(&world.server, "nadia@oph.example", &temporary).await;
    assert_eq!(old.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_other_sessions() {
    let world = World::start().await;
    let (here, _) = sign_in(&world.server, "paule@oph.example", PASSWORD).await;
    let form = [("current", PASSWORD), ("password", "ce chat dort au grenier")];
    assert_eq!(location(&post(&here, world.at("/account/password"), &form).await), "/");
    assert_eq!(here.get(world.at("/account")).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(world.champion.web.get(world.at("/account")).send().await.unwrap().status(), StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_for_super_users() {
    let world = World::start().await;
    for path in ["/settings", "/settings/packs"] {
        let table = [
            (&world.champion.web, StatusCode::OK),
            (&world.contributor.web, StatusCode::FORBIDDEN),
            (&world.server.visitor(), StatusCode::SEE_OTHER),
        ];
        for (client, expected) in table {
            assert_eq!(client.get(world.at(path)).send().await.unwrap().status(), expected, "{path}");
        }
    }
    let form = [("name", "Intrus"), ("email", "intrus@oph.example")];
    assert_eq!(post(&world.contributor.web, world.at("/settings/accounts"), &form).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_another_organisation_is_there() {
    let world = World::start().await;
    let services = world.server.services.clone();
    let token = world.contributor.token.clone();
    let karim = probant::service::token::bearer(&services, &token).unwrap().unwrap();
    let tokens = probant::service::token::list(&services, &karim).unwrap();
    let paths = [format!("/account/tokens/{}/revocation", tokens[0].id), "/account/tokens/rubbish/revocation".to_owned()];
    for path in paths {
        let answer = post(&world.stranger.web, world.at(&path), &[]).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let enter = [("organisation", world.champion.organisation.to_string())];
    let enter: Vec<_> = enter.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(post(&world.stranger.web, world.at("/organisations"), &enter).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(world.contributor.api.get(world.at("/api/v1/me")).send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_of_two_organisations_chooses_where_to_work() {
    let world = World::start().await;
    let form = [("name", "Paule"), ("email", "paule@oph.example"), ("profile", "contributor")];
    assert_eq!(post(&world.stranger.web, world.at("/settings/accounts"), &form).await.status(), StatusCode::SEE_OTHER);
    let second = world.stranger.organisation.to_string();
    let page = world.champion.web.get(world.at("/organisations")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Mairie de Solterre") && page.contains("OPH Val de Loire"));
    assert_eq!(location(&post(&world.champion.web, world.at("/organisations"), &[("organisation", &second)]).await), "/");
    let settings = world.champion.web.get(world.at("/settings")).send().await.unwrap();
    assert_eq!(settings.status(), StatusCode::FORBIDDEN, "a contributor there");
    let (again, _) = sign_in(&world.server, "paule@oph.example", PASSWORD).await;
    let page = again.get(world.at("/account")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Mairie de Solterre"), "back to where she worked last");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_set_up_link_works_once() {
    let server = Server::start().await;
    let key = probant::service::setup::link(&server.services).unwrap().unwrap().reveal();
    let browser = browser();
    let address = server.at(&format!("/setup?key={key}"));
    assert_eq!(browser.get(&address).send().await.unwrap().status(), StatusCode::OK);
    let wrong = server.at(&format!("/setup?key={}", "A".repeat(43)));
    assert_eq!(browser.get(wrong).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    let form = |password: &'static str| {
        [("key", key.clone()), ("legal_name", "OPH Val de Loire".into()), ("name", "Paule Champion".into())]
            .into_iter()
            .chain([("email", "paule@oph.example".into()), ("password", password.to_owned()), ("language", "fr".into())])
            .chain([("packs", "social-housing".into()), ("packs", "unknown".into())])
            .collect::<Vec<(&str, String)>>()
    };
    let send = async |password| browser.post(server.at("/setup")).form(&form(password)).send().await.unwrap();
    let refused = send("court").await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("OPH Val de Loire"), "what was typed is still there");
    assert_eq!(location(&send(PASSWORD).await), "/");
    let packs = browser.get(server.at("/settings/packs")).send().await.unwrap();
    assert_eq!(packs.status(), StatusCode::OK, "signed in as super user");
    assert!(packs.text().await.unwrap().contains("value=\"social-housing\" checked"), "the pack was chosen");
    assert_eq!(browser.get(&address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(send(PASSWORD).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_and_revoked() {
    let world = World::start().await;
    let page = post(&world.contributor.web, world.at("/account/tokens"), &[("token_name", "export")]).await;
    assert_eq!(page.status(), StatusCode::CREATED);
    let page = page.text().await.unwrap();
    let token = page.split("probant_").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    let ask =
        async || world.server.visitor().get(world.at("/api/v1/me")).bearer_auth(format!("probant_{token}")).send().await.unwrap();
    assert_eq!(ask().await.status(), StatusCode::OK);
    let page = world.contributor.web.get(world.at("/account")).send().await.unwrap().text().await.unwrap();
    assert!(!page.contains(&token));
    let path =
        page.split("action=\"").map(|rest| rest.split('"').next().unwrap()).find(|path| path.ends_with("/revocation")).unwrap();
    assert_eq!(post(&world.contributor.web, world.at(path), &[]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(ask().await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_company_sheet_is_changed_by_one_at_a_time() {
    let world = World::start().await;
    let page = world.champion.web.get(world.at("/settings")).send().await.unwrap().text().await.unwrap();
    let seq = page.split("name=\"seq\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let save = async |form: &[(&str, &str)]| post(&world.champion.web, world.at("/settings"), form).await;
    let wrong = save(&[("seq", seq), ("dpo_email", "dpo"), ("dpo_name", "Odile Délégué")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().await.unwrap().contains("Odile Délégué"));
    let good = [("seq", seq), ("dpo_email", "dpo@oph.example"), ("dpo_name", "Odile Délégué"), ("staff", "1 200")];
    assert_eq!(save(&good).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(save(&good).await.status(), StatusCode::CONFLICT, "the page was read before the change");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contributor_becomes_nothing_more_by_asking() {
    let world = World::start().await;
    let person = world.server.invite(&world.champion, "Léo Simple", "leo@oph.example", Profile::Contributor).await;
    let form = [("name", "Léo Simple"), ("language", "en"), ("profile", "privacy_champion"), ("super_user", "true")];
    assert_eq!(post(&person.web, world.at("/account"), &form).await.status(), StatusCode::SEE_OTHER);
    let me = person.api.get(world.at("/api/v1/me")).send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!((&me["profile"], &me["super_user"]), (&json!("contributor"), &json!(false)));
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_account_is_changed_by_page_and_api() {
    let world = World::start().await;
    let person = &world.contributor;
    let form = [("name", "Karim B."), ("language", "es"), ("notify", "daily")];
    assert_eq!(post(&person.web, world.at("/account"), &form).await.status(), StatusCode::SEE_OTHER);
    let page = person.web.get(world.at("/account")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("lang=\"es\"") && page.contains("value=\"daily\" checked"), "the language speaks at once");
    let patch = async |body: Value| person.api.patch(world.at("/api/v1/me")).json(&body).send().await.unwrap();
    let me = patch(json!({ "notify": "none", "entry": "questionnaire" })).await.json::<Value>().await.unwrap();
    let expected = (&json!("Karim B."), &json!("es"), &json!("none"), &json!("questionnaire"));
    assert_eq!((&me["name"], &me["language"], &me["notify"], &me["entry"]), expected);
    for wrong in [json!({ "notify": "often" }), json!({ "language": "de" }), json!({ "name": " " })] {
        assert_eq!(patch(wrong.clone()).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_company_sheet_is_read_by_all_and_replaced_by_super_users_through_the_api() {
    let world = World::start().await;
    let address = world.at("/api/v1/organisation");
    let sheet = world.contributor.api.get(&address).send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!(sheet["legal_name"], "OPH Val de Loire");
    let change = json!({ "dpo_name": "Odile Délégué", "legal_name": "Autre", "version": sheet["version"] });
    let put = async |person: &Person| person.api.put(&address).json(&change).send().await.unwrap();
    assert_eq!(put(&world.contributor).await.status(), StatusCode::FORBIDDEN);
    let changed = put(&world.champion).await.json::<Value>().await.unwrap();
    assert_eq!((&changed["dpo_name"], &changed["legal_name"]), (&json!("Odile Délégué"), &json!("OPH Val de Loire")));
    assert_eq!(put(&world.champion).await.status(), StatusCode::CONFLICT, "the version is an old one");
}
