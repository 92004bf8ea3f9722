//! The analyzers under which tantivy indexes texts: exact forms, and stems. Both follow `words`.

use super::words::{Stems, Word, Words, fold_into, languages, words};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Name of the analyzer that yields exact forms.
pub const EXACT: &str = "exact";
/// Name of the analyzer that yields stems.
pub const STEMS: &str = "stems";

/// The analyzers, to be registered with an index.
pub fn analyzers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(EXACT, TextAnalyzer::from(Exact));
    manager.register(STEMS, TextAnalyzer::from(Stemmed));
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

#[derive(Clone)]
struct Stemmed;

impl Tokenizer for Stemmed {
    type TokenStream<'a> = StemStream<'a>;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        let stems = Stems::of(languages(text));
        StemStream { words: words(text), stems, exact: String::new(), waiting: Vec::new(), token: Token::default() }
    }
}

/// Yields every stem of a word at the position of the word.
struct StemStream<'a> {
    words: Words<'a>,
    stems: Stems,
    exact: String,
    waiting: Vec<String>,
    token: Token,
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        while self.waiting.is_empty() {
            let Some(word) = self.words.next() else { return false };
            place(&mut self.token, word);
            fold_into(word.text, &mut self.exact);
            self.stems.write(word.text, &self.exact, &mut self.waiting);
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
