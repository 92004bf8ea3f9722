//! The rules of the pack: one table that the review and the description both read.

mod files;
mod health;
mod monitoring;
mod recruitment;
mod staff;
#[cfg(test)]
mod tests;

probant_plugin_api::rules! {
    "applicant-retention", "RGPD 5(1)(e)" => recruitment::retention;
    "applicant-data", "RGPD 5(1)(c) ; code du travail L1221-6" => recruitment::excess;
    "applicant-record", "RGPD 10 ; LIL 46" => recruitment::criminal_record;
    "profiling", "RGPD 22 et 35(4)" => recruitment::profiling;
    "staff-consent", "RGPD 4(11) et 7(4)" => files::consent;
    "staff-number", "LIL 30 ; décret 2019-341" => files::national_number;
    "payslip-retention", "Code du travail L3243-4" => files::payslips;
    "sanction-retention", "Code du travail L1332-5" => files::sanctions;
    "mailbox-retention", "RGPD 5(1)(e)" => files::mailbox;
    "diagnosis", "RGPD 9 ; code de la santé publique L1110-4" => health::diagnosis;
    "disability", "RGPD 9(2)(b)" => health::disability;
    "constant-monitoring", "Code du travail L1121-1 ; RGPD 35(4)" => monitoring::constant;
    "monitoring-notice", "Code du travail L1222-4 ; RGPD 13" => monitoring::notice;
    "biometric-hours", "RGPD 9 ; délibération CNIL 2019-001" => monitoring::biometric_hours;
    "vehicle-retention", "RGPD 5(1)(e)" => monitoring::vehicles;
    "workplace-camera", "Code du travail L1121-1 ; RGPD 5(1)(c)" => monitoring::workplace_camera;
    "union-data", "RGPD 9 ; code du travail L2141-5" => staff::union_data;
    "whistleblowing", "RGPD 35(4) ; loi 2016-1691" => staff::whistleblowing;
    "staff-photo", "RGPD 6(1)(a)" => staff::photograph;
}
