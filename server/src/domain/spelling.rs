//! Compares words as people type them: whatever the case, the apostrophe, the dash or the spacing.

use std::iter::once;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The characters of a text that count when fixed values are compared. Accents count, spaces do not.
pub fn fold(text: &str) -> impl Iterator<Item = char> {
    text.nfc().filter(|c| !c.is_whitespace()).flat_map(|c| unify(c).to_lowercase())
}

/// Whether two texts are the same fixed value.
pub fn same(a: &str, b: &str) -> bool {
    a == b || fold(a).eq(fold(b))
}

/// The key under which names are found without regard to accents and articles either: "Les États-Unis" and
/// "etats unis" have the same.
pub fn name_key(text: &str) -> String {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).map(unify).flat_map(char::to_lowercase).collect();
    plain
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
}
