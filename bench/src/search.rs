//! Search with snippets over 20,000 documents of 2 kB, beside SQLite FTS5 on the same texts and the same words.

use crate::{
    Outcome,
    measure::Times,
    table::Row,
    texts::{self, Dice, RARE},
};
use probant::{
    domain::{
        access::Tenant,
        id::OrganisationId,
        search::{FoundKind, Search, Searchable},
    },
    search::SearchIndex,
};
use rusqlite::{Connection, params};
use std::{hint::black_box, path::Path, time::Duration};

const DOCUMENTS: usize = 20_000;
const RUNS: usize = 2_000;
const LIMIT: usize = 20;

pub fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let tenant = Tenant::unsafe_without_membership(OrganisationId::new());
    let index = SearchIndex::open(&folder.path().join("index"))?;
    let mut indexer = index.indexer()?;
    let sqlite = open_sqlite(&folder.path().join("fts.sqlite"))?;
    sqlite.execute_batch("BEGIN")?;
    for number in 0..DOCUMENTS {
        let (title, text) = texts::document(number);
        sqlite.prepare_cached("INSERT INTO document (title, text) VALUES (?1, ?2)")?.execute(params![title, text])?;
        indexer.put(tenant, &Searchable { kind: FoundKind::Document, id: uuid::Uuid::now_v7(), title, text })?;
    }
    sqlite.execute_batch("COMMIT; INSERT INTO document (document) VALUES ('optimize')")?;
    indexer.commit(1)?;
    let mut rows = Vec::new();
    for (name, words) in [("one word", 1), ("two words", 2)] {
        let queries = queries(words);
        let mut found = 0;
        let ours = Times::of(RUNS, |run| {
            let search = Search { text: query(&queries, run).join(" "), limit: LIMIT, ..Search::default() };
            found += black_box(index.search(tenant, &search)).map_or(0, |findings| findings.items.len());
        });
        let mut statement = sqlite.prepare(
            "SELECT title, snippet(document, 1, '[', ']', '…', 24), bm25(document) FROM document \
             WHERE document MATCH ?1 ORDER BY rank LIMIT ?2",
        )?;
        let theirs = Times::of(RUNS, |run| {
            let wanted: Vec<String> = query(&queries, run).iter().map(|word| format!("\"{word}\"")).collect();
            let rows = statement.query_map(params![wanted.join(" "), LIMIT as i64], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            });
            black_box(rows.map(|rows| rows.flatten().count()).is_ok());
        });
        if found == 0 {
            return Err("nothing was found".into());
        }
        rows.push(
            Row::new(format!("search with snippets over 20,000 documents, {name}"), ours.summary())
                .beside(format!("{} SQLite FTS5", theirs.summary()))
                .asked("p99 under 3 ms", ours.percentile(99) < Duration::from_millis(3)),
        );
    }
    Ok(rows)
}

fn open_sqlite(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
         CREATE VIRTUAL TABLE document USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2');",
    )?;
    Ok(connection)
}

/// Words as people look for them: half of them rare, half of any frequency but the commonest.
fn queries(words: usize) -> Vec<Vec<&'static str>> {
    let vocabulary = texts::words();
    let mut dice = Dice::new(7);
    let mut word = |rare: bool| {
        let list: &[&'static str] = if rare { &RARE } else { vocabulary.get(30..).unwrap_or_default() };
        list.get(dice.below(list.len())).copied().unwrap_or_default()
    };
    (0..200).map(|number| (0..words).map(|place| word((number + place) % 2 == 0)).collect()).collect()
}

fn query<'q>(queries: &'q [Vec<&'static str>], run: usize) -> &'q [&'static str] {
    queries.get(run % queries.len().max(1)).map_or(&[], Vec::as_slice)
}
