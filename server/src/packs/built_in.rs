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

impl BuiltIn {
    /// A text file of the pack; `None` where it has none of this path.
    pub fn text(&self, path: &str) -> Option<&'static str> {
        let (_, content) = self.files.iter().find(|(inside, _)| *inside == path)?;
        std::str::from_utf8(content).ok()
    }

    /// The text files under a folder of the pack, in the order of their paths: path inside the pack, and text.
    pub fn texts(&self, folder: &str) -> Vec<(&'static str, &'static str)> {
        let inside = self.files.iter().filter(|(path, _)| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
        inside.filter_map(|(path, content)| Some((*path, std::str::from_utf8(content).ok()?))).collect()
    }
}
