//! Legal basis (article 6) where the sector has something to say about it.

use super::request::is_housing_request;
use probant_plugin_api::{Answer, LegalBasis, Severity, case::Case, rules::Remark};

/// A public body does not carry out its task by legitimate interests; nor is that basis apt for a private
/// landlord where the code of construction and housing tells the task.
pub fn public_task(case: &Case<'_>) -> Option<Remark> {
    const TASKS: [&str; 9] = [
        "attribution*",
        "caleol",
        "dalo",
        "accompagnement social",
        "action sociale",
        "relogement*",
        "prevention des expulsions",
        "ccapex",
        "fonds de solidarite",
    ];
    const PUBLIC: [&str; 6] =
        ["oph", "office public*", "organisme public*", "etablissement public*", "collectivite*", "secteur public"];
    let task = is_housing_request(case) || case.about.mention(&TASKS).is_some();
    if case.activity.legal_basis != Some(LegalBasis::LegitimateInterests) || !task {
        return None;
    }
    let severity = if case.sector.mention(&PUBLIC).is_some() { Severity::Breach } else { Severity::Warning };
    Some(Remark::new(severity, "legal_basis"))
}

/// A child's consent alone does not suffice.
pub fn minors_consent(case: &Case<'_>) -> Option<Remark> {
    let alone = case.activity.minors == Answer::Yes && case.activity.legal_basis == Some(LegalBasis::Consent);
    alone.then(|| Remark::new(Severity::Warning, "minors_concerned"))
}
