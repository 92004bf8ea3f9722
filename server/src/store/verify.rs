//! Checks a data folder: the journal against itself, the state, after what a crash left undone, against the journal.

use super::{
    JOURNAL, STATE,
    error::StoreError,
    journal::{self, Link, Segments, Tail, entry::Entry},
    lock::Lock,
    replay,
    schema::Table,
    state::{
        self, State, indexes_of,
        keys::{Part, index_entry, part_of, version_entry},
        table_of, told_entries, told_entry,
    },
};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use std::{fmt, path::Path, sync::Arc};

/// What a verification found.
#[derive(Debug, Default)]
pub struct Report {
    /// Entries of the journal that were read.
    pub entries: u64,
    /// Values of the state that were compared.
    pub values: u64,
    /// What is so, and no fault.
    pub notes: Vec<Note>,
    /// What is wrong.
    pub faults: Vec<Finding>,
}

/// Something to know about a data folder in which nothing is wrong.
#[derive(Debug)]
pub enum Note {
    /// A write was interrupted; the next start cuts it off.
    Torn { segment: String, offset: u64 },
    /// There is no state; the next start makes it.
    NoState,
    /// The state lacked the last entries, and was given them.
    Behind { applied: u64, last: u64 },
}

/// Something wrong with a data folder.
#[derive(Debug)]
pub enum Finding {
    /// The journal. Only a backup helps.
    Journal(StoreError),
    /// The state does not open or does not read. `rebuild` helps, as it does for all that follow.
    State(StoreError),
    /// The state says it holds an entry that the journal does not have.
    OtherJournal { applied: u64 },
    /// A value that the journal wrote is missing or differs.
    Value { key: String, written_by: u64 },
    /// A value that the journal does not know.
    Unknown { key: String },
    /// An index entry is missing, or points at nothing.
    Index { key: String },
}

impl Report {
    /// True where nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Torn { segment, offset } => {
                write!(
                    f,
                    "journal: an interrupted write at the end (segment {segment}, offset {offset}); the next start cuts it off"
                )
            }
            Self::NoState => write!(f, "state: there is none; the next start makes it"),
            Self::Behind { applied, last } => write!(f, "state: was at entry {applied} of {last}, and caught up"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Journal(error) => write!(f, "{error}"),
            Self::State(error) => write!(f, "state: {error}"),
            Self::OtherJournal { applied } => write!(f, "state: entry {applied} is not in the journal"),
            Self::Value { key, written_by } => write!(f, "state: value {key} is not the one that entry {written_by} wrote"),
            Self::Unknown { key } => write!(f, "state: {key} is not in the journal"),
            Self::Index { key } => write!(f, "state: index {key} and its value do not match"),
        }
    }
}

/// What the journal says of a value.
struct Known {
    seq: u64,
    hash: [u8; 32],
}

/// What the state must hold.
#[derive(Default)]
struct Model {
    values: FxHashMap<Vec<u8>, Known>,
    /// Entries of indexes, of versions and of audit trails, whole.
    indexes: FxHashSet<(Vec<u8>, Vec<u8>)>,
}

/// A data folder that is kept from every other process while it is checked.
pub struct Verification<'a> {
    folder: &'a Path,
    #[expect(dead_code, reason = "held as long as the folder is checked")]
    lock: Lock,
}

impl<'a> Verification<'a> {
    /// Keeps other processes out.
    ///
    /// # Errors
    /// The folder is in use.
    pub fn of(folder: &'a Path) -> Result<Self, StoreError> {
        Ok(Self { folder, lock: Lock::take(folder)? })
    }

    /// Checks journal and state. `see` gets every entry that reads.
    ///
    /// # Errors
    /// Only where nothing could be checked.
    pub fn store(&self, see: &mut dyn FnMut(&Entry)) -> Result<Report, StoreError> {
        check(self.folder, see)
    }
}

/// Checks the store of a folder that no process has open.
///
/// # Errors
/// Only where nothing could be checked: the folder is in use or cannot be read.
pub fn verify(folder: &Path) -> Result<Report, StoreError> {
    Verification::of(folder)?.store(&mut |_| {})
}

fn check(folder: &Path, see: &mut dyn FnMut(&Entry)) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let (journal, state_folder) = (folder.join(JOURNAL), folder.join(STATE));
    let segments = Arc::new(if journal.exists() { Segments::of(&journal)? } else { Segments::default() });
    let state = if state_folder.exists() {
        match state::open_as_it_is(&state_folder, segments.clone()) {
            Ok(state) => Some(state),
            Err(error) => {
                report.faults.push(Finding::State(error));
                None
            }
        }
    } else {
        report.notes.push(Note::NoState);
        None
    };
    let applied = state.as_ref().map(State::applied).transpose()?.flatten().unwrap_or_default();
    let (model, known) = read_journal(&journal, applied, see, &mut report)?;
    let Some(state) = state.filter(|_| report.is_clean()) else { return Ok(report) };
    if !known {
        report.faults.push(Finding::OtherJournal { applied: applied.seq });
        return Ok(report);
    }
    // A crash may have left some of the next changes in the state: it can be compared when it has all of them.
    let missing = Tail::new(segments, applied.seq + 1, report.entries);
    if let Err(error) = replay(&state, missing) {
        report.faults.push(Finding::State(error));
    } else if let Err(error) = compare(&state, model, &mut report) {
        report.faults.push(Finding::State(error));
    }
    if applied.seq < report.entries && report.is_clean() {
        report.notes.push(Note::Behind { applied: applied.seq, last: report.entries });
    }
    Ok(report)
}

