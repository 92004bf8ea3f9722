//! What can go wrong when a person asks for something. Knows no HTTP; `web` and `api` each map it once.

use super::maintenance::Maintenance;
use serde::{Deserialize, Serialize};

/// One field that was filled wrongly. `message` is a key of the locale files, `args` fill its places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Name of the field, as in the form and in the API.
    pub field: String,
    /// Key of the message in the locale files.
    pub message: String,
    /// Values for the places of the message: name and text.
    pub args: Vec<(String, String)>,
    /// Another message that fills the place `cause`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Box<FieldError>>,
}

impl FieldError {
    /// An error whose message has no places to fill.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), args: Vec::new(), cause: None }
    }

    /// Fills a place of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// Fills the place `cause` of the message with another message.
    #[must_use]
    pub fn because(mut self, cause: Self) -> Self {
        self.cause = Some(Box::new(cause));
        self
    }
}

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The person's input is wrong: every wrong field, never only the first.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// No such thing, or not visible to this person: the two are told apart nowhere.
    #[error("not found")]
    NotFound,
    /// The person may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Somebody changed it meanwhile, or the state of things forbids the change: every reason.
    #[error("conflict: {0:?}")]
    Conflict(Vec<FieldError>),
    /// A limit was reached (size, rate, seats). Holds a message key with its places.
    #[error("limit: {0:?}")]
    Limit(FieldError),
    /// The server cannot take it for now, whatever the person does: its disk is full, a program it needs does not answer.
    #[error("unable: {0:?}")]
    Unable(FieldError),
    /// The instance is closed to everybody but its operators, until the window ends.
    #[error("maintenance")]
    Maintenance(Box<Maintenance>),
    /// The store writes nothing any more until a restart, and the change may or may not have reached the disk. Holds the
    /// cause for the log.
    #[error("the store has stopped: {0}")]
    Stopped(String),
    /// Ours: the person sees a request number, the log has the rest.
    #[error("internal: {0}")]
    Internal(String),
}

impl Fault {
    /// A single wrong field.
    pub fn invalid(field: &str, message: &str) -> Self {
        Self::Invalid(vec![FieldError::new(field, message)])
    }

    /// A state that forbids the change; `message` is a key of the locale files.
    pub fn conflict(message: &str) -> Self {
        Self::Conflict(vec![FieldError::new("", message)])
    }

    /// An error of ours, with its cause for the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
}
