//! How long documents of a category are kept (GDPR art. 5(1)(e)).

use crate::domain::{fold::fold, id::AccountId};
use jiff::{Span, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Most months that a rule may say: ten years, as far as any day of a document may lie.
pub const MOST_MONTHS: u16 = 120;

/// A rule of an organisation: documents of this category expire so many months after they were filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRule {
    /// As people write it; another way to write it is the same category.
    pub category: String,
    pub months: u16,
    pub by: AccountId,
    pub at: Timestamp,
}

impl DocumentRule {
    /// The day on which a document expires that was filed on another.
    pub fn expiry(&self, filed: Date) -> Date {
        filed.saturating_add(Span::new().months(self.months))
    }

    /// Under which form the rule of a category is kept.
    pub fn form(category: &str) -> String {
        fold(category.trim())
    }
}