/// Checks every entry of every segment; answers the values as they are after the last one, and whether the entry that
/// the state is at exists.
fn read_journal(
    folder: &Path,
    applied: Link,
    see: &mut dyn FnMut(&Entry),
    report: &mut Report,
) -> Result<(Model, bool), StoreError> {
    let mut model = Model::default();
    let mut known = applied == Link::default();
    if !folder.exists() {
        return Ok((model, known));
    }
    let paths = journal::list(folder)?;
    let mut link = None;
    for (at, path) in paths.iter().enumerate() {
        let mut unfaithful = Vec::new();
        let walked = journal::walk(path, link, at + 1 == paths.len(), &mut |entry, offset| {
            report.entries = entry.seq();
            see(entry);
            known |= entry.seq() == applied.seq && entry.hash == applied.hash;
            if !entry.body_matches() {
                unfaithful.push(offset);
            }
            model.indexes.insert(told_entry(entry.envelope(), entry.seq()));
            note_writes(&mut model, entry);
            Ok(())
        });
        let segment = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for offset in unfaithful {
            let what = "the body of an entry is not the one that the chain vouches for".to_owned();
            report.faults.push(Finding::Journal(StoreError::Damaged { segment: segment.clone(), offset, what }));
        }
        match walked {
            Ok(walked) => {
                link = Some(walked.link);
                if walked.torn {
                    report.notes.push(Note::Torn { segment, offset: walked.end });
                }
            }
            // The chain is taken up again at the next segment, so that its damage is told too.
            Err(error) => {
                report.faults.push(Finding::Journal(error));
                link = None;
            }
        }
    }
    Ok((model, known))
}

fn note_writes(model: &mut Model, entry: &Entry) {
    // Of several writes of one entry to one key the last one counts.
    let mut last = FxHashMap::default();
    for write in entry.writes() {
        last.insert(write.key, write.value.is_none());
        match write.value {
            Some(value) => {
                model.values.insert(write.key.to_vec(), Known { seq: entry.seq(), hash: Sha256::digest(value.bytes).into() });
            }
            None => {
                model.values.remove(write.key);
            }
        }
    }
    let kept = last.into_iter().filter(|(key, _)| table_of(key).is_some_and(Table::keeps_versions));
    model.indexes.extend(kept.map(|(key, deleted)| version_entry(key, entry.seq(), deleted)));
}

/// Compares values with what the journal says, and indexes with the values.
fn compare(state: &State, model: Model, report: &mut Report) -> Result<(), StoreError> {
    let Model { mut values, mut indexes } = model;
    for item in state.items() {
        let (key, _) = item?;
        let Part::Value(journal_key) = part_of(&key) else { continue };
        report.values += 1;
        let Some(known) = values.remove(&journal_key) else {
            report.faults.push(Finding::Unknown { key: hex::encode(&key) });
            continue;
        };
        match state.bytes(&journal_key) {
            Ok(Some((seq, value))) if seq == known.seq && <[u8; 32]>::from(Sha256::digest(&value)) == known.hash => {
                for (index, index_key) in indexes_of(&journal_key, &value)? {
                    indexes.insert(index_entry(&journal_key, index, &index_key));
                }
            }
            _ => report.faults.push(Finding::Value { key: hex::encode(&journal_key), written_by: known.seq }),
        }
    }
    for (key, known) in values {
        report.faults.push(Finding::Value { key: hex::encode(&key), written_by: known.seq });
    }
    for item in state.items() {
        let (key, value) = item?;
        let (key, value) = (key.to_vec(), value.to_vec());
        match part_of(&key) {
            Part::Told => {
                let told = told_entries(&key, &value);
                if told.is_empty() || !told.into_iter().all(|entry| indexes.remove(&entry)) {
                    report.faults.push(Finding::Index { key: hex::encode(&key) });
                }
            }
            Part::Index | Part::Version => {
                if !indexes.remove(&(key.clone(), value)) {
                    report.faults.push(Finding::Index { key: hex::encode(&key) });
                }
            }
            Part::Unknown => report.faults.push(Finding::Unknown { key: hex::encode(&key) }),
            Part::Note | Part::Value(_) => {}
        }
    }
    report.faults.extend(indexes.into_iter().map(|(key, _)| Finding::Index { key: hex::encode(&key) }));
    Ok(())
}
