//! The 89 columns of the register file: one table from which parser, validator, writer, form, help page and
//! template are driven. Labels stand in the locale files, under [`Column::label_key`].

pub mod choices;

use super::{
    country::Country,
    format::{is_email, is_url},
    import::FaultKind,
};
use choices::Choice;

/// How many columns a register file has.
pub const COUNT: usize = 89;

/// What separates several values in one cell.
pub const SEPARATOR: char = ';';

/// Most values that one cell may hold.
pub const MAX_VALUES: usize = 500;

/// One column of the register file.
#[derive(Debug)]
pub struct Column {
    /// 1 to 89.
    pub number: u8,
    /// Name of the field in forms and in the API.
    pub id: &'static str,
    pub kind: Kind,
    /// Must be filled in every row.
    pub required: bool,
    /// Columns that must be filled where this one is.
    pub requires: &'static [u8],
}

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Email,
    Url,
    Country,
    YesNo,
    /// Several values separated by semicolons.
    Multi,
    /// Category and type by turns, separated by semicolons.
    Pairs,
    /// A whole number between bounds, both included.
    Number {
        min: u32,
        max: u32,
    },
    /// One of the fixed values of the exchange format.
    Choice(Choice),
}

impl Column {
    /// The column of a number, 1 to 89.
    pub fn at(number: u8) -> Option<&'static Self> {
        COLUMNS.get(usize::from(number).checked_sub(1)?)
    }

    /// The column of an identifier.
    pub fn named(id: &str) -> Option<&'static Self> {
        COLUMNS.iter().find(|column| column.id == id)
    }

    /// Key of its label in the locale files.
    pub fn label_key(&self) -> String {
        format!("column-{}", self.id)
    }

    /// Fixed values it accepts, spelled as they are written; empty where any value of its kind is accepted.
    pub fn allowed(&self) -> Vec<&'static str> {
        match self.kind {
            Kind::Choice(choice) => choice.allowed().collect(),
            Kind::YesNo => vec![YES, NO],
            _ => Vec::new(),
        }
    }

    /// Checks a filled cell by itself, without looking at its neighbours.
    pub fn check(&self, cell: &str) -> Result<(), FaultKind> {
        let good = |condition: bool, fault| if condition { Ok(()) } else { Err(fault) };
        match self.kind {
            Kind::Text => Ok(()),
            Kind::Email => good(is_email(cell), FaultKind::Email),
            Kind::Url => good(is_url(cell), FaultKind::Url),
            Kind::Country => good(Country::named(cell).is_some(), FaultKind::Country),
            Kind::YesNo => good(yes_no(cell).is_some(), FaultKind::Bool),
            // A value and its separator take two bytes at least: short cells need no counting.
            Kind::Multi => good(cell.len() < 2 * MAX_VALUES || values(cell).nth(MAX_VALUES).is_none(), FaultKind::Size),
            Kind::Pairs => match values(cell).take(MAX_VALUES + 1).count() {
                count if count > MAX_VALUES => Err(FaultKind::Size),
                count => good(count.is_multiple_of(2), FaultKind::Pairs),
            },
            Kind::Number { min, max } => match number(cell) {
                Some(number) => good((i64::from(min)..=i64::from(max)).contains(&number), FaultKind::Range),
                None => Err(FaultKind::Number),
            },
            Kind::Choice(choice) => good(choice.accepts(cell), FaultKind::Enum),
        }
    }
}

/// How "yes" is written.
pub const YES: &str = "Oui";
/// How "no" is written; on reading, an empty cell says the same.
pub const NO: &str = "Non";

/// Reads a yes/no cell, in any of the languages' usual spellings and in any case.
pub fn yes_no(cell: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(cell));
    match cell {
        "" | NO => Some(false),
        YES => Some(true),
        _ if is(&[NO, "N", "No"]) => Some(false),
        _ if is(&[YES, "Y", "Yes"]) => Some(true),
        _ => None,
    }
}

/// The values of a cell that holds several: trimmed, empty ones left out.
pub fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(SEPARATOR).map(str::trim).filter(|value| !value.is_empty())
}

/// A whole number; what does not fit is told apart from what is none.
fn number(cell: &str) -> Option<i64> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    whole.then(|| cell.parse().unwrap_or(i64::MAX))
}

