//! From what a person types to a tantivy query. Words only, no grammar, so no input can nest or mislead.

use super::{
    schema::{Fields, shortened},
    words::{Stems, fold, is_stop_word, within_one_typo, words},
};
use crate::domain::{
    access::Tenant,
    search::{FoundKind, LONGEST_QUERY, Search},
    text::Language,
};
use rustc_hash::FxHashMap;
use std::ops::Bound;
use tantivy::{
    Searcher, Term,
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

/// Most words and phrases of a query; what follows is not read.
const MOST_CLAUSES: usize = 16;
/// Shortest word that is completed, in bytes.
const SHORTEST_PREFIX: usize = 2;
/// Shortest word in which a typo is tolerated, in bytes.
const SHORTEST_TYPO: usize = 4;
/// How much more a word of the title weighs.
const TITLE_BOOST: f32 = 2.0;
/// What a completed or corrected word scores, in the title and in the text: less than any word that is there.
const LOOSE_SCORES: (f32, f32) = (0.5, 0.2);

/// Whether words must stand as typed or may hold a typo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    Strict,
    OneTypo,
}

/// What a person looks for, cut into words and phrases. All must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    clauses: Vec<Clause>,
    tolerance: Tolerance,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Clause {
    /// A word in any of its forms; an unfinished one also stands for all that begin with it.
    Word { exact: String, stems: Vec<String>, unfinished: bool },
    /// Words in this order, in these forms.
    Phrase(Vec<String>),
}

impl Wanted {
    /// Reads what was typed: words, and phrases in quotes. The last word counts as unfinished until a space follows.
    pub fn read(typed: &str) -> Self {
        let typed: String = typed.chars().take(LONGEST_QUERY).collect();
        let parts: Vec<&str> = typed.split(['"', '«', '»', '“', '”']).collect();
        let stems = Stems::of(&Language::ALL);
        let mut clauses = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len();
            if at % 2 == 1 && !last {
                let phrase: Vec<String> = words(part).map(|word| fold(word.text)).collect();
                clauses.extend((!phrase.is_empty()).then_some(Clause::Phrase(phrase)));
                continue;
            }
            for word in words(part) {
                let exact = fold(word.text);
                let mut forms = Vec::new();
                stems.write(word.text, &exact, &mut forms);
                let unfinished = last && word.end() == part.len() && exact.len() >= SHORTEST_PREFIX;
                clauses.push(Clause::Word { exact, stems: forms, unfinished });
            }
        }
        let says = |clause: &Clause| !matches!(clause, Clause::Word { exact, .. } if is_stop_word(exact));
        if clauses.iter().any(says) {
            clauses.retain(says);
        }
        clauses.truncate(MOST_CLAUSES);
        Self { clauses, tolerance: Tolerance::Strict }
    }

    /// The same words, each with a typo allowed.
    pub fn tolerant(mut self) -> Self {
        self.tolerance = Tolerance::OneTypo;
        self
    }

    /// True where nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The query within one organisation. The organisation is a clause of its own that nothing typed can reach.
    pub fn query(&self, fields: &Fields, searcher: &Searcher, tenant: Tenant, search: &Search) -> Box<dyn Query> {
        let filter = |term| -> (Occur, Box<dyn Query>) {
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            (Occur::Must, Box::new(ConstScoreQuery::new(Box::new(query), 0.0)))
        };
        let mut must = vec![filter(fields.organisation_term(tenant))];
        let of_kind = |kind: FoundKind| Term::from_field_text(fields.kind, kind.as_str());
        must.extend(search.kind.map(|kind| filter(of_kind(kind))));
        let category = search.category.as_deref();
        must.extend(category.map(|category| filter(Term::from_field_text(fields.category, shortened(category)))));
        must.extend(search.author.map(|author| filter(Term::from_field_text(fields.author, &author.to_string()))));
        if search.from.is_some() || search.before.is_some() {
            let bound = |moment: jiff::Timestamp| Term::from_field_i64(fields.at, moment.as_second());
            let from = search.from.map_or(Bound::Unbounded, |from| Bound::Included(bound(from)));
            let before = search.before.map_or(Bound::Unbounded, |before| Bound::Excluded(bound(before)));
            let range: Box<dyn Query> = Box::new(RangeQuery::new(from, before));
            must.push((Occur::Must, Box::new(ConstScoreQuery::new(range, 0.0))));
        }
        let hidden = |kind: &FoundKind| -> (Occur, Box<dyn Query>) {
            (Occur::MustNot, Box::new(TermQuery::new(of_kind(*kind), IndexRecordOption::Basic)))
        };
        must.extend(search.hidden.iter().map(hidden));
        must.extend(self.clauses.iter().map(|clause| (Occur::Must, clause.query(fields, searcher, self.tolerance))));
        Box::new(BooleanQuery::new(must))
    }

    /// A reader of words that tells which of them to mark.
    pub fn marker(&self) -> Marker<'_> {
        let beginnings = match self.tolerance {
            Tolerance::Strict => self.beginnings(),
            Tolerance::OneTypo => Beginnings::ANY,
        };
        Marker { wanted: self, beginnings, stems: Stems::of(&Language::ALL), known: FxHashMap::default() }
    }

    /// The letters with which a word must begin to be one of those looked for: a stem begins as its word does.
    fn beginnings(&self) -> Beginnings {
        let mut beginnings = Beginnings::NONE;
        for clause in &self.clauses {
            match clause {
                Clause::Word { exact, stems, .. } => std::iter::once(exact).chain(stems).for_each(|form| beginnings.add(form)),
                Clause::Phrase(phrase) => phrase.iter().for_each(|word| beginnings.add(word)),
            }
        }
        beginnings
    }
}

