//! The tutorial, from an empty folder to findings in the browser: the very commands of its page.

use crate::{
    harness::{PASSWORD, PROGRAM},
    journeys::browser::journey,
    program::Program,
};
use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

const PAGE: &str = include_str!("../../docs/pack-tutorial.md");

/// The commands of the page, in order.
fn commands() -> String {
    let blocks = PAGE.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands: String = blocks.collect();
    assert!(commands.matches("probant pack").count() >= 9, "{commands}");
    // A machine without a network: the guest kit is built with what the product was built with.
    commands.replacen("cd car-parks\n", "cd car-parks\ncp ../probant/Cargo.lock .\n", 1)
}

/// Runs the commands in an empty folder; what is compiled is kept beside the tests, for the next time.
fn run(folder: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    symlink(root, folder.join("probant")).unwrap();
    let (pack, script) = (folder.join("pack"), folder.join("commands"));
    fs::create_dir(&pack).unwrap();
    // The page says `../data`: the folder of the pack stands in an empty one.
    fs::write(&script, commands()).unwrap();
    let programs = PROGRAM.parent().unwrap();
    let kept: PathBuf = programs.parent().unwrap().join("packs").join("tutorial");
    let path = format!("{}:{}", programs.display(), env::var("PATH").unwrap());
    symlink(root, pack.join("probant")).unwrap();
    let mut shell = Command::new("bash");
    shell.arg("-euo").arg("pipefail").arg(&script).current_dir(&pack).env("PATH", path).env("CARGO_TARGET_DIR", kept);
    let foreign = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars().filter(|(name, _)| foreign(name)) {
        shell.env_remove(name);
    }
    let output = shell.env("CARGO_NET_OFFLINE", "true").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}{said}", String::from_utf8_lossy(&output.stdout));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_sees_findings_in_the_browser() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path());
    assert!(PAGE.contains(PASSWORD) && PAGE.contains("dpo@parkings.example"));
    let server = Program::start(&folder.path().join("pack").join("data"), 0);
    journey(&server.url, "fr", async |browser| {
        browser.sign_in("dpo@parkings.example").await;
        browser.open("/settings/packs").await;
        let chosen = browser.find("input[name=packs][value=car-parks]").await;
        browser.click(&chosen).await;
        let save = browser.find(".form-foot .primary").await;
        browser.follow(&save).await;
        browser.open("/register/controller/activities/new").await;
        for (field, text) in
            [("category", "Exploitation"), ("purpose", "Entrées et sorties"), ("processing_name", "Lecture des plaques")]
        {
            browser.fill(field, text).await;
        }
        let save = browser.find(".form-foot .primary").await;
        browser.follow(&save).await;
        browser.reads("Les plaques sont lues sans affiche à l’entrée").await;
        browser.reads("RGPD 13").await;
        browser.reads("Poser une affiche à l’entrée").await;
    })
    .await;
}