use Kind::{Choice as OneOf, Country as Land, Email, Multi, Number, Pairs, Text, Url, YesNo};

const fn must(number: u8, id: &'static str, kind: Kind, requires: &'static [u8]) -> Column {
    Column { number, id, kind, required: true, requires }
}

const fn may(number: u8, id: &'static str, kind: Kind, requires: &'static [u8]) -> Column {
    Column { number, id, kind, required: false, requires }
}

/// The columns in their order. A column that is required or requires another says so here and nowhere else; three
/// rules stand in the checker because they depend on values: 7 to 9 make a date, 51 asks for an indirect
/// collection, and a "no" requires nothing.
pub static COLUMNS: [Column; COUNT] = [
    must(1, "category", Text, &[]),
    may(2, "subcategory", Text, &[1]),
    must(3, "purpose", Text, &[1]),
    must(4, "processing_name", Text, &[1, 3]),
    may(5, "description", Text, &[]),
    may(6, "processing_operations", Multi, &[]),
    may(7, "start_day", Number { min: 1, max: 31 }, &[8, 9]),
    may(8, "start_month", Number { min: 1, max: 12 }, &[7, 9]),
    may(9, "start_year", Number { min: 1900, max: 2100 }, &[7, 8]),
    may(10, "it_tools", Multi, &[]),
    may(11, "legal_basis", OneOf(Choice::LegalBasis), &[]),
    may(12, "department", Text, &[]),
    may(13, "department_head_last_name", Text, &[12]),
    may(14, "department_head_first_name", Text, &[12]),
    may(15, "department_head_position", Text, &[12]),
    may(16, "department_head_email", Email, &[12]),
    may(17, "controller_country", Land, &[]),
    may(18, "joint_controller_name", Text, &[]),
    may(19, "joint_controller_transfer_country", Land, &[18]),
    may(20, "joint_controller_transfer_safeguard", OneOf(Choice::Safeguard), &[18, 19]),
    may(21, "identification_data", Multi, &[]),
    may(22, "bank_and_financial_data", Multi, &[]),
    may(23, "personal_characteristics", Multi, &[]),
    may(24, "physical_data", Multi, &[]),
    may(25, "lifestyle_and_consumption", Multi, &[]),
    may(26, "household_composition", Multi, &[]),
    may(27, "housing_characteristics", Multi, &[]),
    may(28, "health_data", Multi, &[]),
    may(29, "education_and_training", Multi, &[]),
    may(30, "professional_life", Multi, &[]),
    may(31, "management_data", Multi, &[]),
    may(32, "customer_data", Multi, &[]),
    may(33, "connection_data", Multi, &[]),
    may(34, "image_recording", Multi, &[]),
    may(35, "administrative_data", Multi, &[]),
    may(36, "social_assistance_and_assessment", Multi, &[]),
    may(37, "sex_life", Multi, &[]),
    may(38, "political_philosophical_religious_opinions", Multi, &[]),
    may(39, "offences_and_convictions", Multi, &[]),
    may(40, "trade_union_membership", Multi, &[]),
    may(41, "racial_or_ethnic_origin", Multi, &[]),
    may(42, "location_data", Multi, &[]),
    may(43, "biometric_data", Multi, &[]),
    may(44, "judicial_data", Multi, &[]),
    may(45, "military_status", Multi, &[]),
    may(46, "legal_entity_data", Multi, &[]),
    may(47, "notarial_activity_data", Multi, &[]),
    may(48, "insurance_and_social_contributions", Multi, &[]),
    may(49, "other_data", Pairs, &[]),
    may(50, "collection_source", OneOf(Choice::Source), &[]),
    may(51, "indirect_source_name", Text, &[50]),
    may(52, "indirect_source_contact_first_name", Text, &[51]),
    may(53, "indirect_source_contact_last_name", Text, &[51]),
    may(54, "indirect_source_contact_email", Email, &[51]),
    may(55, "data_subject_categories", Multi, &[]),
    may(56, "data_subject_volume", OneOf(Choice::Volume), &[]),
    may(57, "minors_concerned", YesNo, &[]),
    may(58, "notice_on_form", YesNo, &[]),
    may(59, "notice_by_poster", YesNo, &[]),
    may(60, "notice_on_website", YesNo, &[]),
    may(61, "notice_by_letter", YesNo, &[]),
    may(62, "notice_oral", YesNo, &[]),
    may(63, "notice_other", Multi, &[]),
    may(64, "rights_email", Email, &[]),
    may(65, "rights_postal_address", Text, &[]),
    may(66, "rights_form_url", Url, &[]),
    may(67, "rights_in_person", Text, &[]),
    may(68, "recipient_name", Text, &[]),
    may(69, "recipient_internal", YesNo, &[68]),
    may(70, "recipient_transfer_country", Land, &[68]),
    may(71, "recipient_transfer_safeguard", OneOf(Choice::Safeguard), &[68, 70]),
    may(72, "processor_name", Text, &[]),
    may(73, "processor_contract", YesNo, &[72]),
    may(74, "processor_transfer_country", Land, &[72]),
    may(75, "processor_transfer_safeguard", OneOf(Choice::Safeguard), &[72, 74]),
    may(76, "processor_data_protection_clause", YesNo, &[72]),
    may(77, "retention_duration", Number { min: 0, max: u32::MAX }, &[78]),
    may(78, "retention_unit", OneOf(Choice::RetentionUnit), &[77]),
    may(79, "retention_start", OneOf(Choice::RetentionStart), &[77, 78]),
    may(80, "deletion_method", Text, &[]),
    may(81, "security_transit_encryption", YesNo, &[]),
    may(82, "security_offline_network", YesNo, &[]),
    may(83, "security_authentication", YesNo, &[]),
    may(84, "security_logging", YesNo, &[]),
    may(85, "security_confidentiality_undertaking", YesNo, &[]),
    may(86, "security_isolated_media", YesNo, &[]),
    may(87, "security_regular_controls", YesNo, &[]),
    may(88, "security_physical_access", YesNo, &[]),
    may(89, "security_other_measures", Multi, &[]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::data_category::DataCategory;

    #[test]
    fn the_table_is_in_order_and_points_at_itself() {
        for (index, column) in COLUMNS.iter().enumerate() {
            assert_eq!(usize::from(column.number), index + 1, "{}", column.id);
            assert!(column.requires.iter().all(|number| Column::at(*number).is_some()), "{}", column.id);
            assert_eq!(Column::named(column.id).map(|found| found.number), Some(column.number));
        }
        assert_eq!((Column::at(0).is_none(), Column::at(90).is_none()), (true, true));
        assert_eq!(COLUMNS.iter().filter(|column| column.required).map(|column| column.number).collect::<Vec<_>>(), [1, 3, 4]);
    }

    #[test]
    fn data_categories_have_the_name_of_their_column() {
        for category in DataCategory::ALL {
            let named = serde_json::to_value(category).unwrap();
            assert_eq!(named, Column::at(category.column() as u8).unwrap().id);
        }
    }

    #[test]
    fn cells_are_checked_by_the_kind_of_their_column() {
        use FaultKind as F;
        let table: &[(u8, &str, Result<(), F>)] = &[
            (7, "31", Ok(())),
            (7, "07", Ok(())),
            (7, "32", Err(F::Range)),
            (7, "-1", Err(F::Range)),
            (7, "1er", Err(F::Number)),
            (9, "1899", Err(F::Range)),
            (77, "99999999999999999999", Err(F::Range)),
            (77, "cinq", Err(F::Number)),
            (77, "1,5", Err(F::Number)),
            (11, "obligation légale de l'entreprise", Ok(())),
            (11, "Intérêt légitime", Err(F::Enum)),
            (56, "500–1000", Ok(())),
            (56, "200", Err(F::Enum)),
            (17, "les etats unis", Ok(())),
            (17, "Franse", Err(F::Country)),
            (49, "Biens ; Véhicule ;", Ok(())),
            (49, "Biens ; Véhicule ; Loisirs", Err(F::Pairs)),
            (57, "OUI", Ok(())),
            (57, "peut-être", Err(F::Bool)),
            (58, "Oui ; Non", Err(F::Bool)),
            (66, "formulaire", Err(F::Url)),
            (64, "dpo.exemple.fr", Err(F::Email)),
        ];
        for (number, cell, expected) in table {
            assert_eq!(Column::at(*number).unwrap().check(cell), *expected, "{number} {cell}");
        }
        assert_eq!(Column::at(6).unwrap().check(&"a;".repeat(501)), Err(F::Size));
    }
}
