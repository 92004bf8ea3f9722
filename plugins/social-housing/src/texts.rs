//! The texts of the pack, in three languages.

use probant_plugin_api::locale::{Locale, Messages};

/// The texts of `locales/`.
pub static TEXTS: Locale = Locale {
    fr: Messages::new(include_str!("../locales/fr.ftl")),
    en: Messages::new(include_str!("../locales/en.ftl")),
    es: Messages::new(include_str!("../locales/es.ftl")),
};
