//! Files that come and go through the doors: spreadsheets, selections, hostile files.

use crate::harness::{Person, World};
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const IMPORTS: &str = "/api/v1/registers/controller/imports";
const HOUSING: &[u8] = include_bytes!("../fixtures/register-oph.csv");

async fn upload(world: &World, person: &Person, name: &str, bytes: Vec<u8>) -> Value {
    let form = Form::new().part("file", Part::bytes(bytes).file_name(name.to_owned()));
    person.api.post(world.at(IMPORTS)).multipart(form).send().await.unwrap().json().await.unwrap()
}

async fn import(world: &World, person: &Person, name: &str, bytes: Vec<u8>) -> String {
    let preview = upload(world, person, name, bytes).await;
    let id = preview["id"].as_str().unwrap_or_else(|| panic!("{preview}")).to_owned();
    let commit = world.at(&format!("{IMPORTS}/{id}/commit"));
    let answer = person.api.post(commit).json(&json!({ "only_valid_rows": false })).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{}", answer.text().await.unwrap());
    id
}

async fn file(world: &World, person: &Person, path: &str) -> Vec<u8> {
    let answer = person.api.get(world.at(&format!("/api/v1/registers/controller/{path}"))).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.bytes().await.unwrap().to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_travels_as_a_spreadsheet_from_one_organisation_to_another() {
    let world = World::start().await;
    import(&world, &world.champion, "register.csv", HOUSING.to_vec()).await;
    let sheet = file(&world, &world.champion, "export.xlsx").await;
    let id = import(&world, &world.stranger, "register.xlsx", sheet.clone()).await;
    assert_eq!(file(&world, &world.stranger, "export.csv").await, file(&world, &world.champion, "export.csv").await);
    assert_eq!(file(&world, &world.stranger, "export.xlsx").await, sheet);
    let progress = format!("/api/v1/registers/controller/imports/{id}/progress");
    let progress: Value = world.stranger.api.get(world.at(&progress)).send().await.unwrap().json().await.unwrap();
    assert_eq!(progress, json!({ "state": "made", "percent": 100 }));
    let undo = world.stranger.api.post(world.at(&format!("{IMPORTS}/{id}/undo"))).send().await.unwrap();
    assert_eq!(undo.json::<Value>().await.unwrap()["activities"], 152);
    let tree = world.stranger.api.get(world.at("/api/v1/registers/controller/tree")).send().await.unwrap();
    assert_eq!(tree.json::<Value>().await.unwrap()["categories"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_leaves_and_nothing_else() {
    let world = World::start().await;
    import(&world, &world.champion, "register.csv", HOUSING.to_vec()).await;
    let list = "/api/v1/registers/controller/activities?q=CCAPEX&limit=500";
    let list: Value = world.contributor.api.get(world.at(list)).send().await.unwrap().json().await.unwrap();
    let csv = String::from_utf8(file(&world, &world.contributor, "export.csv?q=CCAPEX").await).unwrap();
    for item in list["items"].as_array().unwrap() {
        assert!(csv.contains(item["name"].as_str().unwrap()));
    }
    let whole = file(&world, &world.contributor, "export.csv").await;
    assert!(!list["items"].as_array().unwrap().is_empty() && csv.len() * 4 < whole.len());
    // A page says the same by its own names; `all` means all, whatever the address says beside it.
    let page = async |query: &str| {
        let address = world.at(&format!("/register/controller/export.csv?{query}"));
        world.contributor.web.get(address).send().await.unwrap().bytes().await.unwrap().to_vec()
    };
    assert_eq!(page("scope=selection&q=CCAPEX").await, csv.as_bytes());
    assert_eq!(page("scope=all&q=CCAPEX").await, whole);
    let foreign = file(&world, &world.stranger, "export.xlsx").await;
    assert_eq!(upload(&world, &world.stranger, "own.xlsx", foreign).await["rows"], 0);
    let wrong = world.champion.api.get(world.at("/api/v1/registers/controller/export.xlsx?department=x")).send().await.unwrap();
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

/// A text file whose row has these cells, under the header of a register.
fn text(cells: &[Vec<u8>]) -> Vec<u8> {
    let header = HOUSING.split(|byte| *byte == b'\n').next().unwrap();
    [header, b"\n", &cells.join(&b','), b"\n"].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_get_a_clear_answer_soon() {
    let world = World::start().await;
    let cell = |length: usize| vec![b'x'; length];
    let huge = text(&vec![cell(1_000_000); 89]);
    let large = text(&vec![cell(500_000); 89]);
    let mut nul = HOUSING.to_vec();
    nul[20_000] = 0;
    let mut wrong = HOUSING.to_vec();
    wrong.splice(20_000..20_000, [0xff, 0xfe, 0xfd]);
    let empty = text(&[[b"x".to_vec(), b",".repeat(8_900_000)].concat()]);
    let empty_lines = [HOUSING.split(|byte| *byte == b'\n').next().unwrap(), &b"\n".repeat(1_000_000)].concat();
    let more = text(&vec![cell(1); 90]);
    let fewer = text(&vec![cell(1); 88]);
    let rows = [HOUSING.split(|byte| *byte == b'\n').next().unwrap(), b"\n", &"a,,b,c\n".repeat(20_001).into_bytes()].concat();
    let table: [(&str, Vec<u8>, Option<(u64, u64, &str)>); 9] = [
        ("89 cells of half a megabyte", large, Some((1, 1, "size"))),
        ("a row of nine million cells", empty, Some((1, 89, "columns"))),
        ("a million empty lines", empty_lines, None),
        ("NUL", nul, Some((0, 0, "encoding"))),
        ("half UTF-8", wrong, Some((0, 0, "encoding"))),
        ("a column too many", more, Some((1, 89, "columns"))),
        ("a column too few", fewer, Some((1, 89, "columns"))),
        ("too many rows", rows, Some((0, 0, "size"))),
        ("a cut spreadsheet", b"PK\x03\x04\x14\0\x06\0".to_vec(), Some((0, 0, "encoding"))),
    ];
    for (name, bytes, expected) in table {
        let began = Instant::now();
        let answer = upload(&world, &world.champion, "hostile.csv", bytes).await;
        assert!(began.elapsed() < Duration::from_secs(20), "{name}: {:?}", began.elapsed());
        let faults = answer["faults"].as_array().unwrap_or_else(|| panic!("{name}: {answer}"));
        let found = |row: u64, column: u64, kind: &str| {
            faults.iter().any(|fault| fault["row"] == row && fault["column"] == column && fault["kind"] == kind)
        };
        match expected {
            Some((row, column, kind)) => assert!(found(row, column, kind), "{name}: {:?}", faults.first()),
            None => assert_eq!((faults.len(), &answer["rows"]), (0, &json!(0)), "{name}"),
        }
        assert!(faults.iter().all(|fault| !fault["message"].as_str().unwrap().is_empty()), "{name}");
    }
    // 89 megabytes are more than a file may have: refused while they come.
    let form = Form::new().part("file", Part::bytes(huge).file_name("huge.csv"));
    let answer = world.champion.api.post(world.at(IMPORTS)).multipart(form).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let problem: Value = answer.json().await.unwrap();
    assert!(problem.to_string().contains("50"), "{problem}");
}
