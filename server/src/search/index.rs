//! The index on disk: opened or made anew, written by one thread, searched by all.
//!
//! Each commit carries the position in the journal up to which the index is right, so that the position can
//! never run ahead of what is indexed. An index that is damaged or of another version is emptied, not repaired.

use super::{
    analysis::analyzers,
    excerpt,
    query::Wanted,
    schema::{Fields, VERSION},
};
use crate::domain::{
    access::Tenant,
    fault::Fault,
    search::{Findings, Found, FoundKind, MOST_RESULTS, Search, Searchable},
};
use parking_lot::Mutex;
use std::{fs, io, path::Path, sync::Arc};
use tantivy::{
    DocAddress, Index, IndexReader, IndexWriter, TantivyDocument,
    collector::{Count, TopDocs},
    directory::MmapDirectory,
    query::Query,
};
use uuid::Uuid;

/// Memory of the writer before it spills its segments, in bytes.
const WRITER_MEMORY: usize = 64_000_000;
/// Threads that analyse texts at once.
const WRITERS: usize = 2;

/// What can go wrong in an index.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    #[error("search index: {0}")]
    Index(#[from] tantivy::TantivyError),
    #[error("folder of the search index: {0}")]
    Folder(#[from] io::Error),
}

impl From<SearchError> for Fault {
    fn from(error: SearchError) -> Self {
        Self::internal(error)
    }
}

/// Searches. Cloned freely.
#[derive(Clone)]
pub struct SearchIndex {
    index: Index,
    reader: IndexReader,
    fields: Arc<Fields>,
    position: Arc<Mutex<Option<u64>>>,
}

impl SearchIndex {
    /// Opens the index in a folder. A missing, damaged or outdated one is replaced by an empty one, whose
    /// [`position`](Self::position) is `None`.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        match Self::open_sound(folder) {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the search index cannot be used and is made anew"),
        }
        Self::remove(folder)?;
        fs::create_dir_all(folder)?;
        let fields = Fields::new();
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        Self::with(Index::create(directory, fields.schema.clone(), tantivy::IndexSettings::default())?, fields)
    }

    /// An index in memory, for measurements and tests.
    pub fn in_memory() -> Result<Self, SearchError> {
        let fields = Fields::new();
        Self::with(Index::create_in_ram(fields.schema.clone()), fields)
    }

    /// `None` where there is no index of this version with every file sound.
    fn open_sound(folder: &Path) -> Result<Option<Self>, SearchError> {
        if !folder.join("meta.json").exists() {
            return Ok(None);
        }
        let fields = Fields::new();
        let index = Index::open_in_dir(folder)?;
        if index.schema() != fields.schema {
            return Ok(None);
        }
        require_sound(&index)?;
        let found = Self::with(index, fields)?;
        Ok(found.position().is_some().then_some(found))
    }

    /// What an index in a folder is like, every file of it checked and nothing changed; `None` where there is none of
    /// this version.
    pub fn inspect(folder: &Path) -> Result<Option<Inspected>, SearchError> {
        if !folder.join("meta.json").exists() {
            return Ok(None);
        }
        let index = Index::open_in_dir(folder)?;
        require_sound(&index)?;
        let metas = index.load_metas()?;
        let things = metas.segments.iter().map(|segment| u64::from(segment.num_docs())).sum();
        let position = metas.payload.as_deref().and_then(position_of);
        Ok(position.filter(|_| index.schema() == Fields::new().schema).map(|position| Inspected { position, things }))
    }

    /// Deletes the index of a folder, which no process has open.
    pub fn remove(folder: &Path) -> Result<(), SearchError> {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn with(mut index: Index, fields: Fields) -> Result<Self, SearchError> {
        index.set_tokenizers(analyzers());
        let reader = index.reader()?;
        let position = index.load_metas()?.payload.as_deref().and_then(position_of);
        Ok(Self { index, reader, fields: Arc::new(fields), position: Arc::new(Mutex::new(position)) })
    }

    /// The sequence number of the last journal entry that is indexed; `None` where the index is new, or being filled.
    pub fn position(&self) -> Option<u64> {
        *self.position.lock()
    }

    /// How many things are indexed, over all organisations.
    pub fn count(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Finds things of one organisation. Where nothing holds the words as typed, one typo in each is tolerated.
    pub fn search(&self, tenant: Tenant, search: &Search) -> Result<Findings, SearchError> {
        let wanted = Wanted::read(&search.text);
        if wanted.is_empty() {
            return Ok(Findings::default());
        }
        let findings = self.find(tenant, search, &wanted)?;
        if findings.total > 0 {
            return Ok(findings);
        }
        self.find(tenant, search, &wanted.tolerant())
    }

    fn find(&self, tenant: Tenant, search: &Search, wanted: &Wanted) -> Result<Findings, SearchError> {
        let searcher = self.reader.searcher();
        let query: Box<dyn Query> = wanted.query(&self.fields, &searcher, tenant, search);
        let best = TopDocs::with_limit(search.limit.clamp(1, MOST_RESULTS)).order_by_score();
        let (best, total): (Vec<(f32, DocAddress)>, usize) = searcher.search(&query, &(best, Count))?;
        let mut items = Vec::with_capacity(best.len());
        let mut marker = wanted.marker();
        for (score, address) in best {
            let document: TantivyDocument = searcher.doc(address)?;
            if let Some((kind, id, title, text)) = self.fields.read(&document) {
                let (title, snippet) = (excerpt::whole(title, &mut marker), excerpt::passage(text, &mut marker));
                items.push(Found { kind, id, title, snippet, score });
            }
        }
        Ok(Findings { items, total, incomplete: false })
    }

    /// The one writer; a second one is refused while the first lives.
    pub fn indexer(&self) -> Result<Indexer, SearchError> {
        let writer = self.index.writer_with_num_threads(WRITERS, WRITER_MEMORY)?;
        Ok(Indexer { writer, reader: self.reader.clone(), fields: self.fields.clone(), position: self.position.clone() })
    }
}

/// An index as it lies in its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The last journal entry that is indexed.
    pub position: u64,
    /// How many things are indexed.
    pub things: u64,
}

