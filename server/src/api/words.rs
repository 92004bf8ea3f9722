//! How fixed values and retention periods look in JSON: for activities and purposes alike.

use crate::domain::{
    column::choices::{RETENTION_STARTS, RETENTION_UNITS, read},
    fault::Fault,
    retention::{AfterRetention, RetentionPeriod, RetentionStart, RetentionUnit},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

/// A fixed value, by its word here or as the exchange format spells it.
///
/// # Errors
/// `Invalid` at the field, where the word is neither.
pub fn chosen<T: Clone + DeserializeOwned>(field: &str, choices: &[(&'static str, T)], word: &str) -> Result<T, Fault> {
    let ours = serde_json::from_value(Value::String(word.to_owned())).ok();
    ours.or_else(|| read(choices, word)).ok_or_else(|| Fault::invalid(field, "fault-unknown-value"))
}

/// How long data are kept.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionBody {
    /// How many units; 0 means erased at the event itself.
    pub duration: u32,
    /// `hours`, `days`, `weeks`, `months` or `years`.
    pub unit: String,
    /// `operation_start`, `operation_end`, `rolling`, or null where it is not known.
    #[serde(default)]
    pub start: Option<String>,
    /// `erase`, `anonymise`, `archive`, or null where it is not known.
    #[serde(default)]
    pub then: Option<String>,
}

impl From<RetentionPeriod> for RetentionBody {
    fn from(period: RetentionPeriod) -> Self {
        let word = |value: Value| value.as_str().map(str::to_owned);
        Self {
            duration: period.length,
            unit: word(serde_json::json!(period.unit)).unwrap_or_default(),
            start: word(serde_json::json!(period.from)),
            then: word(serde_json::json!(period.then)),
        }
    }
}

impl RetentionBody {
    /// The period it stands for.
    ///
    /// # Errors
    /// `Invalid` at the field, for a word that is not known.
    pub fn read(&self, field: &str) -> Result<RetentionPeriod, Fault> {
        let given = |word: &Option<String>| word.clone().filter(|word| !word.is_empty());
        let start = |word: String| chosen::<RetentionStart>(field, &RETENTION_STARTS, &word);
        let then = |word: String| chosen::<AfterRetention>(field, &[], &word);
        Ok(RetentionPeriod {
            length: self.duration,
            unit: chosen::<RetentionUnit>(field, &RETENTION_UNITS, &self.unit)?,
            from: given(&self.start).map(start).transpose()?,
            then: given(&self.then).map(then).transpose()?,
        })
    }
}
