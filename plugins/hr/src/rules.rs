//! The rules of the pack: one table that the review and the description both read.

mod files;
mod health;
mod monitoring;
mod recruitment;
mod staff;
#[cfg(test)]
mod tests;

use probant_plugin_api::rules::Check;

/// All rules, in the order in which their findings are shown.
pub const RULES: &[Check] = &[
    Check::new("applicant-retention", "RGPD 5(1)(e)", recruitment::retention),
    Check::new("applicant-data", "RGPD 5(1)(c) ; code du travail L1221-6", recruitment::excess),
    Check::new("applicant-record", "RGPD 10 ; LIL 46", recruitment::criminal_record),
    Check::new("profiling", "RGPD 22 et 35(4)", recruitment::profiling),
    Check::new("staff-consent", "RGPD 4(11) et 7(4)", files::consent),
    Check::new("staff-number", "LIL 30 ; décret 2019-341", files::national_number),
    Check::new("payslip-retention", "Code du travail L3243-4", files::payslips),
    Check::new("sanction-retention", "Code du travail L1332-5", files::sanctions),
    Check::new("mailbox-retention", "RGPD 5(1)(e)", files::mailbox),
    Check::new("diagnosis", "RGPD 9 ; code de la santé publique L1110-4", health::diagnosis),
    Check::new("disability", "RGPD 9(2)(b)", health::disability),
    Check::new("constant-monitoring", "Code du travail L1121-1 ; RGPD 35(4)", monitoring::constant),
    Check::new("monitoring-notice", "Code du travail L1222-4 ; RGPD 13", monitoring::notice),
    Check::new("biometric-hours", "RGPD 9 ; délibération CNIL 2019-001", monitoring::biometric_hours),
    Check::new("vehicle-retention", "RGPD 5(1)(e)", monitoring::vehicles),
    Check::new("workplace-camera", "Code du travail L1121-1 ; RGPD 5(1)(c)", monitoring::workplace_camera),
    Check::new("union-data", "RGPD 9 ; code du travail L2141-5", staff::union_data),
    Check::new("whistleblowing", "RGPD 35(4) ; loi 2016-1691", staff::whistleblowing),
    Check::new("staff-photo", "RGPD 6(1)(a)", staff::photograph),
];
