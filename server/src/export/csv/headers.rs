//! Header cells: the labels of the columns in three languages, and whose header a cell is.

use crate::domain::{
    column::{COLUMNS, Column},
    data_category::DataCategory,
    fold::letters,
    text::Language,
};
use std::{collections::HashMap, sync::LazyLock};

/// Labels as the locale files hold them: one `column-id = label` a line.
const LABELS: [(Language, &str); 3] = [
    (Language::Fr, include_str!("../../../locales/fr/columns.ftl")),
    (Language::En, include_str!("../../../locales/en/columns.ftl")),
    (Language::Es, include_str!("../../../locales/es/columns.ftl")),
];

/// The labels of the columns in a language, in their order.
pub fn headers(language: Language) -> Vec<&'static str> {
    let source = LABELS.iter().find(|(known, _)| *known == language).map_or("", |(_, source)| source);
    let labels: HashMap<&str, &str> = source.lines().filter_map(|line| line.strip_prefix("column-")?.split_once(" = ")).collect();
    COLUMNS.iter().map(|column| labels.get(column.id).copied().unwrap_or(column.id)).collect()
}

/// The header row that is written, whatever the language of the person: files travel between organisations.
pub fn french_headers() -> Vec<&'static str> {
    headers(Language::Fr)
}

/// The column whose header a cell plainly is: its label in one of the languages, its identifier, or the name of
/// its data category in the exchange format.
pub(super) fn column_of(cell: &str) -> Option<&'static Column> {
    static KNOWN: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
        let labels = Language::ALL.into_iter().flat_map(|language| COLUMNS.iter().zip(headers(language)));
        let labels = labels.map(|(column, label)| (key(label), column.number));
        let ids = COLUMNS.iter().map(|column| (key(column.id), column.number));
        let categories = DataCategory::ALL.into_iter().map(|category| (key(category.exchange_name()), category.column() as u8));
        categories.chain(ids).chain(labels).collect()
    });
    KNOWN.get(&key(cell)).and_then(|number| Column::at(*number))
}

fn key(text: &str) -> String {
    letters(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_leads_to_its_column() {
        for language in Language::ALL {
            for (column, label) in COLUMNS.iter().zip(headers(language)) {
                assert_ne!(label, column.id, "no label in {language:?}");
                assert_eq!(column_of(label).unwrap().number, column.number, "{label}");
            }
        }
        assert_eq!(column_of("base légale DU traitement").unwrap().number, 11);
        assert!(column_of("Colonne 12").is_none());
    }
}
