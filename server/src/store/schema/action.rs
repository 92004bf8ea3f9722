//! Actions, in the scope of their organisation.

use crate::domain::action::{Action, ActionOrigin, ActionReminder};
use crate::store::table::{IndexId, Stored, Table};

/// Actions by the campaign whose answers call for them.
pub const BY_CAMPAIGN: IndexId = IndexId::many(1);

impl Stored for Action {
    const TABLE: Table = Table::Action;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        match &self.origin {
            ActionOrigin::Answer { campaign, .. } => vec![(BY_CAMPAIGN, campaign.as_bytes().to_vec())],
            ActionOrigin::Own => Vec::new(),
        }
    }
}

impl Stored for ActionReminder {
    const TABLE: Table = Table::ActionReminder;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.action.as_bytes().to_vec()
    }
}
