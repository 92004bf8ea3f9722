//! Who gets in, who does not, and what the token says.

use crate::harness::World;
use reqwest::StatusCode;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_speaks_for_its_person_in_its_organisation() {
    let world = World::start().await;
    let me = async |api: &reqwest::Client| api.get(world.at("/api/v1/me")).send().await.unwrap().json::<Value>().await.unwrap();
    let champion = json!({
        "email": "paule@oph.example",
        "name": "Paule Champion",
        "organisation": { "id": world.champion.organisation.to_string(), "name": "OPH Val de Loire" },
        "profile": "privacy_champion",
        "super_user": true,
    });
    assert_eq!(me(&world.champion.api).await, champion);
    let contributor = me(&world.contributor.api).await;
    assert_eq!((&contributor["profile"], &contributor["super_user"]), (&json!("contributor"), &json!(false)));
    assert_eq!(me(&world.stranger.api).await["organisation"]["name"], "Mairie de Solterre");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_valid_token_the_api_answers_401() {
    let world = World::start().await;
    let visitor = world.server.visitor();
    for header in [None, Some("Bearer probant_x"), Some("Basic cGF1bGU6eA=="), Some("Bearer")] {
        let mut request = visitor.get(world.at("/api/v1/me"));
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
