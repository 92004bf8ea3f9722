//! Offences and convictions (article 10): a landlord processes them as victim or party, within a text.

use probant_plugin_api::{DataCategory, Severity, case::Case, rules::Remark};

/// Only what a text authorises; the activity names it.
pub fn authority(case: &Case<'_>) -> Option<Remark> {
    let unauthorised =
        case.holds(DataCategory::OffencesAndConvictions) && case.activity.criminal_data_authority.trim().is_empty();
    unauthorised.then(|| Remark::new(Severity::Breach, "offences_and_convictions"))
}

/// Neither a lease nor an eviction needs the criminal record.
pub fn criminal_record(case: &Case<'_>) -> Option<Remark> {
    case.item_naming(&["casier*"]).map(|item| Remark::new(Severity::Warning, item.column()))
}
