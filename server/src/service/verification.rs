//! Checks a data folder that no process has open, and leaves it as it is: journal and state, the contents of documents,
//! the search index.

use crate::{
    config::Config,
    domain::{
        access::Tenant,
        action::Action,
        activity::Activity,
        document::{Digest, Document, DocumentVersion},
        id::DocumentId,
        pack::Installation,
        purpose::Purpose,
    },
    files::{Condition, FileError, Files},
    search::{SearchError, SearchIndex},
    store::{self, Entry, Scope, StoreError, Stored, Verification},
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
};

/// What was found.
pub struct Report {
    pub store: store::Report,
    /// Documents whose content was read.
    pub documents: usize,
    /// Things in the index; `None` where there is no index.
    pub indexed: Option<u64>,
    pub notes: Vec<Note>,
    pub damages: Vec<Damage>,
}

/// Something to know, which is no damage.
#[derive(Debug)]
pub enum Note {
    /// Contents that no document needs; the next start removes them.
    Unneeded { count: usize },
    /// There is no index of this version; the next start makes it.
    NoIndex,
    /// The index lacks the last entries; the next start adds them.
    IndexBehind { position: u64, last: u64 },
}

/// Something wrong beside the store.
#[derive(Debug)]
pub enum Damage {
    /// The content of a document. Only a backup helps.
    Content { tenant: Tenant, document: DocumentId, digest: Digest, condition: Condition },
    /// The file of an installed pack. Installing the pack again helps.
    Pack { id: String, condition: Condition },
    /// A content that cannot be read.
    Unreadable { digest: Option<Digest>, error: FileError },
    /// The index does not read. `rebuild` helps, as it does for all that follow.
    Index(SearchError),
    /// The index says it holds entries that the journal does not have.
    IndexAhead { position: u64, last: u64 },
    /// The index holds another number of things than there are.
    IndexCount { found: u64, expected: u64 },
}

impl Report {
    /// How many things are wrong.
    pub fn faults(&self) -> usize {
        self.store.faults.len() + self.damages.len()
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unneeded { count } => write!(f, "documents: {count} contents without a document; the next start removes them"),
            Self::NoIndex => write!(f, "index: there is none; the next start makes it"),
            Self::IndexBehind { position, last } => {
                write!(f, "index: at entry {position} of {last}; the next start catches up")
            }
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content { tenant, document, digest, condition } => {
                let how = if *condition == Condition::Missing { "is missing" } else { "is not what was filed" };
                write!(f, "documents: content {digest} of document {document}, organisation {}, {how}", tenant.organisation())
            }
            Self::Pack { id, condition } => {
                let how = if *condition == Condition::Missing { "is missing" } else { "is not what was installed" };
                write!(f, "packs: the file of {id} {how}")
            }
            Self::Unreadable { digest: Some(digest), error } => write!(f, "documents: content {digest}: {error}"),
            Self::Unreadable { digest: None, error } => write!(f, "documents: {error}"),
            Self::Index(error) => write!(f, "{error}"),
            Self::IndexAhead { position, last } => write!(f, "index: at entry {position}, and the journal ends at {last}"),
            Self::IndexCount { found, expected } => write!(f, "index: it holds {found} things of {expected}"),
        }
    }
}

/// Checks everything.
///
/// # Errors
/// Only where nothing could be checked: the folder is in use or cannot be read.
pub fn verify(config: &Config) -> Result<Report, StoreError> {
    let verification = Verification::of(&config.data)?;
    let mut present = Present::default();
    let store = verification.store(&mut |entry| present.see(entry))?;
    let mut report = Report { store, documents: 0, indexed: None, notes: Vec::new(), damages: Vec::new() };
    match Files::as_it_is(config) {
        Ok(files) => {
            documents(&files, &present, &mut report);
            packs(&files, &present, &mut report);
        }
        Err(error) => report.damages.push(Damage::Unreadable { digest: None, error }),
    }
    index(config, &present, &mut report);
    Ok(report)
}

/// What there is at the end of the journal: neither state nor index is believed.
#[derive(Default)]
struct Present {
    /// What each document is now (under the number 0) and what its versions were.
    documents: BTreeMap<(DocumentId, u32), (Tenant, Digest)>,
    /// Installed packs, by their keys.
    packs: BTreeMap<Vec<u8>, (String, Digest)>,
    /// Keys of activities, purposes and actions.
    others: HashSet<(Scope, store::Table, Vec<u8>)>,
}

