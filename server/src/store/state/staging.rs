//! Gathers the writes of one or several changes into one batch. Later changes see what earlier ones wrote.
//!
//! A batch reaches sled write by write: sled's own batches cost two visits to the disk each. Readers are kept out
//! meanwhile, and a crash in the middle leaves a state that the journal completes, thanks to the order of writes: for
//! each value first its indexes, then its place. So where the place is the new one its indexes are the new ones too.

use super::{
    APPLIED, InFlight, LAST_OF, State,
    keys::{Head, index_entry, index_prefix, note_key, value_key, version_entry},
    told,
};
use crate::domain::id::OrganisationId;
use crate::store::{
    error::StoreError,
    journal::{Link, Placed, entry::Envelope},
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
    pub value: Option<Placed<'a>>,
    pub old_indexes: Option<Indexes>,
    pub new_indexes: Indexes,
}

/// A batch being made. Values are borrowed from the changes.
pub struct Staging<'a> {
    state: &'a State,
    /// The batches made before this one that may still be on their way into the state.
    before: Vec<Arc<InFlight>>,
    /// In the order in which they are made; `None` removes.
    writes: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    /// The state may hold some of what is written here, left by a crash.
    again: bool,
    values: FxHashMap<&'a [u8], Staged<'a>>,
    /// Unique index keys written here: the journal key of their value, `None` where deleted.
    unique: FxHashMap<Vec<u8>, Option<&'a [u8]>>,
    /// What is entered in the audit trails.
    told: FxHashMap<Scope, told::Pack>,
    /// The last change of every organisation that is changed here.
    touched: FxHashMap<OrganisationId, u64>,
}

struct Staged<'a> {
    seq: u64,
    /// `None` where deleted.
    value: Option<&'a [u8]>,
}

impl<'a> Staging<'a> {
    /// A batch for a state into which others may be on their way.
    pub fn new(state: &'a State, before: Vec<Arc<InFlight>>) -> Self {
        Self {
            state,
            before,
            writes: Vec::new(),
            again: false,
            values: FxHashMap::default(),
            unique: FxHashMap::default(),
            told: FxHashMap::default(),
            touched: FxHashMap::default(),
        }
    }

    /// A batch of changes that the journal has and the state lacks, wholly or in part.
    pub fn again(state: &'a State) -> Self {
        Self { again: true, ..Self::new(state, Vec::new()) }
    }

    /// The keys that are written here, for the batch that is made while this one goes into the state.
    pub fn in_flight(&self) -> InFlight {
        InFlight::new(self.values.keys().map(|key| key.to_vec()), self.unique.keys().cloned())
    }

    /// The number of the change that last wrote a key, where it has a value.
    pub fn version(&self, key: &[u8]) -> Result<Option<u64>, StoreError> {
        if let Some(staged) = self.values.get(key) {
            return Ok(staged.value.map(|_| staged.seq));
        }
        self.settle(|before| before.writes(key));
        Ok(self.state.head(key)?.map(|head| head.seq))
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
        let old = self.version(key)?;
        let old_indexes = match (old_indexes, old) {
            (_, None) => Vec::new(),
            (Some(indexes), Some(_)) if !self.values.contains_key(key) => indexes,
            // What a crash left is newer than what this change found: its indexes are none of the old ones.
            (None, Some(old)) if self.again && old >= seq && !self.values.contains_key(key) => Vec::new(),
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
            self.writes.push((entry, None));
        }
        for (index, index_key) in &new_indexes {
            let (entry, own) = index_entry(key, *index, index_key);
            if index.unique {
                self.unique.insert(entry.clone(), Some(key));
            }
            self.writes.push((entry, Some(own)));
        }
        if table_of(key).is_some_and(Table::keeps_versions) {
            let (entry, deleted) = version_entry(key, seq, value.is_none());
            self.writes.push((entry, Some(deleted)));
        }
        if value.is_some() || old.is_some() {
            self.writes.push((value_key(key), value.map(|value| Head { seq, place: value.place() }.encode())));
        }
        self.values.insert(key, Staged { seq, value: value.map(|value| value.bytes) });
        let scope = key.first_chunk().and_then(|prefix| Scope::of_prefix(*prefix).organisation());
        if let Some(organisation) = scope {
            self.touch(organisation, seq);
        }
        Ok(())
    }

    /// Enters what happened in the audit trail of its scope.
    pub fn tell(&mut self, envelope: &Envelope, seq: u64) {
        let scope = Scope::of(envelope.organisation);
        self.told.entry(scope).or_insert_with(|| told::Pack::new(scope, seq)).add(envelope, seq);
        if let Some(organisation) = envelope.organisation {
            self.touch(organisation, seq);
        }
    }

    fn touch(&mut self, organisation: OrganisationId, seq: u64) {
        self.touched.insert(organisation, seq);
    }

    /// Makes all writes while nobody reads, and notes the entry up to which the state is current. Answers the last
    /// change of every organisation that changed.
    pub fn apply(mut self, link: Link) -> Result<FxHashMap<OrganisationId, u64>, StoreError> {
        self.note(link);
        let _writing = self.state.gate.write();
        for (key, value) in self.writes {
            self.state.make(key, value)?;
        }
        Ok(self.touched)
    }

    /// What the state notes about itself comes last: what it tells of is there.
    fn note(&mut self, link: Link) {
        self.writes.extend(std::mem::take(&mut self.told).into_values().map(told::Pack::into_write));
        for (organisation, seq) in &self.touched {
            let key = [&note_key(LAST_OF), &organisation.as_bytes()[..]].concat();
            self.writes.push((key, Some(seq.to_le_bytes().to_vec())));
        }
        self.writes.push((note_key(APPLIED), Some([&link.seq.to_le_bytes()[..], &link.hash].concat())));
    }

    /// Makes the first few writes only, as a crash would.
    #[cfg(test)]
    pub fn apply_in_part(mut self, link: Link, count: usize) -> Result<usize, StoreError> {
        self.note(link);
        let all = self.writes.len();
        for (key, value) in self.writes.into_iter().take(count) {
            self.state.make(key, value)?;
        }
        Ok(all)
    }

    fn indexes_of(&self, key: &[u8]) -> Result<Indexes, StoreError> {
        match self.values.get(key) {
            Some(staged) => staged.value.map_or(Ok(Vec::new()), |value| indexes_of(key, value)),
            None => {
                self.settle(|before| before.writes(key));
                let Some(head) = self.state.head(key)? else { return Ok(Vec::new()) };
                indexes_of(key, &self.state.value(head)?)
            }
        }
    }

    /// Waits for the batches before this one that write what is about to be read.
    fn settle(&self, concerned: impl Fn(&InFlight) -> bool) {
        for before in self.before.iter().filter(|before| concerned(before)) {
            before.wait();
        }
    }
}

/// The index keys of a value, from its bytes.
pub fn indexes_of(key: &[u8], value: &[u8]) -> Result<Indexes, StoreError> {
    let number = key.get(SCOPE_LENGTH).copied().unwrap_or_default();
    let table =
        table_of(key).ok_or_else(|| StoreError::Newer { what: format!("table {number}"), found: number.into(), known: 0 })?;
    table.indexes_of(value)
}

/// The table of a key of the journal.
pub fn table_of(key: &[u8]) -> Option<Table> {
    Table::of_number(*key.get(SCOPE_LENGTH)?)
}
