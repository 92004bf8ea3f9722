//! What the tests need besides Rust: the wasm target and a browser with its driver. Installed when missing, or named.

use crate::{Stop, succeeds};
use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: &str = "chromedriver";
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Makes sure that sector packs can be compiled.
pub fn wasm_target() -> Result<(), Stop> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).stderr(Stdio::null()).output();
    let installed = sysroot.is_ok_and(|output| {
        let root = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        root.join("lib/rustlib").join(WASM_TARGET).is_dir()
    });
    if installed {
        return Ok(());
    }
    println!("Adding the Rust target {WASM_TARGET}, for sector packs …");
    if succeeds(Command::new("rustup").args(["target", "add", WASM_TARGET])) {
        return Ok(());
    }
    Err(Stop::Usage(format!(
        "The Rust target {WASM_TARGET} is missing and could not be added. Type:\n    rustup target add {WASM_TARGET}"
    )))
}

/// Makes sure that the browser journeys can run.
pub fn browser() -> Result<(), Stop> {
    if browser_present() {
        return Ok(());
    }
    println!("Installing {} for the browser journeys …", PACKAGES.join(" and "));
    for prefix in [&[][..], &["sudo", "-n"][..]] {
        if (prefix.is_empty() && !is_root()) || !on_path("apt-get") {
            continue;
        }
        // The list of packages may be older than the mirror: refreshed first, and tried even where that fails.
        run_with(prefix, &["apt-get", "update", "-q"]);
        run_with(prefix, &[&["apt-get", "install", "-y", "-q", "--no-install-recommends"][..], &PACKAGES[..]].concat());
        if browser_present() {
            return Ok(());
        }
    }
    Err(Stop::Usage(format!(
        "The journeys need Chromium and its driver, and they could not be installed from here. Type:\n    sudo apt-get install {}",
        PACKAGES.join(" ")
    )))
}

/// Whether a program of this name can be started.
pub fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// A folder outside the checkout for tools built by these commands.
pub fn folder() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_else(|| "/tmp".into())).join(".cache");
    cache.unwrap_or_else(home).join("probant/tools")
}

fn browser_present() -> bool {
    on_path(DRIVER) && BROWSERS.iter().any(|browser| on_path(browser))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn run_with(prefix: &[&str], command: &[&str]) -> bool {
    let words = [prefix, command].concat();
    let Some((program, arguments)) = words.split_first() else { return false };
    succeeds(Command::new(program).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}
