//! The rules of a pack as one table, which the review and the description both read.
//!
//! A rule looks at a [`Case`](crate::case::Case) and may have a [`Remark`]. Its texts stand in the pack's locale files under its
//! name: the message itself, with the attributes `.title` (what the rule checks) and `.fix` (what to write instead).

use crate::{Finding, Localised, Rule, Severity, locale::Locale, same};

/// A rule: its name in the locale files, and the text it rests on.
#[derive(Clone, Copy)]
pub struct Check {
    pub name: &'static str,
    pub article: &'static str,
}

/// Writes the table of a pack: for each rule its name, the text it rests on, and the function that looks at a case. Makes `RULES`,
/// and `findings`, which calls the functions by their names: a fresh instance pays for each function that is called through a
/// pointer.
#[macro_export]
macro_rules! rules {
    ($($name:literal, $article:literal => $check:path;)+) => {
        /// All rules, in the order in which their findings are shown.
        pub const RULES: &[$crate::rules::Check] = &[$($crate::rules::Check { name: $name, article: $article }),+];

        /// What the rules find in an activity.
        pub fn findings(texts: &$crate::locale::Locale, case: &$crate::case::Case<'_>) -> ::std::vec::Vec<$crate::Finding> {
            let mut findings = ::std::vec::Vec::with_capacity(RULES.len());
            $(if let Some(remark) = $check(case) {
                findings.push($crate::rules::Check { name: $name, article: $article }.finding(texts, &remark));
            })+
            findings
        }
    };
}

/// What a rule has to say about one activity.
pub struct Remark {
    severity: Severity,
    field: &'static str,
    values: Vec<(&'static str, Localised)>,
}

impl Remark {
    /// `field` is the identifier of a column, empty for the whole activity.
    pub fn new(severity: Severity, field: &'static str) -> Self {
        Self { severity, field, values: Vec::new() }
    }

    /// Fills a place of the message.
    #[must_use]
    pub fn with(mut self, place: &'static str, value: Localised) -> Self {
        self.values.push((place, value));
        self
    }
}

impl Check {
    /// What people read about the rule.
    pub fn describe(&self, texts: &Locale) -> Rule {
        let title = texts.attribute(self.name, "title", &[]).unwrap_or_else(|| same(self.name));
        Rule { name: self.name.into(), article: self.article.into(), title }
    }

    /// What people read about a remark of the rule.
    pub fn finding(&self, texts: &Locale, remark: &Remark) -> Finding {
        let message = texts.text(self.name, &remark.values);
        let finding = Finding::new(self.name, remark.severity, remark.field, message).article(self.article);
        match texts.attribute(self.name, "fix", &remark.values) {
            Some(fix) => finding.fix(fix),
            None => finding,
        }
    }
}
