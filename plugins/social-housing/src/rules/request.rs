//! What an application for social housing is recognised by.

use probant_plugin_api::case::Case;

/// Whether it is about applications for social housing or their allocation.
pub fn is_housing_request(case: &Case<'_>) -> bool {
    const REQUESTS: [&str; 14] = [
        "demande de logement",
        "demandes de logement",
        "demande locative",
        "demandes locatives",
        "demande et attribution",
        "demandeur de logement",
        "demandeurs de logement",
        "attribution de logement*",
        "attribution des logements",
        "attributions de logement*",
        "cotation",
        "candidats locataires",
        "candidature locative",
        "candidatures locatives",
    ];
    case.about.mention(&REQUESTS).is_some()
        || (case.people.mention(&["demandeur*", "candidat*"]).is_some()
            && case.about.mention(&["logement*", "attribution*", "locati*"]).is_some()
            && case.about.mention(&["recrut*", "embauche", "emploi*"]).is_none())
}
