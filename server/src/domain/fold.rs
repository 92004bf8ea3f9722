//! Texts made comparable, in three strengths: as fixed values ([`same`]), as people search and sort ([`fold`]), as
//! names of countries and the like are known ([`name_key`]).

use std::iter::once;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Whether two texts are the same fixed value, whatever the case, the apostrophe, the dash or the spacing. Accents count.
pub fn same(a: &str, b: &str) -> bool {
    a == b || letters(a).eq(letters(b))
}

/// The letters of a text that count when fixed values are compared.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    text.nfc().filter(|c| !c.is_whitespace()).flat_map(|c| unify(c).to_lowercase())
}

/// Folds a text for searching and sorting: small letters without accents, single spaces, plain apostrophes and dashes.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text, so that several can share one buffer.
pub fn fold_into(text: &str, folded: &mut String) {
    let mut space = true;
    for letter in text.trim().chars() {
        if letter.is_whitespace() {
            if !space {
                folded.push(' ');
            }
            space = true;
        } else {
            fold_letter(letter, folded);
            space = false;
        }
    }
}

/// Appends a letter in small and without accent; ligatures are spelt out. Plain ASCII, the usual case, takes a short way.
pub fn fold_letter(letter: char, folded: &mut String) {
    match letter {
        'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
        _ if letter.is_ascii() => folded.push(letter),
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ß' | 'ẞ' => folded.push_str("ss"),
        // A soft hyphen only says where a word may be broken.
        '\u{ad}' => {}
        _ => folded.extend(unify(letter).nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase)),
    }
}

/// The key under which names are found without regard to accents and articles either: "Les États-Unis" and
/// "etats unis" have the same.
pub fn name_key(text: &str) -> String {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL_WORDS.contains(word))
        .flat_map(|word| word.chars().chain(once(' ')))
        .collect()
}

/// Articles and links of the three languages; names are told apart by none of them.
const SMALL_WORDS: &[&str] =
    &["le", "la", "les", "l", "de", "du", "des", "d", "et", "the", "of", "and", "el", "los", "las", "del", "y"];

/// One character for every kind of apostrophe, one for every kind of dash.
fn unify(c: char) -> char {
    match c {
        '‘' | '’' | 'ʼ' | '´' | '`' | '′' | '＇' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_values_differ_only_by_their_letters() {
        let table = [
            ("Exécution d’un contrat", "exécution d'un contrat", true),
            ("500 -1000", "500 – 1000", true),
            ("500 -1000", "500\u{202f}—\u{a0}1000", true),
            ("Années", "Anne\u{301}es", true),
            ("Années", "Annees", false),
            ("<50", ">50", false),
        ];
        for (a, b, expected) in table {
            assert_eq!(same(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn what_people_take_for_the_same_is_the_same() {
        let table = [
            ("Élections  des\u{a0}représentants", "elections des representants"),
            ("Œuvre d’État", "oeuvre d'etat"),
            ("  ÇA ", "ca"),
            ("ﬁn Ǆ", "fin dz"),
            ("STRAẞE – co\u{ad}pie", "strasse - copie"),
            ("שלום", "שלום"),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn articles_do_not_tell_names_apart() {
        for (a, b) in [("Les États-Unis", "etats unis"), ("L’Italie", "italie"), ("Trinité-et-Tobago", "Trinite Tobago")] {
            assert_eq!(name_key(a), name_key(b));
        }
        assert_ne!(name_key("Niger"), name_key("Nigeria"));
    }
}
