//! `cargo xtask bench`: builds in release and prints the table of benchmarks. Names given choose among them.

use crate::{Stop, cargo, succeeds, tools};

pub fn run(names: &[&str]) -> Result<(), Stop> {
    tools::wasm_target()?;
    // The whole workspace, so that features, and with them the dependencies, are those of every other build.
    if !succeeds(&mut cargo(&["build", "--release", "--workspace"])) {
        return Err(Stop::Fault("the release build failed".to_owned()));
    }
    // Beside this program's own folder: to ask cargo to run it would build it again with other features.
    let own = std::env::current_exe().map_err(|error| Stop::Fault(error.to_string()))?;
    let target = own.ancestors().nth(2).unwrap_or(&own);
    let mut command = std::process::Command::new(target.join("release").join("bench"));
    if succeeds(command.args(names)) { Ok(()) } else { Err(Stop::Fault("a benchmark failed".to_owned())) }
}