impl Clause {
    fn query(&self, fields: &Fields, searcher: &Searcher, tolerance: Tolerance) -> Box<dyn Query> {
        match self {
            Self::Phrase(phrase) => {
                let in_field = |field| -> Box<dyn Query> {
                    let mut terms: Vec<Term> = phrase.iter().map(|word| Term::from_field_text(field, word)).collect();
                    match (terms.pop(), terms.is_empty()) {
                        (Some(only), true) => Box::new(TermQuery::new(only, IndexRecordOption::WithFreqs)),
                        (Some(last), false) => {
                            terms.push(last);
                            Box::new(PhraseQuery::new(terms))
                        }
                        (None, _) => Box::new(EmptyQuery),
                    }
                };
                any(vec![Box::new(BoostQuery::new(in_field(fields.title), TITLE_BOOST)), in_field(fields.text)])
            }
            Self::Word { exact, stems, unfinished } => {
                let mut choices: Vec<Box<dyn Query>> = Vec::new();
                for stem in stems {
                    for (field, boost) in [(fields.title_stems, TITLE_BOOST), (fields.text_stems, 1.0)] {
                        let term = Term::from_field_text(field, stem);
                        if searcher.doc_freq(&term).is_ok_and(|count| count > 0) {
                            let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
                            choices.push(if boost == 1.0 { query } else { Box::new(BoostQuery::new(query, boost)) });
                        }
                    }
                }
                let in_both = |query: &dyn Fn(Field) -> Box<dyn Query>| {
                    [(fields.title, LOOSE_SCORES.0), (fields.text, LOOSE_SCORES.1)]
                        .map(|(field, score)| -> Box<dyn Query> { Box::new(ConstScoreQuery::new(query(field), score)) })
                };
                if *unfinished {
                    choices.extend(in_both(&|field| beginning_with(field, exact)));
                }
                if tolerance == Tolerance::OneTypo && exact.len() >= SHORTEST_TYPO {
                    choices.extend(in_both(&|field| Box::new(FuzzyTermQuery::new(Term::from_field_text(field, exact), 1, true))));
                }
                any(choices)
            }
        }
    }
}

fn any(mut choices: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match (choices.pop(), choices.is_empty()) {
        (None, _) => Box::new(EmptyQuery),
        (Some(only), true) => only,
        (Some(last), false) => {
            choices.push(last);
            Box::new(BooleanQuery::union(choices))
        }
    }
}

