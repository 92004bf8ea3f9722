//! The word that stands for a fixed value in stored forms, in forms of pages and in addresses: `legal_obligation`.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The word of a value; empty where it has none.
pub fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The value that a word stands for.
pub fn meant<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::legal_basis::LegalBasis;

    #[test]
    fn words_and_values_stand_for_each_other() {
        for basis in LegalBasis::ALL {
            assert_eq!(meant(&word(&basis)), Some(basis));
        }
        assert_eq!(meant::<LegalBasis>("other"), None);
    }
}
