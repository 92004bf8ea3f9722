//! What the tests need besides Rust: the wasm target, a browser with its driver, axe-core. Installed when missing, or named.

use crate::{Stop, succeeds};
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: &str = "chromedriver";
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
/// What looks for barriers in the pages; tests/journeys/accessibility.rs reads it from the folder of this name.
const AXE: &str = "axe-core-4.14.1";
const AXE_PACKAGE: &str = "axe-core@4.14.1";
/// The store of the S3 kind that tests start.
const STORE: &str = "s3rver";
const STORE_PACKAGE: &str = "s3rver@3.7.1";

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
    if install(&PACKAGES, browser_present) {
        return Ok(());
    }
    Err(Stop::Usage(format!(
        "The journeys need Chromium and its driver, and they could not be installed from here. Type:\n    sudo apt-get install {}",
        PACKAGES.join(" ")
    )))
}

/// Makes sure that the pages can be searched for barriers.
pub fn accessibility() -> Result<(), Stop> {
    let place = folder().join(AXE);
    let script = place.join("axe.min.js");
    if script.is_file() {
        return Ok(());
    }
    println!("Fetching {AXE} for the accessibility journeys …");
    if (on_path("npm") || install(&["npm"], || on_path("npm"))) && fetch_axe(&place) && script.is_file() {
        return Ok(());
    }
    Err(Stop::Usage(format!(
        "The journeys need axe-core, and it could not be fetched from here. With npm (sudo apt-get install npm), type:\n    \
         mkdir -p {0} && cd {0} && npm pack {AXE_PACKAGE} && tar -xzf {AXE}.tgz --strip-components=1",
        place.display()
    )))
}

/// Makes sure that there is a store of the S3 kind for the tests of documents.
pub fn store() -> Result<(), Stop> {
    let place = folder().join(STORE);
    if place.join("node_modules").join(STORE).is_dir() {
        return Ok(());
    }
    println!("Fetching {STORE} for the tests of documents in a bucket …");
    let fetched = || {
        let mut fetch = Command::new("npm");
        fetch.args(["install", "--no-audit", "--no-fund", "--silent", "--prefix"]).arg(&place).arg(STORE_PACKAGE);
        std::fs::create_dir_all(&place).is_ok() && succeeds(&mut fetch)
    };
    if (on_path("npm") || install(&["npm"], || on_path("npm"))) && fetched() {
        return Ok(());
    }
    Err(Stop::Usage(format!(
        "The tests of documents need {STORE}, and it could not be fetched from here. With npm (sudo apt-get install npm), type:\n    \
         npm install --prefix {} {STORE_PACKAGE}",
        place.display()
    )))
}

/// Unpacks the package that npm has fetched and checked.
fn fetch_axe(place: &Path) -> bool {
    let archive = format!("{AXE}.tgz");
    std::fs::create_dir_all(place).is_ok()
        && succeeds(Command::new("npm").args(["pack", "--silent", AXE_PACKAGE]).current_dir(place))
        && succeeds(Command::new("tar").args(["-xzf", &archive, "--strip-components=1"]).current_dir(place))
        && std::fs::remove_file(place.join(archive)).is_ok()
}

/// Installs packages of the system, as root or through sudo, and says whether that gave what was missing.
fn install(packages: &[&str], present: impl Fn() -> bool) -> bool {
    for prefix in [&[][..], &["sudo", "-n"][..]] {
        if (prefix.is_empty() && !is_root()) || !on_path("apt-get") {
            continue;
        }
        // The list of packages may be older than the mirror: refreshed first, and tried even where that fails.
        run_with(prefix, &["apt-get", "update", "-q"]);
        run_with(prefix, &[&["apt-get", "install", "-y", "-q", "--no-install-recommends"], packages].concat());
        if present() {
            return true;
        }
    }
    false
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
