//! What templates, styles and scripts promise each other: no class without a style, no text without a key.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Marks that scripts and tests look for, without a look of their own.
const WITHOUT_LOOK: [&str; 2] = ["more", "folding"];

#[test]
fn every_class_of_a_page_has_a_style() {
    let styles: String = read("server/assets/css", "css").into_iter().map(|(_, text)| text).collect();
    let mut missing = BTreeMap::new();
    for (path, text) in read("server/templates", "html") {
        if path.components().any(|part| part.as_os_str() == "mail") {
            continue;
        }
        for class in classes(&text) {
            let defined = styles.match_indices(&format!(".{class}")).any(|(at, found)| {
                let next = styles[at + found.len()..].chars().next();
                next.is_none_or(|next| !next.is_alphanumeric() && next != '-' && next != '_')
            });
            if !defined && !WITHOUT_LOOK.contains(&class.as_str()) {
                missing.insert(class, path.clone());
            }
        }
    }
    assert!(missing.is_empty(), "classes without a style: {missing:#?}");
}

/// The words in `class="…"`, what the template fills in left out.
fn classes(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices("class=\"") {
        let mut rest = &text[at + mark.len()..];
        let mut words = String::new();
        while let Some(end) = rest.find(['"', '{']) {
            words.push_str(&rest[..end]);
            rest = &rest[end..];
            if rest.starts_with('"') {
                break;
            }
            let close = if rest.starts_with("{{") { "}}" } else { "%}" };
            // A class that goes on in the template is not known here.
            words.push(if rest.starts_with("{{") { '\u{1}' } else { ' ' });
            let Some(closed) = rest.find(close) else { break };
            rest = &rest[closed + 2..];
        }
        found.extend(words.split_whitespace().filter(|word| !word.contains('\u{1}')).map(str::to_owned));
    }
    found
}

fn read(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join(folder)];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|found| found == extension) {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    assert!(!found.is_empty());
    found
}
