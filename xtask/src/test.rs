//! `cargo xtask test`: all that must hold before a change is accepted, in one command.

use crate::{Stop, cargo, deny, report::Report, succeeds, tools};
use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

/// Runs every check, also after one failed, then says how each ended. `filter` goes to `cargo test`.
pub fn run(filter: &[&str]) -> Result<(), Stop> {
    tools::wasm_target()?;
    tools::browser()?;
    tools::accessibility()?;
    tools::store()?;
    let mut report = Report::default();
    report.record("format", succeeds(&mut cargo(&["fmt", "--all", "--check"])), "cargo fmt --all");
    let lints = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
    report.record("lints", succeeds(&mut cargo(&lints)), "see above");
    tests(filter, &mut report);
    deny::run(&mut report);
    report.close()
}

/// What the test binaries said, added up.
#[derive(Default)]
struct Tally {
    passed: u32,
    failed: u32,
    ignored: u32,
    filtered_out: u32,
}

fn tests(filter: &[&str], report: &mut Report) {
    // The program too, with the same features: journeys and others start it.
    if !succeeds(&mut cargo(&["build", "--workspace", "--all-targets"])) {
        return report.failed("tests", "the build failed");
    }
    let mut command = cargo(&["test", "--workspace", "--no-fail-fast"]);
    if !filter.is_empty() {
        command.arg("--").args(filter);
    }
    let Ok(mut child) = command.stdout(Stdio::piped()).spawn() else {
        return report.failed("tests", "cargo could not be started");
    };
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            tally.add(&line);
            println!("{line}");
        }
    }
    let succeeded = child.wait().is_ok_and(|status| status.success());
    let Tally { passed, failed, ignored, filtered_out } = tally;
    let detail = format!("{passed} passed, {failed} failed, {ignored} ignored, {filtered_out} filtered out");
    if succeeded && failed == 0 && passed > 0 {
        report.passed("tests", detail);
    } else {
        report.failed("tests", detail);
    }
}

impl Tally {
    /// Reads `test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; …`.
    fn add(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else { return };
        for count in counts.1.split("; ") {
            let Some((number, what)) = count.split_once(' ') else { continue };
            let number = number.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                "filtered out" => self.filtered_out += number,
                _ => {}
            }
        }
    }
}
