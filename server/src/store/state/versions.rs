//! Which entries of the journal wrote a value, and which of them counted at a moment that is past. Holds numbers only: what
//! was written then is read from the journal.

use super::{
    State,
    keys::{version_key, version_of, version_prefix},
    told,
};
use crate::store::{error::StoreError, scope::Scope};
use jiff::Timestamp;

/// A value that stood at a moment that is past.
pub struct Standing {
    /// The entry that wrote it.
    pub seq: u64,
    /// Its key of the journal.
    pub key: Vec<u8>,
}

impl State {
    /// The entries before a number that wrote a value or deleted it, the latest first.
    pub fn versions(&self, journal_key: &[u8], before: u64) -> impl Iterator<Item = Result<u64, StoreError>> {
        let length = version_key(journal_key, 0).len();
        let items = self.tree.range(version_key(journal_key, 0)..version_key(journal_key, before)).rev();
        items.filter_map(move |item| match item {
            Ok((key, value)) if key.len() == length => version_of(&key, &value).map(|(_, seq, _)| Ok(seq)),
            Ok(_) => None,
            Err(error) => Some(Err(error.into())),
        })
    }

    /// The values of a table as they stood after an entry, by the entry that wrote each. `head` is scope and table.
    pub fn standing(&self, head: &[u8], until: u64) -> Result<Vec<Standing>, StoreError> {
        let mut standing: Vec<Standing> = Vec::new();
        // Those of one value follow each other, rising: each takes the place of the one before.
        for item in self.tree.scan_prefix(version_prefix(head)) {
            let (key, value) = item?;
            let Some((key, seq, deleted)) = version_of(&key, &value).filter(|(_, seq, _)| *seq <= until) else { continue };
            if standing.last().is_some_and(|last| last.key == key) {
                standing.pop();
            }
            if !deleted {
                standing.push(Standing { seq, key });
            }
        }
        standing.sort_by_key(|standing| standing.seq);
        Ok(standing)
    }

    /// The last entry that tells of a scope from before a moment, among those up to a number; 0 where there is none. Looks
    /// at a few entries only, and so takes for granted that time does not run backwards.
    pub fn last_told_before(&self, scope: Scope, moment: Timestamp, last: u64) -> Result<u64, StoreError> {
        let (mut found, mut low, mut high) = (0, 0, last + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.told_from(scope, middle)?.filter(|told| told.seq <= last) {
                Some(told) if told.time < moment => (found, low) = (told.seq, told.seq + 1),
                _ => high = middle,
            }
        }
        Ok(found)
    }

    /// The first entry from a number on that tells of a scope.
    fn told_from(&self, scope: Scope, seq: u64) -> Result<Option<told::Told>, StoreError> {
        told::first_from(&self.tree, scope, seq)
    }
}
