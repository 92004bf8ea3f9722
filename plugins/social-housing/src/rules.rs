//! The rules of the pack: one table that the review and the description both read.

mod basis;
mod identity;
mod notice;
mod offences;
mod parties;
mod premises;
mod rent;
mod request;
mod social;
#[cfg(test)]
mod tests;

use probant_plugin_api::rules::Check;

/// All rules, in the order in which their findings are shown.
pub const RULES: &[Check] = &[
    Check::new("nir", "LIL 30 ; décret 2019-341 ; CCH L442-5", identity::nir),
    Check::new("nationality", "RGPD 5(1)(c) ; CCH L441-2-1", identity::nationality),
    Check::new("ethnic-origin", "RGPD 9(1)", identity::ethnic_origin),
    Check::new("special-condition", "RGPD 9(2)", identity::special_condition),
    Check::new("offences-authority", "RGPD 10 ; LIL 46", offences::authority),
    Check::new("criminal-record", "RGPD 10 ; LIL 46", offences::criminal_record),
    Check::new("social-secrecy", "CASF L411-3 ; RGPD 32", social::secrecy),
    Check::new("social-retention", "RGPD 5(1)(e) ; référentiel CNIL 2023-095", social::retention),
    Check::new("allocation-scoring", "RGPD 22", social::scoring),
    Check::new("dpia-list", "RGPD 35(4) ; délibération CNIL 2018-327", social::dpia),
    Check::new("application-retention", "RGPD 5(1)(e) ; décret 2017-917", rent::application_retention),
    Check::new("arrears-retention", "RGPD 5(1)(e)", rent::arrears_retention),
    Check::new("arrears-blacklist", "RGPD 5(1)(a) et 5(1)(c)", rent::blacklist),
    Check::new("cctv-retention", "CSI L252-5 ; RGPD 5(1)(e)", premises::cctv_retention),
    Check::new("cctv-notice", "RGPD 13 ; CSI L251-3", premises::cctv_notice),
    Check::new("badge-retention", "RGPD 5(1)(e)", premises::badge_retention),
    Check::new("biometric-access", "RGPD 9", premises::biometrics),
    Check::new("call-recording", "RGPD 5(1)(e)", premises::call_recording),
    Check::new("public-task", "RGPD 6(1), dernier alinéa", basis::public_task),
    Check::new("minors-consent", "RGPD 8 ; LIL 45", basis::minors_consent),
    Check::new("transfer-safeguard", "RGPD 44 et 46", parties::transfer_safeguard),
    Check::new("derogation-ground", "RGPD 49", parties::derogation_ground),
    Check::new("processor-contract", "RGPD 28(3)", parties::processor_contract),
    Check::new("processor-clause", "RGPD 28(3)", parties::processor_clause),
    Check::new("notice-missing", "RGPD 13 et 14", notice::notice_missing),
    Check::new("retention-missing", "RGPD 5(1)(e) et 30(1)(f)", notice::retention_missing),
];
