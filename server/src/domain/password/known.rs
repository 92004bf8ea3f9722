//! Tells passwords that a guesser tries first: common ones, and those made of the names around a person.
//!
//! Known pieces are taken out of the password, longest first; a password of which too little remains is made
//! of them, in whatever order and with whatever is added at the end.

use super::{REMAINS, fault};
use crate::domain::fault::FieldError;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Texts longer than this are too many signs to be worth taking apart.
const EXAMINED: usize = 128;
/// Shorter parts of a name are in too many good passwords by chance.
const SHORTEST_PART: usize = 3;

/// Signs that only stand between words and make nothing harder to guess.
const SEPARATORS: [char; 5] = ['-', '_', '.', ',', '\''];

/// The common passwords and the words most of them are made of, longest first.
static COMMON: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = include_str!("common.txt").lines().filter(|line| !line.starts_with('#'));
    pieces(lines.flat_map(str::split_whitespace).map(str::to_owned))
});

/// Rows in which a finger or an alphabet runs; any four neighbours are known, forwards and backwards.
const ROWS: [&str; 9] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
];

/// Why the password would be guessed, if it would.
pub(super) fn fault_of(password: &str, names: &[&str]) -> Option<FieldError> {
    if password.chars().count() > EXAMINED {
        return None;
    }
    let parts = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()).map(fold).collect::<Vec<_>>());
    let personal = pieces(parts.filter(|part| part.chars().count() >= SHORTEST_PART));
    let spellings = [fold(password), unmask(&fold(password))];
    let remains = |lists: &[&[String]]| spellings.iter().map(|text| remainder(text, lists)).min().unwrap_or(0);
    if remains(&[&COMMON]) < REMAINS {
        Some(fault("password-common"))
    } else if !personal.is_empty() && remains(&[&personal, &COMMON]) < REMAINS {
        Some(fault("password-personal"))
    } else {
        None
    }
}

/// Without accents and capitals.
fn fold(text: &str) -> String {
    text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Signs that stand for letters turned back into them.
fn unmask(text: &str) -> String {
    let letter = |sign| match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

fn pieces(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut pieces: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    pieces.dedup();
    pieces
}

/// How many signs are left without known pieces, rows of keys, repetitions and years.
fn remainder(text: &str, lists: &[&[String]]) -> usize {
    let mut text = text.to_owned();
    for piece in lists.iter().flat_map(|list| list.iter()) {
        text = text.replace(piece.as_str(), "\n");
    }
    text.split('\n').map(left_of).sum()
}

/// Signs that count in a part: a repeated sign, a run along a row and a year count once.
fn left_of(part: &str) -> usize {
    let signs: Vec<char> = part.chars().filter(|c| !c.is_whitespace() && !SEPARATORS.contains(c)).collect();
    let mut left = 0;
    let mut rest = signs.as_slice();
    while !rest.is_empty() {
        let taken = run(rest).max(1);
        left += 1;
        rest = rest.get(taken..).unwrap_or_default();
    }
    left
}

/// Length of the run that a text begins with; 1 where there is none.
fn run(signs: &[char]) -> usize {
    let Some(first) = signs.first() else { return 0 };
    let repeated = signs.iter().take_while(|sign| *sign == first).count();
    let along = ROWS
        .iter()
        .flat_map(|row| [row.chars().collect::<Vec<_>>(), row.chars().rev().collect()])
        .map(|row| common_run(signs, &row));
    let along = along.max().filter(|length| *length >= 4).unwrap_or(1);
    let year = signs
        .get(..4)
        .is_some_and(|four| matches!(four, ['1', '9', a, b] | ['2', '0', a, b] if a.is_ascii_digit() && b.is_ascii_digit()));
    let year = if year { 4 } else { 1 };
    let repeated = if repeated >= 3 { repeated } else { 1 };
    repeated.max(along).max(year)
}

/// How far a text runs along a row from wherever it enters it.
fn common_run(signs: &[char], row: &[char]) -> usize {
    let entry = row.iter().position(|sign| Some(sign) == signs.first());
    entry.map_or(0, |entry| row.iter().skip(entry).zip(signs).take_while(|(a, b)| a == b).count())
}
