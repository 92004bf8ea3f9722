//! Campaigns and their answers, in the scope of their organisation; the scripts they began with, in that of
//! the instance, since many organisations run the same.

use crate::domain::campaign::{Campaign, CampaignAnswer, ScriptPart};
use crate::store::table::{Stored, Table, key_text};

impl Stored for Campaign {
    const TABLE: Table = Table::Campaign;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }
}

/// Answers stand under the key of their campaign.
impl Stored for CampaignAnswer {
    const TABLE: Table = Table::CampaignAnswer;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        [self.campaign.as_bytes().as_slice(), &key_text(&self.question)].concat()
    }
}

/// Parts stand under the hash of their script, in order.
impl Stored for ScriptPart {
    const TABLE: Table = Table::ScriptPart;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        [key_text(&self.hash), self.number.to_be_bytes().to_vec()].concat()
    }
}
