//! What a register is narrowed by: the filters of the address, as lists of choices and as switches.

use super::register::{Maker, RegisterQuery, status_of};
use crate::{
    domain::{
        review::told_from,
        word::{meant, word},
    },
    service::register::list::ActivityFilter,
};
use jiff::civil::Date;

/// Names of data subjects that are offered, the most frequent first.
const SUBJECTS: usize = 100;

/// A list of a filter: the name of its part of the address, and what can be chosen.
pub struct Filter {
    pub name: &'static str,
    pub label: String,
    pub options: Vec<(String, String, bool)>,
}

/// A filter that is on or off.
pub struct Switch {
    pub name: &'static str,
    pub href: String,
    pub words: String,
    pub on: bool,
}

impl RegisterQuery {
    /// The filters of the address, branches left aside.
    pub(super) fn filter(&self, today: Date) -> ActivityFilter {
        ActivityFilter {
            status: status_of(&self.status),
            q: self.q.chars().take(200).collect(),
            department: self.department.parse().ok(),
            legal_basis: meant(&self.basis),
            data_subject: self.subject.chars().take(200).collect(),
            data_category: meant(&self.data),
            special: !self.special.is_empty(),
            outside_eea: !self.transfer.is_empty(),
            dpia: !self.dpia.is_empty(),
            review_until: (!self.review.is_empty()).then(|| told_from(today)),
            ..ActivityFilter::default()
        }
    }

    /// The filters of the address with the branch that is looked at.
    pub(super) fn chosen(&self, today: Date) -> ActivityFilter {
        let purpose = self.purpose.parse().ok();
        let category = self.subcategory.parse().ok().or_else(|| self.category.parse().ok()).filter(|_| purpose.is_none());
        ActivityFilter { category, purpose, ..self.filter(today) }
    }

    /// Filters and branch, as the parts of an address that are filled.
    pub(super) fn parts(&self) -> Vec<(&'static str, String)> {
        let parts = [
            ("status", &self.status),
            ("q", &self.q),
            ("category", &self.category),
            ("subcategory", &self.subcategory),
            ("purpose", &self.purpose),
            ("department", &self.department),
            ("basis", &self.basis),
            ("subject", &self.subject),
            ("data", &self.data),
            ("special", &self.special),
            ("transfer", &self.transfer),
            ("dpia", &self.dpia),
            ("review", &self.review),
        ];
        parts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.clone())).collect()
    }
}

impl Maker<'_> {
    /// The lists of choices that hold something, with how many activities each holds in the whole register.
    pub(super) fn filters(&self) -> Vec<Filter> {
        let (facets, t, query) = (self.view.facets(), self.t, &self.query);
        let departments = facets.departments.iter().map(|(id, name, count)| (id.to_string(), name.clone(), *count));
        let bases = facets.legal_bases.iter().map(|(basis, count)| (word(basis), t.choice(basis), *count));
        let subjects = facets.data_subjects.iter().take(SUBJECTS).map(|(name, count)| (name.clone(), name.clone(), *count));
        let categories = facets.data_categories.iter().map(|(category, count)| (word(category), t.choice(category), *count));
        let filter = |name: &'static str, chosen: &str, options: Vec<(String, String, usize)>| Filter {
            name,
            label: t.of("register-filter", name),
            options: options
                .into_iter()
                .map(|(value, words, count)| {
                    let on = value == chosen;
                    (value, format!("{words} ({count})"), on)
                })
                .collect(),
        };
        [
            filter("department", &query.department, departments.collect()),
            filter("basis", &query.basis, bases.collect()),
            filter("subject", &query.subject, subjects.collect()),
            filter("data", &query.data, categories.collect()),
        ]
        .into_iter()
        .filter(|filter| !filter.options.is_empty())
        .collect()
    }

    pub(super) fn switches(&self) -> Vec<Switch> {
        let (facets, query) = (self.view.facets(), &self.query);
        let all = [
            ("special", &query.special, facets.special),
            ("transfer", &query.transfer, facets.outside_eea),
            ("dpia", &query.dpia, facets.dpia),
            ("review", &query.review, self.view.to_review(told_from(self.today)).count()),
        ];
        let switch = |(name, value, count): (&'static str, &String, usize)| Switch {
            name,
            href: self.href(&[(name, if value.is_empty() { "true" } else { "" }), ("from", "")]),
            words: self.t.one(&format!("register-filter-{name}"), "count", count),
            on: !value.is_empty(),
        };
        all.into_iter().filter(|(_, value, count)| *count > 0 || !value.is_empty()).map(switch).collect()
    }

    /// What the filters keep of the address when they are sent: what is not chosen among them.
    pub(super) fn kept(&self, flat: bool) -> Vec<(&'static str, String)> {
        let query = &self.query;
        let kept = [
            ("view", if flat { "list" } else { "tree" }),
            ("status", &query.status),
            ("category", &query.category),
            ("subcategory", &query.subcategory),
            ("purpose", &query.purpose),
            ("special", &query.special),
            ("transfer", &query.transfer),
            ("dpia", &query.dpia),
            ("review", &query.review),
        ];
        let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
        kept.map(|(name, value)| (name, value.to_owned())).collect()
    }
}
