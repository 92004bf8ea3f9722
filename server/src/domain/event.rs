//! What happened, as the audit trail tells it: who did it, what kind of thing, about what.
//!
//! The kind and the subject are kept for ever; the detail may name people and can be erased.

use super::id::AccountId;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};
use uuid::Uuid;

/// Who made a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "account", rename_all = "snake_case")]
pub enum Actor {
    /// A person signed in, or the API token of one.
    Account(AccountId),
    /// Somebody who is not signed in: the set-up link, the sign-in page, a public form.
    Visitor,
    /// The operator on the command line.
    Operator,
    /// The program itself: reminders, queues, migrations.
    Machine,
}

/// What kind of thing happened, for example `activity-created`: the locale files hold its sentence as
/// `event-activity-created`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventKind(Cow<'static, str>);

impl EventKind {
    /// A word as it was written down.
    pub fn recalled(word: Cow<'static, str>) -> Self {
        Self(word)
    }

    /// The word, as written in the code that made the event.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub kind: EventKind,
    /// Identifier of the thing it is about, where there is one.
    pub subject: Option<Uuid>,
    /// Values for the places of its sentence: name and text. Erasable, so the only part that may name people.
    pub detail: Vec<(String, String)>,
}

impl Event {
    /// An event about nothing in particular, without detail.
    pub fn new(kind: &'static str) -> Self {
        Self { kind: EventKind(Cow::Borrowed(kind)), subject: None, detail: Vec::new() }
    }

    /// An event as it was written down.
    pub fn recalled(kind: EventKind, subject: Option<Uuid>, detail: Vec<(String, String)>) -> Self {
        Self { kind, subject, detail }
    }

    /// Names the thing it is about.
    #[must_use]
    pub fn about(mut self, subject: Uuid) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Fills a place of the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.detail.push((name.to_owned(), value.to_string()));
        self
    }
}
