//! Periods as people write them in tables: "3 ans", "six mois après le départ".

use probant_plugin_api::{RetentionPeriod, RetentionStart, RetentionUnit, words::Words};

const UNITS: [(RetentionUnit, &[&str]); 5] = [
    (RetentionUnit::Hours, &["heure", "heures", "h"]),
    (RetentionUnit::Days, &["jour", "jours", "j"]),
    (RetentionUnit::Weeks, &["semaine", "semaines"]),
    (RetentionUnit::Months, &["mois"]),
    (RetentionUnit::Years, &["an", "ans", "annee", "annees"]),
];
const NUMBERS: [&str; 13] =
    ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"];
/// What says that the period begins when the operation ends.
const AFTER: &[&str] = &["apres", "fin", "depart", "cloture", "sortie", "solde"];

/// The period that a cell names, nothing for an empty one; the cell itself where it names none.
pub fn read(cell: &str) -> Result<Option<RetentionPeriod>, &str> {
    if cell.is_empty() {
        return Ok(None);
    }
    let words = Words::of([cell]);
    let mut pieces = cell.split(|letter: char| !letter.is_alphanumeric()).filter(|piece| !piece.is_empty());
    let length = pieces.find_map(number).ok_or(cell)?;
    let unit = pieces.next().map(|piece| Words::of([piece])).ok_or(cell)?;
    let unit = UNITS.iter().find(|(_, names)| unit.are(names)).map(|(unit, _)| *unit).ok_or(cell)?;
    let from = words.mention(AFTER).map(|_| RetentionStart::OperationEnd);
    Ok(Some(RetentionPeriod { from, ..RetentionPeriod::new(length, unit) }))
}

fn number(piece: &str) -> Option<u32> {
    let words = Words::of([piece]);
    let spelled = NUMBERS.iter().position(|number| words.are(&[number])).and_then(|number| u32::try_from(number).ok());
    piece.parse().ok().or(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_they_are_written() {
        let table = [
            ("3 ans", Some((3, RetentionUnit::Years, false))),
            ("Six mois après le départ du locataire", Some((6, RetentionUnit::Months, true))),
            ("30 jours", Some((30, RetentionUnit::Days, false))),
            ("durée : 1 année", Some((1, RetentionUnit::Years, false))),
            ("longtemps", None),
            ("3", None),
            ("3 lunes", None),
        ];
        for (cell, expected) in table {
            let found = read(cell).ok().flatten().map(|period| (period.length, period.unit, period.from.is_some()));
            assert_eq!(found, expected, "{cell}");
        }
        assert_eq!(read(""), Ok(None));
    }
}
