//! The rules of the pack: one table that the review and the description both read.

mod basis;
mod identity;
mod notice;
mod offences;
mod parties;
mod premises;
mod rent;
mod social;
#[cfg(test)]
mod tests;

use crate::{case::Case, texts::TEXTS};
use probant_plugin_api::{Finding, Localised, Rule, Severity};

/// A rule: its name in the locale files, the text it rests on, and what it looks for.
pub struct Check {
    pub name: &'static str,
    pub article: &'static str,
    pub check: fn(&Case<'_>) -> Option<Remark>,
}

/// What a rule has to say about one activity.
pub struct Remark {
    severity: Severity,
    field: &'static str,
    values: Vec<(&'static str, Localised)>,
}

impl Remark {
    pub fn new(severity: Severity, field: &'static str) -> Self {
        Self { severity, field, values: Vec::new() }
    }

    /// Fills a place of the message.
    pub fn with(mut self, place: &'static str, value: Localised) -> Self {
        self.values.push((place, value));
        self
    }
}

const fn check(name: &'static str, article: &'static str, check: fn(&Case<'_>) -> Option<Remark>) -> Check {
    Check { name, article, check }
}

/// All rules, in the order in which their findings are shown.
pub const RULES: &[Check] = &[
    check("nir", "LIL 30 ; décret 2019-341 ; CCH L442-5", identity::nir),
    check("nationality", "RGPD 5(1)(c) ; CCH L441-2-1", identity::nationality),
    check("ethnic-origin", "RGPD 9(1)", identity::ethnic_origin),
    check("special-condition", "RGPD 9(2)", identity::special_condition),
    check("offences-authority", "RGPD 10 ; LIL 46", offences::authority),
    check("criminal-record", "RGPD 10 ; LIL 46", offences::criminal_record),
    check("social-secrecy", "CASF L411-3 ; RGPD 32", social::secrecy),
    check("social-retention", "RGPD 5(1)(e) ; référentiel CNIL 2023-095", social::retention),
    check("allocation-scoring", "RGPD 22", social::scoring),
    check("dpia-list", "RGPD 35(4) ; délibération CNIL 2018-327", social::dpia),
    check("application-retention", "RGPD 5(1)(e) ; décret 2017-917", rent::application_retention),
    check("arrears-retention", "RGPD 5(1)(e)", rent::arrears_retention),
    check("arrears-blacklist", "RGPD 5(1)(a) et 5(1)(c)", rent::blacklist),
    check("cctv-retention", "CSI L252-5 ; RGPD 5(1)(e)", premises::cctv_retention),
    check("cctv-notice", "RGPD 13 ; CSI L251-3", premises::cctv_notice),
    check("badge-retention", "RGPD 5(1)(e)", premises::badge_retention),
    check("biometric-access", "RGPD 9", premises::biometrics),
    check("call-recording", "RGPD 5(1)(e)", premises::call_recording),
    check("public-task", "RGPD 6(1), dernier alinéa", basis::public_task),
    check("minors-consent", "RGPD 8 ; LIL 45", basis::minors_consent),
    check("transfer-safeguard", "RGPD 44 et 46", parties::transfer_safeguard),
    check("derogation-ground", "RGPD 49", parties::derogation_ground),
    check("processor-contract", "RGPD 28(3)", parties::processor_contract),
    check("processor-clause", "RGPD 28(3)", parties::processor_clause),
    check("notice-missing", "RGPD 13 et 14", notice::notice_missing),
    check("retention-missing", "RGPD 5(1)(e) et 30(1)(f)", notice::retention_missing),
];

impl Check {
    /// What people read about the rule.
    pub fn describe(&self) -> Rule {
        let title = TEXTS.attribute(self.name, "title", &[]).unwrap_or_else(|| crate::texts::same(self.name));
        Rule { name: self.name.into(), article: self.article.into(), title }
    }

    /// What the rule finds in an activity, if anything.
    pub fn finding(&self, case: &Case<'_>) -> Option<Finding> {
        let remark = (self.check)(case)?;
        let message = TEXTS.text(self.name, &remark.values);
        let finding = Finding::new(self.name, remark.severity, remark.field, message).article(self.article);
        Some(match TEXTS.attribute(self.name, "fix", &remark.values) {
            Some(fix) => finding.fix(fix),
            None => finding,
        })
    }
}
