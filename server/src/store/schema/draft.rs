//! Unfinished entries, in the scope of their organisation.

use crate::domain::{
    draft::{Draft, DraftOf, DraftPlace},
    id::AccountId,
    register::RegisterKind,
};
use crate::store::table::{IndexId, Stored, Table};

/// Entries by the thing that they change.
pub const OF_THING: IndexId = IndexId::many(1);

/// Where the entry of a person stands.
pub fn key_of(account: AccountId, place: &DraftPlace) -> Vec<u8> {
    let what = match place.what {
        DraftOf::Activity => 0,
        DraftOf::Purpose => 1,
    };
    let register = match place.register {
        RegisterKind::Controller => 0,
        RegisterKind::Processor => 1,
    };
    let of = place.of.unwrap_or_default();
    [account.as_bytes().as_slice(), &[what, register], of.as_bytes()].concat()
}

impl Stored for Draft {
    const TABLE: Table = Table::Draft;
    const SCHEMA: u16 = 1;

    /// Begins with the person, so that nobody reads another's.
    fn key(&self) -> Vec<u8> {
        key_of(self.account, &self.place)
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        self.place.of.map(|of| (OF_THING, of.as_bytes().to_vec())).into_iter().collect()
    }
}
