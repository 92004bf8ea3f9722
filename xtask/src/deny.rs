//! Dependencies against `deny.toml`: licences, bans, sources and, where their database can be reached, advisories.

use crate::{cargo, report::Report, succeeds, tools};
use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

const ADVISORIES: &str = "https://github.com/rustsec/advisory-db";
const INSTALL: &str = "cargo install cargo-deny --locked";

pub fn run(report: &mut Report) {
    let Some(program) = program() else {
        report.not_checked("licences, bans, sources", format!("cargo-deny is not installed: {INSTALL}"));
        report.not_checked("advisories", format!("cargo-deny is not installed: {INSTALL}"));
        return;
    };
    let check = |what: &[&str]| succeeds(Command::new(&program).args(["--log-level", "error", "check"]).args(what));
    report.record("licences, bans, sources", check(&["licenses", "bans", "sources"]), "see above and deny.toml");
    if advisories_reachable() {
        report.record("advisories", check(&["advisories"]), "see above");
    } else {
        report.not_checked("advisories", format!("{ADVISORIES} cannot be reached from here"));
    }
}

/// cargo-deny from the path or from the tools folder. Building it takes minutes, so only continuous integration does.
fn program() -> Option<PathBuf> {
    if tools::on_path("cargo-deny") {
        return Some("cargo-deny".into());
    }
    let folder = tools::folder();
    let built = folder.join("bin/cargo-deny");
    if !built.is_file() && std::env::var_os("CI").is_some() {
        println!("Building cargo-deny, once …");
        let arguments = ["install", "cargo-deny", "--locked", "--quiet", "--root"];
        let target = folder.join("target");
        succeeds(cargo(&arguments).arg(&folder).env("CARGO_TARGET_DIR", &target));
        // Hundreds of megabytes that nothing needs any more; where it stays, it only takes room.
        let _ = std::fs::remove_dir_all(target);
    }
    built.is_file().then_some(built)
}

fn advisories_reachable() -> bool {
    let mut git = Command::new("git");
    git.args(["-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=15", "ls-remote", "--exit-code", ADVISORIES, "HEAD"]);
    succeeds(git.env("GIT_TERMINAL_PROMPT", "0").stdout(Stdio::null()).stderr(Stdio::null()))
}
