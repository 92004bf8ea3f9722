//! Finding words in what people typed: case, accents and punctuation do not count, word borders do.

/// Text prepared for [`Words::mention`]: lower case, without accents, one space after each word.
pub struct Words {
    text: String,
    /// Where each word begins.
    starts: Vec<usize>,
    /// First bytes of all words, one bit each: most patterns are settled by it.
    firsts: u64,
}

impl Words {
    /// Prepares the texts as one.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = Self { text: String::new(), starts: Vec::new(), firsts: 0 };
        for text in texts {
            for letter in text.chars() {
                push_folded(&mut words.text, letter);
            }
            push_folded(&mut words.text, ' ');
        }
        let mut border = true;
        for (at, byte) in words.text.bytes().enumerate() {
            if border && byte != b' ' {
                words.starts.push(at);
                words.firsts |= bit(byte);
            }
            border = byte == b' ';
        }
        words
    }

    /// The first of `patterns` that occurs, if any. A pattern is one or several whole words in lower case without
    /// accents; with a star at its end (`impay*`) it also stands for every longer word.
    pub fn mention<'p>(&self, patterns: &[&'p str]) -> Option<&'p str> {
        patterns.iter().copied().find(|pattern| {
            let (words, whole) = pattern.strip_suffix('*').map_or((*pattern, true), |start| (start, false));
            words.bytes().next().is_some_and(|first| self.firsts & bit(first) != 0) && self.contains(words, whole)
        })
    }

    fn contains(&self, words: &str, whole: bool) -> bool {
        self.starts.iter().any(|start| {
            let rest = self.text.get(*start..).and_then(|text| text.strip_prefix(words));
            rest.is_some_and(|rest| !whole || rest.starts_with(' '))
        })
    }
}

fn bit(byte: u8) -> u64 {
    1 << (byte & 63)
}

fn push_folded(text: &mut String, letter: char) {
    let folded = match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'À' | 'Á' | 'Â' | 'Ä' | 'Ã' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'Ò' | 'Ó' | 'Ô' | 'Ö' | 'Õ' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        other if other.is_ascii_alphanumeric() => {
            text.push(other.to_ascii_lowercase());
            return;
        }
        _ if text.is_empty() || text.ends_with(' ') => "",
        _ => " ",
    };
    text.push_str(folded);
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
