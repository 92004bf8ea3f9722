//! Finding words in what people typed: case, accents and punctuation do not count, word borders do.

/// Text prepared for [`Words::mention`]: lower case, without accents, each word between single spaces.
pub struct Words(String);

impl Words {
    /// Prepares the texts as one.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut folded = String::from(" ");
        for letter in texts.into_iter().flat_map(|text| text.chars().chain([' '])) {
            push_folded(&mut folded, letter);
        }
        if !folded.ends_with(' ') {
            folded.push(' ');
        }
        Self(folded)
    }

    /// The first of `patterns` that occurs, if any. A pattern is one or several whole words in lower case without
    /// accents; with a star at its end (`impay*`) it also stands for every longer word.
    pub fn mention<'p>(&self, patterns: &[&'p str]) -> Option<&'p str> {
        patterns.iter().copied().find(|pattern| match pattern.strip_suffix('*') {
            Some(start) => self.contains(start, ""),
            None => self.contains(pattern, " "),
        })
    }

    fn contains(&self, words: &str, border: &str) -> bool {
        self.0.match_indices(words).any(|(at, found)| {
            self.0.get(..at).is_some_and(|before| before.ends_with(' '))
                && self.0.get(at + found.len()..).is_some_and(|after| after.starts_with(border))
        })
    }
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
        _ if text.ends_with(' ') => "",
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
