//! The rules of a pack as one table, which the review and the description both read.
//!
//! A rule looks at a [`Case`] and may have a [`Remark`]. Its texts stand in the pack's locale files under its name: the
//! message itself, with the attributes `.title` (what the rule checks) and `.fix` (what to write instead).

use crate::{Finding, Localised, Rule, Severity, case::Case, locale::Locale, same};

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
    /// A row of the table.
    pub const fn new(name: &'static str, article: &'static str, check: fn(&Case<'_>) -> Option<Remark>) -> Self {
        Self { name, article, check }
    }

    /// What people read about the rule.
    pub fn describe(&self, texts: &Locale) -> Rule {
        let title = texts.attribute(self.name, "title", &[]).unwrap_or_else(|| same(self.name));
        Rule { name: self.name.into(), article: self.article.into(), title }
    }

    /// What the rule finds in an activity, if anything.
    pub fn finding(&self, texts: &Locale, case: &Case<'_>) -> Option<Finding> {
        let remark = (self.check)(case)?;
        let message = texts.text(self.name, &remark.values);
        let finding = Finding::new(self.name, remark.severity, remark.field, message).article(self.article);
        Some(match texts.attribute(self.name, "fix", &remark.values) {
            Some(fix) => finding.fix(fix),
            None => finding,
        })
    }
}
