//! Files of the staff: on which basis, with which number, for how long.

use crate::texts::TEXTS;
use probant_plugin_api::{LegalBasis, Severity, case::Case, rules::Remark, same};

const YEAR: u64 = 8_760;
/// 31 days in hours: the longest month.
const MONTH: u64 = 744;

/// People whom the employer has power over.
pub const STAFF: [&str; 7] = ["salarie*", "agents", "personnel*", "employe*", "collaborateur*", "stagiaire*", "apprenti*"];

/// Whoever depends on an employer is seldom free to refuse.
pub fn consent(case: &Case<'_>) -> Option<Remark> {
    const FREE: [&str; 8] =
        ["photo*", "image*", "portrait*", "vivier", "handicap*", "action sociale", "aide sociale", "assistant social"];
    let consent = case.activity.legal_basis == Some(LegalBasis::Consent);
    let bound = case.people.mention(&STAFF).is_some() && case.about.mention(&FREE).is_none();
    (consent && bound).then(|| Remark::new(Severity::Advice, "legal_basis"))
}

/// The national number serves pay, social protection and accidents at work, nothing else.
pub fn national_number(case: &Case<'_>) -> Option<Remark> {
    const ALLOWED: [&str; 15] = [
        "paie*",
        "paye",
        "remuneration*",
        "declaration*",
        "dsn",
        "embauche*",
        "dossier du personnel",
        "protection sociale",
        "prevoyance",
        "mutuelle*",
        "accident*",
        "arret*",
        "retraite*",
        "cotisation*",
        "epargne salariale",
    ];
    let staff = case.people.mention(&STAFF).is_some();
    let item = case.item_naming(&["nir", "numero de securite sociale", "numero securite sociale", "numero insee"])?;
    let allowed = case.about.mention(&ALLOWED).is_some();
    (staff && !allowed).then(|| Remark::new(Severity::Warning, item.column()).with("item", same(item.name.as_str())))
}

/// The employer keeps a copy of payslips for five years.
pub fn payslips(case: &Case<'_>) -> Option<Remark> {
    case.about.mention(&["bulletins de paie", "bulletin de paie", "bulletins de salaire"])?;
    let kept = case.activity.retention.as_ref().filter(|period| period.hours() < 5 * YEAR)?;
    Some(Remark::new(Severity::Warning, "retention_duration").with("kept", TEXTS.period(kept)))
}

/// A sanction older than three years cannot be relied on.
pub fn sanctions(case: &Case<'_>) -> Option<Remark> {
    const SANCTIONS: [&str; 4] = ["disciplin*", "sanction*", "avertissement*", "blame*"];
    let concerned = case.about.mention(&SANCTIONS).is_some() || case.item_naming(&SANCTIONS).is_some();
    let kept = case.longest(|item| item.names(&SANCTIONS)).filter(|period| concerned && period.hours() > 3 * YEAR)?;
    Some(Remark::new(Severity::Warning, "retention_duration").with("kept", TEXTS.period(kept)))
}

/// A mailbox closes soon after its owner left: three months are proposed.
pub fn mailbox(case: &Case<'_>) -> Option<Remark> {
    case.about.mention(&["messagerie*", "boite mail", "boites mail", "courriels professionnels"])?;
    let kept = case.activity.retention.as_ref().filter(|period| period.hours() > 3 * MONTH)?;
    Some(Remark::new(Severity::Advice, "retention_duration").with("kept", TEXTS.period(kept)))
}
