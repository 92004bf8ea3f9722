//! Words for what authors and operators do at the command line, and a pack in another language than Rust.

use crate::harness::PROGRAM;
use probant::packs::{PackFile, SecretKey, component};
use std::{fs, path::Path, process::Command};

/// Status, standard output and standard error of the program, in a folder, speaking English.
pub fn probant(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(&*PROGRAM).current_dir(folder).args(arguments).env("LC_ALL", "en").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What the program prints where it must succeed.
pub fn does(folder: &Path, arguments: &[&str]) -> String {
    let (status, said, complaint) = probant(folder, arguments);
    assert_eq!(status, 0, "{arguments:?}: {complaint}");
    said
}

/// The status with which the program must fail, and what it complains of.
pub fn fails(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let (status, said, complaint) = probant(folder, arguments);
    assert_ne!(status, 0, "{arguments:?}: {said}");
    (status, complaint)
}

/// The folder of a pack written in WebAssembly text against the WIT package, without the guest kit: it warns of activities that
/// concern minors, and stops on an error at those that do not. `version` has five letters and `rule`, the name of its rule, six.
pub fn written_by_hand(folder: &Path, version: &str, rule: &str) {
    for (path, content) in files(version, rule, "") {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
}

/// The same as the bytes of a signed pack, made without the program; `asked` is a line of its manifest.
pub fn made(version: &str, rule: &str, asked: &str) -> Vec<u8> {
    made_by(MAIN, version, rule, asked)
}

/// The same, signed by another publisher.
pub fn made_by(publisher: [u8; 32], version: &str, rule: &str, asked: &str) -> Vec<u8> {
    let files = files(version, rule, asked).map(|(path, content)| match path {
        "plugin.wasm" => (path.to_owned(), component::of_module(content).unwrap()),
        _ => (path.to_owned(), content),
    });
    PackFile::new(files).unwrap().signed(&key(publisher)).write().unwrap()
}

/// The publisher of [`made`].
pub const MAIN: [u8; 32] = [7; 32];

/// The public key of [`made`].
pub fn public_key() -> String {
    public_key_of(MAIN)
}

/// The public key of a publisher.
pub fn public_key_of(publisher: [u8; 32]) -> String {
    key(publisher).public().unwrap().to_string()
}

fn key(publisher: [u8; 32]) -> SecretKey {
    SecretKey::of_seed(publisher).unwrap()
}

fn files(version: &str, rule: &str, asked: &str) -> [(&'static str, Vec<u8>); 3] {
    let module = include_str!("minors.wat").replace("VERSION", version).replace("RULE", rule);
    let manifest = format!(
        "id = \"minors\"\nversion = \"{version}\"\napi = \"1.0.0\"\npublisher = \"Main\"\nlicence = \"CC0-1.0\"\n{asked}\
         [name]\nfr = \"Mineurs\"\nen = \"Minors\"\nes = \"Menores\"\n"
    );
    let script = "fn t(text) { #{ fr: text, en: text, es: text } }\n\
        questionnaire(#{ id: \"minors\", version: \"1.0.0\", title: t(\"Mineurs\"), description: t(\"Mineurs\") });\n\
        theme(\"school\", t(\"École\"));\nsubtheme(\"pupils\", t(\"Élèves\"));\n\
        question(\"parents\", #{ kind: \"yes_no\", weight: 1, article: t(\"RGPD, art. 8\"), text: t(\"Les parents sont-ils informés ?\") });\n";
    [
        ("plugin.wasm", wat::parse_str(module).unwrap()),
        ("pack.toml", manifest.into_bytes()),
        ("questionnaires/audit.rhai", script.as_bytes().to_vec()),
    ]
}
