//! What an activity says and the 89 columns cannot hold. An export lists it, so that nobody takes the file for the register.

use crate::{domain::column::Column, locale::Texts};
use serde::Serialize;

/// Keys of the heads of the report.
pub const LOSS_HEADS: [&str; 4] = ["column-processing_name", "import-column", "import-value", "import-problem"];

/// One thing that the file leaves out or simplifies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// Name of the activity.
    pub activity: String,
    /// The column nearest to it, 1 to 89; 0 where there is none.
    pub column: u8,
    pub kind: LossKind,
    /// What is left out.
    pub value: String,
}

impl Loss {
    /// The row of the report, in the language of a person.
    pub fn told(&self, t: Texts) -> [String; 4] {
        let column = Column::at(self.column).map(|column| t.get(&column.label_key())).unwrap_or_default();
        [self.activity.clone(), column, self.value.clone(), t.get(self.kind.message_key())]
    }
}

/// Why something does not stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// A joint controller, recipient or processor beyond the first.
    FurtherPartner,
    /// A tool of art. 46 that the four fixed values do not name; written as another contractual measure.
    Safeguard,
    /// The ground of a derogation, added to the description.
    Derogation,
    /// A country without a name in ISO 3166-1.
    Country,
    /// A field without a column: balancing test, art. 9 condition, art. 10 authority, client, position of a contact.
    NoColumn,
    /// Periods of single data; the longest of the row is written.
    ItemRetention,
    /// What happens when the period ends.
    AfterRetention,
    /// Different volumes by category; the largest is written.
    Volume,
    /// A semicolon within one of several values, written as a comma.
    Semicolon,
    /// A date outside the years 1900 to 2100.
    Date,
    /// The contact of an indirect source without a name.
    SourceContact,
    /// A value that the column does not accept, for example no e-mail address.
    Unreadable,
}

impl LossKind {
    /// Key of the sentence in the locale files.
    pub fn message_key(self) -> &'static str {
        match self {
            Self::FurtherPartner => "export-loss-further_partner",
            Self::Safeguard => "export-loss-safeguard",
            Self::Derogation => "export-loss-derogation",
            Self::Country => "export-loss-country",
            Self::NoColumn => "export-loss-no_column",
            Self::ItemRetention => "export-loss-item_retention",
            Self::AfterRetention => "export-loss-after_retention",
            Self::Volume => "export-loss-volume",
            Self::Semicolon => "export-loss-semicolon",
            Self::Date => "export-loss-date",
            Self::SourceContact => "export-loss-source_contact",
            Self::Unreadable => "export-loss-unreadable",
        }
    }
}
