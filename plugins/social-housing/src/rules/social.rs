//! Social assistance: what social workers learn, and what allocation may make of it.

use super::request::is_housing_request;
use crate::texts::TEXTS;
use probant_plugin_api::{Answer, DataCategory, Severity, case::Case, rules::Remark};

/// Two years after the last contact: 2 × 8,760 hours.
const TWO_YEARS: u64 = 17_520;

/// Social workers are bound by professional secrecy; so is whoever reads their files.
pub fn secrecy(case: &Case<'_>) -> Option<Remark> {
    if !case.holds(DataCategory::SocialAssistanceAndAssessment) {
        return None;
    }
    let severity = match case.activity.security.confidentiality_undertaking {
        Answer::Yes => return None,
        Answer::No => Severity::Warning,
        Answer::Unanswered => Severity::Advice,
    };
    Some(Remark::new(severity, "security_confidentiality_undertaking"))
}

/// A social file ends two years after the last contact.
pub fn retention(case: &Case<'_>) -> Option<Remark> {
    if !case.holds(DataCategory::SocialAssistanceAndAssessment) {
        return None;
    }
    let kept = case.longest(|item| item.is(DataCategory::SocialAssistanceAndAssessment))?;
    (kept.hours() > TWO_YEARS).then(|| Remark::new(Severity::Advice, "retention_duration").with("kept", TEXTS.period(kept)))
}

/// Scoring of applications helps to decide and never decides.
pub fn scoring(case: &Case<'_>) -> Option<Remark> {
    let scores = case.about.mention(&["cotation*", "scoring", "notation des demandes"]).is_some();
    scores.then(|| Remark::new(Severity::Advice, "description"))
}

/// Management of social housing stands on the authority's list of processing that needs an impact assessment.
pub fn dpia(case: &Case<'_>) -> Option<Remark> {
    const MANAGEMENT: [&str; 6] = [
        "conclusion du bail",
        "gestion locative",
        "enquete ressources",
        "supplement de loyer*",
        "occupation du parc social",
        "caleol",
    ];
    let listed = case.as_controller() && (is_housing_request(case) || case.about.mention(&MANAGEMENT).is_some());
    listed.then(|| Remark::new(Severity::Information, ""))
}
