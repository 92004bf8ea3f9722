//! Finding words in what people typed: case, accents and punctuation do not count, word borders do.

/// Text prepared for [`Words::mention`]: lower case, without accents, one space after each word.
pub struct Words {
    /// Letters a to z, digits and spaces.
    text: Vec<u8>,
    /// In the order of their beginnings.
    words: Vec<Word>,
    /// The beginnings of all words, a bit each: most patterns are settled by it.
    beginnings: [u64; 16],
}

/// Where a word begins, and its first two bytes.
struct Word {
    start: usize,
    beginning: u16,
}

impl Words {
    /// Prepares the texts as one.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = Self { text: Vec::new(), words: Vec::new(), beginnings: [0; 16] };
        for text in texts {
            words.push(text);
        }
        words.words.sort_unstable_by_key(|word| word.beginning);
        words
    }

    /// The first of `patterns` that occurs, if any. A pattern is one or several whole words in lower case without
    /// accents; with a star at its end (`impay*`) it also stands for every longer word.
    pub fn mention<'p>(&self, patterns: &[&'p str]) -> Option<&'p str> {
        patterns.iter().copied().find(|pattern| match pattern.as_bytes() {
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
        let beginning = match pattern {
            [] => return false,
            // One letter and a star: any second byte will do.
            [_] if !whole => None,
            [first] => Some(pair(*first, b' ')),
            [first, second, ..] => Some(pair(*first, *second)),
        };
        if beginning.is_some_and(|beginning| !self.may_begin(beginning)) {
            return false;
        }
        let candidates = match beginning {
            Some(beginning) => {
                let from = self.words.partition_point(|word| word.beginning < beginning);
                let from = self.words.get(from..).unwrap_or_default();
                from.get(..from.partition_point(|word| word.beginning == beginning)).unwrap_or_default()
            }
            None => &self.words,
        };
        let mut rests = candidates.iter().filter_map(|word| self.text.get(word.start..)?.strip_prefix(pattern));
        rests.any(|rest| !whole || rest.first() == Some(&b' '))
    }

    fn may_begin(&self, beginning: u16) -> bool {
        let (at, bit) = place(beginning);
        self.beginnings.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn push(&mut self, text: &str) {
        self.text.reserve(text.len() + 1);
        let mut start = self.text.len();
        for letter in text.chars() {
            match letter {
                'a'..='z' | '0'..='9' => self.text.push(letter as u8),
                'A'..='Z' => self.text.push(letter.to_ascii_lowercase() as u8),
                _ if letter.is_ascii() => start = self.end_word(start),
                _ => match folded(letter) {
                    "" => start = self.end_word(start),
                    plain => self.text.extend_from_slice(plain.as_bytes()),
                },
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
        self.words.push(Word { start, beginning });
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

/// Where the bit of a beginning stands: the five low bits tell the letters of each byte apart.
fn place(beginning: u16) -> (usize, u64) {
    let [second, first] = beginning.to_le_bytes();
    let number = (u32::from(first & 31) << 5) | u32::from(second & 31);
    ((number >> 6) as usize, 1 << (number & 63))
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
