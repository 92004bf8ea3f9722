//! Applicants: what is asked, how long it is kept, and what a program may make of it.

use crate::texts::TEXTS;
use probant_plugin_api::{DataCategory, Severity, case::Case, rules::Remark};

/// Two years after the last contact: 2 × 8,760 hours.
const TWO_YEARS: u64 = 17_520;

fn recruits(case: &Case<'_>) -> bool {
    const RECRUITMENT: [&str; 6] = ["recrut*", "candidature*", "embauche*", "entretiens d embauche", "vivier", "cooptation"];
    case.about.mention(&RECRUITMENT).is_some()
        && case.about.mention(&["dossier du personnel", "declaration prealable*"]).is_none()
}

/// An applicant who was not retained is forgotten two years after the last contact.
pub fn retention(case: &Case<'_>) -> Option<Remark> {
    let kept = case.activity.retention.as_ref().filter(|period| recruits(case) && period.hours() > TWO_YEARS)?;
    Some(Remark::new(Severity::Warning, "retention_duration").with("kept", TEXTS.period(kept)))
}

/// Before hiring, only what tells of the aptitude for the post.
pub fn excess(case: &Case<'_>) -> Option<Remark> {
    const EXCESS: [&str; 9] = [
        "nir",
        "numero de securite sociale",
        "iban*",
        "rib",
        "situation matrimoniale",
        "enfants a charge",
        "grossesse*",
        "conjoint*",
        "carte vitale",
    ];
    if !recruits(case) || case.people.mention(&["candidat*"]).is_none() {
        return None;
    }
    let item = case.item(|item| item.names(&EXCESS) || item.is(DataCategory::HouseholdComposition))?;
    Some(Remark::new(Severity::Warning, item.column()).with("item", probant_plugin_api::same(item.name.as_str())))
}

/// A criminal record is asked for only where a text says so.
pub fn criminal_record(case: &Case<'_>) -> Option<Remark> {
    let asked = recruits(case) && case.activity.criminal_data_authority.is_empty();
    let item = case.item(|item| item.is(DataCategory::OffencesAndConvictions) || item.names(&["casier*"]))?;
    asked.then(|| Remark::new(Severity::Breach, item.column()))
}

/// Sorting people by a program stands on the authority's list of processing that needs an impact assessment.
pub fn profiling(case: &Case<'_>) -> Option<Remark> {
    const SORTING: [&str; 8] = [
        "profilage",
        "scoring",
        "tri automatique",
        "preselection automatique",
        "notation",
        "potentiel*",
        "algorithme*",
        "matching",
    ];
    const STAFF: [&str; 7] = ["candidat*", "salarie*", "agent*", "personnel*", "employe*", "collaborateur*", "talents"];
    let concerned = case.people.mention(&STAFF).is_some() || case.about.mention(&STAFF).is_some();
    (concerned && case.about.mention(&SORTING).is_some()).then(|| Remark::new(Severity::Warning, ""))
}
