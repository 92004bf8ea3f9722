//! Holds the text files to their promise: three languages, the same keys, the same places, each key used, and no
//! sentence in a template.

use super::{Language, bundles};
use fluent_bundle::FluentResource;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Key, and the names of the places of its text.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys(language: Language) -> Keys {
    let mut keys = Keys::new();
    for (path, source) in bundles::sources(language) {
        assert!(FluentResource::try_new(source.clone()).is_ok(), "{path} has errors");
        let mut current: Option<String> = None;
        for line in source.lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let key = line.split(" =").next().unwrap().to_owned();
                assert!(keys.insert(key.clone(), BTreeSet::new()).is_none(), "{path} repeats {key}");
                current = Some(key);
            }
            let Some(places) = current.as_ref().and_then(|key| keys.get_mut(key)) else { continue };
            places.extend(line.split('$').skip(1).map(|rest| word(rest).to_owned()));
        }
    }
    keys
}

fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(text.len())]
}

/// Every source that may name a key: Rust without its tests, templates.
fn sources(extension: &str, folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|found| found == extension) && !path.to_string_lossy().ends_with("tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
            found.push((path, text[..end].to_owned()));
        }
    }
    found
}

fn everything() -> Vec<(PathBuf, String)> {
    [sources("rs", "src"), sources("html", "templates"), sources("txt", "templates")].concat()
}

/// The quoted texts of a source, whatever they are.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('"'))
}

#[test]
fn the_languages_have_the_same_keys_and_places() {
    let french = keys(Language::Fr);
    for language in [Language::En, Language::Es] {
        let other = keys(language);
        let mut faults: Vec<_> =
            french.keys().filter(|key| !other.contains_key(*key)).map(|key| format!("{key} is missing")).collect();
        faults.extend(other.keys().filter(|key| !french.contains_key(*key)).map(|key| format!("{key} is not in French")));
        for (key, places) in &french {
            if other.get(key).is_some_and(|others| others != places) {
                faults.push(format!("{key} has other places"));
            }
        }
        assert!(faults.is_empty(), "{}: {faults:#?}", language.code());
    }
}

#[test]
fn every_key_is_used() {
    let mut whole = BTreeSet::new();
    // The audit trail tells every event by its kind.
    let mut families = BTreeSet::from(["event-"]);
    let sources = everything();
    for literal in sources.iter().flat_map(|(_, text)| literals(text)) {
        match literal.find('{') {
            Some(at) if at > 3 => drop(families.insert(&literal[..at])),
            _ => drop(whole.insert(literal)),
        }
    }
    for (_, text) in &sources {
        families.extend(text.split(".of(\"").skip(1).map(word));
    }
    let used = |key: &str| whole.contains(key) || families.iter().any(|family| key.starts_with(family));
    let unused: Vec<_> = keys(Language::Fr).into_keys().filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn every_key_that_is_used_exists() {
    const CALLS: [&str; 8] =
        ["t.get(\"", "t.with(\"", "t.one(\"", "texts.get(\"", "texts.with(\"", "texts.one(\"", "conflict(\"", "_saying(\""];
    let keys = keys(Language::Fr);
    let mut missing = Vec::new();
    for (path, text) in everything() {
        for call in CALLS {
            for key in text.split(call).skip(1).map(word).filter(|key| key.contains('-') && !keys.contains_key(*key)) {
                missing.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// What scripts are told is made of words, so that no list of keys stands beside them.
#[test]
fn every_fault_of_a_script_has_its_sentence_and_no_other() {
    const FAMILY: &str = "script-fault-";
    let mut told = BTreeSet::new();
    for (folder, call) in [
        ("src/scripts", "said(\""),
        ("src/scripts", "about(\""),
        ("src/service/script", "said(\""),
        ("src/service/pack", "said(\""),
    ] {
        for (_, text) in sources("rs", folder) {
            told.extend(text.split(call).skip(1).map(|rest| format!("{FAMILY}{}", word(rest))));
        }
    }
    let keys: BTreeSet<String> = keys(Language::Fr).into_keys().filter(|key| key.starts_with(FAMILY)).collect();
    assert_eq!(told, keys);
}

/// Files that make events name their kinds somewhere; every word of such a file that could be one is one, unless it is a
/// key of its own.
#[test]
fn every_kind_of_event_has_its_sentence() {
    let keys = keys(Language::Fr);
    let is_kind = |word: &str| {
        let parts = word.split('-');
        parts.clone().count() > 1
            && parts.into_iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()))
    };
    let mut kinds = 0;
    let mut missing = Vec::new();
    for (path, text) in sources("rs", "src") {
        if !text.contains("Event::new(") && !text.contains("fn event(") {
            continue;
        }
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for word in line.split('"').skip(1).step_by(2).filter(|word| is_kind(word)) {
                let told = keys.contains_key(&format!("event-{word}"));
                kinds += usize::from(told);
                if !told && (line.contains("Event::new(") || !keys.contains_key(word)) {
                    missing.push(format!("{}: {word}", path.display()));
                }
            }
        }
    }
    assert!(missing.is_empty() && kinds > 50, "{kinds} kinds, without a sentence: {missing:#?}");
}

/// Takes out what stands between two marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + " " + part.split_once(close).map_or("", |(_, rest)| rest))
}

#[test]
fn no_sentence_stands_in_a_template() {
    let mut faults = Vec::new();
    for (path, text) in sources("html", "templates") {
        let plain = without(&without(&without(&text, "{#", "#}"), "{%", "%}"), "{{", "}}");
        for attribute in ["title=\"", "placeholder=\"", "aria-label=\"", "alt=\""] {
            let values = plain.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            faults.extend(
                values.filter(|value| value.contains(char::is_alphabetic)).map(|value| format!("{}: {value}", path.display())),
            );
        }
        let visible = without(&without(&plain, "<!", ">"), "<", ">").replace("Probant", "").replace("&nbsp;", "");
        let words = visible.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3);
        faults.extend(words.map(|word| format!("{}: {word}", path.display())));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