impl Present {
    fn see(&mut self, entry: &Entry) {
        for (scope, document) in entry.puts::<Document>().flatten() {
            if let Scope::Organisation(tenant) = scope {
                self.documents.insert((document.id, 0), (tenant, document.sha256));
            }
        }
        for (scope, version) in entry.puts::<DocumentVersion>().flatten() {
            if let Scope::Organisation(tenant) = scope {
                self.documents.insert((version.document, version.number), (tenant, version.sha256));
            }
        }
        for (_, key) in entry.deletes::<Document>().chain(entry.deletes::<DocumentVersion>()) {
            let (id, number) = key.split_at(key.len().min(16));
            let number = number.try_into().map_or(0, u32::from_be_bytes);
            if let Ok(id) = uuid::Uuid::from_slice(id) {
                self.documents.remove(&(DocumentId(id), number));
            }
        }
        for (_, pack) in entry.puts::<Installation>().flatten() {
            self.packs.insert(pack.key(), (pack.id, pack.sha256));
        }
        for (_, key) in entry.deletes::<Installation>() {
            self.packs.remove(key);
        }
        self.count::<Activity>(entry, |_| true);
        self.count::<Purpose>(entry, |_| true);
        self.count::<Action>(entry, |action| !action.is_withdrawn());
    }

    fn count<T: Stored>(&mut self, entry: &Entry, is_found: fn(&T) -> bool) {
        for (scope, value) in entry.puts::<T>().flatten() {
            let key = (scope, T::TABLE, value.key());
            if is_found(&value) {
                self.others.insert(key)
            } else {
                self.others.remove(&key)
            };
        }
        for (scope, key) in entry.deletes::<T>() {
            self.others.remove(&(scope, T::TABLE, key.to_vec()));
        }
    }

    /// How many things the index has to hold.
    fn things(&self) -> u64 {
        let documents = self.documents.keys().filter(|(_, number)| *number == 0).count();
        (documents + self.others.len()) as u64
    }
}

fn documents(files: &Files, present: &Present, report: &mut Report) {
    let mut needed: HashMap<Tenant, HashSet<Digest>> = HashMap::new();
    for ((document, number), (tenant, digest)) in &present.documents {
        report.documents += usize::from(*number == 0);
        if !needed.entry(*tenant).or_default().insert(*digest) {
            // Read already, for another document with the same content.
            continue;
        }
        match files.verify(*tenant, *digest) {
            Ok(Condition::Sound) => {}
            Ok(condition) => {
                let (tenant, document, digest) = (*tenant, *document, *digest);
                report.damages.push(Damage::Content { tenant, document, digest, condition });
            }
            Err(error) => report.damages.push(Damage::Unreadable { digest: Some(*digest), error }),
        }
    }
    let mut unneeded = 0;
    for (tenant, needed) in &needed {
        match files.digests(*tenant) {
            Ok(found) => unneeded += found.iter().filter(|digest| !needed.contains(digest)).count(),
            Err(error) => report.damages.push(Damage::Unreadable { digest: None, error }),
        }
    }
    if unneeded > 0 {
        report.notes.push(Note::Unneeded { count: unneeded });
    }
}

fn packs(files: &Files, present: &Present, report: &mut Report) {
    for (id, digest) in present.packs.values() {
        match files.verify_pack(*digest) {
            Ok(Condition::Sound) => {}
            Ok(condition) => report.damages.push(Damage::Pack { id: id.clone(), condition }),
            Err(error) => report.damages.push(Damage::Unreadable { digest: Some(*digest), error }),
        }
    }
}

fn index(config: &Config, present: &Present, report: &mut Report) {
    let last = report.store.entries;
    let found = match SearchIndex::inspect(&config.index()) {
        Ok(Some(found)) => found,
        Ok(None) => return report.notes.push(Note::NoIndex),
        Err(error) => return report.damages.push(Damage::Index(error)),
    };
    report.indexed = Some(found.things);
    let (position, expected) = (found.position, present.things());
    if position > last {
        report.damages.push(Damage::IndexAhead { position, last });
    } else if position < last {
        // What it holds is compared once it has caught up: it may be ahead of its position in single things.
        report.notes.push(Note::IndexBehind { position, last });
    } else if found.things != expected {
        report.damages.push(Damage::IndexCount { found: found.things, expected });
    }
}
