//! `probant verify` tells what is wrong in a data folder, and `probant rebuild` makes anew what can be.

use crate::harness::PROGRAM;
use probant::{
    app,
    config::Config,
    domain::{
        access::{Member, Membership, Profile},
        activity::ActivityRecord,
        event::{Actor, Event},
        id::AccountId,
        organisation::{CompanySheet, Organisation},
        register::RegisterKind,
        text::Language,
    },
    service::{
        activity::{self, ActivityInput},
        document::{self, Filing},
        search,
    },
    store::{Change, Scope},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// A data folder with two documents and an activity, indexed.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let services = app::open(Config { data: folder.path().to_owned(), ..Config::default() }).unwrap();
    let sheet = CompanySheet { legal_name: "OPH Val de Loire".into(), ..CompanySheet::default() };
    let organisation = Organisation::new(sheet, services.clock.now());
    let membership = Membership::new(AccountId::new(), organisation.id, Profile::PrivacyChampion, true);
    let mut change = Change::new(services.clock.now(), Actor::Operator, Scope::Instance, Event::new("organisation-created"));
    change.insert(Scope::Instance, &organisation).insert(Scope::Instance, &membership);
    services.store.commit(change).unwrap();
    let member = Member::check(membership, Language::Fr).unwrap();
    for name in ["bail.bin", "charte.bin"] {
        let mut upload = document::receive(&services, &member).unwrap();
        upload.write(name.as_bytes()).unwrap();
        let filing = Filing { name: name.into(), ..Filing::default() };
        document::file(&services, &member, upload, &filing).unwrap();
    }
    let input = ActivityInput {
        category: "Gestion locative".into(),
        purpose: "Encaisser".into(),
        record: ActivityRecord { name: "Quittances".into(), ..ActivityRecord::default() },
        ..ActivityInput::default()
    };
    activity::create(&services, &member, RegisterKind::Controller, &input).unwrap();
    let mut indexer = services.search.indexer().unwrap();
    while search::follow(&services, &mut indexer).unwrap() {}
    folder
}

/// Whether a command succeeded, and what it said.
fn run(name: &str, folder: &Path) -> (bool, String) {
    let output = Command::new(&*PROGRAM).arg(name).arg("--data").arg(folder).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {said}", output.status);
    (output.status.success(), said)
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = inside.flat_map(|path| if path.is_dir() { all_files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

fn flip(path: &Path, place: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[place] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// A file of the index that holds postings or stored fields.
fn segment(folder: &Path) -> PathBuf {
    let files = all_files(&folder.join("index"));
    files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "store")).unwrap()
}

#[test]
fn a_sound_folder_is_clean_also_without_what_can_be_made_anew() {
    let folder = folder();
    let (sound, said) = run("verify", folder.path());
    assert!(sound && said.contains("documents: 2; index: 4 things"), "{said}");
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    fs::remove_dir_all(folder.path().join("state")).unwrap();
    let (sound, said) = run("verify", folder.path());
    assert!(sound && said.contains("index: there is none") && said.contains("state: there is none"), "{said}");
}

#[test]
fn a_document_that_is_missing_or_changed_is_named() {
    let folder = folder();
    let contents = all_files(&folder.path().join("files"));
    assert_eq!(contents.len(), 2);
    flip(&contents[0], 3);
    fs::remove_file(&contents[1]).unwrap();
    let (sound, said) = run("verify", folder.path());
    assert!(!sound && said.contains("2 faults"), "{said}");
    for (path, how) in [(&contents[0], "is not what was filed"), (&contents[1], "is missing")] {
        let digest = path.file_name().unwrap().to_str().unwrap();
        let told = said.lines().any(|line| line.starts_with("FAULT documents:") && line.contains(digest) && line.ends_with(how));
        assert!(told, "{digest} {how}: {said}");
    }
    // Only a backup helps: making the rest anew does not hide it.
    assert!(run("rebuild", folder.path()).0);
    assert!(!run("verify", folder.path()).0);
}

#[test]
fn a_content_without_a_document_is_no_fault() {
    let folder = folder();
    let content = all_files(&folder.path().join("files")).remove(0);
    fs::write(content.with_file_name("ab".repeat(32)), "x").unwrap();
    let (sound, said) = run("verify", folder.path());
    assert!(sound && said.contains("1 contents without a document"), "{said}");
}

#[test]
fn a_damaged_index_is_told_and_made_anew() {
    let folder = folder();
    flip(&segment(folder.path()), 5);
    let (sound, said) = run("verify", folder.path());
    assert!(!sound && said.contains("FAULT") && said.contains("is damaged"), "{said}");
    let (made, said) = run("rebuild", folder.path());
    assert!(made && said.contains("index: made anew, 4 things"), "{said}");
    let (sound, said) = run("verify", folder.path());
    assert!(sound && said.contains("index: 4 things"), "{said}");
    fs::write(folder.path().join("index/meta.json"), "{").unwrap();
    assert!(!run("verify", folder.path()).0);
}

#[test]
fn an_index_that_lacks_things_or_knows_of_later_ones_is_told() {
    let folder = folder();
    let path = folder.path().join("index/meta.json");
    let meta = fs::read_to_string(&path).unwrap();
    let at = |position: u64| meta.replace(":4\"", &format!(":{position}\""));
    for (position, sound, what) in [(3, true, "index: at entry 3 of 4"), (9, false, "at entry 9, and the journal ends at 4")] {
        assert_ne!(at(position), meta, "the position is kept in another way: {meta}");
        fs::write(&path, at(position)).unwrap();
        let (found, said) = run("verify", folder.path());
        assert!(found == sound && said.contains(what), "{position}: {said}");
    }
    fs::write(&path, &meta).unwrap();
    let services = app::open(Config { data: folder.path().to_owned(), ..Config::default() }).unwrap();
    let mut indexer = services.search.indexer().unwrap();
    indexer.clear().unwrap();
    indexer.commit(services.store.last_seq()).unwrap();
    drop((indexer, services));
    let (sound, said) = run("verify", folder.path());
    assert!(!sound && said.contains("index: it holds 0 things of 4"), "{said}");
    assert!(run("rebuild", folder.path()).0 && run("verify", folder.path()).0);
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let folder = folder();
    let services = app::open(Config { data: folder.path().to_owned(), ..Config::default() }).unwrap();
    for name in ["verify", "rebuild"] {
        let (done, said) = run(name, folder.path());
        assert!(!done && said.contains("in use"), "{name}: {said}");
    }
    drop(services);
}
