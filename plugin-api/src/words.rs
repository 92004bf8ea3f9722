//! Finding words in what people typed: case, accents and punctuation do not count, word borders do.

mod starts;

use starts::{Pattern, Starts};

/// Texts prepared for [`Words::mention`]: lower case, without accents, one space after each word.
pub struct Words {
    /// Letters a to z, digits and spaces.
    text: Vec<u8>,
    starts: Starts,
    /// Where each text ends.
    ends: Vec<usize>,
}

/// What each byte is written as: 0 where it separates words, [`FOREIGN`] where it is a part of a letter outside ASCII.
#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const PLAIN: [u8; 256] = {
    let (mut plain, mut byte) = ([0; 256], 0);
    while byte < 256 {
        plain[byte] = match byte as u8 {
            letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
            letter if letter.is_ascii() => 0,
            _ => FOREIGN,
        };
        byte += 1;
    }
    plain
};
const FOREIGN: u8 = 1;

impl Words {
    /// Prepares the texts as one; the borders between them are kept.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str, IntoIter: Clone>) -> Self {
        let texts = texts.into_iter();
        let (count, length) = texts.clone().fold((0, 0), |(count, length), text| (count + 1, length + text.len() + 1));
        // No letter gets longer, and each text ends with one space more.
        let mut text = vec![b' '; length];
        let (mut starts, mut ends, mut end) = (Starts::new(length / 4 + 1), Vec::with_capacity(count), 0);
        for read in texts {
            end = fold(read, &mut text, end, &mut starts);
            ends.push(end);
        }
        text.truncate(end);
        Self { text, starts, ends }
    }

    /// The first of `patterns` that occurs, if any. A pattern is one or several whole words in lower case without
    /// accents; with a star at its end (`impay*`) it also stands for every longer word.
    pub fn mention<'p>(&self, patterns: &[&'p str]) -> Option<&'p str> {
        patterns.iter().copied().find(|pattern| self.starts.of(&self.text, &Pattern::of(pattern)).next().is_some())
    }

    /// Whether all of it is one of `patterns`, written as for [`Self::mention`].
    pub fn are(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| match pattern.as_bytes() {
            [start @ .., b'*'] => self.text.starts_with(start),
            whole => self.text.strip_suffix(b" ") == Some(whole),
        })
    }

    /// The first text, by its number, in which one of `patterns` occurs.
    pub(crate) fn first(&self, patterns: &[&str]) -> Option<usize> {
        patterns.iter().filter_map(|pattern| self.texts(&Pattern::of(pattern)).min()).min()
    }

    /// Whether one of `patterns` occurs in the text of this number.
    pub(crate) fn mention_in(&self, number: usize, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| self.texts(&Pattern::of(pattern)).any(|found| found == number))
    }

    /// The texts, by their numbers, in which the pattern occurs as a whole.
    fn texts(&self, pattern: &Pattern<'_>) -> impl Iterator<Item = usize> {
        let length = pattern.len();
        self.starts.of(&self.text, pattern).filter_map(move |start| {
            let number = self.ends.partition_point(|end| *end <= start);
            (start + length <= *self.ends.get(number)?).then_some(number)
        })
    }
}

/// Writes a text plainly from `at` on, and notes where its words begin. Answers where it ends.
fn fold(read: &str, text: &mut [u8], mut at: usize, starts: &mut Starts) -> usize {
    let (mut start, mut next) = (at, 0);
    while let Some(byte) = read.as_bytes().get(next) {
        next += 1;
        let plain = PLAIN.get(usize::from(*byte)).copied().unwrap_or_default();
        if plain > FOREIGN {
            put(text, &mut at, plain);
            continue;
        }
        if plain == FOREIGN {
            let letter = read.get(next - 1..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            next += letter.len_utf8() - 1;
            let plain = folded(letter);
            plain.bytes().for_each(|plain| put(text, &mut at, plain));
            if !plain.is_empty() {
                continue;
            }
        }
        if at > start {
            // The space after the word stands there already.
            starts.add(text, start, at);
            at += 1;
            start = at;
        }
    }
    if at > start {
        starts.add(text, start, at);
        at += 1;
    }
    at
}

fn put(text: &mut [u8], at: &mut usize, plain: u8) {
    if let Some(place) = text.get_mut(*at) {
        *place = plain;
    }
    *at += 1;
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
            ("n i r", "n i r", true),
            ("no de securite", "no de securite", true),
            ("nos", "no", false),
            ("nos", "no*", true),
            ("ça", "ca", true),
            ("loyer—impayé", "impaye", true),
            ("Æ", "ae", true),
            ("a…", "a", true),
            ("paie", "paie*", true),
            ("paierie", "paie", false),
            ("*", "*", false),
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

    #[test]
    fn the_text_in_which_a_pattern_stands_is_told() {
        let words = Words::of(["Nom", "", "Pièce d’identité", "nom de naissance, nom", "casier", "judiciaire"]);
        let table: [(&[&str], Option<usize>, &[usize]); 6] = [
            (&["nom"], Some(0), &[0, 3]),
            (&["naissance", "piece d identite"], Some(2), &[2, 3]),
            (&["nom piece*"], None, &[]),
            (&["casier judiciaire"], None, &[]),
            (&["judic*"], Some(5), &[5]),
            (&["n*"], Some(0), &[0, 3]),
        ];
        for (patterns, first, all) in table {
            assert_eq!(words.first(patterns), first, "{patterns:?}");
            let found: Vec<_> = (0..7).filter(|number| words.mention_in(*number, patterns)).collect();
            assert_eq!(found, all, "{patterns:?}");
        }
    }
}
