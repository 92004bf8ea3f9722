//! Applications, rent and arrears: how long a landlord remembers.

use super::request::is_housing_request;
use crate::texts::TEXTS;
use probant_plugin_api::{Severity, case::Case, rules::Remark};

/// Hours of one year and of three.
const YEAR: u64 = 8_760;
const THREE_YEARS: u64 = 3 * YEAR;

/// Whoever was never housed is forgotten a year after leaving the list; minutes of the commission are kept longer.
pub fn application_retention(case: &Case<'_>) -> Option<Remark> {
    let minutes = case.about.mention(&["proces verba*", "caleol", "commission d attribution"]).is_some();
    if !is_housing_request(case) || minutes {
        return None;
    }
    let kept = case.longest(|_| true)?;
    (kept.hours() > YEAR).then(|| Remark::new(Severity::Warning, "retention_duration").with("kept", TEXTS.period(kept)))
}

/// A settled debt is forgotten; an enforceable title lives longer, with the procedure it belongs to.
pub fn arrears_retention(case: &Case<'_>) -> Option<Remark> {
    const ARREARS: [&str; 7] = [
        "impaye*",
        "recouvrement*",
        "dette locative",
        "dettes locatives",
        "plan d apurement",
        "plans d apurement",
        "precontentieux",
    ];
    const PROCEDURE: [&str; 5] = ["expulsion*", "executoire*", "contentieux locatif", "comptab*", "surendettement"];
    if case.about.mention(&ARREARS).is_none() || case.about.mention(&PROCEDURE).is_some() {
        return None;
    }
    let kept = case.longest(|_| true)?;
    (kept.hours() > THREE_YEARS).then(|| Remark::new(Severity::Warning, "retention_duration").with("kept", TEXTS.period(kept)))
}

/// No list of people to be refused.
pub fn blacklist(case: &Case<'_>) -> Option<Remark> {
    const LISTS: [&str; 8] = [
        "liste noire",
        "listes noires",
        "blacklist*",
        "mauvais payeur*",
        "locataires indesirables",
        "client dangereux",
        "clients dangereux",
        "fichier d exclusion",
    ];
    let named = case.about.mention(&LISTS).is_some() || case.item_naming(&LISTS).is_some();
    named.then(|| Remark::new(Severity::Breach, "description"))
}
