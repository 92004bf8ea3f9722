//! The packs that travel in the program, made by `server/build.rs` from the folders of `plugins/`.

/// A pack as the build left it.
pub struct BuiltIn {
    /// The WebAssembly component, not compiled yet.
    pub component: &'static [u8],
    /// Path inside the pack and content: `pack.toml` and what else the pack brings.
    pub files: &'static [(&'static str, &'static [u8])],
}

/// All of them, in the order of their names.
pub static BUILT_IN: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
