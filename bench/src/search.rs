//! Search with snippets over 20,000 documents of 2 kB, beside SQLite FTS5 and PostgreSQL on the same texts and the same words.

use crate::{
    Outcome,
    measure::{Times, shown},
    postgres,
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
use std::{
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

const DOCUMENTS: usize = 20_000;
const RUNS: usize = 2_000;
const LIMIT: usize = 20;

pub fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let tenant = Tenant::unsafe_without_membership(OrganisationId::new());
    let index = SearchIndex::open(&folder.path().join("index"))?;
    let mut indexer = index.indexer()?;
    let sqlite = open_sqlite(&folder.path().join("fts.sqlite"))?;
    let documents: Vec<(String, String)> = (0..DOCUMENTS).map(texts::document).collect();
    sqlite.execute_batch("BEGIN")?;
    let began = Instant::now();
    for (title, text) in &documents {
        sqlite.prepare_cached("INSERT INTO document (title, text) VALUES (?1, ?2)")?.execute(params![title, text])?;
    }
    sqlite.execute_batch("COMMIT; INSERT INTO document (document) VALUES ('optimize')")?;
    let theirs = began.elapsed();
    let began = Instant::now();
    for (title, text) in &documents {
        indexer.put(tenant, &searchable(title, text))?;
    }
    indexer.commit(1)?;
    let ours = began.elapsed();
    let mut rows = vec![
        Row::new("indexing 20,000 texts of 2 kB", shown(ours))
            .beside(format!("{} SQLite FTS5", shown(theirs)))
            .asked("under 5 s", ours < Duration::from_secs(5)),
    ];
    let postgres = postgres::Search::fill(&documents);
    for Case { name, words, spoil, limit } in CASES {
        let queries: Vec<String> = queries(*words).into_iter().map(|query| spoil(&query.join(" "))).collect();
        let query = |run: usize| queries.get(run % queries.len().max(1)).map(String::as_str).unwrap_or_default();
        let mut found = 0;
        let ours = Times::of(RUNS, |run| {
            let search = Search { text: query(run).to_owned(), limit: LIMIT, ..Search::default() };
            found += black_box(index.search(tenant, &search)).map_or(0, |findings| findings.items.len());
        });
        if found == 0 {
            return Err("nothing was found".into());
        }
        let mut beside = Vec::new();
        if let Some(end) = match *name {
            "a typo" => None,
            "the beginning of a word" => Some("*"),
            _ => Some(""),
        } {
            beside.push(format!("{} SQLite FTS5", sqlite_times(&sqlite, &queries, end)?.summary()));
            beside.push(match &postgres {
                Ok(postgres) => format!("{} PostgreSQL", postgres.times(&queries, end)?.summary()),
                Err(why) => format!("no PostgreSQL: {why}"),
            });
        }
        let met = ours.percentile(99) < Duration::from_millis(*limit);
        rows.push(
            Row::new(format!("search with snippets over 20,000 documents, {name}"), ours.summary())
                .beside(beside.join("; "))
                .asked(format!("p99 under {limit} ms"), met),
        );
    }
    Ok(rows)
}

/// One way of looking for something.
struct Case {
    name: &'static str,
    words: usize,
    /// What becomes of the words as they are typed.
    spoil: fn(&str) -> String,
    /// Milliseconds within which 99 of 100 searches end.
    limit: u64,
}

const CASES: &[Case] = &[
    Case { name: "one word", words: 1, spoil: |words| format!("{words} "), limit: 2 },
    Case { name: "two words", words: 2, spoil: |words| format!("{words} "), limit: 2 },
    Case { name: "the beginning of a word", words: 1, spoil: |word| word.chars().take(4).collect(), limit: 5 },
    Case { name: "a typo", words: 1, spoil: typo, limit: 5 },
];

/// The word with its fourth letter left out; a short word as it is.
fn typo(word: &str) -> String {
    let long = word.chars().count() >= 6;
    word.chars().enumerate().filter(|(at, _)| !long || *at != 3).map(|(_, letter)| letter).chain([' ']).collect()
}

fn searchable(title: &str, text: &str) -> Searchable {
    Searchable {
        kind: FoundKind::Document,
        id: uuid::Uuid::now_v7(),
        title: title.to_owned(),
        text: text.to_owned(),
        categories: Vec::new(),
        author: None,
        at: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn sqlite_times(sqlite: &Connection, queries: &[String], end: &str) -> rusqlite::Result<Times> {
    let mut statement = sqlite.prepare(
        "SELECT title, snippet(document, 1, '[', ']', '…', 24), bm25(document) FROM document \
         WHERE document MATCH ?1 ORDER BY rank LIMIT ?2",
    )?;
    Ok(Times::of(RUNS, |run| {
        let typed = queries.get(run % queries.len().max(1)).map(String::as_str).unwrap_or_default();
        let wanted: Vec<String> = typed.split_whitespace().map(|word| format!("\"{word}\"{end}")).collect();
        let rows = statement
            .query_map(params![wanted.join(" "), LIMIT as i64], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        black_box(rows.map(|rows| rows.flatten().count()).is_ok());
    }))
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
