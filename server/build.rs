//! Makes the built-in packs: compiles each folder of `plugins/` to WebAssembly, turns it into a component and
//! writes the list that `packs/built_in.rs` embeds. Nothing compiled is committed.
//!
//! The nested cargo works in a target folder of its own: one that shared ours would wait for us for ever.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

const TARGET: &str = "wasm32-unknown-unknown";
/// The stack of a pack, as `probant pack build` has it.
const STACK: &str = "target.wasm32-unknown-unknown.rustflags=['-C','link-arg=-zstack-size=262144']";

/// Variables of cargo that are about the machine, not about the build that runs this script.
const KEPT: [&str; 6] = ["CARGO_HOME", "CARGO_NET_", "CARGO_HTTP_", "CARGO_REGISTRIES_", "CARGO_REGISTRY_", "CARGO_SOURCE_"];

fn main() {
    if let Err(reason) = make_packs() {
        println!("cargo::error={}", reason.trim().replace('\n', " ⏎ "));
    }
}

fn make_packs() -> Result<(), String> {
    let root = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("..");
    let out = PathBuf::from(variable("OUT_DIR")?);
    for path in ["plugins", "plugin-api", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={}", root.join(path).display());
    }
    let packs = pack_folders(&root.join("plugins"))?;
    add_target()?;
    compile(&root, &packs, &nested_target(&out))?;
    let mut list = String::from("&[\n");
    for pack in &packs {
        let name = name_of(pack)?;
        let wasm = nested_target(&out).join(TARGET).join("pack").join(format!("{}.wasm", name.replace('-', "_")));
        let component = out.join(format!("{name}.wasm"));
        make_component(&wasm, &component)?;
        list += &format!("    BuiltIn {{\n        component: include_bytes!({component:?}),\n        files: &[\n");
        for (inside, file) in files_of(pack)? {
            list += &format!("            ({inside:?}, include_bytes!({file:?})),\n");
        }
        list += "        ],\n    },\n";
    }
    write(&out.join("built_in.rs"), (list + "]\n").as_bytes())
}

/// Folders of `plugins/` that hold a pack with code, in the order of their names.
fn pack_folders(plugins: &Path) -> Result<Vec<PathBuf>, String> {
    let mut packs = entries(plugins)?;
    packs.retain(|folder| folder.join("pack.toml").is_file() && folder.join("Cargo.toml").is_file());
    Ok(packs)
}

/// Adds the WebAssembly target where it is missing, through rustup.
fn add_target() -> Result<(), String> {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output();
    let folder = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    if !folder.is_empty() && Path::new(&folder).is_dir() {
        return Ok(());
    }
    let added = Command::new("rustup").args(["target", "add", TARGET]).status().is_ok_and(|status| status.success());
    if added { Ok(()) } else { Err(format!("sector packs need a Rust target that is missing; type: rustup target add {TARGET}")) }
}

/// One nested cargo for all packs, with the workspace's lock file and none of the outer build's settings.
fn compile(root: &Path, packs: &[PathBuf], target: &Path) -> Result<(), String> {
    let mut cargo = Command::new(variable("CARGO")?);
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        let foreign = (name.starts_with("CARGO") && !KEPT.iter().any(|kept| name.starts_with(kept)))
            || name.starts_with("RUSTC")
            || [
                "RUSTFLAGS",
                "RUSTDOCFLAGS",
                "TARGET",
                "HOST",
                "OUT_DIR",
                "PROFILE",
                "OPT_LEVEL",
                "DEBUG",
                "NUM_JOBS",
                "MAKEFLAGS",
            ]
            .contains(&name.as_ref());
        if foreign {
            cargo.env_remove(name.as_ref());
        }
    }
    cargo
        .current_dir(root)
        .args(["build", "--config", STACK, "--locked", "--lib", "--profile", "pack", "--target", TARGET, "--target-dir"])
        .arg(target);
    for pack in packs {
        cargo.args(["--package", name_of(pack)?]);
    }
    let output = cargo.output().map_err(|error| format!("cargo does not start: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// Beside the folders `debug` and `release` of the build that runs this, so that both use the same one.
fn nested_target(out: &Path) -> PathBuf {
    out.ancestors().nth(4).unwrap_or(out).join("packs")
}

/// Wraps a core module in a component of the world it names in itself. Without WASI, nothing else is linked in.
fn make_component(wasm: &Path, component: &Path) -> Result<(), String> {
    let module = fs::read(wasm).map_err(|error| format!("{}: {error}", wasm.display()))?;
    let bytes = wit_component::ComponentEncoder::default()
        .validate(true)
        .module(&module)
        .and_then(|encoder| encoder.encode())
        .map_err(|error| format!("{}: {error:#}", wasm.display()))?;
    write(component, &bytes)
}

/// What travels in the pack beside its code: path inside the pack, path on disk, in the order of the paths.
fn files_of(pack: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let mut files = vec![("pack.toml".to_owned(), pack.join("pack.toml"))];
    for folder in ["questionnaires", "courses", "sheets", "locales"] {
        add_files(&pack.join(folder), folder, &mut files)?;
    }
    Ok(files)
}

/// A script may be a folder whose files are joined, hence the way down.
fn add_files(folder: &Path, inside: &str, files: &mut Vec<(String, PathBuf)>) -> Result<(), String> {
    for path in entries(folder).unwrap_or_default() {
        let inside = format!("{inside}/{}", name_of(&path)?);
        if path.is_dir() {
            add_files(&path, &inside, files)?;
        } else {
            files.push((inside, path));
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let listed = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> Result<&str, String> {
    path.file_name().and_then(|name| name.to_str()).ok_or_else(|| format!("{}: no plain name", path.display()))
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("{name} is not set: this script is run by cargo"))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
