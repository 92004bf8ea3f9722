//! Walks over values, one at a time. A walk sees each value whole, but not all values at one moment.

use super::{
    State,
    keys::{Head, index_prefix, indexed, value_key},
};
use crate::store::{
    error::StoreError,
    scope::SCOPE_LENGTH,
    table::{IndexId, Stored, Versioned, decode},
};
use rayon::prelude::*;
use std::marker::PhantomData;

/// Values that a thread reads in one go.
const AT_ONCE: usize = 256;

impl State {
    /// The values whose key of the journal begins so, in the order of their keys. `ready` says why they cannot be read,
    /// where that is so.
    pub fn scan<T: Stored>(&self, journal_prefix: &[u8], ready: Result<(), StoreError>) -> Scan<T> {
        let items = self.tree.scan_prefix(value_key(journal_prefix));
        Scan { state: self.clone(), fault: ready.err(), items, kind: PhantomData }
    }

    /// The values whose index key begins so, in the order of their index keys. `head` is scope and table.
    pub fn by_index<T: Stored>(&self, head: &[u8], index: IndexId, prefix: &[u8], ready: Result<(), StoreError>) -> ByIndex<T> {
        let items = self.tree.scan_prefix(index_prefix(head, index, prefix));
        ByIndex { state: self.clone(), fault: ready.err(), head: head.to_vec(), index, items, kind: PhantomData }
    }

    /// One step of a walk, while nobody writes.
    fn step(&self, items: &mut sled::Iter) -> Option<sled::Result<(sled::IVec, sled::IVec)>> {
        let _reading = self.gate.read();
        items.next()
    }

    /// Everything, for verification.
    pub fn items(&self) -> sled::Iter {
        self.tree.iter()
    }
}

/// The values under a prefix.
pub struct Scan<T> {
    state: State,
    fault: Option<StoreError>,
    items: sled::Iter,
    kind: PhantomData<T>,
}

impl<T: Stored> Iterator for Scan<T> {
    type Item = Result<Versioned<T>, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(fault) = self.fault.take() {
            return Some(Err(fault));
        }
        let item = self.state.step(&mut self.items)?;
        Some(item.map_err(StoreError::from).and_then(|(_, head)| {
            let head = Head::decode(&head)?;
            Ok(Versioned::new(decode(&self.state.value(head)?)?, head.seq))
        }))
    }
}

impl<T: Stored + Send> Scan<T> {
    /// All that are left, read by as many threads as there are processors.
    ///
    /// # Errors
    /// The first that occurs.
    pub fn all(self) -> Result<Vec<Versioned<T>>, StoreError> {
        let Self { state, fault, items, .. } = self;
        fault.map_or(Ok(()), Err)?;
        let mut items = items;
        let heads = std::iter::from_fn(|| state.step(&mut items));
        let heads: Vec<_> = heads.map(|item| Head::decode(&item?.1)).collect::<Result<_, _>>()?;
        let read = |head: &Head| Ok(Versioned::new(decode(&state.value(*head)?)?, head.seq));
        let parts = heads.par_chunks(AT_ONCE).map(|heads| heads.iter().map(read).collect());
        let parts: Vec<Vec<_>> = parts.collect::<Result<_, StoreError>>()?;
        Ok(parts.into_iter().flatten().collect())
    }
}

/// The values under a prefix of an index.
pub struct ByIndex<T> {
    state: State,
    fault: Option<StoreError>,
    head: Vec<u8>,
    index: IndexId,
    items: sled::Iter,
    kind: PhantomData<T>,
}

impl<T: Stored> Iterator for ByIndex<T> {
    type Item = Result<Versioned<T>, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(fault) = self.fault.take() {
            return Some(Err(fault));
        }
        loop {
            let (key, value) = match self.state.step(&mut self.items)? {
                Ok(item) => item,
                Err(error) => return Some(Err(error.into())),
            };
            let Some(own) = indexed(self.index, &key, &value) else { continue };
            let journal_key = [&self.head, own].concat();
            debug_assert!(self.head.len() == SCOPE_LENGTH + 1);
            let found = self.state.get::<T>(&journal_key).transpose();
            match found {
                // Changed since the walk came here, and no longer under this index key.
                Some(Ok(found)) if !still_indexed::<T>(&found, self.index, &key, &journal_key) => {}
                None => {}
                Some(found) => return Some(found),
            }
        }
    }
}

fn still_indexed<T: Stored>(value: &T, index: IndexId, key: &[u8], journal_key: &[u8]) -> bool {
    let mut indexes = value.indexes().into_iter();
    indexes.any(|(id, index_key)| id == index && super::keys::index_entry(journal_key, id, &index_key).0 == key)
}
