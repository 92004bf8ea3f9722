//! The permission matrix, route by route and role by role: `roles.txt` says what each must be answered, and every
//! route there is must stand in it.

use crate::{
    harness::{Person, Server, World},
    http::things::Things,
};
use probant::domain::access::Profile;
use reqwest::{
    Client, Method, RequestBuilder, Response, StatusCode, header,
    multipart::{Form, Part},
};
use serde_json::Value;
use std::collections::BTreeSet;

const TABLE: &str = include_str!("roles.txt");
const PAGES: &str = include_str!("../../server/src/web/routes.rs");
/// A register file that can be imported.
pub const FILE: &[u8] = include_bytes!("../fixtures/seed-paths-same-names.tsv.csv");

/// The people of the table, in the order of its columns.
pub struct People {
    pub champion: Person,
    pub contributor: Person,
    pub super_user: Person,
    pub stranger: Person,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    Champion,
    Contributor,
    SuperUser,
    Visitor,
    Stranger,
}

impl Role {
    const ALL: [Self; 5] = [Self::Champion, Self::Contributor, Self::SuperUser, Self::Visitor, Self::Stranger];
}

impl People {
    async fn meet(world: World) -> (Server, Self) {
        let World { server, champion: founder, contributor, stranger } = world;
        let champion = server.invite(&founder, "Chloé Référente", "chloe@oph.example", Profile::PrivacyChampion).await;
        let super_user = server.invite_super_user(&founder, "Solal Gérant", "solal@oph.example", Profile::Contributor).await;
        (server, Self { champion, contributor, super_user, stranger })
    }

    /// Who asks; nobody for a visitor.
    pub fn who(&self, role: Role) -> Option<&Person> {
        match role {
            Role::Champion => Some(&self.champion),
            Role::Contributor => Some(&self.contributor),
            Role::SuperUser => Some(&self.super_user),
            Role::Stranger => Some(&self.stranger),
            Role::Visitor => None,
        }
    }
}

struct Row<'a> {
    method: Method,
    path: &'a str,
    target: &'a str,
    expected: [&'a str; 5],
    body: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(row).collect()
}

fn row(line: &str) -> Row<'_> {
    let mut rest = line;
    let mut next = || {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        rest = after.trim_start();
        assert!(!word.is_empty(), "too few columns: {line}");
        word
    };
    let (method, path, target) = (next().parse().unwrap(), next(), next());
    let expected = [(); 5].map(|()| next());
    Row { method, path, target, expected, body: rest }
}

impl Row<'_> {
    fn request(&self, client: &Client, address: String, things: &Things) -> RequestBuilder {
        let request = client.request(self.method.clone(), address);
        let body = things.fill(self.body);
        match self.body {
            "" => request,
            "file" => request.multipart(Form::new().part("file", Part::bytes(FILE).file_name("essai.csv"))),
            json if json.starts_with(['{', '[']) => request.header(header::CONTENT_TYPE, "application/json").body(body),
            _ => request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body),
        }
    }
}

/// What became of a request, in a word of the table.
fn outcome(answer: &Response, expected: &str) -> String {
    let status = answer.status();
    let to = answer.headers().get(header::LOCATION).map_or("", |location| location.to_str().unwrap());
    match status {
        StatusCode::UNAUTHORIZED => "in".into(),
        StatusCode::SEE_OTHER if to.starts_with("/login") => "in".into(),
        StatusCode::FORBIDDEN => "no".into(),
        StatusCode::NOT_FOUND => "none".into(),
        _ if expected == "ok" && (status.is_success() || status == StatusCode::SEE_OTHER) => "ok".into(),
        _ => status.as_u16().to_string(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_gets_what_the_matrix_says() {
    let (server, people) = People::meet(World::start().await).await;
    let things = Things::new(&server, &people);
    let visitor = server.visitor();
    let mut wrong = Vec::new();
    for row in rows() {
        for (role, expected) in Role::ALL.into_iter().zip(row.expected) {
            let path = things.path(row.path, row.target, role);
            let client = match people.who(role) {
                Some(person) if path.starts_with("/api/") => &person.api,
                Some(person) => &person.web,
                None => &visitor,
            };
            let answer = row.request(client, server.at(&path), &things).send().await.unwrap();
            let found = outcome(&answer, expected);
            if found != expected {
                let Row { method, path, target, .. } = &row;
                wrong.push(format!("{method} {path} ({target}) {role:?}: {found}, expected {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Method and path, with every identifier called `{id}` as the table does.
type Route = (String, String);

#[tokio::test(flavor = "multi_thread")]
async fn every_route_stands_in_the_table() {
    let mut routes = page_routes();
    routes.extend(api_routes(&Server::start().await).await);
    let known: BTreeSet<Route> = rows().iter().map(|row| (row.method.to_string(), row.path.to_owned())).collect();
    let missing: Vec<_> = routes.difference(&known).collect();
    let gone: Vec<_> = known.difference(&routes).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not in roles.txt: {missing:#?}\nno longer there: {gone:#?}");
}

/// The table of routes of the pages, read from its source.
fn page_routes() -> BTreeSet<Route> {
    let shipped = PAGES.split("#[cfg(test)]").next().unwrap();
    let mut routes = BTreeSet::new();
    for part in shipped.split(".route(").skip(1) {
        let (path, handlers) = part.trim_start().trim_start_matches('"').split_once('"').unwrap();
        let handlers = handlers.split(".layer(").next().unwrap();
        for method in ["get", "post", "put", "patch", "delete"] {
            if handlers.contains(&format!("{method}(")) {
                routes.insert((method.to_uppercase(), path.to_owned()));
            }
        }
    }
    assert!(routes.len() > 40, "the table of routes is written in another way");
    routes
}

/// The routes of the API, as its own document tells them.
async fn api_routes(server: &Server) -> BTreeSet<Route> {
    let document: Value = server.visitor().get(server.at("/api/v1/openapi.json")).send().await.unwrap().json().await.unwrap();
    let mut routes = BTreeSet::from([("GET".to_owned(), "/api/v1/openapi.json".to_owned())]);
    for (path, methods) in document["paths"].as_object().unwrap() {
        routes.extend(methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone())));
    }
    assert!(routes.len() > 20, "the document of the API is written in another way");
    routes
}

#[tokio::test(flavor = "multi_thread")]
async fn identifiers_of_others_open_nothing_inside_a_request() {
    let (server, people) = People::meet(World::start().await).await;
    let things = Things::new(&server, &people);
    let (activity, account) = (things.make("activity", Role::Stranger), things.make("account", Role::Stranger));
    let stranger = &people.stranger;
    let page = stranger.web.get(server.at(&format!("/register/controller?activity={activity}"))).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    let form = Form::new().text("links", activity.clone()).part("file", Part::bytes(FILE).file_name("essai.csv"));
    let filed = stranger.api.post(server.at("/api/v1/documents")).multipart(form).send().await.unwrap();
    assert_eq!(filed.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let action = serde_json::json!({ "title": "Essayer", "assignees": [account] });
    let assigned = stranger.api.post(server.at("/api/v1/actions")).json(&action).send().await.unwrap();
    assert_eq!(assigned.status(), StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["category", "purpose"] {
        let ids = things.branch(&activity);
        let id = if part == "category" { ids.0.to_string() } else { ids.1.to_string() };
        let list = server.at(&format!("/api/v1/registers/controller/activities?{part}={id}"));
        let list: Value = stranger.api.get(list).send().await.unwrap().json().await.unwrap();
        assert_eq!(list["total"], 0, "{part}");
    }
}
