//! `cargo xtask bench`: builds in release and prints the table of benchmarks. Names given choose among them.

use crate::{Stop, cargo, succeeds, tools};

pub fn run(names: &[&str]) -> Result<(), Stop> {
    tools::wasm_target()?;
    // The whole workspace, so that features, and with them the dependencies, are those of every other build.
    if !succeeds(&mut cargo(&["build", "--release", "--workspace"])) {
        return Err(Stop::Fault("the release build failed".to_owned()));
    }
    let mut command = cargo(&["run", "--release", "--quiet", "--workspace", "--bin", "bench", "--"]);
    if succeeds(command.args(names)) { Ok(()) } else { Err(Stop::Fault("a benchmark failed".to_owned())) }
}
