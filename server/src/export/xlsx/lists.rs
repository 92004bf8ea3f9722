//! The values that columns accept, as lists to choose from: they stand in a table of their own.

use super::Cell;
use crate::{
    domain::{
        column::{COLUMNS, Column, Kind},
        country::Country,
        text::Language,
    },
    locale::Texts,
    sheets::Choices,
};

/// The columns that are chosen from a list, by what they accept: the first of each kind lends its label.
fn kinds() -> Vec<&'static Column> {
    let mut kinds: Vec<&Column> = Vec::new();
    for column in COLUMNS.iter().filter(|column| !values(column).is_empty()) {
        if kinds.iter().all(|other| other.kind != column.kind) {
            kinds.push(column);
        }
    }
    kinds
}

fn values(column: &Column) -> Vec<&'static str> {
    match column.kind {
        Kind::Country => {
            static COUNTRIES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
                let mut names: Vec<_> = Country::all().map(|country| country.name(Language::Fr).to_owned()).collect();
                names.sort_by_cached_key(|name| crate::domain::fold::fold(name));
                names
            });
            COUNTRIES.iter().map(String::as_str).collect()
        }
        _ => column.allowed(),
    }
}

/// For each column that is chosen, where its list stands.
pub(super) fn of(table: &str) -> Vec<Choices> {
    let kinds = kinds();
    let list = |column: &Column| {
        let listed_in = kinds.iter().position(|kind| kind.kind == column.kind)?;
        let count = values(column).len();
        Some(Choices { column: usize::from(column.number) - 1, table: table.to_owned(), listed_in, count })
    };
    COLUMNS.iter().filter_map(list).collect()
}

/// The table of the lists.
pub(super) fn rows(t: Texts) -> Vec<Vec<Cell<'static>>> {
    let kinds = kinds();
    let lists: Vec<_> = kinds.iter().map(|column| values(column)).collect();
    let head = kinds.iter().map(|column| match column.kind {
        Kind::YesNo => Cell::head(t.get("export-values-yes-no")),
        Kind::Country => Cell::head(t.get("export-values-countries")),
        _ => Cell::head(t.get(&column.label_key())),
    });
    let longest = lists.iter().map(Vec::len).max().unwrap_or_default();
    let row = |number: usize| lists.iter().map(|list| Cell::text(list.get(number).copied().unwrap_or_default())).collect();
    std::iter::once(head.collect()).chain((0..longest).map(row)).collect()
}