/// All words with this beginning: those from it on and before the first that is greater than any of them.
fn beginning_with(field: Field, beginning: &str) -> Box<dyn Query> {
    let from = Term::from_field_text(field, beginning);
    let to = Term::from_field_text(field, &format!("{beginning}{}", char::MAX));
    Box::new(RangeQuery::new(Bound::Included(from), Bound::Excluded(to)))
}

/// Tells whether a word of a text is one of those looked for. Remembers what it was asked from text to text.
pub struct Marker<'a> {
    wanted: &'a Wanted,
    beginnings: Beginnings,
    stems: Stems,
    known: FxHashMap<Box<str>, Option<usize>>,
}

impl Marker<'_> {
    /// The number of the clause that a word answers.
    pub fn clause_of(&mut self, word: &str) -> Option<usize> {
        if !self.beginnings.admit(word) {
            return None;
        }
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let clause = self.wanted.clause_of(word, &self.stems);
        self.known.insert(word.into(), clause);
        clause
    }
}

impl Wanted {
    fn clause_of(&self, word: &str, stems: &Stems) -> Option<usize> {
        let (exact, mut forms) = (fold(word), Vec::new());
        self.clauses.iter().position(|clause| match clause {
            Clause::Phrase(phrase) => phrase.contains(&exact),
            Clause::Word { exact: looked_for, stems: wanted_stems, unfinished } => {
                if *looked_for == exact || (*unfinished && exact.starts_with(looked_for)) {
                    return true;
                }
                // A stem shares its first letters with its word: most words are told apart without stemming.
                if wanted_stems.iter().any(|stem| same_start(stem, &exact)) {
                    if forms.is_empty() {
                        stems.write(word, &exact, &mut forms);
                    }
                    if forms.iter().any(|form| wanted_stems.contains(form)) {
                        return true;
                    }
                }
                let tolerant = self.tolerance == Tolerance::OneTypo && looked_for.len() >= SHORTEST_TYPO;
                tolerant && looked_for.len().abs_diff(exact.len()) <= 4 && within_one_typo(looked_for, &exact)
            }
        })
    }
}

/// First letters, one bit for each of ASCII: most words of a text are passed over at their first letter.
#[derive(Clone, Copy, Debug)]
struct Beginnings(u128);

impl Beginnings {
    const NONE: Self = Self(0);
    const ANY: Self = Self(u128::MAX);

    /// A form that begins otherwise than with ASCII admits any word.
    fn add(&mut self, form: &str) {
        match form.bytes().next() {
            Some(first) if first.is_ascii() => self.0 |= 1 << first.to_ascii_lowercase(),
            _ => *self = Self::ANY,
        }
    }

    /// Whether a word as it is written may be one of them; one that begins otherwise than with ASCII may.
    fn admit(self, word: &str) -> bool {
        word.bytes().next().is_some_and(|first| !first.is_ascii() || self.0 & (1 << first.to_ascii_lowercase()) != 0)
    }
}

fn same_start(a: &str, b: &str) -> bool {
    a.bytes().zip(b.bytes()).take(2).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str) -> Vec<String> {
        let show = |clause: &Clause| match clause {
            Clause::Word { exact, unfinished, .. } => format!("{exact}{}", if *unfinished { "*" } else { "" }),
            Clause::Phrase(words) => format!("<{}>", words.join(" ")),
        };
        Wanted::read(typed).clauses.iter().map(show).collect()
    }

    #[test]
    fn what_is_typed_is_read_as_words_and_phrases() {
        for (typed, expected) in [
            ("données", &["donnees*"][..]),
            ("données ", &["donnees"]),
            ("le registre des traitements", &["registre", "traitements*"]),
            ("le", &["le*"]),
            ("\"base légale\" bail", &["<base legale>", "bail*"]),
            ("« l’intérêt légitime »", &["<interet legitime>"]),
            ("\"base fermé", &["base", "ferme*"]),
            ("AND OR (a:b)^2 \\ [x TO y]", &["b", "2", "x"]),
            ("  \"\" () ", &[]),
        ] {
            assert_eq!(shown(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_long_query_is_cut() {
        assert!(Wanted::read(&"(".repeat(100_000)).is_empty());
        assert_eq!(Wanted::read(&"registre ".repeat(10_000)).clauses.len(), MOST_CLAUSES);
    }
}
