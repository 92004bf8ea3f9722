//! What every sheet of the register says: how people are informed, how long data are kept.

use probant_plugin_api::{Answer, Information, Severity, case::Case, rules::Remark};

/// People are told, one way or another.
pub fn notice_missing(case: &Case<'_>) -> Option<Remark> {
    let Information { form, poster, website, letter, oral, other } = &case.activity.information;
    let told = [form, poster, website, letter, oral].contains(&&Answer::Yes) || !other.is_empty();
    let concerned = case.as_controller() && !case.activity.personal_data.is_empty();
    (concerned && !told).then(|| Remark::new(Severity::Warning, "notice_on_form"))
}

/// Each data item has an end.
pub fn retention_missing(case: &Case<'_>) -> Option<Remark> {
    let endless = case.activity.retention.is_none() && case.activity.personal_data.iter().any(|item| item.retention.is_none());
    endless.then(|| Remark::new(Severity::Warning, "retention_duration"))
}
