//! Countries by ISO 3166-1 code, with what GDPR chapter V says of each.

mod table;

use super::{fold::name_key, text::Language};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::{fmt, sync::LazyLock};
pub use table::{ADEQUACY_DECISIONS, AdequacyDecision};
use table::{COUNTRIES, Entry};

/// A country: the two capital letters of its code. Kept as text in stored and exchanged forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// The code, for example `FR`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// Every country and territory of ISO 3166-1, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTRIES.iter().map(|entry| Self(entry.code))
    }

    /// The country a name stands for, in any of the three languages, without regard to case, accents and articles.
    pub fn named(name: &str) -> Option<Self> {
        static EXACT: LazyLock<FxHashMap<&str, Country>> =
            LazyLock::new(|| COUNTRIES.iter().map(|entry| (entry.names[0], Country(entry.code))).collect());
        static KEYS: LazyLock<FxHashMap<String, Country>> = LazyLock::new(|| {
            let names = COUNTRIES.iter().flat_map(|entry| entry.all_names().map(|name| (name_key(name), Country(entry.code))));
            names.collect()
        });
        EXACT.get(name).or_else(|| KEYS.get(&name_key(name))).copied()
    }

    /// Its name; its code where ISO 3166-1 has no such country.
    pub fn name(&self, language: Language) -> &str {
        let Some(entry) = self.entry() else { return self.code() };
        let [fr, en, es] = entry.names;
        match language {
            Language::Fr => fr,
            Language::En => en,
            Language::Es => es,
        }
    }

    /// What chapter V says of data sent there. An unknown country counts as a third one.
    pub fn standing(&self) -> Standing {
        self.entry().map_or(Standing::Third, |entry| entry.standing)
    }

    /// Whether it is a member of the European Economic Area.
    pub fn is_in_eea(&self) -> bool {
        matches!(self.standing(), Standing::Union | Standing::EconomicArea)
    }

    /// Whether sending data there is a transfer in the sense of chapter V.
    pub fn is_transfer(&self) -> bool {
        matches!(self.standing(), Standing::Adequate | Standing::PartlyAdequate | Standing::Third)
    }

    /// Whether a transfer there rests on a safeguard of art. 46 or a derogation of art. 49; where adequacy is partial,
    /// unless the recipient is covered.
    pub fn needs_safeguard(&self) -> bool {
        matches!(self.standing(), Standing::PartlyAdequate | Standing::Third)
    }

    /// The adequacy decision of the Commission (art. 45), where there is one.
    pub fn adequacy(&self) -> Option<&'static AdequacyDecision> {
        ADEQUACY_DECISIONS.iter().find(|decision| decision.country == self.code())
    }

    fn entry(&self) -> Option<&'static Entry> {
        let index = COUNTRIES.binary_search_by(|entry| entry.code.cmp(&self.0)).ok()?;
        COUNTRIES.get(index)
    }
}

/// How chapter V of the GDPR looks on a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A member of the European Union.
    Union,
    /// Iceland, Liechtenstein, Norway: the GDPR applies through the EEA agreement.
    EconomicArea,
    /// A territory to which the treaties and so the GDPR apply.
    UnionTerritory,
    /// French, outside the treaties; French law applies there. No transfer in a French register, for the DPO to confirm.
    FrenchOverseas,
    /// Covered by an adequacy decision.
    Adequate,
    /// Covered by an adequacy decision for some recipients only.
    PartlyAdequate,
    /// Any other.
    Third,
}

impl TryFrom<String> for Country {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([*a, *b])),
            _ => Err("a country is two capital letters"),
        }
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn names_in_three_languages_lead_to_one_country_each() {
        let mut seen: HashMap<String, [u8; 2]> = HashMap::new();
        for entry in &COUNTRIES {
            for name in entry.all_names() {
                assert_eq!(*seen.entry(name_key(name)).or_insert(entry.code), entry.code, "{name}");
                assert_eq!(Country::named(name).unwrap().0, entry.code, "{name}");
            }
        }
        assert_eq!(Country::all().count(), 249);
        assert!(COUNTRIES.is_sorted_by_key(|entry| entry.code));
    }

    #[test]
    fn names_are_matched_as_people_type_them() {
        let table = [
            ("États-Unis", Some("US")),
            ("etats unis", Some("US")),
            ("Les États\u{2011}Unis d'Amérique", Some("US")),
            ("la france", Some("FR")),
            ("L’Italie", Some("IT")),
            ("Royaume Uni", Some("GB")),
            ("Corée du Sud", Some("KR")),
            ("Antigua et Barbuda", Some("AG")),
            ("Alemania", Some("DE")),
            ("Franse", None),
            ("Atlantide", None),
            ("", None),
        ];
        for (name, expected) in table {
            assert_eq!(Country::named(name).map(String::from).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn chapter_five() {
        let of = |code: &str| Country::try_from(code.to_owned()).unwrap();
        assert_eq!(Country::all().filter(Country::is_in_eea).count(), 30);
        assert_eq!((of("NO").is_transfer(), of("GP").is_transfer(), of("CH").is_transfer()), (false, false, true));
        assert_eq!((of("CH").needs_safeguard(), of("US").needs_safeguard(), of("IN").needs_safeguard()), (false, true, true));
        assert_eq!((of("RE").standing(), of("NC").standing()), (Standing::UnionTerritory, Standing::FrenchOverseas));
        for country in Country::all() {
            let decided = matches!(country.standing(), Standing::Adequate | Standing::PartlyAdequate);
            assert_eq!(country.adequacy().is_some(), decided, "{country}");
        }
        assert_eq!(of("XK").name(Language::Fr), "XK");
    }
}
