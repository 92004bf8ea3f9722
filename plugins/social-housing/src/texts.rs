//! The texts of the pack, in three languages, and periods in words.

use probant_plugin_api::{
    Localised, RetentionPeriod, RetentionUnit,
    locale::{Locale, Messages},
    texts,
};

/// The texts of `locales/`.
pub static TEXTS: Locale = Locale {
    fr: Messages::new(include_str!("../locales/fr.ftl")),
    en: Messages::new(include_str!("../locales/en.ftl")),
    es: Messages::new(include_str!("../locales/es.ftl")),
};

/// A period in words, for example "3 ans".
pub fn period(period: &RetentionPeriod) -> Localised {
    let key = match (period.unit, period.length) {
        (RetentionUnit::Hours, 0 | 1) => "period-hour",
        (RetentionUnit::Hours, _) => "period-hours",
        (RetentionUnit::Days, 0 | 1) => "period-day",
        (RetentionUnit::Days, _) => "period-days",
        (RetentionUnit::Weeks, 0 | 1) => "period-week",
        (RetentionUnit::Weeks, _) => "period-weeks",
        (RetentionUnit::Months, 0 | 1) => "period-month",
        (RetentionUnit::Months, _) => "period-months",
        (RetentionUnit::Years, 0 | 1) => "period-year",
        (RetentionUnit::Years, _) => "period-years",
    };
    TEXTS.text(key, &[("count", same(period.length.to_string()))])
}

/// A name or a number, the same in every language.
pub fn same(text: impl Into<String>) -> Localised {
    let text = text.into();
    texts(text.clone(), text.clone(), text)
}
