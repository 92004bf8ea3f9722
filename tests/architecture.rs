//! The rules of ARCHITECTURE.md, checked in the sources: who imports whom, one technology per folder, short files, texts in
//! the locale files only.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Rings from the inside out; a module imports from rings further inside, never from its own.
const RINGS: [&[&str]; 7] = [
    &["domain"],
    &["store", "search", "packs", "scripts", "export", "mail", "files"],
    &["service"],
    &["web", "jobs"],
    // Stands on the layers of the pages: errors, limits, the way off the async threads.
    &["api"],
    &["app"],
    &["cli"],
];

/// Stand beside the domain: all may use them, they use the domain and each other.
const SHARED: [&str; 5] = ["locale", "config", "clock", "error", "sheets"];

/// Wire everything together, and so import everything.
const WIRING: [&str; 3] = ["main.rs", "lib.rs", "web/routes.rs"];

/// The two arrows between neighbours: the command line starts what `app` wired, and the API stands on the layers of
/// the pages (request numbers, limits, headers).
const NEIGHBOURS: [(&str, &str); 2] = [("cli", "app"), ("api", "web")];

/// Each technology, as its crate is called, and the folders that may name it.
const TECHNOLOGIES: [(&str, &[&str]); 14] = [
    ("sled", &["store/"]),
    ("tantivy", &["search/"]),
    ("wasmtime", &["packs/"]),
    ("wit_component", &["packs/"]),
    ("ring", &["packs/file/"]),
    ("rhai", &["scripts/"]),
    ("axum", &["web/", "api/", "app.rs"]),
    ("askama", &["web/", "mail/", "export/chart/"]),
    ("utoipa", &["api/", "service/register/tree.rs"]),
    ("printpdf", &["export/pdf/"]),
    ("lopdf", &["export/pdf/"]),
    ("allsorts", &["export/pdf/"]),
    ("lettre", &["mail/"]),
    ("csv", &["export/", "service/import", "files/extract/"]),
];

const LONGEST_FILE: usize = 400;

struct Source {
    /// Path from the root of the repository.
    path: String,
    text: String,
}

impl Source {
    /// The code that is shipped: unit tests and comments left out.
    fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        let shipped = self.text.get(..end).unwrap_or_default();
        (1..).zip(shipped.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Path below server/src, where it is there.
    fn in_server(&self) -> Option<&str> {
        self.path.strip_prefix("server/src/")
    }

    /// Whether it is compiled for tests only.
    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/")
    }

    fn module(&self) -> Option<&str> {
        let path = self.in_server()?;
        Some(path.split('/').next().unwrap_or(path).trim_end_matches(".rs"))
    }
}

fn sources(folders: &[&str], extensions: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)) {
            let text = fs::read_to_string(&path).unwrap();
            found.push(Source { path: path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), text });
        }
    }
    assert!(!found.is_empty(), "no sources in {folders:?}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn all_rust() -> Vec<Source> {
    sources(&["server/src", "plugin-api", "plugins", "tests", "bench", "xtask"], &["rs"])
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The modules of the crate that a text imports: `crate::a::x`, `crate::{a, b::{c}}`.
fn imports(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(first_word(rest));
            continue;
        };
        let mut depth = 0;
        let mut item = 0;
        for (place, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.insert(first_word(&group[item..place]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.insert(first_word(&group[item..place]));
                    item = place + 1;
                }
                _ => {}
            }
        }
    }
    found.remove("");
    found
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

fn ring(module: &str) -> Option<usize> {
    RINGS.iter().position(|ring| ring.contains(&module))
}

#[test]
fn arrows_point_inward_and_siblings_do_not_know_each_other() {
    let mut faults = Vec::new();
    for source in sources(&["server/src"], &["rs"]) {
        let module = source.module().unwrap();
        if source.is_test() || WIRING.contains(&source.in_server().unwrap()) {
            continue;
        }
        let own = ring(module);
        if own.is_none() && !SHARED.contains(&module) {
            faults.push(format!("{}: the module {module} belongs to no ring", source.path));
            continue;
        }
        let text: String = source.shipped().flat_map(|(_, line)| [line, "\n"]).collect();
        for import in imports(&text) {
            let allowed = import == module
                || NEIGHBOURS.contains(&(module, import))
                || match (own, ring(import)) {
                    (Some(0), _) => false,
                    (Some(own), Some(other)) => other < own,
                    (Some(_), None) => SHARED.contains(&import),
                    (None, other) => other == Some(0) || SHARED.contains(&import),
                };
            if !allowed {
                faults.push(format!("{}: {module} imports {import}", source.path));
            }
        }
    }
    none(faults);
}

#[test]
fn each_technology_stays_in_its_folder() {
    let mut faults = Vec::new();
    for source in sources(&["server/src"], &["rs"]) {
        let path = source.in_server().unwrap();
        if source.is_test() {
            continue;
        }
        for (technology, folders) in TECHNOLOGIES {
            if folders.iter().any(|folder| path.starts_with(folder)) {
                continue;
            }
            for (number, line) in source.shipped() {
                if names_crate(line, technology) {
                    faults.push(format!("{}:{number}: names {technology}", source.path));
                }
            }
        }
    }
    none(faults);
}

