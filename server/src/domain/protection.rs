//! What GDPR chapter V says of a country: whether data may leave for it without a safeguard.
//!
//! As of June 2026: EU and EEA membership, the adequacy decisions in force, and the French territories outside
//! the Union to which the same law applies. Norms change: this table is the one place to follow them.

use super::country::Country;

/// How well personal data are protected in a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// The GDPR, or a French law of the same level, applies there: sending data is no transfer.
    Inside,
    /// An adequacy decision covers the country (art. 45).
    Adequate,
    /// An adequacy decision covers some recipients only (art. 45).
    PartlyAdequate,
    /// A safeguard (art. 46) or a derogation (art. 49) is needed.
    NotAdequate,
}

/// The 27 member states, then Iceland, Liechtenstein and Norway.
const EEA: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO";

/// Territories of member states in the Union, and French territories outside it where the French act applies.
const TERRITORIES: &str = "AX GF GP MF MQ RE YT BL NC PF PM TF WF";

/// Decisions that cover the whole country.
const ADEQUATE: &str = "AD AR BR CH FO GB GG IL IM JE KR NZ UY";

/// Canada: subject to its federal act; Japan: private sector; United States: on the Data Privacy Framework list.
const PARTLY: &str = "CA JP US";

impl Protection {
    /// What chapter V says of `country`.
    pub fn of(country: Country) -> Self {
        let listed = |list: &str| list.split(' ').any(|code| code == country.code());
        match () {
            () if listed(EEA) || listed(TERRITORIES) => Self::Inside,
            () if listed(ADEQUATE) => Self::Adequate,
            () if listed(PARTLY) => Self::PartlyAdequate,
            () => Self::NotAdequate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_stand_where_chapter_v_puts_them() {
        let table = [
            ("FR", Protection::Inside),
            ("NO", Protection::Inside),
            ("RE", Protection::Inside),
            ("NC", Protection::Inside),
            ("GB", Protection::Adequate),
            ("BR", Protection::Adequate),
            ("US", Protection::PartlyAdequate),
            ("MA", Protection::NotAdequate),
            ("IN", Protection::NotAdequate),
        ];
        for (code, expected) in table {
            let country = Country::try_from(code.to_owned()).unwrap();
            assert_eq!(Protection::of(country), expected, "{code}");
        }
    }
}
