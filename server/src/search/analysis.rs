//! The analyzers under which tantivy indexes texts: exact forms, and stems. Both follow `words`.

use super::words::{Stems, Word, Words, fold_into, languages, words};
use crate::domain::text::Language;
use rustc_hash::FxBuildHasher;
use std::collections::HashMap;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Name of the analyzer that yields exact forms.
pub const EXACT: &str = "exact";
/// Name of the analyzer that yields stems.
pub const STEMS: &str = "stems";

/// The analyzers, to be registered with an index.
pub fn analyzers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(EXACT, TextAnalyzer::from(Exact));
    manager.register(STEMS, TextAnalyzer::from(Stemmed::default()));
    manager
}

#[derive(Clone)]
struct Exact;

impl Tokenizer for Exact {
    type TokenStream<'a> = ExactStream<'a>;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> ExactStream<'a> {
        ExactStream { words: words(text), token: Token::default() }
    }
}

struct ExactStream<'a> {
    words: Words<'a>,
    token: Token,
}

impl TokenStream for ExactStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        place(&mut self.token, word);
        fold_into(word.text, &mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Words whose stems are remembered; a language has about as many that are written often.
const REMEMBERED: usize = 20_000;

/// Makes stems, and remembers those of the words it met: texts say the same words again and again.
#[derive(Default)]
struct Stemmed {
    /// Of which languages these are.
    languages: &'static [Language],
    known: HashMap<Box<str>, Box<[String]>, FxBuildHasher>,
}

impl Clone for Stemmed {
    /// Each writer remembers for itself.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Tokenizer for Stemmed {
    type TokenStream<'a> = StemStream<'a>;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        let languages = languages(text);
        if self.languages != languages || self.known.len() > REMEMBERED {
            *self = Self { languages, known: HashMap::default() };
        }
        StemStream {
            words: words(text),
            stems: Stems::of(languages),
            known: &mut self.known,
            exact: String::new(),
            waiting: Vec::new(),
            token: Token::default(),
        }
    }
}

/// Yields every stem of a word at the position of the word.
struct StemStream<'a> {
    words: Words<'a>,
    stems: Stems,
    known: &'a mut HashMap<Box<str>, Box<[String]>, FxBuildHasher>,
    exact: String,
    waiting: Vec<String>,
    token: Token,
}

impl StemStream<'_> {
    /// Puts the stems of a word into `waiting`.
    fn stem(&mut self, word: &str) {
        if let Some(stems) = self.known.get(word) {
            self.waiting.extend_from_slice(stems);
            return;
        }
        fold_into(word, &mut self.exact);
        self.stems.write(word, &self.exact, &mut self.waiting);
        self.known.insert(word.into(), self.waiting.clone().into_boxed_slice());
    }
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        while self.waiting.is_empty() {
            let Some(word) = self.words.next() else { return false };
            place(&mut self.token, word);
            self.stem(word.text);
        }
        self.token.text = self.waiting.pop().unwrap_or_default();
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

fn place(token: &mut Token, word: Word<'_>) {
    token.position = token.position.wrapping_add(1);
    token.offset_from = word.start;
    token.offset_to = word.end();
}
