//! Buildings: cameras, badges, biometrics, and the telephone.

use crate::texts::TEXTS;
use probant_plugin_api::{
    Answer, DataCategory, RetentionPeriod, Severity,
    case::{Case, Item},
    rules::Remark,
};

const CCTV: [&str; 8] = [
    "videosurveillance",
    "video surveillance",
    "videoprotection",
    "video protection",
    "camera*",
    "cctv",
    "images des parties communes",
    "videoverbalisation",
];

/// 31 days in hours: the longest month.
const MONTH: u64 = 744;
const THREE_MONTHS: u64 = 3 * 744;
const SIX_MONTHS: u64 = 6 * 744;

fn films(case: &Case<'_>) -> bool {
    case.holds(DataCategory::ImageRecording) && case.about.mention(&CCTV).is_some() || case.item_naming(&CCTV).is_some()
}

fn too_long(kept: Option<&RetentionPeriod>, limit: u64, severity: Severity) -> Option<Remark> {
    let kept = kept.filter(|period| period.hours() > limit)?;
    Some(Remark::new(severity, "retention_duration").with("kept", TEXTS.period(kept)))
}

/// Images are kept a month at most, save for a procedure.
pub fn cctv_retention(case: &Case<'_>) -> Option<Remark> {
    if !films(case) {
        return None;
    }
    let image =
        |item: &Item<'_>| item.is(DataCategory::ImageRecording) && (item.names(&CCTV) || case.about.mention(&CCTV).is_some());
    too_long(case.longest(image), MONTH, Severity::Breach)
}

/// Whoever is filmed reads it at the entrance.
pub fn cctv_notice(case: &Case<'_>) -> Option<Remark> {
    let unread = films(case) && case.as_controller() && case.activity.information.poster != Answer::Yes;
    unread.then(|| Remark::new(Severity::Warning, "notice_by_poster"))
}

/// Passages at a door tell who comes home when: three months are proposed.
pub fn badge_retention(case: &Case<'_>) -> Option<Remark> {
    const BADGES: [&str; 4] = ["passage*", "badge*", "badgeage*", "controle d acces"];
    case.item_naming(&BADGES).filter(|item| item.is(DataCategory::LocationData) || item.is(DataCategory::ConnectionData))?;
    let time_clock = case.about.mention(&["temps de travail", "horaire*"]).is_some();
    if time_clock {
        return None;
    }
    too_long(case.longest(|item| item.names(&BADGES)), THREE_MONTHS, Severity::Advice)
}

/// A badge opens a door as well: no biometrics for people who only go home.
pub fn biometrics(case: &Case<'_>) -> Option<Remark> {
    const TENANTS: [&str; 6] = ["locataire*", "resident*", "occupant*", "habitant*", "immeuble*", "residence*"];
    let by_name = case.item_naming(&["biometri*", "empreinte*", "reconnaissance faciale", "gabarit*"]);
    let by_category = case.item(|item| item.is(DataCategory::BiometricData));
    let item = by_category.or(by_name)?;
    let tenants = case.people.mention(&TENANTS).is_some() || case.about.mention(&TENANTS).is_some();
    tenants.then(|| Remark::new(Severity::Breach, item.column()))
}

/// Recorded calls serve quality or proof for a while: six months are proposed.
pub fn call_recording(case: &Case<'_>) -> Option<Remark> {
    const RECORDINGS: [&str; 4] =
        ["enregistrement sonore", "enregistrements sonores", "enregistrement des appels", "enregistrement d appel*"];
    case.item_naming(&RECORDINGS)?;
    too_long(case.longest(|item| item.names(&RECORDINGS)), SIX_MONTHS, Severity::Advice)
}
