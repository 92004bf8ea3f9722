//! Health at work: the employer knows what follows from it, never the illness.

use super::files::STAFF;
use probant_plugin_api::{Answer, DataCategory, Severity, case::Case, rules::Remark, same};

fn of_staff(case: &Case<'_>) -> bool {
    case.people.mention(&STAFF).is_some()
}

/// Fitness and dates, not the diagnosis.
pub fn diagnosis(case: &Case<'_>) -> Option<Remark> {
    const ILLNESS: [&str; 7] =
        ["diagnostic*", "pathologie*", "maladie*", "dossier medical", "traitement medical", "symptome*", "certificat medical"];
    // A sick note says how long, not of what.
    const LEAVE: [&str; 1] = ["arret*"];
    let item = case.item(|item| item.is(DataCategory::HealthData) && item.names(&ILLNESS) && !item.names(&LEAVE))?;
    let service = case.about.mention(&["service de sante au travail", "medecine du travail"]).is_some();
    (of_staff(case) && !service).then(|| Remark::new(Severity::Breach, item.column()).with("item", same(item.name.as_str())))
}

/// The recognition of a disability stays between the person and the officer in charge.
pub fn disability(case: &Case<'_>) -> Option<Remark> {
    let item = case.item_naming(&["rqth", "handicap*"])?;
    let kept_close = case.activity.security.confidentiality_undertaking == Answer::Yes;
    (of_staff(case) && !kept_close)
        .then(|| Remark::new(Severity::Advice, "security_confidentiality_undertaking").with("item", same(item.name.as_str())))
}
