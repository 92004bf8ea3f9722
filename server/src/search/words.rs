//! Cuts texts into words and brings words to the forms under which they are indexed. Pure functions.
//!
//! A word has an exact form (small letters, no accents) and one or two stems. French rules of stemming read
//! accents, yet people leave them out: so both the word as written and the word without accents are stemmed.

use crate::domain::{fold::fold_letter, text::Language};
use frostem::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest form that is kept, in characters; long enough for any word, short enough for any blob.
const LONGEST_WORD: usize = 40;

/// Words that are glued to the next one by an apostrophe and say nothing.
const ELISIONS: [&str; 12] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu"];

/// Frequent words that say nothing, by language. They also tell in which language a text is written.
const STOP_WORDS: [(Language, &[&str]); 3] = [
    (
        Language::Fr,
        &[
            "le", "la", "les", "de", "des", "du", "un", "une", "et", "est", "sont", "dans", "pour", "par", "que", "qui", "au",
            "aux", "sur", "ne", "pas", "ce", "ces", "cette", "se", "il", "elle", "avec", "son", "sa", "ses", "ou", "en", "leur",
            "nous", "vous",
        ],
    ),
    (
        Language::En,
        &[
            "the", "of", "and", "to", "in", "is", "are", "for", "that", "with", "on", "as", "by", "be", "or", "at", "from",
            "this", "an", "it", "shall", "which", "not", "has", "have", "was", "were", "their", "its", "will", "may", "any", "a",
        ],
    ),
    (
        Language::Es,
        &[
            "el", "la", "los", "las", "de", "del", "y", "en", "que", "es", "son", "un", "una", "por", "para", "con", "su", "sus",
            "se", "al", "lo", "como", "o", "no", "este", "esta", "ha", "han", "sin", "sobre", "entre", "cuando",
        ],
    ),
];

/// A word of a text: where it stands, in bytes, and how it is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub start: usize,
    pub text: &'a str,
}

impl Word<'_> {
    /// Where it ends.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a text in order, without elided articles (`l’`, `d’`, `qu’`).
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            let rest = self.text.get(self.at..)?;
            let skipped = rest.find(is_word_char)?;
            let word = rest.get(skipped..)?;
            let length = word.find(|c| !is_word_char(c)).unwrap_or(word.len());
            let (word, after) = word.split_at(length);
            let start = self.at + skipped;
            self.at = start + length;
            let elided = after.starts_with(['\'', '’']) && ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision));
            if !elided {
                return Some(Word { start, text: word });
            }
        }
    }
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) || c == '\u{ad}' }
}

/// Writes the exact form of a word: small letters without accents, ligatures spelt out.
pub fn fold_into(word: &str, form: &mut String) {
    form.clear();
    word.chars().take(LONGEST_WORD).for_each(|letter| fold_letter(letter, form));
}

/// The exact form of a word.
pub fn fold(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    fold_into(word, &mut form);
    form
}

/// Makes stems for some languages.
pub struct Stems {
    stemmers: Vec<Stemmer>,
}

impl Stems {
    /// Stems for each of these languages.
    pub fn of(languages: &[Language]) -> Self {
        let algorithm = |language: &Language| match language {
            Language::Fr => Algorithm::French,
            Language::En => Algorithm::English,
            Language::Es => Algorithm::Spanish,
        };
        Self { stemmers: languages.iter().map(|language| Stemmer::new(algorithm(language))).collect() }
    }

    /// Writes the stems of a word, each once, without accents. `exact` is its exact form.
    pub fn write(&self, word: &str, exact: &str, stems: &mut Vec<String>) {
        stems.clear();
        let mut add = |stem: &str| {
            if !stem.is_empty() && !stems.iter().any(|known| known == stem) {
                stems.push(stem.to_owned());
            }
        };
        for stemmer in &self.stemmers {
            add(&stemmer.stem(exact));
        }
        if !word.is_ascii() {
            let written: String = word.chars().take(LONGEST_WORD).flat_map(char::to_lowercase).nfc().collect();
            for stemmer in &self.stemmers {
                add(&fold(&stemmer.stem(&written)));
            }
        }
    }
}

