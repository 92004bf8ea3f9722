//! Staff relations: unions, reports of wrongdoing, and faces.

use super::files::STAFF;
use probant_plugin_api::{DataCategory, LegalBasis, Severity, case::Case, rules::Remark, same};

/// Mandates and hours, neither membership nor opinion nor strike.
pub fn union_data(case: &Case<'_>) -> Option<Remark> {
    const EXCESS: [&str; 6] = ["adhesion*", "cotisation syndicale", "greve*", "opinion*", "syndique*", "appartenance*"];
    let item = case.item(|item| item.is(DataCategory::TradeUnionMembership) && item.names(&EXCESS))?;
    let voting = case.about.mention(&["election*"]).is_some();
    (!voting).then(|| Remark::new(Severity::Warning, item.column()).with("item", same(item.name.as_str())))
}

/// Reporting schemes stand on the authority's list of processing that needs an impact assessment.
pub fn whistleblowing(case: &Case<'_>) -> Option<Remark> {
    const REPORTS: [&str; 5] =
        ["alerte interne", "alertes internes", "alertes professionnelles", "lanceurs d alerte", "signalements de harcelement"];
    case.about.mention(&REPORTS).map(|_| Remark::new(Severity::Information, ""))
}

/// A photograph in the directory is a choice.
pub fn photograph(case: &Case<'_>) -> Option<Remark> {
    let item = case.item_naming(&["trombinoscope", "photo*", "portrait*"])?;
    let free = case.activity.legal_basis == Some(LegalBasis::Consent);
    let listed = case.about.mention(&["annuaire*", "organigramme*", "trombinoscope*", "intranet"]).is_some();
    (listed && !free && case.people.mention(&STAFF).is_some()).then(|| Remark::new(Severity::Advice, item.column()))
}
