//! Whether a change may be made, and what it writes.

use crate::store::{
    change::{Condition, Expected, Required, Write},
    error::StoreError,
    journal::{Placed, entry::Sealed},
    scope::SCOPE_LENGTH,
    state::{Planned, Staging},
};
use rustc_hash::FxHashMap;

/// Whether all that a change takes for granted is so.
pub(super) fn holds(staging: &Staging<'_>, required: &[Required], body: &[u8], writes: &[Write]) -> Result<bool, StoreError> {
    for Required { key, condition } in required {
        let as_required = match condition {
            Condition::Present => staging.version(key)?.is_some(),
            Condition::Unchanged(seq) => staging.version(key)? == Some(*seq),
            Condition::Holds { index, index_key } => staging.holder(key, *index, index_key)?.as_ref() == Some(key),
            Condition::Count { index, prefix, count } => staging.count(key, *index, prefix)? == *count,
        };
        if !as_required {
            return Ok(false);
        }
    }
    for write in writes {
        let key = body.get(write.key.clone()).unwrap_or_default();
        let as_expected = match write.expected {
            Expected::Anything => true,
            Expected::Absent => staging.version(key)?.is_none(),
            Expected::Unchanged(seq) => staging.version(key)? == Some(seq),
        };
        if !as_expected {
            return Ok(false);
        }
    }
    names_are_free(staging, body, writes)
}

/// Whether every unique index key that would be taken is free, or given up by the same change.
fn names_are_free(staging: &Staging<'_>, body: &[u8], writes: &[Write]) -> Result<bool, StoreError> {
    if !writes.iter().any(|write| write.new_indexes.iter().any(|(index, _)| index.unique)) {
        return Ok(true);
    }
    let last: FxHashMap<_, _> = writes.iter().map(|write| (body.get(write.key.clone()).unwrap_or_default(), write)).collect();
    let mut taken = FxHashMap::default();
    for (key, write) in &last {
        for (index, index_key) in write.new_indexes.iter().filter(|(index, _)| index.unique) {
            let name = (key.get(..=SCOPE_LENGTH), index.number, index_key);
            if taken.insert(name, key).is_some() {
                return Ok(false);
            }
            // Whoever is rewritten or deleted here gives up the name, or takes it again above.
            if staging.holder(key, *index, index_key)?.is_some_and(|holder| !last.contains_key(holder.as_slice())) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// A write of an entry that will stand at this place of its segment.
pub(super) fn planned(entry: &Sealed, offset: u64, write: Write) -> Planned<'_> {
    let body = entry.body.bytes();
    let value = write.value.and_then(|value| {
        let offset = offset + (entry.before_body() + value.start) as u64;
        body.get(value).map(|bytes| Placed { bytes, offset })
    });
    Planned {
        key: body.get(write.key).unwrap_or_default(),
        value,
        old_indexes: write.old_indexes,
        new_indexes: write.new_indexes,
    }
}
