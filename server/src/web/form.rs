//! The errors of a form, as its template asks for them.

use crate::{domain::fault::FieldError, locale::Texts};
use std::ops::Deref;

/// Every wrong field of a form; empty when it is shown for the first time.
#[derive(Clone, Debug, Default)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    /// Whether a field is wrong.
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|error| error.field == field)
    }

    /// Every error of a field, in words.
    pub fn of(&self, t: &Texts, field: &str) -> Vec<String> {
        self.0.iter().filter(|error| error.field == field).map(|error| t.error(error)).collect()
    }
}

impl Deref for Errors {
    type Target = [FieldError];
    fn deref(&self) -> &[FieldError] {
        &self.0
    }
}

impl From<Vec<FieldError>> for Errors {
    fn from(errors: Vec<FieldError>) -> Self {
        Self(errors)
    }
}
