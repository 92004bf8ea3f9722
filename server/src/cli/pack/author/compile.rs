//! The WebAssembly module of a pack: compiled by cargo, or lying in the folder where another language made it.

use crate::{cli::Failure, packs::file::COMPONENT};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const TARGET: &str = "wasm32-unknown-unknown";
/// A stack of 256 KiB, a quarter of the usual one: after each call the server looks through the whole memory for what changed.
const STACK: &str = "target.wasm32-unknown-unknown.rustflags=['-C','link-arg=-zstack-size=262144']";

/// The module of the pack in a folder.
///
/// # Errors
/// What cargo says (on standard error), or that there is neither code nor a module.
pub(super) fn module(folder: &Path, id: &str) -> Result<Vec<u8>, Failure> {
    let module = if folder.join("Cargo.toml").is_file() {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| folder.join("target"), PathBuf::from);
        cargo(folder, &target)?;
        target.join(TARGET).join("release").join(format!("{}.wasm", id.replace('-', "_")))
    } else {
        folder.join(COMPONENT)
    };
    fs::read(&module).map_err(|error| Failure::Fault(format!("{}: {error}", module.display())))
}

fn cargo(folder: &Path, target: &Path) -> Result<(), Failure> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let manifest = folder.join("Cargo.toml");
    cargo.args(["build", "--config", STACK, "--release", "--lib", "--target", TARGET, "--target-dir"]).arg(target);
    cargo.arg("--manifest-path").arg(manifest);
    let status = cargo.status().map_err(|error| Failure::Fault(format!("cargo does not start: {error}")))?;
    if status.success() { Ok(()) } else { Err(Failure::Fault(format!("{}: cargo could not compile it", folder.display()))) }
}
