//! What an organisation makes of scripts, in its scope: versions in the order of their numbers, one draft and one list of
//! changes for each script.

use crate::domain::script::{Customised, ScriptDraft, ScriptVersion};
use crate::store::table::{Stored, Table, key_text};

/// Where a version stands.
pub fn version_key(script: &str, number: u32) -> Vec<u8> {
    [key_text(script), number.to_be_bytes().to_vec()].concat()
}

impl Stored for ScriptVersion {
    const TABLE: Table = Table::ScriptVersion;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        version_key(&self.script, self.number)
    }
}

impl Stored for ScriptDraft {
    const TABLE: Table = Table::ScriptDraft;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        key_text(&self.script)
    }
}

impl Stored for Customised {
    const TABLE: Table = Table::Customised;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        key_text(&self.script)
    }
}
