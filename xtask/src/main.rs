//! Commands of the workspace that cargo has no word for: `cargo xtask test` and `cargo xtask bench`.
//! Standard library only, so that it builds in a second on a machine that has nothing yet.

mod bench;
mod deny;
mod report;
mod test;
mod tools;

use std::process::{Command, ExitCode};

const USAGE: &str = "usage: cargo xtask test     everything that must hold: format, lints, tests, dependencies
       cargo xtask bench    the benchmarks, in release, as one table";

/// What stopped a command, and with which exit status.
pub enum Stop {
    /// A check found a fault: exit 1.
    Fault(String),
    /// Something is missing on the machine, or the command line is wrong: exit 2.
    Usage(String),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["test", filter @ ..] => test::run(filter),
        ["bench", filter @ ..] => bench::run(filter),
        _ => Err(Stop::Usage(USAGE.to_owned())),
    };
    let (status, message) = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Stop::Fault(message)) => (1, message),
        Err(Stop::Usage(message)) => (2, message),
    };
    eprintln!("{message}");
    ExitCode::from(status)
}

/// The cargo that runs this command. It is not told which package this is: build scripts that look would run again, and
/// with them half of the dependencies.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    let of_package = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in names.filter(|name| of_package(name)) {
        command.env_remove(name);
    }
    command
}

/// Runs a command with its output on the terminal; says whether it succeeded.
pub fn succeeds(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}
