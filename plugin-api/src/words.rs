//! Finding words in what people typed: case, accents and punctuation do not count, word borders do.

use std::{iter, mem};

/// Text prepared for [`Words::mention`]: lower case, without accents, one space after each word.
pub struct Words {
    /// Letters a to z, digits and spaces.
    text: Vec<u8>,
    words: Vec<Word>,
    /// For each first letter, by its five low bits, how many words there were with the last one that begins so.
    last: [usize; 32],
    /// The beginnings of all words, a bit each: most patterns are settled by it.
    beginnings: [u64; 16],
}

struct Word {
    start: usize,
    /// Its first two bytes.
    beginning: u16,
    /// What `last` was for its first letter before it.
    before: usize,
}

/// What each ASCII byte is written as; 0 where it separates words.
#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const PLAIN: [u8; 128] = {
    let (mut plain, mut byte) = ([0; 128], 0);
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            plain[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    plain
};

impl Words {
    /// Prepares the texts as one.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str, IntoIter: Clone>) -> Self {
        let texts = texts.into_iter();
        // No letter gets longer, and each text ends with one space more.
        let length: usize = texts.clone().map(|text| text.len() + 1).sum();
        let (text, found) = (Vec::with_capacity(length), Vec::with_capacity(length / 4 + 1));
        let mut words = Self { text, words: found, last: [0; 32], beginnings: [0; 16] };
        texts.for_each(|text| words.push(text));
        words
    }

    /// The first of `patterns` that occurs, if any. A pattern is one or several whole words in lower case without
    /// accents; with a star at its end (`impay*`) it also stands for every longer word.
    pub fn mention<'p>(&self, patterns: &[&'p str]) -> Option<&'p str> {
        patterns.iter().copied().find(|pattern| match pattern.as_bytes() {
            [first, second, ..] if *second != b'*' && !self.may_begin(pair(*first, *second)) => false,
            [start @ .., b'*'] => self.contains(start, false),
            whole => self.contains(whole, true),
        })
    }

    /// Whether all of it is one of `patterns`, written as for [`Self::mention`].
    pub fn are(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| match pattern.as_bytes() {
            [start @ .., b'*'] => self.text.starts_with(start),
            whole => self.text.strip_suffix(b" ") == Some(whole),
        })
    }

    fn contains(&self, pattern: &[u8], whole: bool) -> bool {
        let (first, beginning) = match pattern {
            [] => return false,
            // One letter and a star: any second byte will do.
            [first] if !whole => (*first, None),
            [first] => (*first, Some(pair(*first, b' '))),
            [first, second, ..] => (*first, Some(pair(*first, *second))),
        };
        let before = |last: usize| self.words.get(last.checked_sub(1)?);
        let alike = iter::successors(before(self.last.get(letter(first)).copied().unwrap_or(0)), |word| before(word.before));
        let alike = alike.filter(|word| beginning.is_none_or(|beginning| word.beginning == beginning));
        let mut rests = alike.filter_map(|word| self.text.get(word.start..)?.strip_prefix(pattern));
        rests.any(|rest| !whole || rest.first() == Some(&b' '))
    }

    fn may_begin(&self, beginning: u16) -> bool {
        let (at, bit) = place(beginning);
        self.beginnings.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn push(&mut self, text: &str) {
        let mut start = self.text.len();
        let mut rest = text.as_bytes();
        while let [byte, after @ ..] = rest {
            rest = after;
            match PLAIN.get(usize::from(*byte)) {
                Some(0) => start = self.end_word(start),
                Some(plain) => self.text.push(*plain),
                None => {
                    let at = text.len() - rest.len() - 1;
                    let letter = text.get(at..).and_then(|text| text.chars().next()).unwrap_or(' ');
                    rest = rest.get(letter.len_utf8() - 1..).unwrap_or_default();
                    match folded(letter) {
                        "" => start = self.end_word(start),
                        plain => self.text.extend_from_slice(plain.as_bytes()),
                    }
                }
            }
        }
        self.end_word(start);
    }

    /// Ends the word that began at `start`, if it has a letter. Answers where the next one begins.
    fn end_word(&mut self, start: usize) -> usize {
        let beginning = match self.text.get(start..) {
            Some([first, second, ..]) => pair(*first, *second),
            Some([first]) => pair(*first, b' '),
            _ => return start,
        };
        self.text.push(b' ');
        let mut word = Word { start, beginning, before: 0 };
        if let Some(last) = self.last.get_mut(letter(beginning.to_be_bytes()[0])) {
            word.before = mem::replace(last, self.words.len() + 1);
        }
        self.words.push(word);
        let (at, bit) = place(beginning);
        if let Some(bits) = self.beginnings.get_mut(at) {
            *bits |= bit;
        }
        self.text.len()
    }
}

fn pair(first: u8, second: u8) -> u16 {
    u16::from_le_bytes([second, first])
}

/// The five low bits tell letters apart.
fn letter(byte: u8) -> usize {
    usize::from(byte & 31)
}

/// Where the bit of a beginning stands.
fn place(beginning: u16) -> (usize, u64) {
    let [second, first] = beginning.to_le_bytes();
    let number = (letter(first) << 5) | letter(second);
    (number >> 6, 1 << (number & 63))
}

/// A letter outside ASCII without its accent; empty where it separates words.
fn folded(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'À' | 'Á' | 'Â' | 'Ä' | 'Ã' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'Ò' | 'Ó' | 'Ô' | 'Ö' | 'Õ' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_whatever_their_dress() {
        let table = [
            ("Numéro NIR du locataire", "nir", true),
            ("Fournir les pièces", "nir", false),
            ("N.I.R.", "n i r", true),
            ("Impayés de loyer", "impay*", true),
            ("Sans-impayés", "impay*", true),
            ("Vidéo-surveillance", "video surveillance", true),
            ("œuvres sociales", "oeuvre*", true),
            ("", "nir", false),
            ("nir", "nir", true),
            ("plan B", "b", true),
            ("plan bis", "b", false),
            ("plan bis", "b*", true),
            ("étage 4", "4", true),
        ];
        for (text, pattern, expected) in table {
            assert_eq!(Words::of([text]).mention(&[pattern]).is_some(), expected, "{text:?} {pattern:?}");
        }
    }

    #[test]
    fn two_texts_do_not_run_together() {
        assert_eq!(Words::of(["casier", "judiciaire"]).mention(&["casier judiciaire"]), Some("casier judiciaire"));
        assert_eq!(Words::of(["ca", "sier"]).mention(&["casier"]), None);
    }
}
