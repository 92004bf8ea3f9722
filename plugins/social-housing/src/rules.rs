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

probant_plugin_api::rules! {
    "nir", "LIL 30 ; décret 2019-341 ; CCH L442-5" => identity::nir;
    "nationality", "RGPD 5(1)(c) ; CCH L441-2-1" => identity::nationality;
    "ethnic-origin", "RGPD 9(1)" => identity::ethnic_origin;
    "special-condition", "RGPD 9(2)" => identity::special_condition;
    "offences-authority", "RGPD 10 ; LIL 46" => offences::authority;
    "criminal-record", "RGPD 10 ; LIL 46" => offences::criminal_record;
    "social-secrecy", "CASF L411-3 ; RGPD 32" => social::secrecy;
    "social-retention", "RGPD 5(1)(e) ; référentiel CNIL 2023-095" => social::retention;
    "allocation-scoring", "RGPD 22" => social::scoring;
    "dpia-list", "RGPD 35(4) ; délibération CNIL 2018-327" => social::dpia;
    "application-retention", "RGPD 5(1)(e) ; décret 2017-917" => rent::application_retention;
    "arrears-retention", "RGPD 5(1)(e)" => rent::arrears_retention;
    "arrears-blacklist", "RGPD 5(1)(a) et 5(1)(c)" => rent::blacklist;
    "cctv-retention", "CSI L252-5 ; RGPD 5(1)(e)" => premises::cctv_retention;
    "cctv-notice", "RGPD 13 ; CSI L251-3" => premises::cctv_notice;
    "badge-retention", "RGPD 5(1)(e)" => premises::badge_retention;
    "biometric-access", "RGPD 9" => premises::biometrics;
    "call-recording", "RGPD 5(1)(e)" => premises::call_recording;
    "public-task", "RGPD 6(1), dernier alinéa" => basis::public_task;
    "minors-consent", "RGPD 8 ; LIL 45" => basis::minors_consent;
    "transfer-safeguard", "RGPD 44 et 46" => parties::transfer_safeguard;
    "derogation-ground", "RGPD 49" => parties::derogation_ground;
    "processor-contract", "RGPD 28(3)" => parties::processor_contract;
    "processor-clause", "RGPD 28(3)" => parties::processor_clause;
    "notice-missing", "RGPD 13 et 14" => notice::notice_missing;
    "retention-missing", "RGPD 5(1)(e) et 30(1)(f)" => notice::retention_missing;
}