/// Whether a line uses a crate: `name::` not preceded by a path, or `use name;`.
fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let starts = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':' && c != '"' && c != '.');
        starts && line[at + name.len()..].starts_with("::")
    })
}

#[test]
fn files_are_short() {
    let mut all = all_rust();
    all.extend(sources(&["server/templates", "server/assets"], &["html", "css", "js"]));
    none(
        all.iter()
            .map(|source| (source, source.text.lines().count()))
            .filter(|(_, lines)| *lines > LONGEST_FILE)
            .map(|(source, lines)| format!("{}: {lines} lines, {LONGEST_FILE} at most", source.path))
            .collect(),
    );
}

/// The document of the API knows forms by their names alone: of two with one name it would describe the same.
#[test]
fn forms_of_the_api_have_names_of_their_own() {
    let mut known = BTreeSet::new();
    let mut faults = Vec::new();
    for source in sources(&["server/src/api"], &["rs"]) {
        for after in source.text.split("#[derive(").skip(1).filter(|after| after.lines().next().unwrap().contains("ToSchema")) {
            let declared = after.lines().find(|line| line.contains("struct ") || line.contains("enum ")).unwrap_or_default();
            let name =
                declared.split("struct ").nth(1).or_else(|| declared.split("enum ").nth(1)).map(first_word).unwrap_or_default();
            if !known.insert(name.to_owned()) {
                faults.push(format!("{}: another {name}", source.path));
            }
        }
    }
    assert!(known.len() > 30, "{known:?}");
    none(faults);
}

#[test]
fn every_module_says_what_it_does() {
    none(
        all_rust()
            .iter()
            .filter(|source| !source.is_test() && !source.text.starts_with("//!"))
            .map(|source| format!("{}: opens without a sentence", source.path))
            .collect(),
    );
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    let attribute = ["#[", "allow("].concat();
    let inner = ["#![", "allow("].concat();
    let mut faults = Vec::new();
    for source in all_rust() {
        for (number, line) in (1..).zip(source.text.lines()) {
            if line.contains(&attribute) || line.contains(&inner) {
                faults.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none(faults);
}

/// Files of the product that hold accented letters as data, not as sentences.
const ACCENTED_DATA: [&str; 7] = [
    "server/src/export/csv/",
    "server/src/domain/column",
    "server/src/domain/country/",
    "server/src/domain/data_category",
    "server/src/domain/fold.rs",
    "server/src/domain/text.rs",
    "server/src/search/",
];

#[test]
fn sentences_for_people_stand_in_the_locale_files() {
    let mut faults = Vec::new();
    for source in sources(&["server/src"], &["rs"]) {
        if ACCENTED_DATA.iter().any(|path| source.path.starts_with(path)) || source.is_test() {
            continue;
        }
        for (number, line) in source.shipped() {
            let code = line.split(" // ").next().unwrap_or(line);
            if code.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
                faults.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none(faults);
}

#[test]
fn the_three_languages_have_the_same_texts() {
    let keys = |language: &str| -> BTreeSet<String> {
        sources(&[&format!("server/locales/{language}")], &["ftl"])
            .iter()
            .flat_map(|source| {
                let noun = source.path.rsplit('/').next().unwrap().to_owned();
                let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
                let keys =
                    source.text.lines().filter(is_key).filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()));
                keys.map(move |key| format!("{noun}: {key}")).collect::<Vec<_>>()
            })
            .collect()
    };
    let french = keys("fr");
    for language in ["en", "es"] {
        let other = keys(language);
        let missing: Vec<_> = french.symmetric_difference(&other).collect();
        assert!(missing.is_empty(), "fr and {language} differ: {missing:#?}");
    }
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let needles = [["/ho", "me/"].concat(), ["/ro", "ot/"].concat(), ["/wo", "rk/"].concat(), ["../sha", "red"].concat()];
    let mut faults = Vec::new();
    for source in sources(
        &["server", "plugin-api", "plugins", "tests", "bench", "xtask", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"],
        &["rs", "md", "html", "css", "js", "ftl", "toml", "rhai", "wit"],
    ) {
        for (number, line) in (1..).zip(source.text.lines()) {
            if needles.iter().any(|needle| line.contains(needle.as_str())) {
                faults.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none(faults);
}

#[test]
fn the_reader_of_imports_reads_them() {
    let text = "use crate::{domain::{a, b}, store, locale::Texts};\nlet x = crate::service::purpose::list();";
    assert_eq!(imports(text), ["domain", "locale", "service", "store"].into());
    assert!(names_crate("use axum::Router;", "axum"));
    assert!(!names_crate("use crate::export::csv::read;", "csv"));
}