fn position_of(payload: &str) -> Option<u64> {
    let (version, position) = payload.split_once(':')?;
    (version.parse() == Ok(VERSION)).then(|| position.parse().ok()).flatten()
}

fn require_sound(index: &Index) -> Result<(), SearchError> {
    match index.validate_checksum()?.into_iter().next() {
        None => Ok(()),
        Some(file) => Err(io::Error::new(io::ErrorKind::InvalidData, format!("{} is damaged", file.display())).into()),
    }
}

/// Writes the index. Nothing is found before [`commit`](Self::commit).
pub struct Indexer {
    writer: IndexWriter,
    reader: IndexReader,
    fields: Arc<Fields>,
    position: Arc<Mutex<Option<u64>>>,
}

impl Indexer {
    /// Adds a thing, or replaces it.
    pub fn put(&mut self, tenant: Tenant, thing: &Searchable) -> Result<(), SearchError> {
        self.delete(tenant, thing.kind, thing.id);
        self.writer.add_document(self.fields.document(tenant, thing))?;
        Ok(())
    }

    /// Removes a thing; one that is not there is no fault.
    pub fn delete(&mut self, tenant: Tenant, kind: FoundKind, id: Uuid) {
        self.writer.delete_term(self.fields.key_term(tenant, kind, id));
    }

    /// Removes everything.
    pub fn clear(&mut self) -> Result<(), SearchError> {
        self.writer.delete_all_documents()?;
        Ok(())
    }

    /// Makes all changes so far durable and findable, and remembers the position in the journal they reach.
    pub fn commit(&mut self, position: u64) -> Result<(), SearchError> {
        self.commit_at(Some(position))
    }

    /// Makes all changes so far findable, of an index that is being filled: if the program ends now, it is filled anew.
    pub fn commit_unfinished(&mut self) -> Result<(), SearchError> {
        self.commit_at(None)
    }

    fn commit_at(&mut self, position: Option<u64>) -> Result<(), SearchError> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&position.map(|position| format!("{VERSION}:{position}")).unwrap_or_default());
        commit.commit()?;
        *self.position.lock() = position;
        self.reader.reload()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
