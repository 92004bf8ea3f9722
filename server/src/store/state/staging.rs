//! Gathers the writes of one or several changes into one batch. Later changes see what earlier ones wrote.

use super::{
    APPLIED, InFlight, LAST_OF, State,
    keys::{Head, further_key, index_entry, index_prefix, note_key, pieces, split_head, value_key},
    told,
};
use crate::domain::id::OrganisationId;
use crate::store::{
    error::StoreError,
    journal::{Link, entry::Envelope},
    schema::{Indexes, Table},
    scope::{SCOPE_LENGTH, Scope},
    table::IndexId,
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// One write of a change. Where the old index keys are not given they are taken from the value that stands there.
pub struct Planned<'a> {
    pub key: &'a [u8],
    /// `None` deletes.
    pub value: Option<&'a [u8]>,
    pub old_indexes: Option<Indexes>,
    pub new_indexes: Indexes,
}

/// A batch being made. Values are borrowed from the changes.
pub struct Staging<'a> {
    state: &'a State,
    /// The batch made before this one, which may still be on its way into the state.
    before: Option<Arc<InFlight>>,
    batch: sled::Batch,
    values: FxHashMap<&'a [u8], Staged<'a>>,
    /// Unique index keys written here: the journal key of their value, `None` where deleted.
    unique: FxHashMap<Vec<u8>, Option<&'a [u8]>>,
    /// The last change of every organisation that is changed here.
    touched: FxHashMap<OrganisationId, u64>,
}

struct Staged<'a> {
    head: Head,
    /// `None` where deleted.
    value: Option<&'a [u8]>,
}

impl<'a> Staging<'a> {
    /// A batch for a state into which another one, if any, may be on its way.
    pub fn new(state: &'a State, before: Option<Arc<InFlight>>) -> Self {
        Self {
            state,
            before,
            batch: sled::Batch::default(),
            values: FxHashMap::default(),
            unique: FxHashMap::default(),
            touched: FxHashMap::default(),
        }
    }

    /// The keys that are written here, for the batch that is made while this one goes into the state.
    pub fn in_flight(&self) -> InFlight {
        InFlight::new(self.values.keys().map(|key| key.to_vec()), self.unique.keys().cloned())
    }

    /// The number of the change that last wrote a key, where it has a value.
    pub fn version(&self, key: &[u8]) -> Result<Option<u64>, StoreError> {
        Ok(self.head(key)?.map(|head| head.seq))
    }

    /// The journal key of the value that has a unique index key, where one has.
    pub fn holder(&self, key: &[u8], index: IndexId, index_key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let (entry, _) = index_entry(key, index, index_key);
        if let Some(holder) = self.unique.get(&entry) {
            return Ok(holder.map(<[u8]>::to_vec));
        }
        self.settle(|before| before.names(&entry));
        let head = key.get(..=SCOPE_LENGTH).unwrap_or_default();
        Ok(self.state.tree.get(&entry)?.map(|own| [head, &own].concat()))
    }

    /// How many values have a key of a unique index that begins so. `head` is scope and table.
    pub fn count(&self, head: &[u8], index: IndexId, prefix: &[u8]) -> Result<usize, StoreError> {
        let prefix = index_prefix(head, index, prefix);
        self.settle(|before| before.names_under(&prefix));
        let mut count = 0;
        for item in self.state.tree.scan_prefix(&prefix) {
            let (key, _) = item?;
            count += usize::from(self.unique.get(key.as_ref()).is_none_or(Option::is_some));
        }
        for (key, holder) in &self.unique {
            if holder.is_some() && key.starts_with(&prefix) && !self.state.tree.contains_key(key)? {
                count += 1;
            }
        }
        Ok(count)
    }

