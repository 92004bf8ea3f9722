//! Names of countries in the texts of packs. A pack knows a country by its code; the server knows its name in every language.

use crate::domain::{
    country::Country,
    text::{Language, Localised},
};

const MARK: &str = "{country:";

/// Puts the name of a country wherever a text says `{country:IN}`. What is no code stays as it is; a code that ISO 3166-1
/// does not know is its own name. A text without a translation gets one where the name of a country differs.
pub fn named(text: Localised) -> Localised {
    if ![&text.fr, &text.en, &text.es].into_iter().any(|text| text.contains(MARK)) {
        return text;
    }
    let filled = |language| filled(text.get(language), language);
    Localised { fr: filled(Language::Fr), en: filled(Language::En), es: filled(Language::Es) }
}

fn filled(text: &str, language: Language) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK) {
        filled += before;
        let found = after.split_once('}').and_then(|(code, after)| Some((Country::try_from(code.to_owned()).ok()?, after)));
        if let Some((country, after)) = found {
            filled += country.name(language);
            rest = after;
        } else {
            filled += MARK;
            rest = after;
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_named_in_each_language() {
        let table = [
            ("Vers {country:DE} et {country:IN}.", "Vers Allemagne et Inde.", "Vers Germany et India."),
            ("{country:XK}, {country:in}, {country:", "XK, {country:in}, {country:", "XK, {country:in}, {country:"),
            ("{country:{country:FR}", "{country:France", "{country:France"),
            ("Sans pays", "Sans pays", "Sans pays"),
        ];
        for (text, fr, en) in table {
            let named = named(Localised::same(text));
            assert_eq!((named.get(Language::Fr), named.get(Language::En)), (fr, en));
        }
    }
}
