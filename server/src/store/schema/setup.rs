//! The one-time set-up link: one value at most, there until the instance is set up.

use crate::domain::setup::SetUpLink;
use crate::store::table::{Stored, Table};

/// Key of the only value.
pub const KEY: &[u8] = b"link";

impl Stored for SetUpLink {
    const TABLE: Table = Table::SetUpLink;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        KEY.to_vec()
    }
}
