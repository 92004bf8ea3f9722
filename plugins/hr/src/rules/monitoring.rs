//! Monitoring at work: proportionate, announced, and not for ever.

use super::files::STAFF;
use crate::texts::TEXTS;
use probant_plugin_api::{Answer, DataCategory, Information, Severity, case::Case, rules::Remark};

/// 31 days in hours: the longest month.
const MONTH: u64 = 744;

const MEANS: [&str; 10] = [
    "videosurveillance",
    "camera*",
    "badge*",
    "pointage",
    "geolocalisation",
    "ecoute*",
    "enregistrement des appels",
    "surveillance",
    "supervision",
    "controle d acces",
];

fn of_staff(case: &Case<'_>) -> bool {
    case.people.mention(&STAFF).is_some()
}

/// Nothing follows a person all the time.
pub fn constant(case: &Case<'_>) -> Option<Remark> {
    const CONSTANT: [&str; 8] = [
        "keylogger*",
        "frappe*",
        "captures d ecran",
        "capture d ecran",
        "surveillance constante",
        "surveillance permanente",
        "suivi d ecran",
        "temps d inactivite",
    ];
    let found = case.about.mention(&CONSTANT).is_some() || case.item_naming(&CONSTANT).is_some();
    (found && of_staff(case)).then(|| Remark::new(Severity::Breach, "description"))
}

/// No data by means that the employee does not know.
pub fn notice(case: &Case<'_>) -> Option<Remark> {
    let Information { form, poster, website, letter, oral, other } = &case.activity.information;
    let told = [form, poster, website, letter, oral].contains(&&Answer::Yes) || !other.is_empty();
    let concerned = case.as_controller() && of_staff(case) && case.about.mention(&MEANS).is_some();
    (concerned && !told).then(|| Remark::new(Severity::Warning, "notice_by_letter"))
}

/// A fingerprint does not count hours.
pub fn biometric_hours(case: &Case<'_>) -> Option<Remark> {
    let item = case.item(|item| item.is(DataCategory::BiometricData) || item.names(&["biometri*", "empreinte*"]))?;
    let hours = case.about.mention(&["temps de travail", "horaire*", "pointage", "presence*", "badgeage"]).is_some();
    hours.then(|| Remark::new(Severity::Breach, item.column()))
}

/// Positions of vehicles: two months are proposed.
pub fn vehicles(case: &Case<'_>) -> Option<Remark> {
    const POSITIONS: [&str; 4] = ["geolocalisation*", "position*", "gps", "trajet*"];
    case.item(|item| item.is(DataCategory::LocationData) && item.names(&POSITIONS))?;
    let kept = case.longest(|item| item.names(&POSITIONS)).filter(|period| of_staff(case) && period.hours() > 2 * MONTH)?;
    Some(Remark::new(Severity::Advice, "retention_duration").with("kept", TEXTS.period(kept)))
}

/// No camera on a workplace, where people rest, or on union premises.
pub fn workplace_camera(case: &Case<'_>) -> Option<Remark> {
    const PLACES: [&str; 9] = [
        "poste de travail",
        "postes de travail",
        "salle de pause",
        "salles de pause",
        "vestiaire*",
        "local syndical",
        "locaux syndicaux",
        "sanitaires",
        "bureaux individuels",
    ];
    let films = case.holds(DataCategory::ImageRecording) && case.about.mention(&["videosurveillance", "camera*"]).is_some();
    (films && case.about.mention(&PLACES).is_some()).then(|| Remark::new(Severity::Breach, "description"))
}