/// The languages in which a text is worth stemming: the one its small words tell, all where they tell none.
pub fn languages(text: &str) -> &'static [Language] {
    let mut counts = [0_u32; 3];
    let mut form = String::new();
    for word in words(text).take(300) {
        fold_into(word.text, &mut form);
        for (count, (_, stop)) in counts.iter_mut().zip(STOP_WORDS) {
            *count += u32::from(stop.contains(&form.as_str()));
        }
    }
    let [fr, en, es] = counts;
    match () {
        () if fr.max(en).max(es) < 5 => &Language::ALL,
        () if fr >= en && fr >= es => &[Language::Fr],
        () if en >= es => &[Language::En],
        () => &[Language::Es],
    }
}

/// Whether an exact form is a word that says nothing in some language.
pub fn is_stop_word(exact: &str) -> bool {
    STOP_WORDS.iter().any(|(_, stop)| stop.contains(&exact))
}

/// Whether two forms differ by one letter at most: one more, one less, another one, or two swapped.
pub fn within_one_typo(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    match (short, long) {
        ([], []) | ([], [_]) => true,
        ([x, short @ ..], [y, long @ ..]) if short.len() == long.len() => {
            short == long || matches!((short, long), ([x2, s @ ..], [y2, l @ ..]) if x == y2 && y == x2 && s == l)
        }
        (short, [_, long @ ..]) => short == long,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).map(|word| fold(word.text)).collect()
    }

    #[test]
    fn words_lose_accents_case_and_elided_articles() {
        for (text, expected) in [
            ("L’employeur d'Été", &["employeur", "ete"][..]),
            ("qu’il s’agit aujourd’hui", &["il", "agit", "aujourd", "hui"]),
            ("sous-traitant : cœur, STRAẞE", &["sous", "traitant", "coeur", "strasse"]),
            ("de\u{301}le\u{301}gue\u{301} (2024)", &["delegue", "2024"]),
            ("", &[]),
            ("« — »", &[]),
        ] {
            assert_eq!(forms(text), expected, "{text}");
        }
    }

    #[test]
    fn related_words_share_a_stem() {
        let stems = |word: &str, language| {
            let mut out = Vec::new();
            Stems::of(&[language]).write(word, &fold(word), &mut out);
            out
        };
        for (language, a, b) in [
            (Language::Fr, "donnée", "données"),
            (Language::Fr, "données", "donnees"),
            (Language::Fr, "traitement", "traitements"),
            (Language::Fr, "général", "généraux"),
            (Language::Fr, "collectées", "collecter"),
            (Language::Fr, "sécurité", "securites"),
            (Language::En, "processing", "processed"),
            (Language::Es, "interesados", "interesado"),
            (Language::Es, "tratamientos", "tratamiento"),
        ] {
            let (a_stems, b_stems) = (stems(a, language), stems(b, language));
            assert!(a_stems.iter().any(|stem| b_stems.contains(stem)), "{a} {a_stems:?} / {b} {b_stems:?}");
        }
    }

    #[test]
    fn small_words_tell_the_language() {
        for (text, expected) in [
            ("La liste des données qui sont traitées par le service et dans les locaux", &[Language::Fr][..]),
            ("The list of the data that are processed by the controller and to which it applies", &[Language::En]),
            ("El tratamiento de los datos que se realiza por el responsable y para los interesados", &[Language::Es]),
            ("registre.pdf", &Language::ALL),
        ] {
            assert_eq!(languages(text), expected, "{text}");
        }
    }

    #[test]
    fn one_typo_is_one_letter_or_a_swap() {
        for (a, b, expected) in [
            ("bail", "bail", true),
            ("bail", "bai", true),
            ("bail", "bails", true),
            ("bail", "boil", true),
            ("bail", "bial", true),
            ("bail", "baux", false),
            ("bail", "lb", false),
            ("", "a", true),
            ("", "ab", false),
        ] {
            assert_eq!(within_one_typo(a, b), expected, "{a} {b}");
            assert_eq!(within_one_typo(b, a), expected, "{b} {a}");
        }
    }

    proptest! {
        #[test]
        fn words_are_where_they_say(text in "\\PC{0,80}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.start >= last);
                prop_assert_eq!(&text[word.start..word.end()], word.text);
                last = word.end();
            }
        }
    }
}
