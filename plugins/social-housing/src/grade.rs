//! How grave it is for a tenant when a data item fails, where the sector knows better than the category does.

use probant_plugin_api::{
    Grade::{self, A, B, C, D, E, F},
    PersonalDataItem, Sensitivity, sensitivity,
    words::Words,
};

/// Words that name the item, then the harms (physical, moral, financial) of a change, of a loss and of a leak.
type Row = (&'static [&'static str], [Grade; 3], [Grade; 3], [Grade; 3]);

const GRADES: &[Row] = &[
    // The address of a victim in the hands of the violent spouse.
    (
        &["violences subies", "ordonnance de protection", "adresse protegee", "eloignement du domicile"],
        [E, E, B],
        [D, D, B],
        [F, F, C],
    ),
    (&["nir", "numero de securite sociale"], [A, C, D], [A, B, C], [A, D, E]),
    (&["difficultes sociales", "evaluation sociale", "plan d aide", "addiction*"], [B, D, C], [B, C, C], [B, E, C]),
    (&["dalo", "hebergement anterieur"], [C, D, C], [C, C, C], [A, D, B]),
    (&["dette locative", "surendettement", "reste a vivre"], [A, D, D], [A, B, C], [A, D, C]),
    (&["ordonnance d expulsion", "assignation"], [B, D, D], [A, C, C], [A, D, C]),
    (&["numero unique de demande"], [A, D, C], [B, D, C], [A, B, A]),
    (&["commentaire*"], [A, D, B], [A, A, A], [A, E, B]),
    (&["iban*", "rib"], [A, C, E], [A, B, C], [A, C, E]),
];

/// The grades of an item; none where the category says enough.
pub fn grade(item: &PersonalDataItem) -> Option<Sensitivity> {
    let name = Words::of([item.name.as_str()]);
    let row = GRADES.iter().find(|(names, ..)| name.mention(names).is_some())?;
    let (_, alteration, loss, leak) = *row;
    Some(sensitivity(alteration, loss, leak))
}

#[cfg(test)]
mod tests {
    use super::*;
    use probant_plugin_api::DataCategory;

    #[test]
    fn a_protected_address_weighs_most_and_a_leisure_nothing_of_its_own() {
        let of = |name| grade(&PersonalDataItem::new(DataCategory::ManagementData, name));
        assert_eq!(of("Adresse protégée").map(|grades| grades.leak.physical), Some(F));
        assert_eq!(of("NIR (numéro de sécurité sociale)").map(|grades| grades.leak.financial), Some(E));
        assert_eq!(of("Dette locative").map(|grades| grades.alteration.moral), Some(D));
        assert_eq!(of("Loisirs"), None);
        for (names, ..) in GRADES {
            assert!(names.iter().all(|name| of(name.trim_end_matches('*')).is_some()), "{names:?}");
        }
    }
}