    /// Makes the writes of one change. Of several writes to one key the last one counts.
    pub fn change(&mut self, seq: u64, writes: Vec<Planned<'a>>) -> Result<(), StoreError> {
        let last: FxHashMap<_, _> = writes.iter().enumerate().map(|(at, write)| (write.key, at)).collect();
        for (at, write) in writes.into_iter().enumerate() {
            if last.get(write.key) == Some(&at) {
                self.write(seq, write)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, seq: u64, write: Planned<'a>) -> Result<(), StoreError> {
        let Planned { key, value, old_indexes, new_indexes } = write;
        let old_head = self.head(key)?;
        let old_indexes = match (old_indexes, old_head) {
            (_, None) => Vec::new(),
            (Some(indexes), Some(_)) if !self.values.contains_key(key) => indexes,
            _ => self.indexes_of(key)?,
        };
        for (index, index_key) in &old_indexes {
            let (entry, _) = index_entry(key, *index, index_key);
            if index.unique {
                // Another value of this change may have it by now.
                if self.unique.get(&entry).is_some_and(|holder| holder.is_some_and(|holder| holder != key)) {
                    continue;
                }
                self.unique.insert(entry.clone(), None);
            }
            self.batch.remove(entry);
        }
        for (index, index_key) in &new_indexes {
            let (entry, own) = index_entry(key, *index, index_key);
            if index.unique {
                self.unique.insert(entry.clone(), Some(key));
            }
            self.batch.insert(entry, own);
        }
        let mut count: u16 = 0;
        if let Some(value) = value {
            for piece in pieces(seq, value) {
                let place = if count == 0 { value_key(key) } else { further_key(key, count) };
                self.batch.insert(place, piece);
                count += 1;
            }
        } else if old_head.is_some() {
            self.batch.remove(value_key(key));
        }
        for piece in count.max(1)..old_head.map_or(0, |head| head.pieces) {
            self.batch.remove(further_key(key, piece));
        }
        self.values.insert(key, Staged { head: Head { seq, pieces: count }, value });
        let scope = key.first_chunk().and_then(|prefix| Scope::of_prefix(*prefix).organisation());
        if let Some(organisation) = scope {
            self.touch(organisation, seq);
        }
        Ok(())
    }

    /// Enters what happened in the audit trail of its scope.
    pub fn tell(&mut self, envelope: &Envelope, seq: u64) {
        let (key, value) = told::entry(envelope, seq);
        self.batch.insert(key, value);
        if let Some(organisation) = envelope.organisation {
            self.touch(organisation, seq);
        }
    }

    fn touch(&mut self, organisation: OrganisationId, seq: u64) {
        self.touched.insert(organisation, seq);
    }

    /// Applies everything at once and notes the entry up to which the state is current. Answers the last change of
    /// every organisation that changed.
    pub fn apply(mut self, link: Link) -> Result<FxHashMap<OrganisationId, u64>, StoreError> {
        for (organisation, seq) in &self.touched {
            let key = [&note_key(LAST_OF), &organisation.as_bytes()[..]].concat();
            self.batch.insert(key, &seq.to_le_bytes());
        }
        self.batch.insert(note_key(APPLIED), [&link.seq.to_le_bytes()[..], &link.hash].concat());
        self.state.tree.apply_batch(self.batch)?;
        Ok(self.touched)
    }

    fn head(&self, key: &[u8]) -> Result<Option<Head>, StoreError> {
        if let Some(staged) = self.values.get(key) {
            return Ok(staged.value.map(|_| staged.head));
        }
        self.settle(|before| before.writes(key));
        Ok(self.state.tree.get(value_key(key))?.and_then(|first| split_head(&first).map(|(head, _)| head)))
    }

    fn indexes_of(&self, key: &[u8]) -> Result<Indexes, StoreError> {
        match self.values.get(key) {
            Some(staged) => staged.value.map_or(Ok(Vec::new()), |value| indexes_of(key, value)),
            None => {
                self.settle(|before| before.writes(key));
                self.state.bytes(key)?.map_or(Ok(Vec::new()), |(_, value)| indexes_of(key, &value))
            }
        }
    }

    /// Waits for the batch before this one where it writes what is about to be read.
    fn settle(&self, concerned: impl FnOnce(&InFlight) -> bool) {
        if let Some(before) = self.before.as_deref().filter(|before| concerned(before)) {
            before.wait();
        }
    }
}

/// The index keys of a value, from its bytes.
pub fn indexes_of(key: &[u8], value: &[u8]) -> Result<Indexes, StoreError> {
    let number = key.get(SCOPE_LENGTH).copied().unwrap_or_default();
    let table = Table::of_number(number).ok_or_else(|| StoreError::Newer {
        what: format!("table {number}"),
        found: number.into(),
        known: 0,
    })?;
    table.indexes_of(value)
}
