//! Installing, updating and removing packs while the server is stopped; while it runs the folder is its own.

use super::words::{does, fails, probant, written_by_hand};
use crate::{harness::PASSWORD, program::Program};
use std::{fs, path::Path};

/// A signed pack of a version; answers the public key.
pub fn signed(at: &Path, version: &str, rule: &str) -> String {
    if !at.join("secret.key").exists() {
        fs::write(at.join("public.key"), does(at, &["pack", "keygen", "secret.key"])).unwrap();
    }
    let (folder, file) = (format!("minors-{version}"), format!("{version}.pack"));
    written_by_hand(&at.join(&folder), version, rule);
    does(at, &["pack", "build", &folder, "--output", &file]);
    does(at, &["pack", "sign", &file, "--key", "secret.key"]);
    fs::read_to_string(at.join("public.key")).unwrap().trim().to_owned()
}

#[test]
fn a_pack_is_installed_updated_and_removed_by_command() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let key = signed(at, "1.0.0", "minors");
    signed(at, "1.1.0", "pupils");
    fs::write(at.join("password"), PASSWORD).unwrap();
    let setup = ["setup", "--data", "data", "--organisation", "OPH", "--email", "a@oph.example", "--password-file", "password"];
    does(at, &setup);
    let (status, complaint) = fails(at, &["pack", "install", "1.0.0.pack", "--data", "data"]);
    assert!(status == 1 && complaint.contains(&key) && complaint.contains("no trusted publisher"), "{complaint}");
    assert_eq!(fails(at, &["pack", "trust", "Main", "no key", "--data", "data"]).0, 1);
    does(at, &["pack", "trust", "Main", &key, "--data", "data"]);
    assert_eq!(does(at, &["pack", "install", "1.0.0.pack", "--data", "data"]), "minors\t1.0.0\n");
    let listed = does(at, &["pack", "list", "--data", "data"]);
    assert!(
        listed.contains("minors\t1.0.0\t1.0.0\t1\tCC0-1.0\tMain\tMineurs\n") && listed.contains("social-housing\t"),
        "{listed}"
    );

    // An update says what changes before it happens.
    let (_, _, told) = probant(at, &["pack", "install", "1.1.0.pack", "--data", "data", "--dry-run"]);
    assert!(told.contains("minors 1.0.0 -> 1.1.0, Main"), "{told}");
    assert!(told.contains("Rules: +1 -1 ~0") && !told.contains("Questions"), "{told}");
    assert!(does(at, &["pack", "list", "--data", "data"]).contains("minors\t1.0.0\t"));
    does(at, &["pack", "install", "1.1.0.pack", "--data", "data"]);
    assert!(does(at, &["pack", "list", "--data", "data"]).contains("minors\t1.1.0\t"));

    // The file of the pack is checked like everything else that must be kept.
    does(at, &["verify", "--data", "data"]);
    let kept = files(&at.join("data/files/packs"));
    assert_eq!(kept.len(), 1, "the old version is gone");
    let before = fs::read(&kept[0]).unwrap();
    fs::write(&kept[0], b"something else").unwrap();
    let (status, complaint) = fails(at, &["verify", "--data", "data"]);
    assert!(status == 1 && complaint.contains("the file of minors is not what was installed"), "{complaint}");
    assert!(!does(at, &["pack", "list", "--data", "data"]).contains("minors"), "it is left out, and the server starts");
    fs::write(&kept[0], before).unwrap();

    let server = Program::start(&at.join("data"), 0);
    let (status, complaint) = fails(at, &["pack", "remove", "minors", "--data", "data"]);
    assert!(status == 1 && complaint.contains("in use"), "{complaint}");
    server.kill();
    does(at, &["pack", "remove", "minors", "--data", "data"]);
    assert!(!does(at, &["pack", "list", "--data", "data"]).contains("minors"));
    let (status, complaint) = fails(at, &["pack", "remove", "hr", "--data", "data"]);
    assert!(status == 1 && complaint.contains("comes with the server"), "{complaint}");
    does(at, &["pack", "distrust", &key, "--data", "data"]);
    assert_eq!(fails(at, &["pack", "install", "1.0.0.pack", "--data", "data"]).0, 1);
    does(at, &["verify", "--data", "data"]);
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let inside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    inside.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
