//! Who leads a theme or a subtheme of the compliance programme.

use super::{
    id::{AccountId, derived},
    text::Localised,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A person named for a theme or a subtheme. Stays from one campaign to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Key of the theme.
    pub theme: String,
    /// Key of the subtheme; empty where the whole theme is led, which only a privacy champion does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtheme: String,
    pub account: AccountId,
    /// What the theme or subtheme was called then.
    pub title: Localised,
    pub named_by: AccountId,
    pub named_at: Timestamp,
}

impl Lead {
    /// Whether the whole theme is led.
    pub fn of_theme(&self) -> bool {
        self.subtheme.is_empty()
    }
}

/// What stands for a theme or subtheme where an identifier is asked for: made of the bytes of its key in the store.
pub fn place_id(theme: &str, subtheme: &str) -> Uuid {
    derived(&[theme.as_bytes(), &[0], subtheme.as_bytes(), &[0]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_identifiers_of_their_own() {
        assert_eq!(place_id("a", "b"), place_id("a", "b"));
        assert_ne!(place_id("ab", ""), place_id("a", "b"));
        assert_ne!(place_id("a", ""), place_id("b", ""));
    }
}
