//! What whoever writes a pack is told: statuses and places, and the same bytes from the same folder.

use super::words::{does, fails, written_by_hand};
use std::fs;

#[test]
fn a_pack_is_built_signed_and_checked_without_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    written_by_hand(&at.join("minors"), "1.0.0", "minors");
    assert_eq!(does(at, &["pack", "check", "minors"]), "minors 1.0.0: 1 questions, 0 models; `build` checks the code\n");
    assert_eq!(does(at, &["pack", "build", "minors", "--output", "a.pack"]), "minors 1.0.0: 1 rules, 1 questions, 0 models\n");
    does(at, &["pack", "build", "minors", "--output", "b.pack"]);
    assert_eq!(fs::read(at.join("a.pack")).unwrap(), fs::read(at.join("b.pack")).unwrap());
    let (status, complaint) = fails(at, &["pack", "verify", "a.pack"]);
    assert!(status == 1 && complaint.contains("nobody signed this pack"), "{complaint}");
    let public = does(at, &["pack", "keygen", "secret.key"]);
    assert_eq!(public.trim().len(), 64);
    assert_eq!(does(at, &["pack", "sign", "a.pack", "--key", "secret.key"]), public);
    let verified = does(at, &["pack", "verify", "a.pack", "--key", public.trim()]);
    assert_eq!(verified, format!("minors\t1.0.0\t{public}"));
    does(at, &["pack", "check", "a.pack"]);
    let other = "00".repeat(32);
    assert_eq!(fails(at, &["pack", "verify", "a.pack", "--key", &other]).0, 1);
    let mut bytes = fs::read(at.join("b.pack")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(at.join("b.pack"), bytes).unwrap();
    assert_eq!(fails(at, &["pack", "check", "b.pack"]).0, 1);
    let (status, complaint) = fails(at, &["pack", "keygen", "secret.key"]);
    assert!(status == 1 && complaint.contains("secret.key"), "a key is never overwritten: {complaint}");
}

#[test]
fn what_is_wrong_is_told_with_file_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    written_by_hand(&at.join("minors"), "1.0.0", "minors");
    let manifest = fs::read_to_string(at.join("minors/pack.toml")).unwrap();
    let script = fs::read_to_string(at.join("minors/questionnaires/audit.rhai")).unwrap();
    let table = [
        ("pack.toml", manifest.replace("api = \"1.0.0\"", "api = \"2.0.0\""), "pack.toml:3: made for version 2.0.0"),
        ("pack.toml", manifest.replace("licence", "license"), "pack.toml:5:1: "),
        ("pack.toml", manifest.replace("\"1.0.0\"", "\"one\""), "pack.toml:2: “one” is not a version"),
        ("questionnaires/audit.rhai", script.replace("\"yes_no\"", "\"perhaps\""), "questionnaires/audit.rhai:5"),
        ("questionnaires/audit.rhai", format!("{script}let = 3;\n"), "questionnaires/audit.rhai:6:"),
        ("locales/fr.txt", String::new(), "locales/fr.txt: a pack holds no such file"),
    ];
    for (file, text, expected) in table {
        let path = at.join("minors").join(file);
        let before = fs::read(&path).ok();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &text).unwrap();
        let (status, complaint) = fails(at, &["pack", "check", "minors"]);
        assert!(status == 1 && complaint.contains(expected), "{file}: {complaint}");
        match before {
            Some(before) => fs::write(&path, before).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
    }
    for usage in [&["pack", "new", "Grand Garage"][..], &["pack", "verify", "absent.pack"], &["pack", "sign", "absent.pack"]] {
        assert_eq!(fails(at, usage).0, 2, "{usage:?}");
    }
}
